/* --- Search -------------------------------------------------------------------------------- */
function fold(d, words) {
  var out = "";
  // Many fonts give the ligature no alif, so that people write one before it.
  words.normalize("NFC").replace(/\u0627\ufdf2/g, "\ufdf2").split("").forEach(c => { out += c in d.fold ? d.fold[c] : c; });
  return out.replace(/([^\W\d_]|[^\x00-\x7f])'s(?![\p{L}\p{N}])/gu, "$1").replace(/'/g, "").replace(/\s+/g, " ").trim();
}
function key(d, folded) {
  return folded.split(" ").map(t => Object.prototype.hasOwnProperty.call(d.keys, t) ? d.keys[t] : t).filter(Boolean).join(" ");
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
/* A query is also asked for as it may be meant: without an attached particle, or turned round. */
function readings(words) {
  var out = [], turned = words.trim().match(/^([^,،]{2,})[,،]\s*([^,،]{2,})$/), two = words.trim().match(/^(\S+)(.*)$/);
  if (turned) out.push(turned[2] + " " + turned[1]);
  if (two && /^[\u0621-\u064a]/.test(two[1])) ["و", "ف", ""].forEach(a => { ["ب", "ك", "ل", ""].forEach(b => {
    var head = a + b, rest = two[1].slice(head.length);
    if (!head || two[1].indexOf(head) !== 0 || rest.length < 2) return;
    out.push((b === "ل" && rest[0] === "ل" ? "ا" + rest : rest) + two[2]);
  }); });
  return out;
}
function find(d, words) {
  var found = findAs(d, words);
  readings(words).forEach(r => {
    findAs(d, r).hits.forEach(h => {
      var known = found.hits.find(x => x.entry === h.entry);
      if (h.tier > 1 || (known && known.tier < 2)) return;
      if (known) found.hits.splice(found.hits.indexOf(known), 1);
      found.hits.push({ entry: h.entry, tier: 1, why: "why meant", form: h.form, rank: Math.max(1, h.rank) + .05 });
    });
  });
  found.hits.sort(ranked);
  return found;
}
function ranked(a, b) {
  return a.rank - b.rank || (a.entry.kind === "event") - (b.entry.kind === "event") || b.entry.count - a.entry.count || (a.entry.id < b.entry.id ? -1 : 1);
}
function findAs(d, words) {
  var f = fold(d, words), k = key(d, f), best = {}, near = [];
  // A particle alone begins half of all names, and is none.
  var hollow = f.split(" ").every(t => d.particles.indexOf(t) >= 0);
  if (!/[\p{L}\p{N}]/u.test(f)) return { folded: f, hits: [], near: [] };
  d.names.forEach(entry => {
    if (!entry.folds) {
      entry.folds = entry.forms.map(x => fold(d, x[0]));
      entry.keys = entry.folds.map(x => key(d, x));
    }
    var top = null, close = 0, closest = "";
    entry.forms.forEach((form, i) => {
      var g = entry.folds[i], h = entry.keys[i], tier = -1, why = "", rank;
      if (g === f) { tier = form[1] ? 1 : 0; why = form[1] ? "why slip" : "why same"; }
      else if (hollow) { tier = -1; }
      else if (h === k) { tier = 1; why = "why variant"; }
      else if (entry.kind !== "event" && h.indexOf(k + " ") === 0 && !/['’]s /.test(form[0])) { tier = 1; why = "why longer"; }
      else if ((" " + h + " ").indexOf(" " + k + " ") >= 0) { tier = 2; why = "why part"; }
      rank = tier + (why === "why longer" ? .5 - .4 * k.split(" ").length / h.split(" ").length : 0);
      if (tier >= 0 && (!top || rank < top.rank)) top = { entry: entry, tier: tier, why: why, form: form[0], rank: rank };
      if (!top) { var l = likeness(k, h); if (l > close) { close = l; closest = form[0]; } }
    });
    if (top) best[entry.id] = top;
    else if (close >= .5) near.push({ entry: entry, tier: 2, why: "why near", form: closest, rank: 3, close: close });
  });
  var hits = Object.keys(best).map(id => best[id]);
  hits.sort(ranked);
  near.sort((a, b) => b.close - a.close || (a.entry.id < b.entry.id ? -1 : 1));
  return { folded: f, hits: hits, near: near.slice(0, 8) };
}
window.fitnaFind = (words, then) => { names(d => { then(find(d, words), d); }); };
/* --- Words: an index in pieces, each loaded when it is asked for ------------------------------ */
function index(then) { load("static/find/index.js", ok => { then(ok ? window.fitnaFindIndex : null); }); }
function unpack(packed) {
  var line = 0, out = new Map();
  packed.split(" ").forEach(piece => {
    var two = piece.split(":");
    line += parseInt(two[0], 36);
    out.set(line, two[1].split(",").map(x => parseInt(x, 36)));
  });
  return out;
}
function shard(ix, word, then) {
  var n = 0;
  while (n + 1 < ix.shards.length && ix.shards[n + 1] <= word) n++;
  load("static/find/s" + n + ".js", ok => { then(ok ? window["fitnaShard_" + n] : {}); });
}
function postings(ix, word, then) {
  shard(ix, word, words => { then(Object.prototype.hasOwnProperty.call(words, word) ? unpack(words[word]) : new Map()); });
}
/* All words of a beginning stand in one file, whose limits fall between their first letters. */
function beginning(d, ix, words, box) {
  var w = fold(d, words);
  if (w.length > 2 && /^[\p{L}\p{N}]+$/u.test(w)) shard(ix, w, known => {
    var list = Object.keys(known).filter(k => k !== w && k.startsWith(w)).sort().slice(0, 20), p = make("p", { "class": "quiet begun" }, say("begun") + ": ");
    list.forEach((k, i) => { p.append(i ? " · " : "", make("a", { href: "?q=" + encodeURIComponent(k), dir: "auto" }, k)); });
    if (list[0]) box.append(p);
  });
}
function all(tasks, then) {
  var left = tasks.length, out = [];
  if (!left) return then(out);
  tasks.forEach((task, i) => { task(v => { out[i] = v; if (!--left) then(out); }); });
}
/* A small alef is any or none: each word is asked for in both ways. */
function wanted(d, words) {
  var full = words.replace(/([\u0620-\u064a\u066e-\u06d3])([\u0640\u064b-\u065f]*)\u0670/g, (all, c, marks) => "ىاآٱ".indexOf(c) >= 0 ? all : c + marks + "ا");
  var a = fold(d, words).split(" "), b = fold(d, full).split(" ");
  return a.map((w, i) => b[i] && b[i] !== w ? [w, b[i]] : [w]).filter(w => /[\p{L}\p{N}]/u.test(w[0]));
}
function lines(ix, list, then) {
  var chunks = Array.from(new Set(list.map(l => Math.floor(l / ix.chunk))));
  all(chunks.map(c => done => { load("static/find/l" + c + ".js", done); }), () => {
    then(new Map(list.map(l => [l, window["fitnaLines_" + Math.floor(l / ix.chunk)][l % ix.chunk]])));
  });
}
/* Lines in which words stand side by side, each with the numbers of the first words. */
function concordance(words, then) {
  names(d => { index(ix => {
    var asked = wanted(d, words);
    if (!ix || !asked.length) return then([], ix);
    all(asked.map(forms => { return done => {
      all(forms.map(f => got => { postings(ix, f, got); }), maps => {
        var merged = new Map();
        maps.forEach(m => { m.forEach((at, l) => { merged.set(l, (merged.get(l) || []).concat(at)); }); });
        done(merged);
      });
    }; }), places => {
      var found = [];
      places[0].forEach((firsts, line) => {
        var at = Array.from(new Set(firsts)).filter(n => places.every((m, i) => (m.get(line) || []).indexOf(n + i) >= 0));
        if (at.length) found.push([line, at.sort((x, y) => x - y)]);
      });
      found.sort((x, y) => x[0] - y[0]);
      // Of the corrected reading of a line only what touches a correction counts.
      var again = found.filter(f => ix.again.indexOf(f[0]) >= 0);
      lines(ix, again.map(f => f[0]), got => {
        again.forEach(f => {
          var touched = got.get(f[0])[2][0], source = got.get(f[0])[2][1], k = places.length;
          var plain = found.find(x => x[0] === f[0] - 1);
          f[1] = f[1].filter(n => {
            var m = source[n];
            return touched.some(c => c >= n && c < n + k)
              && !(plain && m >= 0 && source[n + k - 1] === m + k - 1 && plain[1].indexOf(m) >= 0);
          });
        });
        then(found.filter(f => f[1].length), ix, asked.length);
      });
    });
  }); });
}
window.fitnaWordsAt = (words, then) => {
  concordance(words, (found, ix) => { lines(ix, found.map(f => f[0]), got => {
    var out = [];
    found.forEach(f => { f[1].forEach(() => { out.push(got.get(f[0])[0]); }); });
    then(out);
  }); });
};
/* --- Results ------------------------------------------------------------------------------- */
function hit(h) {
  var box = make("div", { "class": "hit", "data-id": h.entry.id, "data-tier": ["exact", "variant", "fuzzy"][h.tier] });
  box.append(describe(h.entry));
  var why = make("p", { "class": "state" }), said = say(h.why).split("{form}");
  why.append(say(["exact", "variant tier", "fuzzy"][h.tier]) + ": " + said[0], make("bdi", {}, h.form), said[1] || "");
  box.append(why);
  return box;
}
/* Whether a written word is one of those asked for, with what may be attached to it. */
function same(d, asked, word) {
  var f = fold(d, word);
  return asked.some(w => {
    if (f === w) return true;
    if (!/^[\u0621-\u064a]{2,}$/.test(w) || f.slice(-w.length + (/^ال/.test(w) ? 2 : 0)) !== w.slice(/^ال/.test(w) ? 2 : 0)) return false;
    return /^[وف]?[بكلس]?(ال|ل)?$/.test(f.slice(0, f.length - w.length + (/^ال/.test(w) ? 2 : 0)));
  });
}
var WORD = /[\p{L}\p{N}\p{M}'’\u0640]+/gu;
function marked(d, asked, words) {
  var out = document.createDocumentFragment(), at = 0;
  words.replace(WORD, (w, i) => {
    if (!asked.some(forms => same(d, forms, w))) return w;
    out.append(words.slice(at, i), make("b", {}, w));
    at = i + w.length;
    return w;
  });
  out.append(words.slice(at));
  return out;
}
function textOf(ix, line) {
  var found = ix.texts[0];
  ix.texts.forEach(t => { if (t[3] <= line) found = t; });
  return found;
}
var SHOWN = 40;
function wordResults(d, ix, found, words, box) {
  var asked = wanted(d, words), total = found.reduce((n, f) => n + f[1].length, 0), groups = new Map();
  if (!total) { box.append(make("p", {}, say("no words"))); return; }
  found.forEach(f => { var t = textOf(ix, f[0]); if (!groups.has(t)) groups.set(t, []); groups.get(t).push(f); });
  box.append(make("h2", {}, say("found words", { n: total })));
  groups.forEach((list, t) => {
    var h = make("h3"), n = list.reduce((x, f) => x + f[1].length, 0);
    h.append(make("bdi", {}, t[1][ui]), " ", make("span", { "class": "quiet" }, String(n)));
    var ol = make("ol", { "class": "plain kwic", lang: t[2], dir: /^(ar|fa|ur|he|syr)/.test(t[2]) ? "rtl" : "ltr" });
    box.append(h, ol);
    function put(some) {
      lines(ix, some.map(f => f[0]), got => {
        var across = [];
        some.forEach(f => {
          var row = got.get(f[0]), li = make("li"), cut = row[0].split("#");
          var a = make("a", { href: root + cut[0] + "?q=" + encodeURIComponent(words) + (cut[1] ? "#" + cut[1] : "") });
          a.append(marked(d, asked, row[1]));
          li.append(a); ol.append(li);
          row[3].slice(0, 2).forEach(ends => { across.push([li, ends]); });
        });
        across.forEach(x => {
          var range = [];
          for (var l = x[1][0]; l <= Math.min(x[1][1], x[1][0] + 2); l++) range.push(l);
          lines(ix, range, there => {
            var p = make("p", { "class": "counterpart", dir: html.dir }), t2 = textOf(ix, range[0]), said = range.map(l => there.get(l)[1]).join(" ");
            if (said.length > 220) said = said.slice(0, 220).replace(/\s\S*$/, "") + " …";
            p.append(make("span", { lang: ui }, say("aligned")), " ", make("a", { href: root + there.get(range[0])[0], lang: t2[2], dir: "auto" }, said));
            x[0].append(p);
          });
        });
        if (ui === "ar") digits(state.digits === "arab");
      });
    }
    put(list.slice(0, SHOWN));
    if (list.length > SHOWN) {
      var more = make("button", { type: "button" }, say("more lines"));
      more.addEventListener("click", () => { more.remove(); put(list.slice(SHOWN)); });
      ol.after(more);
    }
  });
}
function answer(words) {
  var form = $(".find"), kindOf = form.kind.value, langOf = form.lang.value, textIs = form.text.value;
  function fits(ix, text) {
    var t = ix.texts.find(x => x[0] === text);
    return (!textIs || text === textIs) && (!langOf || (t && t[2].split("-")[0] === langOf));
  }
  names(d => { concordance(words, (places, ix) => {
    if (words !== $("#q").value) return;
    var found = find(d, words), out = $("#results");
    function narrow(h) {
      return (!kindOf || h.entry.kind === kindOf) && ((!langOf && !textIs) || h.entry.texts.some(t => fits(ix, t)));
    }
    var hits = found.hits.filter(narrow), near = found.near.filter(narrow);
    var borne = hits.filter(h => h.tier < 2), part = hits.filter(h => h.tier === 2);
    out.textContent = "";
    $("#hint").hidden = true;
    var how = make("p", { "class": "quiet" });
    how.append(say("folded as") + ": ", make("bdi", {}, found.folded));
    out.append(how);
    if (kindOf !== "words") {
      if (!borne.length) out.append(make("p", {}, say("no hit")));
      [["found names", h => h.entry.kind !== "event"], ["found events", h => h.entry.kind === "event"]].forEach(g => {
        var list = borne.filter(g[1]);
        if (list.length) out.append(make("h2", {}, say(g[0], { n: list.length })));
        list.forEach(h => { out.append(hit(h)); });
      });
    }
    if (!kindOf || kindOf === "words") {
      var box = make("section", { id: "words" });
      out.append(box);
      wordResults(d, ix, places.filter(f => fits(ix, textOf(ix, f[0])[0])), words, box);
      if (ix && !langOf && !textIs) beginning(d, ix, words, box);
    }
    var rest = part.concat(borne.length || part.length ? [] : near);
    if (kindOf !== "words" && rest.length) {
      out.append(make("h2", {}, say("nearest")));
      rest.forEach(h => { out.append(hit(h)); });
    }
    if (ui === "ar") digits(state.digits === "arab");
  }); });
}
if (body.dataset.page === "search") {
  var q = $("#q"), asking = params.get("q");
  ["kind", "lang", "text"].forEach(k => {
    var s = q.form[k], v = params.get(k);
    if (v && $$("option", s).some(o => o.value === v)) s.value = v;
  });
  var again = () => {
    var now = new URLSearchParams(location.search);
    now.set("q", q.value);
    ["kind", "lang", "text"].forEach(k => { q.form[k].value ? now.set(k, q.form[k].value) : now.delete(k); });
    try { history.replaceState(null, "", location.pathname + "?" + now); } catch (x) { /* files */ }
    if (q.value.trim()) answer(q.value);
  };
  q.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(() => { if (q.value.trim()) answer(q.value); }, 200); });
  q.form.addEventListener("submit", e => { e.preventDefault(); again(); });
  $(".filters").addEventListener("change", again);
  if (asking) { q.value = asking.slice(0, 200); answer(q.value); }
}
