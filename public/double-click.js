// A double click is one press: its second half presses nothing that the answer to the first has put beneath it.
(() => {
  "use strict";

  /** A double click is not slower than this, and a finger does not stray further within it. */
  const LONGEST_MS = 500;
  const FURTHEST_PX = 20;

  let press = null;

  /** What an answer to a press replaces as a whole. News of a payment leaves all of it in place. */
  const shown = () => [document.getElementById("pay"), document.body, document.body.firstElementChild];

  function isSecondHalf(event) {
    if (press === null || event.timeStamp - press.at > LONGEST_MS) return false;
    return Math.hypot(event.clientX - press.x, event.clientY - press.y) <= FURTHEST_PX;
  }

  /** Only a mouse or a finger clicks twice without meaning it; a key, a screen reader and a script name no place. */
  function onClick(event) {
    if (event.detail === 0) return;
    if (isSecondHalf(event) && shown().some((part, index) => part !== press.shown[index])) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    press = { at: event.timeStamp, x: event.clientX, y: event.clientY, shown: shown() };
  }

  addEventListener("click", onClick, true);
  // Whoever has typed something in between has not double clicked.
  for (const typed of ["keydown", "input"]) addEventListener(typed, () => press = null, true);
})();
