import type { Book } from "./book.ts";
import type { Callbacks } from "./callbacks.ts";
import type { SimulatorClock } from "./clock.ts";
import type { Ids } from "./ids.ts";
import type { RateLimiter } from "./rate-limit.ts";

/** Everything a rule of the simulator needs, handed to it first. */
export type World = {
  book: Book;
  clock: SimulatorClock;
  ids: Ids;
  callbacks: Callbacks;
  limiter: RateLimiter;
  account: Account;
  /** An absolute address under the simulator's own base, from a path that starts with "/". */
  url(path: string): string;
};

/** The one merchant there is. */
export type Account = {
  username: string;
  password: string;
  apiKey: string | undefined;
  boundToHost: string | undefined;
  shopName: string;
};

/** What a request carries through Hono. */
export type Env = { Variables: { world: World; correlationId: string; rateHeaders: Record<string, string> } };
