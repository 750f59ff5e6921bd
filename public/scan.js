// A scanner is a keyboard that types very fast and ends with Enter or Tab. What it types lands in the basket, wherever
// the focus is; what a person types stays where they type it.
(() => {
  "use strict";

  const GAP_MS = 100;
  /** On a machine that is busy a key comes late now and then: what counts is the pace of all of them. */
  const LATE_GAP_MS = 300;
  const SHORTEST_SCAN = 6;
  /** Faster than anybody types for long. */
  const CERTAIN_GAP_MS = 35;
  /** Some scanners end with two keys, one right after the other. */
  const SECOND_END_MS = 300;
  const LONGEST_PIN = 8;
  const SAID_MS = 6000;
  const TEXT_FIELD = "input:not([type=radio]):not([type=checkbox]):not([type=hidden]), textarea, select";
  const END_KEYS = ["Enter", "Tab"];

  const byId = (id) => document.getElementById(id);
  const isReachable = (element) =>
    !element.disabled && !element.closest("[inert]") && element.getClientRects().length > 0;
  const play = (sound) => document.dispatchEvent(new CustomEvent("till:play", { detail: sound }));

  // == Telling a scanner from a person ==

  /** The keys that came one after the other, and the field they went to, as it was before the first of them. */
  let burst = null;
  let release = null;
  let endedAt = -Infinity;

  const isTyped = (event) => event.key.length === 1 && !event.repeat;
  const isShift = (event) => event.key === "Shift" || event.key === "CapsLock";

  const paceOf = ({ keys, startedAt, lastAt }) => (lastAt - startedAt) / Math.max(1, keys.length - 1);

  function onKey(event) {
    if (event.detail === "released") return;
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return typeKept();
    const isNext = burst !== null && follows(event);
    if (END_KEYS.includes(event.key)) return onEndKey(event, isNext);
    if (isShift(event)) return;
    endedAt = -Infinity;
    // No scan begins with a space, and a space typed again presses no button: it keeps its own work, but within a scan.
    if (!isTyped(event) || event.key === " " && !(isNext && burst.isHeld)) return forget();
    if (!isNext) begin(event);
    const gap = event.timeStamp - burst.lastAt;
    burst.keys.push(event.key);
    burst.lastAt = event.timeStamp;
    if (burst.isHeld) hold(event, letGo, burst.keys.length === 1 ? GAP_MS : LATE_GAP_MS);
    else if (burst.field.id === "scan" && gap <= CERTAIN_GAP_MS && !asksForKeys(event)) keepBack(event);
    else typeKept();
  }

  /** In the empty field it types nothing, but opens the list of keys. */
  const asksForKeys = (event) => event.key === "?" && burst.field.value + burst.kept === "";

  function hold(event, then, ms) {
    swallow(event);
    clearTimeout(release);
    release = setTimeout(then, ms);
  }

  /** A slow terminal that draws each key of a scan in the field is still drawing them when the scan has ended. */
  function keepBack(event) {
    burst.kept += event.key;
    hold(event, typeKept, burst.keys.length === 1 ? CERTAIN_GAP_MS : GAP_MS);
  }

  /** It was a person after all, or a scanner that pauses: what was kept back stands in the field as if it had been typed. */
  function typeKept() {
    if (!burst?.kept) return;
    clearTimeout(release);
    const { kept } = burst;
    // The page may have been turned since its first key.
    const field = burst.field.isConnected ? burst.field : byId("scan");
    burst.kept = "";
    if (!field) return;
    field.setRangeText(kept, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** Part of the same scan: at its pace, or a late one of many that came fast. Its field may be drawn anew meanwhile. */
  function follows(event) {
    // A PIN opens the till, and the first scan may come right after its last digit.
    if (burst.field?.type === "password" && burst.field !== event.target) return false;
    const gap = event.timeStamp - burst.lastAt;
    return gap <= GAP_MS || gap <= LATE_GAP_MS && burst.keys.length > 1 && paceOf(burst) <= GAP_MS;
  }

  function onEndKey(event, isNext) {
    if (isNext && isScan(burst)) {
      swallow(event);
      endedAt = event.timeStamp;
      return take(finish());
    }
    // Too short for a scan, and too fast for a person: its Enter is not meant for a button.
    if (isNext && burst.isHeld && burst.keys.length > 1) {
      swallow(event);
      finish();
      return refuse("misread");
    }
    if (burst?.isHeld) letGo();
    typeKept();
    burst = null;
    if (event.timeStamp - endedAt <= SECOND_END_MS) return swallow(event);
    const isNothing = event.key === "Enter" && event.target.id === "scan" && event.target.value.trim() === "";
    if (isNothing) swallow(event);
  }

  function swallow(event) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  function begin(event) {
    typeKept();
    clearTimeout(release);
    let field = event.target.closest?.(TEXT_FIELD) ?? null;
    const scan = byId("scan");
    const isLetterKey = [...document.querySelectorAll("[data-key]")].some((element) =>
      element.dataset.key === event.key.toUpperCase() && isReachable(element)
    );
    // The first character moves the focus to the scan field, and lands there.
    if (!field && scan && isReachable(scan) && !isOver() && !isLetterKey && event.key !== "?") {
      scan.focus();
      field = scan;
    }
    const before = field && { value: field.value, start: field.selectionStart ?? null };
    const at = event.timeStamp;
    burst = { keys: [], startedAt: at, lastAt: at, field, before, kept: "", isHeld: field === null };
  }

  const forget = () => {
    if (burst?.isHeld) return;
    typeKept();
    burst = null;
  };

  /** How many of the next product, typed before it is scanned: 3*. */
  function quantityBefore({ field, before }) {
    if (field?.id !== "scan") return "";
    return /^\d{1,4}\s*[*×]$/.test(before.value.trim()) ? before.value.trim() : "";
  }

  function isScan({ keys, field, before }) {
    if (keys.length < SHORTEST_SCAN || paceOf(burst) > GAP_MS || field && "takesScan" in field.dataset) return false;
    if (field === null) return true;
    if (field.type === "password" && keys.length <= LONGEST_PIN) return false;
    if (field.id === "scan" && (before.value.trim() === "" || quantityBefore(burst) !== "")) return true;
    // Somebody may be typing in this field, and fast: in doubt it was a person.
    const code = keys.join("");
    return paceOf(burst) <= CERTAIN_GAP_MS || isArticleNumber(code) && !isMisread(code);
  }

  /** Ends the burst: its field gets back what it held, and what was scanned is returned. */
  function finish() {
    clearTimeout(release);
    const { keys, field, before } = burst;
    const quantity = quantityBefore(burst);
    // Where the scan came in two parts the scan field holds both, but for what was kept back of the second.
    const whole = field?.id === "scan" ? withKept(burst).trim() : "";
    burst = null;
    if (isArticleNumber(whole) && !isMisread(whole)) {
      field.value = "";
      return { code: whole, quantity: "" };
    }
    const left = quantity === "" ? before?.value : "";
    // A field that never showed anything of it need not be drawn again.
    if (field && field.value !== left) {
      field.value = left;
      if (before.start !== null && left !== "") field.setSelectionRange?.(before.start, before.start);
      if (field.id !== "scan") field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    return { code: keys.join(""), quantity };
  }

  /** What the field would say if nothing had been kept back: what is selected in it is typed over. */
  function withKept({ field: { value, selectionStart, selectionEnd }, kept }) {
    return kept === "" ? value : value.slice(0, selectionStart) + kept + value.slice(selectionEnd);
  }

  /** No more keys came: a single one was pressed by a person, and is passed on. */
  function letGo() {
    if (burst.keys.length >= SHORTEST_SCAN) return take(finish());
    const { code } = finish();
    if (code.length !== 1) return;
    const again = new KeyboardEvent("keydown", { key: code, bubbles: true, cancelable: true });
    Object.defineProperty(again, "detail", { value: "released" });
    (document.activeElement ?? document.body).dispatchEvent(again);
  }

  // == Check digits ==

  /** EAN-8, UPC-A, EAN-13, GTIN-14: all end with a check digit that is made in the same way. */
  const isArticleNumber = (code) => /^(\d{8}|\d{12,14})$/.test(code);

  const isMisread = (code) => isArticleNumber(code) && !hasRightDigit(code) && !hasRightDigit(fromUpcE(code));

  function hasRightDigit(code) {
    const digits = [...code].reverse().map(Number);
    const sum = digits.reduce((total, digit, index) => total + digit * (index % 2 === 0 ? 1 : 3), 0);
    return code !== "" && sum % 10 === 0;
  }

  /** UPC-E is a UPC-A written short, whose check digit is of the long form. */
  function fromUpcE(code) {
    if (!/^[01]\d{7}$/.test(code)) return "";
    const [system, a, b, c, d, e, last, check] = code;
    if ("012".includes(last)) return `${system}${a}${b}${last}0000${c}${d}${e}${check}`;
    if (last === "3") return `${system}${a}${b}${c}00000${d}${e}${check}`;
    if (last === "4") return `${system}${a}${b}${c}${d}00000${e}${check}`;
    return `${system}${a}${b}${c}${d}${e}0000${last}${check}`;
  }

  // == Where a scan goes ==

  const isOver = () => document.querySelector("dialog:modal") !== null;

  /** On the panels of a sale: what waits for the answer to the scan before it, each with the address of its sale's lines. */
  let waiting = [];
  let isAsking = false;
  /** The request that they wait for. */
  let asked = null;

  const portOf = () => byId("scan-form") ?? byId("scan-port");

  function take({ code, quantity }) {
    if (byId("pay")) return sayLocked();
    if (isMisread(code)) return refuse("misread");
    document.querySelector("dialog:modal")?.close();
    if (isFormBegun()) return refuse("begun");
    if (byId("scan-locked")) return refuse("locked");
    if (!portOf()) return say("elsewhere");
    waiting.push({ typed: quantity + code, path: portOf().getAttribute("action") });
    sendNext();
  }

  function sendNext() {
    if (isAsking) return;
    handOver(({ path }) => path !== portOf()?.getAttribute("action"));
    if (waiting.length === 0) return;
    const port = portOf();
    if (port.id === "scan-form") {
      for (const { typed } of waiting.splice(0)) submit(port, typed);
      return;
    }
    isAsking = true;
    submit(port, waiting.shift().typed);
  }

  /** What can go no more, since its page is gone, is listed with what never reached the till. */
  function handOver(isLost) {
    for (const detail of waiting.filter(isLost)) document.dispatchEvent(new CustomEvent("till:unsent", { detail }));
    waiting = waiting.filter((one) => !isLost(one));
  }

  /** In place of what its field says, which may be what somebody has begun to type. */
  function submit(port, typed) {
    port.dataset.scanned = typed;
    port.requestSubmit();
    delete port.dataset.scanned;
  }

  /** Also where the browser sends the form by itself, since htmx is not there, or not yet. */
  function onFormData({ target, formData }) {
    if ("scanned" in target.dataset) formData.set("typed", target.dataset.scanned);
  }

  /** A form with several fields, in which somebody has typed: leaving it would lose that. */
  function isFormBegun() {
    const texts = "input:not([type=hidden]):not([type=search]):not([type=radio]):not([type=checkbox]), textarea";
    return [...document.querySelectorAll("main form")].some((form) => {
      const fields = [...form.querySelectorAll(texts)];
      return fields.length > 2 && fields.some((field) => field.value !== field.defaultValue);
    });
  }

  function onAnswered() {
    isAsking = false;
    asked = null;
    // The page has been replaced: what it says of the scan is read out by a region that was there before.
    setTimeout(() => {
      if (waiting.length > 0 || isAsking) return sendNext();
      const result = byId("scan-result");
      if (result) saySoftly(result.innerText);
    });
  }

  // == What is said of a scan that came to nothing ==

  let hush = null;

  function refuse(word) {
    play("locked");
    say(word);
  }

  /** In words made by the till, beside the scan field or, where there is none, above the page. */
  function say(word) {
    const region = byId("till-says");
    const result = byId("scan-result");
    const text = region?.dataset[word];
    if (!text) return;
    if (!result || isOver()) return show(region, text, false);
    const notice = document.createElement("div");
    notice.className = "notice is-fail";
    notice.setAttribute("role", "alert");
    notice.textContent = text;
    keepMissed();
    result.replaceChildren(notice);
  }

  function saySoftly(text) {
    const region = byId("till-says");
    if (region) show(region, text, true);
  }

  function show(region, text, isSoft) {
    clearTimeout(hush);
    region.classList.toggle("vh", isSoft);
    region.textContent = text;
    hush = setTimeout(() => region.textContent = "", SAID_MS);
  }

  function sayLocked() {
    play("locked");
    const words = byId("pay-scan");
    if (!words) return;
    words.hidden = false;
    clearTimeout(hush);
    hush = setTimeout(() => words.hidden = true, SAID_MS);
  }

  /** A code that is no product's stays until somebody has seen to it, whatever is scanned next. */
  function keepMissed() {
    const missed = document.querySelector("#scan-result [data-missed]");
    if (!missed) return;
    missed.removeAttribute("role");
    delete missed.dataset.sound;
    const kept = byId("scan-missed");
    for (const earlier of kept?.children ?? []) if (earlier.innerText === missed.innerText) earlier.remove();
    kept?.prepend(missed);
  }

  // == What leaves the page waits for the scans that are under way ==

  const LONGEST_WAIT_MS = 3000;
  /** Each with whether it is a scan. */
  const underWay = new Map();
  let leaving = null;

  const isOfScan = (element) => element.matches(".scan, #tiles form, #scan-port, #scan-again");
  /** All that changes the basket takes its turn: what is shown to be paid is what it comes to then. */
  const isOfBasket = (element) => isOfScan(element) || element.matches("form[hx-sync^='#main']");

  function leavesPage(element) {
    // Pay, before there is anything to pay: the first scan may be on its way.
    if (element.matches("[aria-disabled=true]")) return true;
    if (element.matches("a")) return !element.matches("[hx-get], [data-part]") && element.hasAttribute("href");
    return element.form?.getAttribute("hx-target") === "body";
  }

  function onClick(event) {
    const pressed = event.target.closest?.("a[href], button");
    if (underWay.size === 0 || leaving?.isDue || !pressed || !leavesPage(pressed)) return;
    swallow(event);
    if (leaving) {
      leaving.pressed = pressed;
      return;
    }
    leaving = { pressed, isDue: false };
    waitToLeave();
  }

  function waitToLeave() {
    clearTimeout(leaving.timer);
    leaving.timer = setTimeout(() => stay("unanswered"), LONGEST_WAIT_MS);
  }

  /** Whoever leaves now would leave a product out. Pressed again it is their own decision. */
  function stay(word) {
    clearTimeout(leaving.timer);
    leaving = null;
    underWay.clear();
    if (word) refuse(word);
  }

  function leave() {
    clearTimeout(leaving.timer);
    const element = sameAs(leaving.pressed);
    leaving.isDue = true;
    element?.click();
    leaving = null;
  }

  /** The answer to a scan has drawn the strip anew, and with it what was pressed. */
  function sameAs(pressed) {
    if (pressed.isConnected) return pressed;
    const likeIt = pressed.matches("[aria-disabled=true]")
      ? "#strip a"
      : pressed.matches("a")
      ? `a[href="${CSS.escape(pressed.getAttribute("href"))}"]`
      : `form[action="${CSS.escape(pressed.form?.getAttribute("action") ?? "")}"] button`;
    return [...document.querySelectorAll(likeIt)].find((one) => one.dataset.key === pressed.dataset.key);
  }

  function onSent({ detail: { ctx } }) {
    const { sourceElement } = ctx;
    if (isOfBasket(sourceElement)) underWay.set(ctx, isOfScan(sourceElement));
    if (sourceElement.id === "scan-port") asked = ctx;
  }

  function onDone({ detail: { ctx } }) {
    if (ctx === asked) onAnswered();
    const isScan = underWay.get(ctx);
    if (!underWay.delete(ctx) || !leaving) return;
    // What was refused of another change its own answer says.
    if (ctx.response === undefined || ctx.response.status >= 400) return stay(isScan ? "unadded" : null);
    if (underWay.size === 0 && waiting.length === 0) leave();
    else waitToLeave();
  }

  document.addEventListener("keydown", onKey, true);
  document.addEventListener("click", onClick, true);
  document.addEventListener("formdata", onFormData);
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-put-away]")) event.target.closest("[data-missed]")?.remove();
  });
  document.addEventListener("htmx:config:request", onSent);
  document.addEventListener("htmx:finally:request", onDone);
  document.addEventListener("htmx:before:swap", keepMissed);
  document.addEventListener("till:adding", keepMissed);
  document.addEventListener("till:leaving", () => handOver(() => true));
})();
