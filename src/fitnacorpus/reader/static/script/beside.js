/* --- Side by side -------------------------------------------------------------------------- */
var choice = $("#with"), third = $("#and"), bar = $(".with .steps"), known = [];
function cards(episode, text) { return $$('.card[data-text="' + text + '"]', episode).filter(c => !c.closest(".weak")); }
function named(text) { var o = $$("option", choice).find(x => x.value === text); return o ? o.dataset.title : text; }
function column(episode, text) {
  var other = make("div", { "class": "other", "data-text": text }), rest = make("div");
  cards(episode, text).forEach(card => {
    var words = $(".passage", card), head = make("p", { "class": "whose" });
    head.append($("h4 a", card).cloneNode(true), " ", $(".tag", card).cloneNode(true));
    $$(".state", card).slice(0, 3).forEach(s => { head.append(" ", s.cloneNode(true)); });
    (other.firstChild ? rest : other).append(head);
    if (!words) return;
    var told = make("div", { "class": "told" });
    told.append(words.cloneNode(true));
    rest.append(told);
    var more = make("button", { type: "button", "class": "on", "data-part": card.dataset.part, "data-at": card.dataset.at }, say("whole episode"));
    rest.append(more);
  });
  if (!other.firstChild) {
    var whose = make("p", { "class": "whose" });
    whose.append(make("b", {}, named(text)));
    other.append(whose);
    rest.append(make("p", { "class": "gap" }, say("not told")));
  }
  other.append(rest);
  return other;
}
function read(texts) {
  steadily(() => {
    columns = texts;
    $$(".other,.folded").forEach(o => { o.remove(); });
    $$(".away").forEach(e => { e.classList.remove("away"); });
    html.classList.toggle("beside", texts.length > 0);
    html.setAttribute("data-columns", texts.length + 1);
    if (texts.length) {
      $$(".episode").forEach(e => { texts.forEach(t => { $(".pair", e).append(column(e, t)); }); });
      gather();
    }
    choice.value = texts[0] || ""; third.value = texts[1] || "";
    $$("option", third).forEach(o => { o.disabled = Boolean(o.value) && o.value === texts[0]; });
    bar.hidden = !texts.length;
    where();
  });
}
/* Stretches that nobody beside tells are one line, which opens them. */
function shares(e) { return columns.some(t => cards(e, t).length); }
function gather() {
  var run = [], heads = [], first = null;
  function end() {
    if (run.length) {
      var group = run, p = make("p", { "class": "folded" }), b = make("button", { type: "button", "aria-expanded": "false" });
      var titles = group.filter(x => x.matches(".episode")).map(x => $("h2", x).textContent);
      b.append(say(titles.length === 1 ? "unshared one" : "unshared", { n: titles.length }) + " ");
      b.append(make("bdi", {}, titles[0] + (titles.length > 1 ? " … " + titles[titles.length - 1] : "")));
      p.append(b); group[0].before(p);
      group.forEach(x => { x.classList.add("away"); });
      p.open = open => {
        b.setAttribute("aria-expanded", open ? "true" : "false");
        group.forEach(x => { x.classList.toggle("away", !open); });
      };
      b.addEventListener("click", () => { p.open(b.getAttribute("aria-expanded") !== "true"); });
      group.forEach(x => { x.fold = p; });
    }
    run = []; heads = [];
  }
  $$(".text > *").forEach(e => {
    if (e.matches(".episode")) {
      if (shares(e)) { heads = []; end(); }
      else { run = run.concat(heads, e); heads = []; }
    } else if (e.matches(".rubric,.passage,.printed-note")) heads.push(e);
    else { heads = []; end(); }
  });
  end();
}
function unfold(e) {
  var away = e && e.closest(".away");
  if (away && away.fold) away.fold.open(true);
}
addEventListener("hashchange", () => { var t = target(); unfold(t); });
/* From shared passage to shared passage. */
function shared() { return $$(".episode").filter(shares); }
function where() {
  if (!bar || bar.hidden) return;
  var list = shared(), at = list.indexOf($(".episode.here")), e = reading();
  if (at < 0 && e) list.forEach((x, i) => { if (x === e || x.compareDocumentPosition(e) & 4) at = i; });
  $("output", bar).textContent = say("shared of", { n: at + 1, of: list.length });
}
function step(by) {
  var list = shared(), e = $(".episode.here") || reading(), at = list.indexOf(e);
  if (at < 0 && e) { at = by > 0 ? -1 : list.length; list.forEach((x, i) => { if ((x.compareDocumentPosition(e) & 4) && by > 0) at = i; if ((x.compareDocumentPosition(e) & 2) && by < 0 && at === list.length) at = i; }); }
  var next = list[at + by];
  if (!next) return;
  stand(next);
  where();
}
function stand(e) {
  $$(".episode.here").forEach(x => { x.classList.remove("here"); });
  unfold(e);
  e.classList.add("here");
  e.focus({ preventScroll: true });
  e.scrollIntoView();
}
/* The text beside can be read on: the whole episode, then the next ones. */
function readOn(b) {
  var part = b.dataset.part, name = part.replace(/^.*\/(.*)\.(\d+)\.js$/, "fitnaRead_$1_$2").replace(/-/g, "_");
  if (b.dataset.busy) return;
  b.dataset.busy = "1";
  load(part, ok => {
    delete b.dataset.busy;
    var told = b.previousElementSibling, held = ok ? window[name] : { episodes: [] }, episodes = held.episodes;
    var at = episodes.findIndex(x => x[0] === b.dataset.at);
    if (b.dataset.next) at += 1;
    var e = b.dataset.next === "first" ? episodes[0] : episodes[at];
    if (!e) {
      if (!held.more) { b.replaceWith(make("p", { "class": "quiet" }, say("end of text"))); return; }
      b.dataset.part = part.replace(/\.(\d+)\.js$/, (all, n) => "." + (+n + 1) + ".js");
      b.dataset.next = "first";
      return readOn(b);
    }
    var passage = $(".passage", told).cloneNode(false);
    passage.innerHTML = e[2];
    if (!b.dataset.next) { told.textContent = ""; told.append(passage); }
    else { told.append(make("h4", { dir: "auto" }, e[1]), passage); }
    b.dataset.at = e[0]; b.dataset.next = "next"; b.textContent = say("read on");
  });
}
if (choice) {
  known = $$("option", choice).map(o => o.value);
  var begun = (params.get("with") || "").split(",").filter((t, i, all) => t && known.indexOf(t) > 0 && all.indexOf(t) === i).slice(0, 2);
  if (begun.length) {
    read(begun);
    var t0 = target();
    unfold(t0);
    if (t0) (panel() ? t0.closest(".episode") : t0).scrollIntoView();
  }
  $(".with").addEventListener("change", e => {
    if (e.target === split) return;
    read([choice.value, third.value].filter((t, i, all) => t && choice.value && all.indexOf(t) === i));
    address();
  });
  var split = $("#split");
  split.addEventListener("input", () => {
    html.style.setProperty("--a", split.value + "fr");
    html.style.setProperty("--b", (100 - split.value) + "fr");
  });
  $(".with").addEventListener("click", e => {
    var b = up(e, "[data-step]");
    if (b) step(+b.dataset.step);
    if (up(e, ".swap")) html.classList.toggle("swapped");
  });
  document.addEventListener("click", e => {
    var a = up(e, ".beside"), on = up(e, "button.on");
    if (on) readOn(on);
    if (!a || !a.matches("a")) return;
    e.preventDefault();
    var episode = a.closest(".episode");
    read([a.dataset.with]);
    location.replace("#" + episode.id);
    address();
    episode.scrollIntoView();
    episode.focus({ preventScroll: true });
  });
  var telling = 0;
  addEventListener("scroll", () => {
    if (!telling && columns.length) telling = setTimeout(() => {
      telling = 0;
      var h = $(".episode.here"), r = h && h.getBoundingClientRect();
      if (h && (r.top > innerHeight * .6 || r.bottom < 0)) h.classList.remove("here");
      where();
    }, 150);
  }, { passive: true });
}

/* Permalinks of paragraphs: for the pointer, beside the text and not in it */
$$(".side .passage p[id]").forEach(p => {
  p.append(make("a", { "class": "pl", href: "#" + p.id, tabindex: "-1", "aria-hidden": "true" }));
});
/* A filter of a table of contents. */
$$(".sift").forEach(i => {
  i.addEventListener("input", () => {
    names(d => {
      var f = fold(d, i.value);
      $$("li", i.closest(".contents")).reverse().forEach(li => {
        var inner = $$(":scope > ol > li", li).some(x => !x.hidden);
        li.hidden = !inner && f && fold(d, $("a", li).textContent).indexOf(f) < 0;
      });
    });
  });
});
