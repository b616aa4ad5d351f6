/* --- Keys ---------------------------------------------------------------------------------- */
function here() {
  var list = $$(".episode").filter(e => e.offsetParent), focus = document.activeElement && document.activeElement.closest(".episode");
  if (focus) return list.indexOf(focus);
  var top = 120, at = -1;
  list.forEach((e, i) => { if (e.getBoundingClientRect().top < top) at = i; });
  return at;
}
function go(step) {
  var list = $$(".episode").filter(e => e.offsetParent), e = list[Math.max(0, Math.min(list.length - 1, here() + step))];
  if (!e) return;
  stand(e);
}
function card(step) {
  var p = panel();
  if (!p) return;
  var list = $$(".card", p).filter(c => c.offsetParent);
  var at = list.indexOf(document.activeElement && document.activeElement.closest(".card"));
  var next = list[Math.max(0, Math.min(list.length - 1, at + step))];
  if (next) { $("h4 a", next).focus(); light(next.dataset.l); next.scrollIntoView({ block: "nearest" }); }
}
addEventListener("keydown", e => {
  if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return;
  if (e.key === "Escape") {
    if (endQuote()) e.preventDefault();
    else if (pop) { hide(true); e.preventDefault(); }
    else if (display.open) { display.open = false; $("summary", display).focus(); }
    else close();
    return;
  }
  var el = document.activeElement;
  if (state.keys === "off" || (el && /^(INPUT|SELECT|TEXTAREA)$/.test(el.tagName))) return;
  var act = {
    j: () => { if (!panel()) go(1); }, k: () => { if (!panel()) go(-1); },
    n: () => { places.length ? toHit(place + 1, true) : columns.length ? step(1) : act.no = true; },
    p: () => { places.length ? toHit(place - 1, true) : columns.length ? step(-1) : act.no = true; },
    "[": () => { card(-1); }, "]": () => { card(1); },
    t: () => { var c = $(".contents"); if (c) { c.open = true; $("summary", c).focus(); c.scrollIntoView({ block: "nearest" }); } },
    c: () => { source ? quote() : act.no = true; },
    "/": () => { var q = $("#q") || $("#quick"); q && q.offsetParent ? q.focus() : location.assign(root + "search/index.html"); },
    "?": () => { display.open = true; $("summary", display).focus(); },
    Enter: () => { if (el.classList.contains("episode")) { var n = $(".count", el); n ? n.click() : act.no = true; } else act.no = true; }
  }, f = act[e.key];
  if (f) { f(); if (!act.no) e.preventDefault(); }
});

