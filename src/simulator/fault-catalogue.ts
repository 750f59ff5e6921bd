import { type FaultRequest, garblings, lies } from "./requests.ts";

/** What goes wrong, without saying with which request. */
export type Trouble = Omit<FaultRequest, "kind">;

/**
 * The ways in which a conversation with Klarna goes wrong, by a short name each. Where a name has several ways, all of them
 * are the same trouble to whoever asked.
 *
 * K17 is not here, for it is no answer: an order under review is `switches.fraudStatus`, a test address, or chance. Nor are
 * the callbacks' C1 to C13: they are switches, or chance. C10 (the till is away just then) and C12 (the sale is practice)
 * are neither: nothing is wrong with such a call, it is the till that it finds in that state.
 */
export const faultCatalogue = {
  /** Refused, no name, no TLS: nothing was sent. */
  K1: [{ unreachable: true }],
  /** No answer, and nothing done. */
  K2: [{ hang: true }],
  /** No answer, and yet done. */
  K3: [{ hang: true, applied: true }],
  /** Reset before or after the work, or in the middle of the answer. */
  K4: [{ drop: true }, { drop: true, applied: true }, { garble: "cut" }],
  K5: [500, 502, 503, 504].flatMap((status) => [{ status }, { status, applied: true }]),
  /** One, and a storm of them. */
  K6: [{ status: 429, resetSeconds: 1 }, { status: 429, resetSeconds: 30, times: 20 }],
  K7: [{ status: 409 }],
  /** Credentials changed or of another region; an account without this right, or closed. */
  K8: [{ status: 401 }, { status: 403 }, { status: 403, errorCode: "MERCHANT_INACTIVE" }],
  /** Of what is sold, or of what was told of the customer. */
  K9: [{ badValue: "order_lines[0].tax_rate" }, { badValue: "billing_address.postal_code" }],
  /** In both of its forms: order management's documentation lists it under 400 too [D]. */
  K10: [{ status: 404 }, { status: 400, errorCode: "NOT_FOUND" }, { status: 400, errorCode: "INVALID_ORDER_ID" }],
  K11: garblings.filter((garble) => garble !== "cut" && garble !== "drip").map((garble) => ({ garble })),
  K12: lies.map((lie) => ({ lie })),
  /** Bytes keep coming, but never enough of them. */
  K13: [{ garble: "drip" }],
  K14: [{ redirectTo: "https://elsewhere.example/" }, { redirectTo: "https://elsewhere.example/", applied: true }],
  /** Reads that lag behind, for a while. */
  K15: [{ lie: "older", times: 3 }],
  /** An order that runs out after it was read. */
  K16: [{ thenExpire: true }],
  /** Somebody in Klarna's portal is faster. */
  K18: [{ thenHuman: "capture" }, { thenHuman: "refund" }, { thenHuman: "cancel" }, { thenHuman: "release" }],
  K19: [{ skewMs: 600_000 }, { skewMs: -600_000 }],
  /** A session that runs out after it was read. */
  K20: [{ thenExpire: true }],
} as const satisfies Record<string, readonly Trouble[]>;

export type FaultId = keyof typeof faultCatalogue;

/** All names, in order. */
export const faultIds = Object.keys(faultCatalogue) as FaultId[];

/** The ways of one name, as queued faults are told. */
export function troublesOf(id: FaultId): readonly Trouble[] {
  return faultCatalogue[id];
}
