/* Judging with the keys of the terminal; names are offered while they are written. */
(() => {
"use strict";
var me = document.currentScript.dataset, html = document.documentElement;
function all(s, e) { return Array.prototype.slice.call((e || document).querySelectorAll(s)); }
function cases() { return all(".case"); }
function here() {
  var e = document.activeElement && document.activeElement.closest(".case");
  if (e) return e;
  return cases().find(c => c.getBoundingClientRect().bottom > 120) || null;
}
function stand(c) {
  if (!c) return;
  c.focus({ preventScroll: true });
  c.scrollIntoView({ block: "start" });
}
function step(by) {
  var list = cases(), at = list.indexOf(here()), focused = list.indexOf(document.activeElement && document.activeElement.closest(".case"));
  stand(focused < 0 ? list[at] : list[Math.max(0, Math.min(list.length - 1, at + by))]);
}
function into(s) {
  return c => { var e = c.querySelector(s); if (e) e.focus(); };
}
function press(value) {
  return c => { var b = c.querySelector('.decide [value="' + value + '"]'); if (b) b.click(); };
}
function choose(n) {
  return c => {
    var s = c.querySelector("select[name=relation]"), r = all("input[name=ref]", c)[n - 1];
    if (s && s.options[n - 1]) { s.selectedIndex = n - 1; s.dispatchEvent(new Event("input", { bubbles: true })); }
    if (r) { r.checked = true; r.dispatchEvent(new Event("input", { bubbles: true })); }
  };
}
var keys = {
  a: press("accept"), r: press("reject"), s: press("skip"),
  f: into("input[name=differs]"), n: into("textarea[name=note]"), c: into("input[name=cert]"),
  e: into("input[name=event]"), o: into("input[name=other]"),
  u: () => { var b = document.querySelector(".undo button"); if (b) b.click(); },
  b: () => { step(-1); }, k: () => { step(-1); }, j: () => { step(1); },
  "?": () => { var d = document.querySelector(".keyed"); if (d) { d.open = true; d.querySelector("summary").focus(); } }
};
addEventListener("keydown", e => {
  if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing || html.dataset.keys === "off" || !cases().length && e.key !== "u") return;
  var el = document.activeElement, writes = el && (/^(SELECT|TEXTAREA)$/.test(el.tagName) || (el.tagName === "INPUT" && !/^(checkbox|radio)$/.test(el.type)));
  if (e.key === "Escape" && el && el.closest(".judging")) { stand(el.closest(".case")); e.preventDefault(); e.stopPropagation(); return; }
  if (writes) return;
  var act = /^[1-9]$/.test(e.key) ? choose(+e.key) : Object.prototype.hasOwnProperty.call(keys, e.key) ? keys[e.key] : null;
  if (!act) return;
  e.preventDefault();
  e.stopPropagation();
  var c = here();
  if (c || "u?".indexOf(e.key) >= 0) act(c);
}, true);
document.addEventListener("DOMContentLoaded", () => {
  // The next case after a verdict; where there is none, how far one has got.
  var id = decodeURIComponent(location.hash.slice(1));
  if (id.indexOf("c-") !== 0) return;
  var c = document.getElementById(id);
  c ? stand(c) : (document.getElementById("progress") || document.body).focus();
});
/* A verdict is sent once, however often its button is pressed. */
document.addEventListener("submit", e => {
  var form = e.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) return e.preventDefault();
  form.dataset.sent = "1";
});
addEventListener("pageshow", () => { all("form[data-sent]").forEach(f => { delete f.dataset.sent; }); });
/* What may be chosen is asked for when somebody is about to choose. */
var asked = false;
document.addEventListener("focusin", e => {
  var list = e.target.dataset && e.target.dataset.list;
  if (!list) return;
  e.target.setAttribute("list", "review-" + list);
  if (asked) return;
  asked = true;
  fetch((html.lang === "ar" ? "/ar/" : "/") + me.entries, { credentials: "omit" })
    .then(answer => answer.json())
    .then(kinds => {
      Object.keys(kinds).forEach(kind => {
        var box = document.createElement("datalist");
        box.id = "review-" + kind;
        kinds[kind].forEach(row => {
          var o = document.createElement("option");
          o.value = row[0]; o.label = row[1];
          box.append(o);
        });
        document.body.append(box);
      });
    })
    .catch(() => { asked = false; });
});
})();
