// A press is meant for what stood there as it began. Where an answer or news of a payment draws that anew before the button
// is let go of, a browser counts no press at all.
(() => {
  "use strict";

  let held = null;

  const pressable = (element) => element.closest?.("a[href], button") ?? null;

  /** Each form that is drawn has others. */
  const IDS = ["actionId", "formToken"];

  /** Two that do the same. A link's words may have changed, as those with a sum do; of a button they say what it does. */
  function deed(element) {
    if (element.matches("a")) return element.href;
    const { form, name, value, textContent } = element;
    const sent = form ? [...new FormData(form)].filter(([field]) => !IDS.includes(field)) : [];
    return JSON.stringify([form?.action, name, value, textContent.trim(), sent]);
  }

  function onMouseDown(event) {
    const element = event.button === 0 ? pressable(event.target) : null;
    held = element && { element, deed: deed(element) };
  }

  function onMouseUp(event) {
    const begun = held;
    held = null;
    if (begun === null || begun.element.isConnected) return;
    const now = pressable(event.target);
    // At its place, by which a double click is known.
    if (now && deed(now) === begun.deed) now.dispatchEvent(new MouseEvent("click", event));
  }

  addEventListener("mousedown", onMouseDown, true);
  addEventListener("mouseup", onMouseUp, true);
})();
