import type {
  CredentialKind,
  KlarnaEnvironment,
  KlarnaRegion,
  KlarnaSource,
  KlarnaState,
} from "../../src/domain/klarna-place.ts";
import type { Mode } from "../../src/domain/sale.ts";
import type { Messages } from "../messages/catalogue.ts";

/** What a manager sees of the connection to Klarna; no secret is part of it. */
export type KlarnaSettingsView = {
  source: KlarnaSource;
  state: KlarnaState;
  mode: Mode;
  url: string;
  /** What the page holds; null: nothing. */
  held: {
    environment: KlarnaEnvironment;
    region: KlarnaRegion | null;
    url: string;
    credentialKind: CredentialKind;
    username: string;
    connectedAt: number;
  } | null;
  /** What would take its place: the settings or the simulator; null: nothing. */
  fallback: "settings" | "simulator" | null;
  /** Payments that Klarna still has something to say about: at the account in use, and at others, where nobody asks. */
  openPayments: { here: number; elsewhere: number };
  callbackUrl: string | null;
};

/** How a try of the connection went, step by step. */
export type KlarnaTestView = {
  url: string;
  at: number;
  tookMs: number;
  done: TestStep[];
  stopped: {
    step: TestStep;
    httpStatus: number | null;
    code: string | null;
    correlationId: string | null;
    guess: keyof Messages["klarnaSettings"]["testing"]["guesses"];
  } | null;
};

export type TestStep = "payment_session" | "hosted_session" | "disable";

/** What came of calling our own callback address. */
export type KnockView = { seen: "arrived" | "timeout" | "unreachable" } | { seen: "answered"; httpStatus: number };
