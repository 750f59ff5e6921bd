import { ATTENTION_KINDS, type AttentionKind } from "../../src/domain/attention.ts";
import { AttentionItemPage, type AttentionItemProps } from "../attention/attention-item.tsx";
import { AttentionPage } from "../attention/attention-list.tsx";
import type { AttentionView, BrokenBookView, PaymentAttentionView } from "../attention/data.ts";
import type { GalleryFace } from "./face.ts";
import { makeFrame, makePayment, MINUTE, NOW, SENIORS } from "./people-and-things.ts";

const frame = makeFrame();

/** One item of every kind, the list of them, and what is said when one is settled or its form refused. */
export function attentionFaces(): GalleryFace[] {
  const group = "Attention";
  const items = ATTENTION_KINDS.map((kind, index): AttentionView =>
    kind === "book_broken" ? BROKEN : makeAttention(kind, index)
  );
  const own = makeFrame({ openAttention: items.length });
  const item = (name: string, changes: Partial<AttentionItemProps> & Pick<AttentionItemProps, "item">) => ({
    name: `attention-${name}`,
    group,
    render: () => (
      <AttentionItemPage
        frame={own}
        wantsClosing={false}
        approvers={[]}
        form={{ values: {}, problems: {} }}
        problem={null}
        {...changes}
      />
    ),
  });
  const refused = makeAttention("capture_refused", 1);
  const back = paidOut(makeAttention("refund_refused", 1));
  const lost = makeAttention("recovered", 1);
  return [
    { name: "attention-list", group, render: () => <AttentionPage frame={own} items={items} /> },
    { name: "attention-none", group, render: () => <AttentionPage frame={frame} items={[]} /> },
    item("capture", { item: refused, approvers: SENIORS }),
    item("close", { item: makeAttention("money_lost", 1) }),
    item("close-refused", {
      item: refused,
      wantsClosing: true,
      approvers: SENIORS,
      form: { values: { reason: "" }, problems: { reason: "required" } },
      problem: { kind: "needs_senior" },
    }),
    item("refund-refused", { item: back, approvers: SENIORS }),
    item("refund-found-in-part", {
      item: { ...back, refund: { foundMinor: 20_000, leftMinor: 18_900 } },
      approvers: SENIORS,
      problem: { kind: "return_found" },
    }),
    item("recovered", { item: lost }),
    item("recovered-paid-out", { item: paidOut(lost) }),
    item("book-broken", { item: BROKEN }),
    item("settled", { item: { ...refused, isOpen: false } }),
  ];
}

function paidOut(item: PaymentAttentionView): PaymentAttentionView {
  return { ...item, payment: { ...item.payment, status: "captured" } };
}

const BROKEN: BrokenBookView = {
  id: "att_00000000000000000000000099",
  kind: "book_broken",
  rule: "booked_once",
  amountMinor: 3_200,
  sale: { id: "sal_00000000000000000000000001", code: 20_411 },
  readAt: NOW - 11 * 60 * MINUTE,
  openedAt: NOW - 11 * 60 * MINUTE,
  isOpen: true,
};

/** What Klarna was heard to say, for the kinds where it is not one of its own codes. */
const SAID: Partial<Record<AttentionKind, string>> = {
  about_to_lapse: String(NOW + 2 * 24 * 60 * MINUTE),
  capture_refused: "CAPTURE_NOT_ALLOWED",
  end_not_seen: "gone",
  left_behind: "not_connected",
  look_breaks: "unheard",
  order_differs: "40100",
  refunded_elsewhere: "5000",
  release_refused: "CANCEL_NOT_ALLOWED",
  refund_refused: "REFUND_NOT_ALLOWED",
};

function makeAttention(kind: PaymentAttentionView["kind"], index: number): PaymentAttentionView {
  const payment = makePayment({ status: "authorized", saleCode: 20_410 + index, needsAttention: true });
  const { amountMinor } = payment;
  return {
    id: `att_${String(index).padStart(26, "0")}`,
    kind,
    amountMinor: amountMinor - index * 4_150,
    customerName: "Sam Karim",
    klarnaSays: SAID[kind] ?? "CAPTURED",
    readAt: NOW - MINUTE,
    openedAt: NOW - (index + 1) * 20 * MINUTE,
    isOpen: true,
    payment,
    refund: null,
    bookInSaleId: payment.saleId,
  };
}
