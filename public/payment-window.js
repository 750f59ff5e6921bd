// What the Klarna window does beyond its markup: the tab's icon, and a countdown.
(() => {
  "use strict";

  const byId = (id) => document.getElementById(id);

  // == The icon of the page's tab follows the state, as its title does ==

  function showIcon() {
    const icon = byId("page-icon");
    const wanted = byId("pay-live")?.dataset.icon ?? icon?.dataset.till;
    if (icon && icon.getAttribute("href") !== wanted) icon.setAttribute("href", wanted);
  }

  /** What stood in the way of the last press is said until the payment has moved on. */
  function dropOldProblem() {
    const problem = byId("pay-problem");
    if (problem && problem.dataset.face !== byId("pay-live")?.dataset.face) problem.replaceChildren();
  }

  // == A link that rests: the seconds until it can be sent again ==

  function countDown() {
    const offsetMs = Number(document.body.dataset.offset ?? 0);
    for (const element of document.querySelectorAll("[data-ready-at]")) {
      const seconds = Math.ceil((Number(element.dataset.readyAt) - Date.now() - offsetMs) / 1000);
      if (seconds > 0) {
        const words = element.textContent.replace(/\d+(?=\D*$)/, String(seconds));
        if (element.textContent !== words) element.textContent = words;
        continue;
      }
      const button = element.closest("button");
      if (button) button.disabled = false;
      element.replaceWith(element.dataset.readyText);
    }
  }

  document.addEventListener("htmx:after:swap", () => {
    showIcon();
    dropOldProblem();
    countDown();
  });

  setInterval(countDown, 500);
})();
