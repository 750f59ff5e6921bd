// The few lines of script of our own. Every page works without them as plain links and forms.
(() => {
  "use strict";

  const PROBE_URL = document.currentScript.src;
  const PROBE_EVERY_MS = 1500;
  const OFFLINE_AFTER_MS = 3000;
  const COPIED_MS = 2000;

  const byId = (id) => document.getElementById(id);

  const isReachable = (element) =>
    !element.disabled && !element.closest("[inert]") && element.getClientRects().length > 0;

  // == Pads: buttons that type into the field named by data-for ==

  function onPad(button) {
    const field = byId(button.dataset.for);
    if (!field) return;
    if ("clear" in button.dataset) field.value = "";
    else if ("back" in button.dataset) field.value = field.value.slice(0, -1);
    else if (field.maxLength < 0 || field.value.length < field.maxLength) field.value += button.dataset.digit;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function onInput(event) {
    const field = event.target;
    if ("sendFull" in field.dataset && field.value.length === field.maxLength) field.form.requestSubmit();
  }

  /** Enter while hits for the typed words are shown takes the first of them, as the line above them says. */
  function onSubmit(event) {
    if ("scanned" in event.target.dataset) return;
    const field = fieldOf(event.target);
    const tiles = byId("tiles");
    const hit = tiles?.querySelector("button[name=productId]");
    if (!field || !hit || field.value.trim() === "" || tiles.dataset.query !== field.value.trim()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    field.value = "";
    hit.click();
  }

  /** After a tap on a name the PIN can be typed at once; the arrow keys only move between the names. */
  function onChoice(label) {
    setTimeout(() => byId(label.dataset.then)?.focus());
  }

  // == Copying: plain HTTP has no clipboard, so the text is selected instead ==

  async function onCopy(button) {
    const text = button.dataset.copy;
    const field = byId(button.dataset.for);
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      if (!field) return;
      field.hidden = false;
      field.focus();
      field.select();
      if (!document.execCommand("copy")) return;
    }
    if (!button.dataset.done) return;
    const words = button.textContent;
    button.textContent = button.dataset.done;
    setTimeout(() => button.textContent = words, COPIED_MS);
  }

  // == Clocks: counted from the server's time, since a till's own clock is often wrong ==

  let offsetMs = 0;

  /** Told to the other scripts, too, by the page itself. */
  function setOffset() {
    offsetMs = Number(document.body.dataset.now ?? Date.now()) - Date.now();
    document.body.dataset.offset = String(offsetMs);
  }

  function tick() {
    const now = Date.now() + offsetMs;
    for (const element of document.querySelectorAll("[data-since]")) {
      setText(element, clock(now - Number(element.dataset.since)));
    }
    for (const element of document.querySelectorAll("[data-checked-at]")) {
      const seconds = Math.max(0, Math.floor((now - Number(element.dataset.checkedAt)) / 1000));
      setText(element, element.textContent.replace(/\d+/, String(seconds)));
    }
  }

  function clock(elapsedMs) {
    const seconds = Math.max(0, Math.floor(elapsedMs / 1000));
    const two = (count) => String(count).padStart(2, "0");
    const minutes = Math.floor(seconds / 60);
    const hours = Math.floor(minutes / 60);
    return hours > 0 ? `${hours}:${two(minutes % 60)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
  }

  function setText(element, text) {
    if (element.textContent !== text) element.textContent = text;
  }

  // == Is the till there? ==

  let silentSince = null;

  function onAnswer() {
    silentSince = null;
    showOffline(false);
  }

  /** `since`: when the request that failed was sent, so that a till that hangs is noticed as soon as one that is gone. */
  function onSilence(since) {
    if (silentSince !== null) return;
    silentSince = since;
    const isStillSilent = () => silentSince === since && showOffline(true);
    setTimeout(isStillSilent, since + OFFLINE_AFTER_MS - Date.now());
  }

  function showOffline(isOffline) {
    const banner = byId("offline");
    if (!banner || banner.hidden === !isOffline) return;
    banner.hidden = !isOffline;
    for (const part of document.querySelectorAll("[data-net]")) {
      part.hidden = (part.dataset.net === "offline") !== isOffline;
    }
  }

  async function probe() {
    if (document.hidden) return;
    const sentAt = Date.now();
    try {
      await fetch(PROBE_URL, { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout?.(PROBE_EVERY_MS) });
      onAnswer();
    } catch {
      onSilence(sentAt);
    }
  }

  // == Links: to the next page only the page's body is replaced, since a thin client need not read its scripts anew ==

  /** Not hx-boost, which prepares each link of each answer: on a thin client that takes longer than drawing it. */
  function onLink(event) {
    const link = event.target.closest?.("a[href]");
    if (!link || !isTurned(event, link)) return;
    event.preventDefault();
    const { part } = link.dataset;
    const where = part ? { target: part, select: part } : { target: document.body, push: "true" };
    window.htmx.ajax("GET", link.getAttribute("href"), { source: link, swap: "outerHTML", ...where });
  }

  function isTurned(event, link) {
    const isOther = event.button !== 0 || event.ctrlKey || event.shiftKey || event.metaKey || event.altKey;
    if (event.defaultPrevented || isOther || !areTurned()) return false;
    if (link.target || link.hasAttribute("download") || "whole" in link.dataset) return false;
    return link.origin === location.origin && !link.getAttribute("href").startsWith("#");
  }

  const areTurned = () => Boolean(window.htmx) && "turns" in document.body.dataset;

  /** A search asks for a page as a link does: where it is not answered, what is on the screen stays there. */
  function onSearch(event) {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "get" || !areTurned()) return;
    event.preventDefault();
    const where = { target: document.body, push: "true" };
    window.htmx.ajax("GET", form.getAttribute("action"), { source: form, swap: "outerHTML", ...where });
  }

  // == Around htmx's requests ==

  const SLOW_AFTER_MS = 400;
  const marks = new Map();

  /** Whoever waits sees what for; an answer that comes at once is not worth drawing that. */
  function markSlow(ctx) {
    const { sourceElement } = ctx;
    if (!sourceElement.matches("a, .btn")) return;
    marks.set(ctx, setTimeout(() => sourceElement.classList.add("is-slow"), SLOW_AFTER_MS));
  }

  function unmarkSlow({ detail: { ctx } }) {
    clearTimeout(marks.get(ctx));
    if (marks.delete(ctx)) ctx.sourceElement.classList.remove("is-slow");
  }

  const LONG_NUMBER = /^(\s*\d){15,}\s*$/;
  const fieldOf = (form) => form.querySelector("[data-once]");

  /** A new page has another one. */
  const pageShown = () => document.body.firstElementChild;

  /** What was typed is used up by a scan or by a tap on a hit: its field is at once free for the next one. */
  function onConfigure(event) {
    const { ctx } = event.detail;
    ctx.page = pageShown();
    const { sourceElement } = ctx;
    if ("scanned" in sourceElement.dataset) return;
    const { value, dataset } = sourceElement;
    // What is shown need not be searched for: a scanner's keys were drawn, and are gone again.
    if (sourceElement.id === "scan" && value.trim() === shownQuery()) return event.preventDefault();
    if (dataset.min && value.length > 0 && value.length < Number(dataset.min)) return event.preventDefault();
    // Longer than a product's: it may be a gift card's, whose number is money and stands in no address.
    if (dataset.min && LONG_NUMBER.test(value)) return event.preventDefault();
    if (!sourceElement.matches("form")) return;
    const field = sourceElement.closest("#tiles") ? byId("scan") : fieldOf(sourceElement);
    if (field) field.value = "";
  }

  const shownQuery = () => byId("tiles")?.dataset.query ?? "";

  /** Hits for what is in the field no more, as after a scan, would take the place of what is said of that. Tiles are no hits. */
  function isOldSearch({ sourceElement, request }) {
    if (sourceElement.id !== "scan") return false;
    const typed = new URL(request.action, location.href).searchParams.get("typed");
    return Boolean(typed) && typed !== byId("scan")?.value;
  }

  const isNews = ({ sourceElement }) => sourceElement.matches("#pay-stream, #pay-poll");

  /** What asked for it was replaced meanwhile, by another view or by the last change: it is about a window that is gone. */
  const isStaleNews = (ctx) => isNews(ctx) && !ctx.sourceElement.isConnected;

  /** While a request waited its turn its target may have been replaced; htmx would throw the answer away. */
  function retarget(ctx) {
    if (!isNews(ctx) && ctx.target?.id && !ctx.target.isConnected) ctx.target = byId(ctx.target.id) ?? ctx.target;
  }

  let turning = null;

  /** Of two links pressed one after the other the last one counts, as between pages of a browser. */
  function onTurn(ctx) {
    if (!ctx.sourceElement.matches("a") || ctx.target !== document.body) return;
    turning?.request.abort();
    turning = ctx;
    ctx.isTurn = true;
  }

  /** While the answer to a link was being drawn another may have been pressed, which turns the page that this has become. */
  function goOnTurning({ isTurn }) {
    if (!isTurn) return;
    turning.page = pageShown();
    turning.target = document.body;
  }

  /** A form that waited its turn collected its ids, and the chosen line, before the answer ahead of it renewed them. */
  function onRequest(event) {
    retarget(event.detail.ctx);
    onTurn(event.detail.ctx);
    markSlow(event.detail.ctx);
    const { sourceElement, request } = event.detail.ctx;
    if (!sourceElement.matches("form") || !(request.body instanceof URLSearchParams)) return;
    for (const name of ["actionId", "formToken", "lineId"]) {
      const input = sourceElement.elements.namedItem(name);
      if (input && (name === "lineId" || request.body.has(name))) request.body.set(name, input.value);
    }
  }

  function onFailure(event) {
    if (event.detail.ctx) onSilence(Date.now());
  }

  function onErrorStatus(event) {
    const banner = byId("fault");
    if (banner && event.detail.ctx.response.status >= 500) banner.hidden = false;
  }

  function onResponse(event) {
    onAnswer();
    const { ctx } = event.detail;
    // What another page asked for is about another sale, perhaps, and drawn nowhere.
    const isOfOtherPage = ctx.page !== undefined && ctx.page !== pageShown();
    if (isOfOtherPage || isStaleNews(ctx) || isOldSearch(ctx)) return event.preventDefault();
    retarget(ctx);
    // A refusal is a whole page, in which the part that was asked for would not be found.
    if (ctx.hx?.retarget) ctx.select = null;
    const banner = byId("fault");
    if (banner && !banner.hidden && ctx.response.status < 500) banner.hidden = true;
  }

  /** A refused form is answered in place: its address is not a page, so it is kept out of the history. */
  function onHistory(event) {
    const { history, response, sourceElement } = event.detail;
    const isPage = sourceElement.matches("a, form[method=get]");
    if (history.type === "push" && !isPage && !response?.raw.redirected) event.preventDefault();
  }

  const isOfAdding = (element) => element.closest?.(".scan, #tiles");

  /** A product is added to the strip that is there: a quantity that was typed and not sent would go on being shown. */
  function onBeforeSwap(event) {
    const strip = byId("strip");
    if (!strip || !isOfAdding(event.target) || event.detail.ctx.target !== strip) return;
    if (strip.contains(document.activeElement)) document.activeElement.blur();
    for (const form of strip.querySelectorAll("form")) form.reset();
  }

  let shownPath = location.pathname;

  /** Back leads to where one was on a page, and a form that is answered with its own page leaves one there. */
  function isBegunAtTop(ctx) {
    const isElsewhere = location.pathname !== shownPath;
    shownPath = location.pathname;
    return ctx === turning || isElsewhere && Boolean(ctx.push);
  }

  let payTitle = null;

  function onSwap(event) {
    const isNewPage = event.detail.ctx.target === document.body;
    const isAtTop = isBegunAtTop(event.detail.ctx);
    if (isNewPage) {
      setOffset();
      goOnTurning(event.detail.ctx);
    }
    tick();
    // The page has its own title only after this.
    setTimeout(printNow);
    const title = byId("pay-title");
    // A record that is being changed is why the window was drawn anew: its first wrong field, or its first, is next.
    const form = byId("contact-form");
    const field = form?.querySelector("[aria-invalid]") ?? form?.querySelector("input:not([type=hidden])");
    if (title !== payTitle) (field ?? title)?.focus();
    payTitle = title;
    const scan = byId("scan");
    const isAdding = isOfAdding(event.target);
    const isFocusLost = document.activeElement === document.body || document.activeElement === null;
    const isToScan = scan && document.activeElement !== scan && (isAdding || isFocusLost);
    if (isToScan && isReachable(scan)) scan.focus();
    else if (isFocusLost && isNewPage) focusHeading();
    // Where things are is asked only when they are about to be drawn: asked now, they would be laid out once more.
    requestAnimationFrame(() => {
      if (isAtTop) scrollTo(0, 0);
      showSelectedLine();
    });
    if (isAdding) showTilesAgain(scan);
  }

  /** The hits of a search have done their work: the tiles come back. */
  function showTilesAgain(scan) {
    if (scan?.value === "" && shownQuery()) scan.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function onAdded() {
    const scan = byId("scan");
    if (scan && document.activeElement !== scan && isReachable(scan)) scan.focus();
    requestAnimationFrame(showSelectedLine);
    showTilesAgain(scan);
  }

  /** A new page is read out from its heading; the browser does so itself only where it has loaded it. */
  function focusHeading() {
    const heading = document.querySelector("#main :is(h1, h2):not(.vh)");
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }

  /** What is typed as soon as a page is seen lands in its field: htmx would see to the focus a moment later. */
  function focusField({ detail: { task } }) {
    if (task.target === document.body) document.querySelector("[autofocus]")?.focus();
  }

  /** A receipt that was just counted as printed; its address is then one to look at, also after a reload. */
  function printNow() {
    const page = document.querySelector("[data-print-now]");
    if (!page) return;
    page.removeAttribute("data-print-now");
    history.replaceState(history.state, "", location.pathname);
    print();
  }

  function showSelectedLine() {
    document.querySelector(".line.is-on")?.scrollIntoView({ block: "nearest" });
  }

  /** htmx may have prepared the page before its part for streams was there, and would connect them at the first poll. */
  function connectStreams() {
    for (const element of document.querySelectorAll("[hx-sse\\:connect]")) window.htmx?.process(element);
  }

  /** What is opened to be typed in can be typed in at once. */
  function onSummary({ parentElement: details }) {
    setTimeout(() => details.open && details.querySelector("input:not([type=hidden])")?.focus());
  }

  document.addEventListener("input", onInput);
  document.addEventListener("submit", onSubmit, true);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button, label[data-then], summary[data-asks]");
    if (!button) return;
    if ("asks" in button.dataset) onSummary(button);
    else if (button.dataset.then) onChoice(button);
    else if (
      button.dataset.for && ("digit" in button.dataset || "clear" in button.dataset || "back" in button.dataset)
    ) onPad(button);
    else if ("copy" in button.dataset) onCopy(button);
    else if ("print" in button.dataset) print();
    else if ("retry" in button.dataset) probe();
  });
  document.addEventListener("click", onLink);
  document.addEventListener("submit", onSearch);
  document.addEventListener("htmx:config:request", onConfigure);
  document.addEventListener("htmx:before:request", onRequest);
  document.addEventListener("htmx:after:request", onResponse);
  document.addEventListener("htmx:response:error", onErrorStatus);
  document.addEventListener("htmx:finally:request", unmarkSlow);
  document.addEventListener("htmx:error", onFailure);
  document.addEventListener("htmx:before:history:update", onHistory);
  document.addEventListener("htmx:before:settle", focusField);
  document.addEventListener("htmx:before:swap", onBeforeSwap);
  document.addEventListener("htmx:after:swap", onSwap);
  document.addEventListener("till:added", onAdded);

  setOffset();
  tick();
  payTitle = byId("pay-title");
  payTitle?.focus();
  showSelectedLine();
  setTimeout(connectStreams);
  printNow();
  setInterval(tick, 1000);
  setInterval(probe, PROBE_EVERY_MS);
})();
