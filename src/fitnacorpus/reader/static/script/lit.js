/* --- What corresponds lights up ------------------------------------------------------------ */
var pinned = "";
function light(keys) {
  $$(".lit").forEach(e => { e.classList.remove("lit"); });
  keys.split(" ").forEach(k => {
    if (k) $$('[data-l~="' + k + '"]').forEach(e => { e.classList.add("lit"); });
  });
}
function carrier(e) { return up(e, "[data-l]"); }
document.addEventListener("mouseover", e => {
  var c = carrier(e), a = up(e, "a.nm");
  if (c) light(c.dataset.l);
  if (a) a.dataset.n.split(" ").forEach(id => {
    $$('a.nm[data-n~="' + CSS.escape(id) + '"]').forEach(m => { m.classList.add("same"); });
  });
});
document.addEventListener("mouseout", e => {
  if (carrier(e)) light(pinned);
  if (up(e, "a.nm")) $$(".same").forEach(m => { m.classList.remove("same"); });
});
document.addEventListener("focusin", e => { var c = carrier(e); if (c && c !== e.target.closest(".run")) light(c.dataset.l); });
document.addEventListener("focusout", e => { if (carrier(e)) light(pinned); });
/* A tap holds the light, and opens the panel at the card if the counterpart is not to be seen. */
document.addEventListener("click", e => {
  var run = up(e, ".run");
  if (!run || up(e, "a,button,summary,label") || !getSelection().isCollapsed) return;
  pinned = pinned === run.dataset.l ? "" : run.dataset.l;
  light(pinned);
  var episode = run.closest(".side") && run.closest(".episode");
  if (!pinned || !episode) return;
  var box = $(".parallels", episode);
  if (!columns.length && panel() !== box) { opened = true; location.hash = "#" + box.id; }
  setTimeout(() => { var c = panel() && $(".card.lit", panel()); if (c) c.scrollIntoView({ block: "nearest" }); }, 30);
});
/* Arriving from a link lights the words: from the sentence of the address to that of "to". */
function arrive() {
  $$(".arrived").forEach(e => { e.classList.remove("arrived"); });
  var t = target(), last = new URLSearchParams(location.search).get("to");
  if (!t || !last || !/\.s\d+$/.test(t.id)) return;
  var list = $$(".side .passage [id]").filter(e => /\.s\d+$/.test(e.id)), a = list.indexOf(t);
  var b = list.findIndex(e => e.id === last);
  list.slice(a, b + 1).forEach(e => { e.classList.add("arrived"); });
}
addEventListener("hashchange", arrive);
