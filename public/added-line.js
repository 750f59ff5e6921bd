// A product that is added to the very basket on the screen is answered with its line and the sums alone. Which answers are so
// small the till decides (src/routes/basket.tsx); all others are htmx's.
(() => {
  "use strict";

  const ADDS = ".scan, #tiles form, #scan-again";

  const byId = (id) => document.getElementById(id);
  const shownBasket = () => byId("chosen-line")?.dataset.seen;
  const tell = (event) => document.dispatchEvent(new CustomEvent(event));

  /** Said once its turn has come: what went before it has changed the basket. */
  function onRequest({ detail: { ctx } }) {
    if (shownBasket() && ctx.sourceElement.matches(ADDS)) ctx.request.headers["Basket-Seen"] = shownBasket();
  }

  /** Kept from htmx, which reads each answer as a page of its own: on a thin client that takes longer than drawing it. */
  function onAnswer(event) {
    const { ctx } = event.detail;
    const seen = ctx.response.headers.get("Basket-Seen");
    if (seen === null || event.defaultPrevented) return;
    event.preventDefault();
    if (seen === shownBasket()) return add(ctx.text);
    // Whatever changes the strip waits its turn, so this cannot be; if it is, no older basket may stand there.
    setTimeout(() => location.reload());
  }

  function add(html) {
    const template = document.createElement("template");
    template.innerHTML = html;
    tell("till:adding");
    for (const part of [...template.content.children]) put(part);
    tell("till:added");
  }

  /**
   * A region that is read out stays and says something else, and so does the way to pay, which may be pressed at this moment; a
   * line that is not there yet comes last.
   */
  function put(part) {
    const there = byId(part.id);
    const isToStay = part.matches("[role=status], a");
    if (there?.isEqualNode(part)) return;
    if (isToStay) sayAnew(there, part);
    else if (there) there.replaceWith(part);
    else byId("lines").append(part);
    const now = isToStay ? there : part;
    if (now.matches("[hx-post]") || now.querySelector("[hx-post]")) window.htmx.process(now);
  }

  function sayAnew(there, part) {
    const [old, fresh] = [[...there.childNodes], [...part.childNodes]];
    if (old.length !== fresh.length) return there.replaceChildren(...fresh);
    old.forEach((node, index) => node.isEqualNode(fresh[index]) || node.replaceWith(fresh[index]));
  }

  document.addEventListener("htmx:before:request", onRequest);
  document.addEventListener("htmx:after:request", onAnswer);
})();
