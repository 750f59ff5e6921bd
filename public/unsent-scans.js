// Scans that never reached the till stay listed, also after a reload, until somebody has seen to them. They go again under
// the ids that they had: what arrived after all, and only its answer was lost, is not rung up twice.
(() => {
  "use strict";

  const STORED_AS = "tillside.unsent-scans";
  const OF_BASKET = ".scan, #tiles form, #scan-port, #scan-again";
  const ID_CHARACTERS = "0123456789abcdefghjkmnpqrstvwxyz";
  const TIME_CHARACTERS = 10;
  const RANDOM_CHARACTERS = 16;

  const byId = (id) => document.getElementById(id);
  const portOf = () => byId("scan-form") ?? byId("scan-port");

  /** Each with the id of its action, the address of its sale's lines, its code in words, and what it said. */
  let unsent = stored();
  let isSendingAll = false;
  /** The request with the one that goes again now. */
  let again = null;
  /** Requests with a scan in them, and whether they were on their way already. */
  const underWay = new Map();

  /** A browser without storage keeps them as long as the page lives. */
  function stored() {
    try {
      return JSON.parse(sessionStorage.getItem(STORED_AS) ?? "[]");
    } catch {
      return [];
    }
  }

  function store() {
    try {
      sessionStorage.setItem(STORED_AS, JSON.stringify(unsent));
    } catch { /* see above */ }
  }

  /** As the till makes them: when, by the till's clock, since it refuses what is days old; then chance. */
  function newActionId() {
    let time = "";
    for (let rest = Date.now() + Number(document.body.dataset.offset ?? 0); time.length < TIME_CHARACTERS;) {
      time = ID_CHARACTERS[rest % 32] + time;
      rest = Math.floor(rest / 32);
    }
    const chance = crypto.getRandomValues(new Uint8Array(RANDOM_CHARACTERS));
    return `act_${time}${[...chance].map((byte) => ID_CHARACTERS[byte % 32]).join("")}`;
  }

  // == Keeping ==

  function keep({ sourceElement, request }, isSent = true) {
    const { actionId, formToken: _, ...fields } = Object.fromEntries(request.body);
    const id = isSent ? actionId : newActionId();
    const code = fields.typed ?? request.submitter?.querySelector("b, span")?.firstChild?.textContent ?? "";
    const isKept = unsent.some((one) => one.id === id);
    if (!isKept) unsent.push({ id, path: sourceElement.getAttribute("action"), code, fields });
    renew(id);
    store();
  }

  /** The next scan, or tap on a product, is another one. */
  function renew(id) {
    for (const input of document.querySelectorAll("input[name=actionId]")) {
      if (input.value === id) input.value = newActionId();
    }
  }

  function onLost({ detail: { ctx } }) {
    if (!ctx?.sourceElement?.matches(OF_BASKET) || !underWay.has(ctx)) return;
    keep(ctx);
    document.dispatchEvent(new CustomEvent("till:play", { detail: "locked" }));
    show();
  }

  /** A fault of the till, or nobody or somebody else is signed in by now: all are no answer to a scan. */
  function onErrorStatus(event) {
    const { status } = event.detail.ctx.response;
    if (status >= 500 || status === 401 || status === 403) onLost(event);
  }

  /** A scan that was never on its way: it waited for the one before it, and its page is gone. */
  function onUnsent({ detail: { path, typed } }) {
    unsent.push({ id: newActionId(), path, code: typed, fields: { typed } });
    store();
    show();
  }

  function putAway(button) {
    unsent = unsent.filter(({ id }) => id !== button.closest("[data-unsent]").dataset.unsent);
    store();
    show();
  }

  // == Sending again ==

  /** One after the other, since each must be answered before the next one may be rung up. */
  function sendNext() {
    const port = portOf();
    const next = unsent.find(({ path }) => path === port?.getAttribute("action"));
    if (!isSendingAll || !next || again) return;
    const form = port.cloneNode(false);
    form.id = "scan-again";
    form.hidden = true;
    const token = port.elements.namedItem("formToken").value;
    for (const [name, value] of Object.entries({ ...next.fields, actionId: next.id, formToken: token })) {
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    }
    byId("main").append(form);
    window.htmx.process(form);
    form.requestSubmit();
  }

  function onConfigure({ detail: { ctx } }) {
    if (!ctx.sourceElement.matches(OF_BASKET)) return;
    underWay.set(ctx, false);
    if (ctx.sourceElement.id === "scan-again") again = ctx;
  }

  function onDone({ detail: { ctx } }) {
    if (!underWay.delete(ctx)) return;
    const { request, response } = ctx;
    // What was refused for another reason than that it is no product stays, so that it is not forgotten.
    const isAnswered = response !== undefined && (response.status < 400 || response.status === 404);
    const actionId = request.body.get("actionId");
    renew(actionId);
    if (isAnswered && unsent.some(({ id }) => id === actionId)) {
      unsent = unsent.filter(({ id }) => id !== actionId);
      store();
    }
    if (ctx === again) {
      again = null;
      byId("scan-again")?.remove();
      isSendingAll &&= isAnswered;
      setTimeout(sendNext);
    }
    show();
  }

  // == Showing ==

  function show() {
    const listed = unsent.filter(({ path }) => path === byId("strip")?.dataset.lines);
    const words = byId("unsent-words");
    byId("scan-unsent")?.remove();
    if (listed.length === 0 || !words) return;
    const [notice, foot] = words.content.children;
    const list = document.createElement("div");
    list.id = "scan-unsent";
    list.className = "stack-sm";
    list.append(...listed.map((one) => noticeOf(notice, one)));
    // Money was taken for the basket as it is: they can be seen to, but not go again.
    if (portOf()) list.append(foot.cloneNode(true));
    regionOf().prepend(list);
  }

  /** Beside the products it stands in the page; on another panel of the sale it is made. */
  function regionOf() {
    const region = byId("scan-missed");
    if (region) return region;
    const made = Object.assign(document.createElement("div"), { id: "scan-missed" });
    byId("main").prepend(made);
    return made;
  }

  function noticeOf(template, { id, code }) {
    const notice = template.cloneNode(true);
    notice.dataset.unsent = id;
    const said = notice.querySelector("p");
    said.textContent = said.textContent.replace("{code}", () => code);
    const button = notice.querySelector("button");
    button.setAttribute("aria-label", button.getAttribute("aria-label").replace("{code}", () => code));
    return notice;
  }

  document.addEventListener("click", ({ target }) => {
    const button = target.closest?.("[data-unsent] [data-put-away], [data-send-again]");
    if (!button) return;
    if ("putAway" in button.dataset) return putAway(button);
    isSendingAll = true;
    sendNext();
  });
  document.addEventListener("till:unsent", onUnsent);
  document.addEventListener("htmx:config:request", onConfigure);
  document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
    if (underWay.has(ctx)) underWay.set(ctx, true);
  });
  document.addEventListener("htmx:error", onLost);
  document.addEventListener("htmx:response:error", onErrorStatus);
  document.addEventListener("htmx:finally:request", onDone);
  document.addEventListener("htmx:after:swap", () => {
    // What is under way is answered to a page that is gone: listed until it is.
    for (const [ctx, isSent] of underWay) if (ctx.page !== document.body.firstElementChild) keep(ctx, isSent);
    show();
  });
  // Whoever leaves or reloads the page ends what is under way, and nobody hears what became of it. Then come those that wait.
  addEventListener("pagehide", () => {
    for (const [ctx, isSent] of underWay) keep(ctx, isSent);
    document.dispatchEvent(new CustomEvent("till:leaving"));
  });

  show();
})();
