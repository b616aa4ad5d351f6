/* --- Addresses that are no more lead on ---------------------------------------------------------- */
if (body.dataset.there) location.replace(body.dataset.there + location.search + location.hash);
/* --- A permalink of a text on several pages leads on to its page -------------------------------- */
var pagesOf = body.dataset.page === "text" && body.dataset.places;
if (pagesOf && location.hash && !target()) load(pagesOf, ok => {
  var id = decodeURIComponent(location.hash.slice(1)), episode = id.replace(/-parallels$/, "").split(".")[0], n = ok && window.fitnaPlaces[episode];
  if (n) location.replace(root + "texts/" + source.id + (n > 1 ? "." + n : "") + "/index.html" + location.search + location.hash);
});
