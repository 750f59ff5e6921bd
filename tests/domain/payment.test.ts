import { expect, test } from "vitest";
import {
  canReach,
  decide,
  isOver,
  LIFE,
  lifeDiagram,
  nextStep,
  pathBetween,
  PAYMENT_STATUSES,
  type PaymentStatus,
  type StepFacts,
} from "../../src/domain/payment.ts";

test("decide: the whole table of answers", () => {
  const width = 12;
  const row = (cells: string[]) => cells.map((cell) => cell.padEnd(width)).join("").trimEnd();
  const lines = PAYMENT_STATUSES.map((now) => row([now, ...PAYMENT_STATUSES.map((seen) => decide(now, seen))]));
  expect([row(["now \\ seen", ...PAYMENT_STATUSES]), ...lines].join("\n")).toMatchSnapshot();
});

test("no status leads back to itself", () => {
  for (const status of PAYMENT_STATUSES) expect(canReach(status, status), status).toBe(false);
});

test("every status is reached from created", () => {
  for (const status of PAYMENT_STATUSES) {
    if (status !== "created") expect(canReach("created", status), status).toBe(true);
  }
});

test("a path takes only edges of the table, and ends where it should", () => {
  for (const from of PAYMENT_STATUSES) {
    for (const to of PAYMENT_STATUSES) {
      const path = pathBetween(from, to);
      expect(path.length > 0, `${from} to ${to}`).toBe(canReach(from, to));
      let here: PaymentStatus = from;
      for (const step of path) {
        expect(LIFE[here]).toContain(step);
        here = step;
      }
      if (path.length > 0) expect(here).toBe(to);
    }
  }
});

test("a payment nobody saw being opened is approved by way of In progress", () => {
  expect(pathBetween("waiting", "authorized")).toEqual(["in_progress", "authorized"]);
  expect(pathBetween("waiting", "in_review")).toEqual(["in_progress", "in_review"]);
});

test("money that turns up after a moneyless ending is never taken for late news", () => {
  for (const ending of ["cancelled", "expired", "rejected"] as const) {
    expect(decide(ending, "captured"), ending).toBe("correct");
  }
  expect(decide("cancelled", "authorized")).toBe("correct");
  expect(decide("released", "captured")).toBe("conflict");
});

test("ARCHITECTURE.md shows the life that the program lives", async () => {
  const text = await Deno.readTextFile(new URL("../../ARCHITECTURE.md", import.meta.url));
  expect(/```mermaid\n(.*?)\n```/s.exec(text)?.[1]).toBe(lifeDiagram());
});

const FACTS: StepFacts = {
  status: "waiting",
  paymentSessionId: "kp",
  hostedSessionId: "hpp",
  openWishes: [],
  isCancelUnknown: false,
  hasUnsentLink: false,
  isCustomerStale: false,
};

const STEPS: [what: string, facts: Partial<StepFacts>, step: string][] = [
  ["nothing exists", { status: "created", paymentSessionId: null, hostedSessionId: null }, "open_payment_session"],
  ["half exists", { status: "created", hostedSessionId: null }, "open_hosted_session"],
  ["stopped before there was a link", { status: "created", openWishes: ["cancel"], hostedSessionId: null }, "abandon"],
  ["waiting", {}, "look"],
  ["a link to send", { hasUnsentLink: true }, "send_link"],
  ["a changed customer goes before the link", { hasUnsentLink: true, isCustomerStale: true }, "update_payment_session"],
  ["no changes once the customer is on the page", { status: "in_progress", isCustomerStale: true }, "look"],
  ["a wish to cancel goes before all", { openWishes: ["cancel"], hasUnsentLink: true }, "disable"],
  ["a cancel of unknown outcome is looked at first", { openWishes: ["cancel"], isCancelUnknown: true }, "look"],
  ["in review", { status: "in_review" }, "look"],
  ["approved", { status: "authorized" }, "look"],
  ["the sale is complete", { status: "authorized", openWishes: ["capture"] }, "capture"],
  ["given back", { status: "authorized", openWishes: ["release"] }, "cancel_order"],
  ["taken", { status: "captured" }, "rest"],
  ["ended, but Klarna's page still lives", { status: "cancelled" }, "look"],
  ["ended before there was a page", { status: "rejected", hostedSessionId: null }, "rest"],
];

test.each(STEPS)("nextStep: %s", (_what, facts, step) => {
  expect(nextStep({ ...FACTS, ...facts })).toBe(step);
});

test("an ending is where nothing follows", () => {
  expect(PAYMENT_STATUSES.filter(isOver)).toEqual([
    "captured",
    "cancelled",
    "expired",
    "rejected",
    "released",
    "lapsed",
  ]);
});
