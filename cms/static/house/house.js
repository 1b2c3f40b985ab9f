// The one script of every page: wakes the small modules a page needs, again after each htmx swap.
import { startClocks } from "./clock.js";

const WAKERS = [
  ["[data-chart]", () => import("./charts.js"), "drawChart"],
  ["table[data-sortable]", () => import("./table.js"), "makeSortable"],
  ["[data-select-all]", () => import("./table.js"), "bindSelectAll"],
  ["input[data-uscc]", () => import("./uscc.js"), "watchUscc"],
  ["form[data-padded]", () => import("./padded.js"), "fillUp"],
  ["[data-upload]", () => import("./upload.js"), "watchUpload"],
  ["[data-print]", () => import("./print.js"), "watchPrint"],
  ["[data-copy]", () => import("./copy.js"), "watchCopy"],
  ["select[data-chooses]", () => import("./only_for.js"), "followChoice"],
  ["[data-rows]", () => import("./rows.js"), "keepRows"],
  ["form[data-guard]", () => import("./guard.js"), "guardForm"],
];

function wake(root) {
  for (const [selector, load, name] of WAKERS) {
    const found = [...root.querySelectorAll(selector)].filter((one) => !one.dataset.awake);
    if (root.matches?.(selector) && !root.dataset.awake) found.push(root);
    if (found.length === 0) continue;
    found.forEach((one) => (one.dataset.awake = "1"));
    load().then((module) => found.forEach((one) => module[name](one)));
  }
  startClocks(root);
  root.querySelector?.("form[method=post] [data-focus]")?.focus();
}

wake(document.body);
document.body.addEventListener("htmx:load", (event) => {
  if (event.detail.elt !== document.body) wake(event.detail.elt);
});
// A refusal (403, 409, 422 …) is a page with something to say: its notice is shown above the content of this one.
document.body.addEventListener("htmx:responseError", (event) => {
  const page = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
  const notice = page.querySelector(".notice[role=alert]");
  if (!notice) return;
  notice.querySelector(".actions")?.remove();
  notice.tabIndex = -1;
  notice.dataset.refusal = "";
  document.querySelectorAll(".notice[data-refusal]").forEach((earlier) => earlier.remove());
  document.querySelector("#main .page-head")?.after(notice);
  notice.focus();
});
// A form left open while its person logged in anew is sent with the token that holds now, not the one it was written with.
document.addEventListener("submit", (event) => {
  const token = event.target.querySelector("input[name=csrfmiddlewaretoken]");
  const held = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  if (token && held) token.value = held[1];
}, true);
// Back to a form as it was typed, where the browser still has it.
document.addEventListener("click", (event) => {
  if (!event.target.closest?.("a[data-back]") || history.length < 2) return;
  event.preventDefault();
  history.back();
});
// An open menu closes on Escape and on a click elsewhere.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
