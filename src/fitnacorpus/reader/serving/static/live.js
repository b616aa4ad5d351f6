/* Shows a page anew when the corpus has changed; what somebody is writing is not lost by it. */
(() => {
"use strict";
var me = document.currentScript.dataset, written = false;
document.addEventListener("input", e => {
  if (e.target.form && e.target.form.method === "post") written = true;
});
document.addEventListener("submit", () => { written = false; });
function ask() {
  if (document.hidden) return void setTimeout(ask, 1000);
  fetch(me.at, { cache: "no-store", credentials: "omit" })
    .then(answer => answer.ok ? answer.json() : { state: me.state })
    .then(now => {
      if (now.state === me.state) return void setTimeout(ask, 1000);
      if (written) document.getElementById("changed").hidden = false;
      else location.reload();
    })
    .catch(() => { setTimeout(ask, 3000); });
}
setTimeout(ask, 1000);
})();
