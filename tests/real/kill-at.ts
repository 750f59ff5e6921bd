/** The moment at which a till is to die, as the driver writes it and the kill switch reads it. */
export type KillAt = {
  /**
   * committing: everything is written, the commit is yet to come. committed: right after it. asking: right before a
   * request to Klarna. answered: its answer was read to the end, and nobody has seen it yet.
   */
  moment: "committing" | "committed" | "asking" | "answered";
  /** A pattern of a statement in the transaction, or of the request's method and path. */
  about: string;
};

/** Where it stands, in the till's data folder. */
export const KILL_FILE = "kill-at.json";
