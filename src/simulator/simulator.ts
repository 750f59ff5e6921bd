import type { Hono } from "hono";
import { createApp } from "./app.ts";
import { openBook } from "./book.ts";
import { createCallbacks } from "./callbacks.ts";
import { type BaseClock, createClock, systemClock } from "./clock.ts";
import { type Control, createControl } from "./control.ts";
import { createIds, type Random } from "./ids.ts";
import { createRateLimiter, type RateLimits } from "./rate-limit.ts";
import type { Env, World } from "./world.ts";

export type { Approval, Control, SessionView } from "./control.ts";
export type { FaultRequest, RequestKind, Switches } from "./requests.ts";
export type { FaultId } from "./fault-catalogue.ts";

export type SimulatorOptions = {
  /** The simulator's own SQLite file, or ":memory:". */
  file: string;
  /** Its own base, without a trailing slash; every address it returns hangs off it. */
  publicUrl: string;
  username: string;
  password: string;
  /** The newer form of credentials, accepted besides the pair. */
  apiKey?: string;
  /** The only host these credentials are good at, as Klarna's belong to one region; any host when left out. */
  boundToHost?: string;
  shopName?: string;
  clock?: BaseClock;
  /** 0 up to, not including, 1. A seeded one must not restart over the same file, or ids would repeat. */
  random?: Random;
  /** Klarna's published limits by the second of the clock given; with a clock that stands still, use "off". */
  rateLimits?: RateLimits;
  /** Carries status_update callbacks. */
  fetchCallback?: typeof fetch;
  /** Mounts /control, for tests of a running process only. */
  controlApi?: boolean;
};

export type Simulator = {
  app: Hono<Env>;
  control: Control;
  setPublicUrl(publicUrl: string): void;
  close(): void;
};

/** A stand-in for Klarna: API, customer's phone and its own book. No real Klarna, no money, no credit. */
export function createSimulator(options: SimulatorOptions): Simulator {
  const book = openBook(options.file);
  const clock = createClock(options.clock ?? systemClock, book.clockOffset, book.clockSkew);
  const ids = createIds(options.random);
  const callbacks = createCallbacks(book, clock, ids, options.fetchCallback);
  let publicUrl = options.publicUrl;
  const world: World = {
    book,
    clock,
    ids,
    callbacks,
    limiter: createRateLimiter(options.rateLimits ?? "live", clock),
    account: {
      username: options.username,
      password: options.password,
      apiKey: options.apiKey,
      boundToHost: options.boundToHost,
      shopName: options.shopName ?? "Fernbank Outdoor",
    },
    url: (path) => publicUrl.replace(/\/+$/, "") + path,
  };
  const control = createControl(world);
  callbacks.resume();
  return {
    app: createApp(world, options.controlApi ? control : undefined),
    control,
    setPublicUrl: (url) => {
      publicUrl = url;
    },
    close: () => {
      callbacks.close();
      book.close();
    },
  };
}
