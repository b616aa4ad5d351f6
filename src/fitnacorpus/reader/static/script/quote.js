/* --- Quoting: a link, and a citation in the forms that people use ------------------------------ */
var source = $("#source") ? JSON.parse($("#source").textContent) : null;
function bare(e) {
  var copy = e.cloneNode(true);
  $$(".note,.page,.mark,.pl", copy).forEach(x => { x.remove(); });
  return copy.textContent.replace(/\s+/g, " ").trim();
}
function sentenceOf(node) {
  var e = node && (node.nodeType === 1 ? node : node.parentElement), s = e && e.closest(".side .passage [id], .side .passage p[id]");
  return s || null;
}
/* What is quoted: the selected words, the passage in hand, or the page. */
function quoted(button) {
  var sel = getSelection(), out = { words: "", fragment: "", to: "", title: source.title, ref: source.id };
  if (!sel.isCollapsed && sentenceOf(sel.anchorNode) && sentenceOf(sel.focusNode)) {
    var r = sel.getRangeAt(0), a = sentenceOf(r.startContainer), b = sentenceOf(r.endContainer), box = make("div");
    box.append(r.cloneContents());
    out.words = bare(box); out.fragment = a.id; out.to = b.id === a.id ? "" : b.id;
  } else {
    var e = button ? button.closest(".episode") : document.activeElement.closest && document.activeElement.closest(".episode") || reading(), t = target();
    if (e && t && e.contains(t) && /\.p\d+/.test(t.id)) { out.fragment = t.id; out.words = bare(t); }
    else if (e) out.fragment = e.id;
  }
  var episode = out.fragment && document.getElementById(out.fragment).closest(".episode");
  if (episode) { out.title = $("h2", episode).textContent; out.ref = source.id + ":" + out.fragment + (out.to ? "–" + out.to.split(".").slice(-1) : ""); }
  out.url = location.href.split(/[?#]/)[0] + (out.to ? "?to=" + out.to : "") + (out.fragment ? "#" + out.fragment : "");
  return out;
}
function forms(o) {
  var part = Boolean(o.fragment), said = say(part ? "cite as" : "cite page as", { title: ui === "ar" ? "«" + o.title + "»" : "“" + o.title + "”", ref: o.ref, text: source.title, corpus: source.corpus, editors: source.editors });
  if (source.publisher) said += " " + source.publisher + ".";
  var day = new Date().toISOString().slice(0, 10), id = o.ref.replace(/[^\w]+/g, "-");
  function tex(x) { return x.replace(/([&%$#_{}])/g, "\\$1"); }
  var opening = o.words ? (ui === "ar" ? "«" + o.words + "»" : "“" + o.words + "”") + " — " : "";
  var bib = [["title", o.title], ["booktitle", part ? source.title : ""], ["author", source.author], ["editor", source.editors], ["series", source.corpus], ["publisher", source.publisher], ["note", o.ref]].filter(x => x[1]);
  var ris = ["TY  - CHAP", "TI  - " + o.title, "T2  - " + (part ? source.title : source.corpus), "T3  - " + (part ? source.corpus : ""), "AU  - " + source.author, "ED  - " + source.editors, "PB  - " + source.publisher, "LA  - " + source.lang, "M1  - " + o.ref, "UR  - " + o.url, "Y2  - " + day.replace(/-/g, "/"), "ER  - "].filter(x => !/- $/.test(x) || /^ER/.test(x));
  var csl = { id: id, type: "chapter", title: o.title, "container-title": part ? source.title : source.corpus, "collection-title": part ? source.corpus : undefined, author: source.author ? [{ literal: source.author }] : undefined, editor: [{ literal: source.editors }], publisher: source.publisher || undefined, URL: o.url, note: o.ref, accessed: { "date-parts": [day.split("-").map(Number)] } };
  return [["link", o.url], ["as text", opening + said + " " + o.url],
    ["as Markdown", (o.words ? "> " + o.words + "\n>\n> — " : "") + said.replace(o.title, "[" + o.title + "](" + o.url + ")")],
    ["as BibTeX", "@incollection{" + id + ",\n" + bib.map(x => "  " + x[0] + " = {" + (x[0] === "editor" || x[0] === "author" ? "{" + tex(x[1]) + "}" : tex(x[1])) + "},\n").join("") + "  url = {" + o.url + "},\n  urldate = {" + day + "}\n}"],
    ["as RIS", ris.join("\n") + "\n"], ["as CSL-JSON", JSON.stringify([csl], null, 1)]];
}
var quoting = null, quoter = null;
function endQuote() { if (!quoting) return false; quoting.remove(); quoting = null; if (quoter) quoter.focus({ preventScroll: true }); return true; }
function quote(button) {
  if (!source) return;
  var o = quoted(button);
  endQuote(); quoter = button || document.activeElement;
  quoting = make("div", { "class": "quoting", role: "dialog", "aria-label": say("quote title"), tabindex: "-1" });
  var head = make("header"), x = make("button", { type: "button", "aria-label": say("close") }, "×");
  head.append(make("h2", {}, say("quote title")), x); quoting.append(head);
  x.addEventListener("click", endQuote);
  forms(o).forEach((f, i) => {
    var p = make("p"), b = make("button", { type: "button" }, say("copy"));
    var area = make("textarea", { readonly: "", rows: String(Math.min(6, f[1].split("\n").length + (i ? 1 : 0))), id: "quote-" + i, dir: "auto", spellcheck: "false" });
    area.readOnly = true; area.value = f[1];
    p.append(make("label", { "for": "quote-" + i }, say(f[0])), b);
    b.addEventListener("click", () => {
      area.select();
      var done = () => { b.textContent = say("copied"); };
      if (navigator.clipboard) navigator.clipboard.writeText(f[1]).then(done, () => { if (document.execCommand("copy")) done(); });
      else if (document.execCommand("copy")) done();
    });
    quoting.append(p, area);
  });
  body.append(quoting); quoting.focus();
}
var over = null;
document.addEventListener("click", e => {
  var b = up(e, "button.quote");
  if (b) quote(b.classList.contains("chosen") ? null : b);
  else if (quoting && !quoting.contains(e.target)) endQuote();
});
/* Selected words bring the button to them, under a finger too. */
document.addEventListener("selectionchange", () => {
  var sel = getSelection(), on = source && source.kind === "text" && !sel.isCollapsed && sentenceOf(sel.anchorNode) && sentenceOf(sel.focusNode);
  if (!on) { if (over) over.hidden = true; return; }
  if (!over) {
    over = make("button", { type: "button", "class": "quote chosen" }, say("quote"));
    over.addEventListener("mousedown", e => { e.preventDefault(); });
    body.append(over);
  }
  over.hidden = false;
  var r = sel.getRangeAt(0).getBoundingClientRect();
  over.style.left = Math.max(8, Math.min(innerWidth - 90, r.left + r.width / 2 - 40)) + scrollX + "px";
  over.style.top = r.bottom + 8 + scrollY + "px";
});
/* Where somebody was reading is offered on the first page; the machine keeps it, and nobody else. */
var LAST = "fitnacorpus-last", leaving = 0;
if (body.dataset.page === "text") addEventListener("scroll", () => {
  clearTimeout(leaving);
  leaving = setTimeout(() => {
    var e = reading();
    try { if (e) localStorage.setItem(LAST, JSON.stringify([location.pathname.replace(/^.*\/(texts\/)/, "$1") + location.search + "#" + e.id, source.title + " · " + $("h2", e).textContent])); } catch (x) { /* not kept */ }
  }, 400);
}, { passive: true });
var resume = $("#continue");
if (resume) {
  try {
    var was = JSON.parse(localStorage.getItem(LAST));
    if (was && /^texts\//.test(was[0])) {
      resume.append(make("a", { href: root + was[0] }, say("continue", { title: was[1] })));
      resume.hidden = false;
    }
  } catch (x) { /* nothing kept */ }
}
