/* --- Names: data, popover ------------------------------------------------------------------ */
function names(then) { load("static/names.js", () => { then(prepared()); }); }
var data = null;
function prepared() {
  if (data) return data;
  data = window.fitnaNames; data.by = {};
  data.names.forEach(n => { data.by[n.id] = n; });
  return data;
}
function path(n) { return root + (n.kind === "event" ? "events/" : "names/") + n.id + "/index.html"; }
function kind(n) { return say(n.kind === "place" ? "place kind" : n.kind); }
function describe(n) {
  var box = make("div", { "class": "who" }), both = [[n[ui], ui], [n[ui === "en" ? "ar" : "en"], ui === "en" ? "ar" : "en"]].filter(x => x[0]);
  var head = make("p"), a = make("a", { href: path(n), lang: both[0] && both[0][1], dir: "auto" }, both[0] ? both[0][0] : n.id);
  head.append(a); box.append(head);
  if (both[1]) box.append(make("p", { lang: both[1][1], dir: "auto" }, both[1][0]));
  var note = n.note[ui === "en" ? 0 : 1] || n.note[ui === "en" ? 1 : 0];
  if (note) box.append(make("p", { dir: "auto" }, note));
  var about = make("p", { "class": "quiet" }, kind(n) + " · " + n.words[ui === "en" ? 0 : 1]);
  if (n.differ) about.append(" ", make("span", { "class": "state differs" }, say("conflict")));
  box.append(about);
  return box;
}
var pop = null, owner = null, timer = 0;
function hide(back) {
  clearTimeout(timer);
  if (!pop) return;
  var inside = pop.contains(document.activeElement), was = owner;
  pop.remove(); pop = owner = null;
  was.removeAttribute("aria-describedby");
  if (back && inside) { quiet = true; was.focus(); quiet = false; }
}
var quiet = false;
function open(a) {
  if (owner === a || state.names === "off") return;
  names(d => {
    hide();
    var found = a.dataset.n.split(" ").map(id => d.by[id]).filter(Boolean);
    if (!found.length) return;
    pop = make("div", { "class": "pop", id: "pop", role: "group" }); owner = a;
    if (found.length > 1) pop.append(make("p", { "class": "state" }, say("ambiguous mark")));
    found.forEach(n => { pop.append(describe(n)); });
    a.setAttribute("aria-describedby", "pop");
    a.closest(".parallels") ? a.closest(".parallels").append(pop) : body.append(pop);
    var host = pop.offsetParent || body, r = a.getClientRects()[0], h = host === body ? { left: -scrollX, top: -scrollY } : host.getBoundingClientRect();
    var w = pop.offsetWidth, tall = pop.offsetHeight, sx = host === body ? 0 : host.scrollLeft, sy = host === body ? 0 : host.scrollTop;
    var x = Math.max(8, Math.min(innerWidth - w - 8, r.left + r.width / 2 - w / 2));
    if (host !== body) x = Math.max(h.left + 4, Math.min(h.left + host.clientWidth - w - 4, x));
    var y = r.bottom + tall > innerHeight ? r.top - tall : r.bottom;
    pop.style.left = x - h.left + sx + "px"; pop.style.top = y - h.top + sy + "px";
    pop.addEventListener("mouseenter", () => { clearTimeout(timer); });
    pop.addEventListener("mouseleave", later);
    pop.addEventListener("focusout", e => { if (pop && !pop.contains(e.relatedTarget) && e.relatedTarget !== owner) later(); });
  });
}
function later() { clearTimeout(timer); timer = setTimeout(() => { hide(); }, 250); }
document.addEventListener("mouseover", e => {
  var a = up(e, "a.nm");
  if (a) { clearTimeout(timer); timer = setTimeout(() => { open(a); }, owner ? 60 : 160); }
});
document.addEventListener("mouseout", e => {
  if (up(e, "a.nm")) later();
});
document.addEventListener("focusin", e => {
  var a = up(e, "a.nm");
  if (a && !quiet && a.matches(":focus-visible")) { clearTimeout(timer); open(a); }
  else if (pop && !pop.contains(e.target)) hide();
});
document.addEventListener("click", e => {
  var a = up(e, "a.nm");
  if (a && state.names === "off") { e.preventDefault(); return; }
  /* A finger cannot hover: its first tap on a name opens the popover. */
  if (a && e.pointerType === "touch" && owner !== a) { e.preventDefault(); open(a); return; }
  /* Enter on a name (a click without a pointer) opens the popover and goes into it. */
  if (a && e.detail === 0) {
    e.preventDefault();
    open(a);
    names(() => { if (pop) $("a", pop).focus(); });
  }
});

