/* --- What every part uses ------------------------------------------------------------------ */
var body = document.body, root = body.dataset.root, assets = body.dataset.assets;
var speech = window.fitnaWords.speech, ui = html.lang;
$(".display").insertAdjacentHTML("beforeend", window.fitnaWords.menu);
function $(s, e) { return (e || document).querySelector(s); }
function $$(s, e) { return Array.prototype.slice.call((e || document).querySelectorAll(s)); }
function make(tag, attributes, words) {
  var e = document.createElement(tag);
  Object.keys(attributes || {}).forEach(k => { if (attributes[k]) e.setAttribute(k, attributes[k]); });
  if (words) e.textContent = words;
  return e;
}
function say(key, values) {
  return speech[key].replace(/\{(\w+)\}/g, (all, k) => values && k in values ? values[k] : all);
}
function up(e, s) { return e.target.closest ? e.target.closest(s) : null; }
/* Data comes as classic scripts, since a page from a folder may ask for nothing else. */
var loads = {};
function load(path, then) {
  var a = loads[path];
  if (a && a.done) return then(a.ok);
  if (a) return a.then.push(then);
  a = loads[path] = { then: [then] };
  var s = make("script", { src: assets + path });
  s.onload = s.onerror = e => {
    a.done = true; a.ok = e.type === "load";
    a.then.forEach(f => { f(a.ok); });
  };
  document.head.append(s);
}
function target() { return location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1))); }
/* The episode that is being read: the one at a line a third down the window. */
function reading() {
  var line = innerHeight * .35, list = $$(".episode").filter(e => e.offsetParent), found = null;
  list.forEach(e => { if (e.getBoundingClientRect().top <= line) found = e; });
  return found;
}
/* Does something that moves the text, and puts what is being read back to its place. */
var kept = null;
function steadily(change) {
  // What was folded away meanwhile is remembered, as long as nobody has scrolled.
  var was = kept && kept.y === scrollY ? kept : null, e = was ? was.e : reading() || $(".episode"), top = was ? was.top : e && e.getBoundingClientRect().top;
  change();
  kept = null;
  if (!e || !scrollY) return;
  var to = e;
  while (to && !to.offsetParent) to = to.previousElementSibling;
  if (to) scrollBy(0, to.getBoundingClientRect().top - top);
  if (to !== e) kept = { e: e, top: top, y: scrollY };
}
