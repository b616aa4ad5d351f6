var html = document.documentElement, KEY = "fitnacorpus";
var DEFAULTS = { lang: "both", ar: "0", en: "0", tashkil: "on", names: "on", unreviewed: "on",
  keys: "on", theme: "system", width: "normal", digits: "latn" };
var IN_URL = ["lang", "tashkil", "names", "unreviewed"];
var state = Object.assign({}, DEFAULTS), columns = [];

function stored() {
  try { return JSON.parse(localStorage.getItem(KEY)) || {}; } catch (e) { return {}; }
}
var CHOICES = { lang: ["both", "ar", "en"], theme: ["system", "light", "dark"], width: ["normal", "wide"], digits: ["latn", "arab"] };
function allowed(key, value) {
  if (key === "ar" || key === "en") return /^(-[12]|[0-4])$/.test(value);
  return (CHOICES[key] || ["on", "off"]).indexOf(value) >= 0;
}
function paint() {
  Object.keys(DEFAULTS).forEach(key => { html.setAttribute("data-" + key, state[key]); });
}
var params = new URLSearchParams(location.search), kept = stored();
Object.keys(DEFAULTS).forEach(key => {
  [kept[key], params.get(key)].forEach(value => {
    if (value != null && allowed(key, value)) state[key] = value;
  });
});
html.classList.add("js");
paint();

function remember() {
  var keep = {};
  Object.keys(DEFAULTS).forEach(k => { if (state[k] !== DEFAULTS[k]) keep[k] = state[k]; });
  try { localStorage.setItem(KEY, JSON.stringify(keep)); } catch (e) { /* not kept, only applied */ }
  address();
}
function address() {
  var now = new URLSearchParams(location.search);
  IN_URL.forEach(k => { state[k] === DEFAULTS[k] ? now.delete(k) : now.set(k, state[k]); });
  columns.length ? now.set("with", columns.join(",")) : now.delete("with");
  var query = now.toString().replace(/%2C/g, ",");
  try { history.replaceState(history.state, "", location.pathname + (query ? "?" + query : "") + location.hash); }
  catch (e) { /* some browsers refuse this for files */ }
}

