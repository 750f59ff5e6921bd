import { html } from "hono/html";
import type { Child } from "hono/jsx";

/** Every page of the phone: one document, one stylesheet, the banner, one main. */
export function Document(props: { title: string; refresh?: string | undefined; children?: Child }) {
  return html`<!DOCTYPE html>${(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {props.refresh && <meta http-equiv="refresh" content={props.refresh} />}
        <title>{`${props.title} (simulator)`}</title>
        <link rel="stylesheet" href="/phone.css" />
      </head>
      <body>
        <header class="banner">
          <b>Simulator.</b> No real Klarna, no money, no credit.
        </header>
        <main>{props.children}</main>
      </body>
    </html>
  )}`;
}

/** A page that only says one thing: how a payment stands, or that there is nothing here. */
export function Outcome(
  props: { mark: "yes" | "no" | "wait"; title: string; returnUrl?: string | undefined; children?: Child },
) {
  return (
    <Document title={props.title} refresh={props.returnUrl && `3;url=${props.returnUrl}`}>
      <div class="empty">
        <svg viewBox="0 0 24 24" aria-hidden="true" class={props.mark === "yes" ? "ok" : undefined}>
          <circle cx="12" cy="12" r="9" />
          <path d={marks[props.mark]} />
        </svg>
        <h1>{props.title}</h1>
        {props.children}
        {props.returnUrl && <a class="tap" href={props.returnUrl}>Continue to the shop’s page</a>}
      </div>
    </Document>
  );
}

export function NotFound() {
  return (
    <Outcome mark="no" title="Page not found">
      <p>There is nothing at this address. Ask the cashier for a new link.</p>
    </Outcome>
  );
}

const marks = { yes: "m8 12.5 3 3 5.5-6.5", no: "M8 12h8", wait: "M12 7v5l3 2" };
