// Keys: an element with data-key="F9" is pressed by that key. Which key that is stands in the page, as its cashier chose.
(() => {
  "use strict";

  const TEXT_FIELD = "input:not([type=radio]):not([type=checkbox]):not([type=hidden]), textarea, select";
  const PRESSED_BY_ENTER = `a[href], button, summary, label, ${TEXT_FIELD}, input`;
  const EDITING_KEYS = ["Delete", "Home", "End"];
  const ARROWS = { ArrowUp: -1, ArrowDown: 1 };

  const byId = (id) => document.getElementById(id);
  const openDialog = () => document.querySelector("dialog:modal");

  function isReachable(element) {
    if (element.disabled || element.closest("[inert]") || element.getClientRects().length === 0) return false;
    return openDialog()?.contains(element) ?? true;
  }

  const elementFor = (key) =>
    [...document.querySelectorAll("[data-key], [data-key-too]")].find((element) =>
      (element.dataset.key === key || element.dataset.keyToo === key) && isReachable(element)
    );

  /** A key that types or edits belongs to the field it is pressed in; an empty field has nothing to delete. */
  function belongsToField(event) {
    const field = event.target.closest?.(TEXT_FIELD);
    if (!field) return false;
    if (event.key === "?" && field.id === "scan") return field.value !== "";
    return event.key.length === 1 || EDITING_KEYS.includes(event.key) && field.value !== "";
  }

  function onKey(event) {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.key === "Enter" || event.key === " ") return onPressKey(event);
    if (event.key in ARROWS) return onArrow(event);
    if (belongsToField(event)) return;
    const element = elementFor(event.key.length === 1 ? event.key.toUpperCase() : event.key);
    if (!element) return;
    event.preventDefault();
    if (event.repeat) return;
    if (element.matches(TEXT_FIELD)) {
      element.focus();
      element.select?.();
    } else element.click();
  }

  /** Enter does the one filled button, unless the focus is on something that it presses itself. A held key counts once. */
  function onPressKey(event) {
    if (event.target.closest?.("textarea")) return;
    if (event.repeat) return event.key === " " && event.target.closest?.(TEXT_FIELD) ? null : event.preventDefault();
    if (event.key !== "Enter" || event.target.closest?.(PRESSED_BY_ENTER)) return;
    const filled = [...document.querySelectorAll(".btn-main")].filter(isReachable);
    if (filled.length !== 1) return;
    event.preventDefault();
    filled[0].click();
  }

  // == The arrows choose a line of the basket ==

  let steps = 0;
  let isChoosing = false;

  function onArrow(event) {
    const field = event.target.closest?.(`${TEXT_FIELD}, input[type=radio]`);
    if (field && field.id !== "scan" || openDialog()) return;
    const lines = byId("lines");
    if (!lines?.querySelector(".line.is-on") || lines.closest("[inert]")) return;
    event.preventDefault();
    steps += ARROWS[event.key];
    if (!isChoosing) chooseLine();
  }

  function chooseLine() {
    const lines = [...document.querySelectorAll("#lines .line")];
    const now = lines.findIndex((line) => line.matches(".is-on"));
    const next = Math.min(Math.max(now + steps, 0), lines.length - 1);
    steps = 0;
    const link = lines[next]?.querySelector("a[data-part]");
    if (!link || next === now) return;
    isChoosing = true;
    link.click();
  }

  function onDone(event) {
    if (!isChoosing || event.detail.ctx.target?.id !== "strip") return;
    isChoosing = false;
    const chosen = document.querySelector("#lines .line.is-on > b");
    const region = byId("till-says");
    if (chosen && region) {
      region.classList.add("vh");
      region.textContent = chosen.textContent;
    }
    if (steps !== 0) chooseLine();
  }

  // == The list of keys lies over what is on the screen, and leaves it as it is ==

  function showList() {
    const list = byId("key-list");
    if (list && !list.open) list.showModal();
  }

  document.addEventListener("keydown", onKey);
  document.addEventListener("htmx:finally:request", onDone);
  document.addEventListener("htmx:after:swap", showList);

  showList();
})();
