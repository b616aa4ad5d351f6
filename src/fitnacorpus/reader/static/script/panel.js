/* --- The panel of parallels ---------------------------------------------------------------- */
var opener = null, opened = false;
function panel() { var t = target(); return t && t.classList.contains("parallels") ? t : null; }
var before = panel();
function turned() {
  var p = panel();
  if (p) {
    if (!opener || p.id !== opener.hash.slice(1)) opener = $('.count[href="#' + p.id + '"]');
    p.scrollTop = 0; p.focus({ preventScroll: true });
  } else {
    if (before && opener) opener.focus({ preventScroll: true });
    opened = false;
  }
  before = p;
}
addEventListener("hashchange", turned);
function close() {
  var p = panel();
  if (!p) return false;
  if (opened) history.back();
  else { var y = scrollY; location.replace("#" + p.id.replace(/-parallels$/, "")); scrollTo(0, y); }
  return true;
}
document.addEventListener("click", e => {
  var count = up(e, ".count,.also a"), x = up(e, ".close");
  if (count) { opener = count.classList.contains("count") ? count : null; opened = true; }
  if (x) { e.preventDefault(); close(); }
});
if (before) { before.closest(".episode").scrollIntoView(); turned(); }
/* The panel follows the passage that is being read. */
var following = 0;
function follow() {
  following = 0;
  var p = panel(), e = p && p.closest(".episode");
  if (!e) return;
  var r = e.getBoundingClientRect(), now = reading();
  if (!now || now === e || (r.top < innerHeight * .6 && r.bottom > innerHeight * .2)) return;
  var y = scrollY;
  opened = false;
  location.replace("#" + now.id + "-parallels");
  scrollTo(0, y);
}
addEventListener("scroll", () => { if (!following && before) following = setTimeout(follow, 120); }, { passive: true });
