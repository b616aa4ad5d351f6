/* --- Display ------------------------------------------------------------------------------- */
var menu = $(".menu"), display = $(".display");
function show() {
  $$("input", menu).forEach(i => {
    i.checked = i.type === "radio" ? state[i.name] === i.value : state[i.name] === "on";
  });
  $$("output", menu).forEach(o => { var n = state[o.dataset.of]; o.textContent = n > 0 ? "+" + n : n; });
  $$("a.nm").forEach(a => { state.names === "off" ? a.setAttribute("tabindex", "-1") : a.removeAttribute("tabindex"); });
  tally();
  if (ui === "ar") digits(state.digits === "arab");
}
function change(key, value) {
  if (!allowed(key, value)) return;
  steadily(() => { state[key] = value; paint(); remember(); show(); });
}
menu.addEventListener("change", e => {
  var i = e.target;
  change(i.name, i.type === "radio" ? i.value : i.checked ? "on" : "off");
});
menu.addEventListener("submit", e => { e.preventDefault(); });
menu.addEventListener("click", e => {
  var b = e.target.closest("[data-size]");
  if (b) change(b.dataset.size, String(+state[b.dataset.size] + +b.dataset.by));
});
document.addEventListener("click", e => {
  $$("details.display,details.more").forEach(d => { if (d.open && !d.contains(e.target)) d.open = false; });
});
/* Digits of the interface; those of names, refs and sources are theirs. */
function digits(eastern) {
  var from = eastern ? "0123456789" : "٠١٢٣٤٥٦٧٨٩", to = eastern ? "٠١٢٣٤٥٦٧٨٩" : "0123456789";
  var walk = document.createTreeWalker(body, NodeFilter.SHOW_TEXT, { acceptNode: n => n.parentElement.closest(".passage,.kwic,.digits,.forms,h1,h2,h3,h4,.alt,code,kbd,script,input,textarea,bdi,a[href*='index.html'],[lang=en]") ? 2 : 1 });
  while (walk.nextNode()) {
    var n = walk.currentNode, t = n.data.replace(/[0-9٠-٩]/g, d => { var i = from.indexOf(d); return i < 0 ? d : to[i]; });
    if (t !== n.data) n.data = t;
  }
}
/* A filter of languages says what it hides, and offers it. */
function tally() {
  $$(".hiding").forEach(e => { e.remove(); });
  if (state.lang === "both") return;
  $$(".parallels,.row").forEach(box => {
    var all = $$(":scope .card,:scope > .cell:not(.gap)", box), away = all.filter(c => c.dataset.lang !== state.lang);
    if (!away.length) return;
    var p = make("p", { "class": "hiding quiet" }, say("hidden by language", { n: away.length, of: all.length }) + " ");
    p.append(make("button", { type: "button" }, say("show all languages")));
    var after = $(":scope > header", box);
    after ? after.after(p) : box.before(p);
  });
}
document.addEventListener("click", e => { if (up(e, ".hiding button")) change("lang", "both"); });

/* The same place in the other language: the passage that is being read stays where it is. */
var STAY = "fitnacorpus-place";
$$(".tongue").forEach(function (a) { a.addEventListener("click", function () {
  var e = reading(), t = target(), hash = location.hash;
  if (e && !(t && e.contains(t))) hash = "#" + e.id;
  try { if (e) sessionStorage.setItem(STAY, JSON.stringify([e.id, e.getBoundingClientRect().top])); } catch (x) { /* the address alone */ }
  this.href = this.href.split(/[?#]/)[0] + location.search + hash;
}); });
function stay() {
  try {
    var was = JSON.parse(sessionStorage.getItem(STAY)), e = was && document.getElementById(was[0]);
    sessionStorage.removeItem(STAY);
    if (e) scrollBy(0, e.getBoundingClientRect().top - was[1]);
  } catch (x) { /* the address alone */ }
}
