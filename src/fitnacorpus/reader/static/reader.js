/* The reader's script: what the pages do beyond what HTML does by itself.  A classic script, so
   that it runs from a folder too; it asks no host for anything. */
(function () {
"use strict";
var html = document.documentElement, KEY = "fitnacorpus";
var DEFAULTS = { lang: "both", ar: "0", en: "0", tashkil: "on", names: "on", unreviewed: "on",
  keys: "on", theme: "system", width: "normal", digits: "latn" };
var IN_URL = ["lang", "tashkil", "names", "unreviewed"];
var state = Object.assign({}, DEFAULTS), beside = "";

function stored() {
  try { return JSON.parse(localStorage.getItem(KEY)) || {}; } catch (e) { return {}; }
}
function allowed(key, value) {
  if (key === "ar" || key === "en") return /^(-[12]|[0-4])$/.test(value);
  return { lang: ["both", "ar", "en"], theme: ["system", "light", "dark"], width: ["normal", "wide"],
    digits: ["latn", "arab"] }[key] ? { lang: ["both", "ar", "en"], theme: ["system", "light", "dark"],
    width: ["normal", "wide"], digits: ["latn", "arab"] }[key].indexOf(value) >= 0
    : value === "on" || value === "off";
}
function paint() {
  Object.keys(DEFAULTS).forEach(function (key) { html.setAttribute("data-" + key, state[key]); });
}
var params = new URLSearchParams(location.search), kept = stored();
Object.keys(DEFAULTS).forEach(function (key) {
  [kept[key], params.get(key)].forEach(function (value) {
    if (value != null && allowed(key, value)) state[key] = value;
  });
});
html.classList.add("js");
paint();

function remember() {
  var keep = {};
  Object.keys(DEFAULTS).forEach(function (k) { if (state[k] !== DEFAULTS[k]) keep[k] = state[k]; });
  try { localStorage.setItem(KEY, JSON.stringify(keep)); } catch (e) { /* not kept, only applied */ }
  address();
}
function address() {
  var now = new URLSearchParams(location.search);
  IN_URL.forEach(function (k) { state[k] === DEFAULTS[k] ? now.delete(k) : now.set(k, state[k]); });
  beside ? now.set("with", beside) : now.delete("with");
  var query = now.toString();
  try { history.replaceState(history.state, "", location.pathname + (query ? "?" + query : "") + location.hash); }
  catch (e) { /* some browsers refuse this for files */ }
}

document.addEventListener("DOMContentLoaded", function () {
var body = document.body, root = body.dataset.root, assets = body.dataset.assets;
var speech = window.fitnaWords.speech, ui = html.lang;
document.querySelector(".display").insertAdjacentHTML("beforeend", window.fitnaWords.menu);
function $(s, e) { return (e || document).querySelector(s); }
function $$(s, e) { return Array.prototype.slice.call((e || document).querySelectorAll(s)); }
function make(tag, attributes, words) {
  var e = document.createElement(tag);
  Object.keys(attributes || {}).forEach(function (k) { if (attributes[k]) e.setAttribute(k, attributes[k]); });
  if (words) e.textContent = words;
  return e;
}
function say(key, values) {
  return speech[key].replace(/\{(\w+)\}/g, function (all, k) { return values && k in values ? values[k] : all; });
}

/* --- Display ------------------------------------------------------------------------------- */
var menu = $(".menu"), display = $(".display");
function show() {
  $$("input", menu).forEach(function (i) {
    i.checked = i.type === "radio" ? state[i.name] === i.value : state[i.name] === "on";
  });
  $$("output", menu).forEach(function (o) { var n = state[o.dataset.of]; o.textContent = n > 0 ? "+" + n : n; });
  $$("a.nm").forEach(function (a) { state.names === "off" ? a.setAttribute("tabindex", "-1") : a.removeAttribute("tabindex"); });
  if (ui === "ar") digits(state.digits === "arab");
}
function change(key, value) {
  if (!allowed(key, value)) return;
  state[key] = value; paint(); remember(); show();
}
menu.addEventListener("change", function (e) {
  var i = e.target;
  change(i.name, i.type === "radio" ? i.value : i.checked ? "on" : "off");
});
menu.addEventListener("submit", function (e) { e.preventDefault(); });
menu.addEventListener("click", function (e) {
  var b = e.target.closest("[data-size]");
  if (b) change(b.dataset.size, String(+state[b.dataset.size] + +b.dataset.by));
});
document.addEventListener("click", function (e) { if (display.open && !display.contains(e.target)) display.open = false; });
function digits(eastern) {
  var from = eastern ? "0123456789" : "٠١٢٣٤٥٦٧٨٩", to = eastern ? "٠١٢٣٤٥٦٧٨٩" : "0123456789";
  var walk = document.createTreeWalker(body, NodeFilter.SHOW_TEXT, { acceptNode: function (n) {
    return n.parentElement.closest(".passage,.kwic,.digits,code,kbd,script,input,[lang=en]") ? 2 : 1; } });
  while (walk.nextNode()) {
    var n = walk.currentNode, t = n.data.replace(/[0-9٠-٩]/g, function (d) { var i = from.indexOf(d); return i < 0 ? d : to[i]; });
    if (t !== n.data) n.data = t;
  }
}

/* The same place in the other language. */
$(".tongue").addEventListener("click", function () {
  this.href = this.href.split(/[?#]/)[0] + location.search + location.hash;
});

/* --- The panel of parallels ---------------------------------------------------------------- */
var opener = null, opened = false;
function target() { return location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1))); }
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
  else location.replace("#" + p.id.replace(/-parallels$/, ""));
  return true;
}
document.addEventListener("click", function (e) {
  var count = e.target.closest && e.target.closest(".count"), x = e.target.closest && e.target.closest(".close");
  if (count) { opener = count; opened = true; }
  if (x) { e.preventDefault(); close(); }
});
if (before) turned();

/* --- Side by side -------------------------------------------------------------------------- */
var choice = $("#with");
function read(text) {
  beside = text;
  $$(".other").forEach(function (o) { o.remove(); });
  text ? html.setAttribute("data-with", text) : html.removeAttribute("data-with");
  if (text) $$(".episode").forEach(function (e) {
    var other = make("div", { "class": "other" }), rest = make("div");
    $$('.card[data-text="' + text + '"]', e).forEach(function (card) {
      var words = $(".passage", card), head = make("p", { "class": "whose" });
      head.append($("h4 a", card).cloneNode(true), " ", $(".tag", card).cloneNode(true));
      $$(".state", card).slice(0, 3).forEach(function (s) { head.append(" ", s.cloneNode(true)); });
      (other.firstChild ? rest : other).append(head);
      if (words) rest.append(words.cloneNode(true));
    });
    if (!other.firstChild) {
      var whose = make("p", { "class": "whose" });
      whose.append(make("b", {}, $('option[value="' + text + '"]', choice).textContent));
      other.append(whose);
      rest.append(make("p", { "class": "gap" }, say("not told")));
    }
    other.append(rest);
    $(".pair", e).append(other);
  });
  if (choice) choice.value = text;
}
if (choice) {
  var known = $$("option", choice).map(function (o) { return o.value; }), wanted = params.get("with");
  if (wanted && known.indexOf(wanted) > 0) {
    read(wanted);
    var t = target();
    if (t) t.scrollIntoView();
  }
  choice.addEventListener("change", function () { read(choice.value); address(); });
  document.addEventListener("click", function (e) {
    var a = e.target.closest && e.target.closest(".beside");
    if (!a) return;
    e.preventDefault();
    var episode = a.closest(".episode");
    read(a.dataset.with);
    location.replace("#" + episode.id);
    address();
    episode.scrollIntoView();
    episode.focus({ preventScroll: true });
  });
}

/* --- Permalinks of paragraphs: for the pointer, beside the text and not in it ---------------- */
$$(".side .passage p[id]").forEach(function (p) {
  p.append(make("a", { "class": "pl", href: "#" + p.id, tabindex: "-1", "aria-hidden": "true" }));
});

/* --- Keys ---------------------------------------------------------------------------------- */
function here() {
  var list = $$(".episode"), focus = document.activeElement && document.activeElement.closest(".episode");
  if (focus) return list.indexOf(focus);
  var top = 120, at = -1;
  list.forEach(function (e, i) { if (e.getBoundingClientRect().top < top) at = i; });
  return at;
}
function go(step) {
  var list = $$(".episode"), e = list[Math.max(0, Math.min(list.length - 1, here() + step))];
  if (!e) return;
  $$(".episode.here").forEach(function (x) { x.classList.remove("here"); });
  e.classList.add("here");
  e.focus({ preventScroll: true });
  e.scrollIntoView();
}
function card(step) {
  var p = panel();
  if (!p) return;
  var list = $$(".card", p).filter(function (c) { return c.offsetParent; });
  var at = list.indexOf(document.activeElement && document.activeElement.closest(".card"));
  var next = list[Math.max(0, Math.min(list.length - 1, at + step))];
  if (next) { $("h4 a", next).focus(); next.scrollIntoView({ block: "nearest" }); }
}
addEventListener("keydown", function (e) {
  if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return;
  if (e.key === "Escape") {
    if (pop) { hide(true); e.preventDefault(); }
    else if (display.open) { display.open = false; $("summary", display).focus(); }
    else close();
    return;
  }
  var el = document.activeElement;
  if (state.keys === "off" || (el && /^(INPUT|SELECT|TEXTAREA)$/.test(el.tagName))) return;
  var act = {
    j: function () { if (!panel()) go(1); }, k: function () { if (!panel()) go(-1); },
    "[": function () { card(-1); }, "]": function () { card(1); },
    t: function () { var c = $(".contents"); if (c) { c.open = true; $("summary", c).focus(); c.scrollIntoView({ block: "nearest" }); } },
    "/": function () { var q = $("#q"); q ? q.focus() : location.assign(root + "search/index.html"); },
    "?": function () { display.open = true; $("summary", display).focus(); },
    Enter: function () { if (el.classList.contains("episode")) $(".count", el).click(); else act.no = true; }
  }, f = act[e.key];
  if (f) { f(); if (!act.no) e.preventDefault(); }
});

/* --- Names: data, popover ------------------------------------------------------------------ */
var waiting = null;
function names(then) {
  if (window.fitnaNames) return then(prepared());
  if (waiting) return waiting.push(then);
  waiting = [then];
  var s = make("script", { src: assets + "static/names.js" });
  s.onload = function () { waiting.forEach(function (f) { f(prepared()); }); waiting = null; };
  document.head.append(s);
}
var data = null;
function prepared() {
  if (data) return data;
  data = window.fitnaNames; data.by = {};
  data.names.forEach(function (n) { data.by[n.id] = n; });
  return data;
}
function path(n) { return root + (n.kind === "event" ? "events/" : "names/") + n.id + "/index.html"; }
function kind(n) { return say(n.kind === "place" ? "place kind" : n.kind); }
function describe(n) {
  var box = make("div", { "class": "who" }), both = [[n[ui], ui], [n[ui === "en" ? "ar" : "en"], ui === "en" ? "ar" : "en"]].filter(function (x) { return x[0]; });
  var head = make("p"), a = make("a", { href: path(n), lang: both[0] && both[0][1], dir: "auto" }, both[0] ? both[0][0] : n.id);
  head.append(a); box.append(head);
  if (both[1]) box.append(make("p", { lang: both[1][1], dir: "auto" }, both[1][0]));
  var note = n.note[ui === "en" ? 0 : 1] || n.note[ui === "en" ? 1 : 0];
  if (note) box.append(make("p", { dir: "auto" }, note));
  box.append(make("p", { "class": "quiet" }, kind(n) + " · " + n.words[ui === "en" ? 0 : 1]));
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
  names(function (d) {
    hide();
    var found = a.dataset.n.split(" ").map(function (id) { return d.by[id]; }).filter(Boolean);
    if (!found.length) return;
    pop = make("div", { "class": "pop", id: "pop", role: "group" }); owner = a;
    if (found.length > 1) pop.append(make("p", { "class": "state" }, say("ambiguous mark")));
    found.forEach(function (n) { pop.append(describe(n)); });
    a.setAttribute("aria-describedby", "pop");
    a.closest(".parallels") ? a.closest(".parallels").append(pop) : body.append(pop);
    var host = pop.offsetParent || body, r = a.getClientRects()[0], h = host === body ? { left: -scrollX, top: -scrollY } : host.getBoundingClientRect();
    var w = pop.offsetWidth, tall = pop.offsetHeight, sx = host === body ? 0 : host.scrollLeft, sy = host === body ? 0 : host.scrollTop;
    var x = Math.max(8, Math.min(innerWidth - w - 8, r.left + r.width / 2 - w / 2));
    if (host !== body) x = Math.max(h.left + 4, Math.min(h.left + host.clientWidth - w - 4, x));
    var y = r.bottom + tall > innerHeight ? r.top - tall : r.bottom;
    pop.style.left = x - h.left + sx + "px"; pop.style.top = y - h.top + sy + "px";
    pop.addEventListener("mouseenter", function () { clearTimeout(timer); });
    pop.addEventListener("mouseleave", later);
    pop.addEventListener("focusout", function (e) { if (pop && !pop.contains(e.relatedTarget) && e.relatedTarget !== owner) later(); });
  });
}
function later() { clearTimeout(timer); timer = setTimeout(function () { hide(); }, 250); }
document.addEventListener("mouseover", function (e) {
  var a = e.target.closest && e.target.closest("a.nm");
  if (a) { clearTimeout(timer); timer = setTimeout(function () { open(a); }, owner ? 60 : 160); }
});
document.addEventListener("mouseout", function (e) {
  if (e.target.closest && e.target.closest("a.nm")) later();
});
document.addEventListener("focusin", function (e) {
  var a = e.target.closest && e.target.closest("a.nm");
  if (a && !quiet && a.matches(":focus-visible")) { clearTimeout(timer); open(a); }
  else if (pop && !pop.contains(e.target)) hide();
});
document.addEventListener("click", function (e) {
  var a = e.target.closest && e.target.closest("a.nm");
  if (a && state.names === "off") { e.preventDefault(); return; }
  /* Enter on a name (a click without a pointer) opens the popover and goes into it. */
  if (a && e.detail === 0) {
    e.preventDefault();
    open(a);
    names(function () { if (pop) $("a", pop).focus(); });
  }
});

/* --- Search -------------------------------------------------------------------------------- */
function fold(d, words) {
  var out = "";
  // Many fonts give the ligature no alif, so that people write one before it.
  words.normalize("NFC").replace(/\u0627\ufdf2/g, "\ufdf2").split("").forEach(function (c) { out += c in d.fold ? d.fold[c] : c; });
  return out.replace(/([^\W\d_]|[^\x00-\x7f])'s(?![\p{L}\p{N}])/gu, "$1").replace(/'/g, "").replace(/\s+/g, " ").trim();
}
function key(d, folded) {
  return folded.split(" ").map(function (t) { return Object.prototype.hasOwnProperty.call(d.keys, t) ? d.keys[t] : t; }).filter(Boolean).join(" ");
}
function likeness(a, b) {
  var row = [], i, j, last, keep;
  for (j = 0; j <= b.length; j++) row[j] = j;
  for (i = 1; i <= a.length; i++) {
    last = row[0]; row[0] = i;
    for (j = 1; j <= b.length; j++) {
      keep = row[j];
      row[j] = Math.min(row[j] + 1, row[j - 1] + 1, last + (a[i - 1] === b[j - 1] ? 0 : 1));
      last = keep;
    }
  }
  return 1 - row[b.length] / Math.max(a.length, b.length, 1);
}
function find(d, words) {
  var f = fold(d, words), k = key(d, f), n = k.split(" ").length, best = {}, near = [];
  if (!/[\p{L}\p{N}]/u.test(f)) return { folded: f, hits: [], near: [] };
  d.names.forEach(function (entry) {
    if (!entry.folds) {
      entry.folds = entry.forms.map(function (x) { return fold(d, x[0]); });
      entry.keys = entry.folds.map(function (x) { return key(d, x); });
    }
    var top = null, close = 0, closest = "";
    entry.forms.forEach(function (form, i) {
      var g = entry.folds[i], h = entry.keys[i], tier = -1, why = "", rank;
      if (g === f) { tier = form[1] ? 1 : 0; why = form[1] ? "why slip" : "why same"; }
      else if (h === k) { tier = 1; why = "why variant"; }
      else if (entry.kind !== "event" && h.indexOf(k + " ") === 0) { tier = 1; why = "why longer"; }
      else if ((" " + h + " ").indexOf(" " + k + " ") >= 0) { tier = 2; why = "why part"; }
      rank = tier + (why === "why longer" ? .5 : 0);
      if (tier >= 0 && (!top || rank < top.rank)) top = { entry: entry, tier: tier, why: why, form: form[0], rank: rank };
      if (!top) { var l = likeness(k, h); if (l > close) { close = l; closest = form[0]; } }
    });
    if (top) best[entry.id] = top;
    else if (close >= .5) near.push({ entry: entry, tier: 2, why: "why near", form: closest, rank: 3, close: close });
  });
  var hits = Object.keys(best).map(function (id) { return best[id]; });
  hits.sort(function (a, b) { return a.rank - b.rank || (a.entry.kind === "event") - (b.entry.kind === "event") || b.entry.count - a.entry.count || (a.entry.id < b.entry.id ? -1 : 1); });
  near.sort(function (a, b) { return b.close - a.close || (a.entry.id < b.entry.id ? -1 : 1); });
  return { folded: f, hits: hits, near: near.slice(0, 8) };
}
window.fitnaFind = function (words, then) { names(function (d) { then(find(d, words), d); }); };
function hit(h) {
  var box = make("div", { "class": "hit", "data-id": h.entry.id, "data-tier": ["exact", "variant", "fuzzy"][h.tier] });
  box.append(describe(h.entry));
  var why = make("p", { "class": "state" }), said = say(h.why).split("{form}");
  why.append(say(["exact", "variant tier", "fuzzy"][h.tier]) + ": " + said[0], make("bdi", {}, h.form), said[1] || "");
  box.append(why);
  return box;
}
function answer(words) {
  names(function (d) {
    var found = find(d, words), out = $("#results");
    out.textContent = "";
    $("#hint").hidden = true;
    var how = make("p", { "class": "quiet" });
    how.append(say("folded as") + ": ", make("bdi", {}, found.folded));
    out.append(how);
    if (!found.hits.length) {
      out.append(make("p", {}, say("no hit")));
      if (found.near.length) out.append(make("h2", {}, say("nearest")));
      found.near.forEach(function (h) { out.append(hit(h)); });
    }
    found.hits.forEach(function (h) { out.append(hit(h)); });
    if (ui === "ar") digits(state.digits === "arab");
  });
}
if (body.dataset.page === "search") {
  var q = $("#q"), asked = params.get("q");
  q.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(function () { if (q.value.trim()) answer(q.value); }, 150); });
  q.form.addEventListener("submit", function (e) {
    e.preventDefault();
    var now = new URLSearchParams(location.search); now.set("q", q.value);
    try { history.replaceState(null, "", location.pathname + "?" + now); } catch (x) { /* files */ }
    answer(q.value);
  });
  if (asked) { q.value = asked.slice(0, 200); answer(q.value); }
}
show();
});
}());
