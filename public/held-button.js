// A press is meant for what stood there as it began. Where an answer or news of a payment draws that anew before the button
// is let go of, a browser counts no press at all.
(() => {
  "use strict";

  let held = null;

  const pressable = (element) => element.closest?.("a[href], button") ?? null;

  /** Two that do the same. A link's words may have changed, as those with a sum do; of a button they say what it does. */
  function deed(element) {
    if (element.matches("a")) return element.href;
    const { form, name, value, textContent } = element;
    return [form?.action, name, value, textContent.trim()].join("\n");
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
    if (now && deed(now) === begun.deed) now.click();
  }

  addEventListener("mousedown", onMouseDown, true);
  addEventListener("mouseup", onMouseUp, true);
})();
