import type { Frame, SaleView } from "../data.ts";
import { ActionForm, SeenVersion } from "../form.tsx";
import type { KeyHint } from "../layout.tsx";

const FORM_ID = "klarna-form";

/** The key for Klarna beside the products: one press from "the customer is done" to the payment window. */
export function klarnaKey(frame: Frame, sale: SaleView): KeyHint {
  const key = { action: "klarna", label: frame.t.sale.keys.klarna } as const;
  if (!mayStart(frame, sale)) return { ...key, href: `/sales/${sale.id}/tender` };
  if (sale.customer === null) return { ...key, href: `/sales/${sale.id}/customer?then=klarna` };
  return { ...key, formId: FORM_ID };
}

/**
 * What that key sends. It stands in the strip, and with it knows which total the cashier sees; also while Klarna is away, for
 * the key may have been drawn before.
 */
export function KlarnaKeyForm({ frame, sale }: { frame: Frame; sale: SaleView }) {
  if (sale.customer === null || sale.lines.length === 0) return null;
  return (
    <ActionForm frame={frame} action={`/sales/${sale.id}/payments`} id={FORM_ID} class="vh">
      <SeenVersion sale={sale} />
    </ActionForm>
  );
}

/** Otherwise the ways to pay say why not. */
function mayStart(frame: Frame, sale: SaleView): boolean {
  return frame.klarna === "ready" && !sale.tenders.some(({ kind }) => kind === "klarna");
}
