/* --- The map: drawn nearer, and moved ---------------------------------------------------------- */
function chartOf(svg) {
  var whole = svg.getAttribute("viewBox").split(" ").map(Number), seen = whole.slice(), grip = null, fingers = new Map(), apart = 0;
  function draw() {
    svg.setAttribute("viewBox", seen.join(" "));
    svg.classList.toggle("near", seen[2] < whole[2]);
    // Signs and names grow less than the land does, so that they come apart.
    var s = Math.pow(seen[2] / whole[2], .8);
    $$("a", svg).forEach(a => {
      var c = $("circle", a), x = c.getAttribute("cx"), y = c.getAttribute("cy");
      $$("circle,text", a).forEach(e => { e.setAttribute("transform", "translate(" + x + " " + y + ") scale(" + s + ") translate(" + -x + " " + -y + ")"); });
    });
  }
  function zoom(by, x, y) {
    var w = by ? Math.max(whole[2] / 12, Math.min(whole[2], seen[2] / by)) : whole[2], k = w / seen[2];
    seen = [x - (x - seen[0]) * k, y - (y - seen[1]) * k, w, seen[3] * k];
    [0, 1].forEach(i => { seen[i] = Math.max(whole[i], Math.min(whole[i] + whole[i + 2] - seen[i + 2], seen[i])); });
    draw();
  }
  function at(e) { var r = svg.getBoundingClientRect(); return [seen[0] + (e.clientX - r.left) / r.width * seen[2], seen[1] + (e.clientY - r.top) / r.height * seen[3]]; }
  svg.addEventListener("wheel", e => {
    if (!e.ctrlKey && seen[2] >= whole[2]) return;
    e.preventDefault();
    var p = at(e); zoom(e.deltaY < 0 ? 1.2 : 1 / 1.2, p[0], p[1]);
  }, { passive: false });
  svg.addEventListener("pointerdown", e => { fingers.set(e.pointerId, e); grip = at(e); });
  svg.addEventListener("pointermove", e => {
    if (!fingers.has(e.pointerId)) return;
    fingers.set(e.pointerId, e);
    var p = at(e), two = Array.from(fingers.values());
    if (two.length === 2) {
      var d = Math.hypot(two[0].clientX - two[1].clientX, two[0].clientY - two[1].clientY);
      if (apart) zoom(d / apart, p[0], p[1]);
      apart = d;
    } else if (seen[2] < whole[2]) { seen[0] += grip[0] - p[0]; seen[1] += grip[1] - p[1]; zoom(1, 0, 0); }
  });
  ["pointerup", "pointercancel"].forEach(n => { addEventListener(n, e => { fingers.delete(e.pointerId); apart = 0; }); });
  // A narrow window begins at the place named most, which is the first.
  var box = svg.parentNode, first = $("circle", svg);
  if (first) box.scrollLeft = first.getAttribute("cx") / whole[2] * box.scrollWidth - box.clientWidth / 2;
  svg.addEventListener("dragstart", e => { e.preventDefault(); });
  $(".zooming").addEventListener("click", e => { var b = up(e, "[data-zoom]"); if (b) zoom(+b.dataset.zoom, seen[0] + seen[2] / 2, seen[1] + seen[3] / 2); });
}
if ($("svg.map")) chartOf($("svg.map"));
