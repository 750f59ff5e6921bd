import { describe, expect, test } from "vitest";
import {
  canExtend,
  canReach,
  decide,
  EXTENSION_MS,
  holderOf,
  isOver,
  isUndecided,
  LIFE,
  lifeDiagram,
  LONGEST_LIMIT_MS,
  nextStep,
  OPEN_STATUSES,
  pathBetween,
  PAYMENT_LIMIT_MS,
  PAYMENT_STATUSES,
  type PaymentStatus,
  type PaymentStep,
  type StepFacts,
} from "../../src/domain/payment.ts";

const pairs = PAYMENT_STATUSES.flatMap((from) => PAYMENT_STATUSES.map((to) => [from, to] as const));

describe("the table of a payment's life", () => {
  test("has eleven statuses", () => {
    expect(PAYMENT_STATUSES).toHaveLength(11);
  });

  test("has no cycle: no status reaches itself", () => {
    expect(PAYMENT_STATUSES.filter((status) => reached(status).has(status))).toEqual([]);
  });

  test("has one way in: created, from which every other status is reached", () => {
    const entered = new Set(PAYMENT_STATUSES.flatMap((from): PaymentStatus[] => [...LIFE[from]]));
    expect(PAYMENT_STATUSES.filter((status) => !entered.has(status))).toEqual(["created"]);
    expect(["created", ...reached("created").keys()].toSorted()).toEqual(PAYMENT_STATUSES.toSorted());
  });

  test("is over where nothing follows, and open everywhere else", () => {
    const over = ["captured", "cancelled", "expired", "rejected", "released", "lapsed"];
    expect(PAYMENT_STATUSES.filter(isOver)).toEqual(over);
    expect(OPEN_STATUSES).toEqual(["created", "waiting", "in_progress", "in_review", "authorized"]);
  });

  test("is undecided until Klarna has an order", () => {
    expect(PAYMENT_STATUSES.filter(isUndecided)).toEqual(["created", "waiting", "in_progress"]);
  });

  test("is the diagram in ARCHITECTURE.md", async () => {
    const text = await Deno.readTextFile(new URL("../../ARCHITECTURE.md", import.meta.url));
    const [, diagram] = /```mermaid\n(stateDiagram-v2\n.*?)\n```/s.exec(text) ?? [];
    expect(diagram).toBe(lifeDiagram());
  });
});

test("decide: the whole table of answers", () => {
  expect(printDecisions()).toMatchSnapshot();
});

describe("decide", () => {
  test("moves only where a way leads, or from an ending without money to one with", () => {
    const moneyed = ["in_review", "authorized", "captured"];
    for (const [now, seen] of pairs) {
      const decision = decide(now, seen);
      expect(decision === "advance", `${now} ${seen}`).toBe(reached(now).has(seen));
      if (decision !== "correct") continue;
      expect(["cancelled", "expired", "rejected"]).toContain(now);
      expect(moneyed).toContain(seen);
    }
  });

  test("treats news of an earlier status as late, and money let go after an end without any as no news", () => {
    const moneyless = ["cancelled", "expired", "rejected"];
    for (const [now, seen] of pairs) {
      const isLetGo = moneyless.includes(now) && (seen === "released" || seen === "lapsed");
      expect(decide(now, seen) === "stale", `${now} ${seen}`).toBe(reached(seen).has(now) || isLetGo);
    }
  });

  test("never takes money that turns up after an ending without any for late news", () => {
    for (const ending of ["cancelled", "expired", "rejected"] as const) {
      expect([decide(ending, "authorized"), decide(ending, "captured")], ending).toEqual(["correct", "correct"]);
    }
  });

  test("calls a payment given back and then seen captured a conflict", () => {
    expect(decide("released", "captured")).toBe("conflict");
    expect(decide("authorized", "cancelled")).toBe("conflict");
  });
});

describe("pathBetween", () => {
  test("names every step on the way, the last one included", () => {
    expect(pathBetween("created", "captured")).toEqual(["waiting", "in_progress", "authorized", "captured"]);
    expect(pathBetween("waiting", "cancelled")).toEqual(["cancelled"]);
    expect(pathBetween("waiting", "in_review")).toEqual(["in_progress", "in_review"]);
  });

  test("is empty where no way leads", () => {
    expect(pathBetween("captured", "created")).toEqual([]);
    expect(pathBetween("waiting", "waiting")).toEqual([]);
  });

  test("takes only steps of the table, as few as there can be, and exists just where canReach says so", () => {
    for (const [from, to] of pairs) {
      const path = pathBetween(from, to);
      expect(path.length > 0, `${from} ${to}`).toBe(canReach(from, to));
      expect(path.length, `${from} ${to}`).toBe(reached(from).get(to) ?? 0);
      path.forEach((step, index) => {
        const followers: readonly PaymentStatus[] = LIFE[path[index - 1] ?? from];
        expect(followers).toContain(step);
      });
    }
  });
});

describe("nextStep", () => {
  const plain: StepFacts = {
    status: "waiting",
    paymentSessionId: "kps",
    hostedSessionId: "hpp",
    openWishes: [],
    isCancelUnknown: false,
    hasUnsentLink: false,
    isCustomerStale: false,
  };
  const bare = { paymentSessionId: null, hostedSessionId: null };
  const rows: [PaymentStep, string, Partial<StepFacts>][] = [
    ["open_payment_session", "created, nothing at Klarna", { status: "created", ...bare }],
    ["open_hosted_session", "created, the first session known", { status: "created", hostedSessionId: null }],
    ["look", "created, both sessions known", { status: "created" }],
    ["abandon", "created and unwanted", { status: "created", ...bare, openWishes: ["cancel"] }],
    ["look", "waiting", {}],
    ["send_link", "waiting, a link unsent", { hasUnsentLink: true }],
    ["update_payment_session", "waiting, the customer changed", { isCustomerStale: true }],
    ["send_link", "waiting, changed and unsent", { isCustomerStale: true, hasUnsentLink: true }],
    ["disable", "waiting, unwanted", { openWishes: ["cancel"], isCustomerStale: true, hasUnsentLink: true }],
    ["look", "waiting, unwanted, Klarna's answer lost", { openWishes: ["cancel"], isCancelUnknown: true }],
    ["look", "in progress, the customer changed", { status: "in_progress", isCustomerStale: true }],
    ["send_link", "in progress, a link unsent", { status: "in_progress", hasUnsentLink: true }],
    ["disable", "in progress, unwanted", { status: "in_progress", openWishes: ["cancel"] }],
    ["look", "in review, whatever is wished", { status: "in_review", openWishes: ["cancel", "capture"] }],
    ["look", "authorized", { status: "authorized" }],
    ["capture", "authorized, to be captured", { status: "authorized", openWishes: ["capture"] }],
    ["cancel_order", "authorized, to be released", { status: "authorized", openWishes: ["release"] }],
    ["look", "authorized, a late wish to cancel", { status: "authorized", openWishes: ["cancel"] }],
    ["refund", "captured, to be given back", { status: "captured", openWishes: ["refund"] }],
    ["refund", "authorized, a part taken and to be given back", { status: "authorized", openWishes: ["refund"] }],
    ["capture", "authorized, more to be taken first", { status: "authorized", openWishes: ["refund", "capture"] }],
    ["release_rest", "authorized, the rest let go first", {
      status: "authorized",
      openWishes: ["resend", "extend", "refund", "release_rest"],
    }],
    ["rest", "captured, a late wish to capture", { status: "captured", openWishes: ["capture"] }],
    ["rest", "released", { status: "released", openWishes: ["release"] }],
    ["rest", "lapsed", { status: "lapsed" }],
    ["look", "cancelled, a link was out", { status: "cancelled" }],
    ["rest", "cancelled before there was a link", { status: "cancelled", ...bare }],
    ["look", "expired", { status: "expired" }],
    ["rest", "rejected at the start", { status: "rejected", ...bare }],
  ];
  test.each(rows)("%s: %s", (step, _, facts) => {
    expect(nextStep({ ...plain, ...facts })).toBe(step);
  });
});

/** The statuses after this one and how many steps away they are, found apart from the code that is tested. */
function reached(from: PaymentStatus): Map<PaymentStatus, number> {
  const distances = new Map<PaymentStatus, number>();
  let edge: PaymentStatus[] = [from];
  for (let distance = 1; edge.length > 0 && distance < 20; distance++) {
    edge = edge.flatMap((status): PaymentStatus[] => [...LIFE[status]]).filter((status) => !distances.has(status));
    for (const status of edge) distances.set(status, distance);
  }
  return distances;
}

function printDecisions(): string {
  const cell = (text: string) => text.padEnd(12);
  const head = ["now \\ seen", ...PAYMENT_STATUSES].map(cell).join("").trimEnd();
  const rows = PAYMENT_STATUSES.map((now) =>
    [now, ...PAYMENT_STATUSES.map((seen) => decide(now, seen))].map(cell).join("").trimEnd()
  );
  return [head, ...rows].join("\n");
}

describe("holderOf", () => {
  test("is where and by whom it was started, until another took it over", () => {
    const started = { registerId: "reg_1", staffId: "stf_ada", heldByRegisterId: null, heldByStaffId: null };
    expect(holderOf(started)).toEqual({ registerId: "reg_1", staffId: "stf_ada" });
    const taken = { ...started, heldByRegisterId: "reg_2", heldByStaffId: "stf_ben" };
    expect(holderOf(taken)).toEqual({ registerId: "reg_2", staffId: "stf_ben" });
  });
});

describe("canExtend", () => {
  const open = { status: "waiting" as const, createdAt: 0, limitAt: PAYMENT_LIMIT_MS, sessionExpiresAt: null };

  test("only while the customer may still pay, within an hour, and never past Klarna's own end", () => {
    expect(canExtend(open)).toBe(true);
    expect(canExtend({ ...open, status: "authorized" })).toBe(false);
    expect(canExtend({ ...open, limitAt: LONGEST_LIMIT_MS - EXTENSION_MS })).toBe(true);
    expect(canExtend({ ...open, limitAt: LONGEST_LIMIT_MS - EXTENSION_MS + 1 })).toBe(false);
    expect(canExtend({ ...open, sessionExpiresAt: PAYMENT_LIMIT_MS + EXTENSION_MS })).toBe(false);
  });
});
