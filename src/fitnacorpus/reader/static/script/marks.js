/* --- Marks of what was looked for, and the way from one to the next -------------------------- */
var places = [], place = -1;
function hitBar() {
  var nav = make("nav", { "class": "hits", "aria-label": say("marks") });
  var back = make("button", { type: "button", "aria-label": say("previous hit") }, "‹"), on = make("button", { type: "button", "aria-label": say("next hit") }, "›");
  var off = make("button", { type: "button", "aria-label": say("close") }, "×"), out = make("output");
  nav.append(back, out, on, off);
  body.append(nav);
  function to(i, jump) {
    place = (i + places.length) % places.length;
    $$(".now").forEach(m => { m.classList.remove("now"); });
    places[place].classList.add("now");
    if (jump) { unfold(places[place]); places[place].scrollIntoView({ block: "center" }); }
    out.textContent = say("hit of", { n: place + 1, of: places.length });
    if (ui === "ar" && state.digits === "arab") digits(true);
  }
  back.addEventListener("click", () => { to(place - 1, true); });
  on.addEventListener("click", () => { to(place + 1, true); });
  off.addEventListener("click", () => {
    nav.remove(); places = [];
    $$("mark.found").forEach(m => { m.replaceWith.apply(m, Array.from(m.childNodes)); });
    $$(".named,.now").forEach(m => { m.classList.remove("named", "now"); });
  });
  var t = target(), first = 0;
  places.some((m, i) => { first = i; return !t || t.contains(m) || (t.compareDocumentPosition(m) & 4); });
  to(first, !t);
  return to;
}
var toHit = null;
function markWords(words) {
  names(d => {
    var asked = wanted(d, words);
    if (!asked.length) return;
    var walk = document.createTreeWalker($("main"), NodeFilter.SHOW_TEXT, { acceptNode: n => n.parentElement.closest(".side .passage,.rubric,.printed-note,.fact") && !n.parentElement.closest(".note,.page,.mark") ? 1 : 2 }), nodes = [], run = [], at = 0;
    while (walk.nextNode()) nodes.push(walk.currentNode);
    nodes.forEach(n => { n.data.replace(WORD, (w, i) => { run.push([n, i, w]); return w; }); });
    var spans = [];
    run.forEach((x, i) => {
      if (asked.every((forms, k) => run[i + k] && same(d, forms, run[i + k][2])))
        asked.forEach((forms, k) => { if (spans.indexOf(run[i + k]) < 0) { run[i + k].first = run[i + k].first || k === 0; spans.push(run[i + k]); } });
    });
    spans.reverse().forEach(x => {
      var tail = x[0].splitText(x[1]), m = make("mark", { "class": "found" });
      tail.splitText(x[2].length);
      tail.replaceWith(m); m.append(tail);
      if (x.first) places.unshift(m);
    });
    if (places.length) toHit = hitBar();
  });
}
var soughtWords = body.dataset.page === "text" && params.get("q"), soughtName = body.dataset.page === "text" && params.get("name");
if (soughtName) {
  places = $$(".text .side a.nm, .rubric a.nm, .fact a.nm").filter(a => (" " + a.dataset.n + " ").indexOf(" " + soughtName + " ") >= 0);
  places.forEach(a => { a.classList.add("named"); });
  if (places.length) toHit = hitBar();
} else if (soughtWords) markWords(soughtWords.slice(0, 200));
