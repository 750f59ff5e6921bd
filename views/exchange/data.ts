import type { ExchangeKind, ExchangeStep, ExchangeWay } from "../../src/domain/exchange.ts";
import type { Problem } from "../../src/domain/problem.ts";
import type { PaybackKind } from "../../src/domain/return.ts";
import type { AgreeingView } from "../data.ts";

/** How far a step is. `under`: Klarna was asked and has not confirmed it. `stuck`: Klarna refused, and a person is called. */
export type StepState = "done" | "next" | "then" | "under" | "stuck";

export type ExchangeStepView = ExchangeStep & { state: StepState };

/** Pieces of something; none: a part of the price of what stays. */
export type GoodsView = { name: string; quantity: number; amountMinor: number };

/** An exchange as its page shows it: what comes back, the new goods, and the steps in between. Minor units. */
export type ExchangeView = {
  newSaleId: string;
  newVersion: number;
  saleId: string;
  saleCode: number;
  customerName: string | null;
  currency: string;
  kind: ExchangeKind;
  /** How it is gone about, or would be. */
  way: ExchangeWay;
  /** What comes back counts for the new goods already. */
  isCredited: boolean;
  /** `stopped`: the old sale stands. */
  stage: "ringing_up" | "under_way" | "over" | "stopped";
  oldGoods: GoodsView[];
  newGoods: GoodsView[];
  returnedMinor: number;
  newMinor: number;
  dueMinor: number;
  steps: ExchangeStepView[];
  /** The ways in which money goes back. `slipKey`: it is yet to go by a card terminal, whose slip is kept by that key. */
  back: { kind: PaybackKind; amountMinor: number; slipKey?: string }[];
  returned: { id: string; number: number } | null;
  isPractice: boolean;
  /** Why it cannot be completed as things are; null: it can. */
  problem: Problem | null;
};

/** What Klarna holds for goods of a finished sale that were not taken yet, and who may agree to exchange them. */
export type RestView = { heldMinor: number; agreeing: AgreeingView };

/** What a sale says of the exchange that it is the new half of. `back`: what goes back, once both halves are done. */
export type ExchangeNote = {
  saleCode: number;
  returnedMinor: number;
  isOver: boolean;
  isDecided: boolean;
  back: ExchangeView["back"];
};
