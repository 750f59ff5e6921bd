/** `playground` is for trying out; `other` is a stand-in on this very machine. */
export const KLARNA_ENVIRONMENTS = ["playground", "live", "other"] as const;
export type KlarnaEnvironment = (typeof KLARNA_ENVIRONMENTS)[number];

/** The parts of the world by which Klarna divides hosts and credentials: Europe, North America, Oceania. */
export const KLARNA_REGIONS = ["eu", "na", "oc"] as const;
export type KlarnaRegion = (typeof KLARNA_REGIONS)[number];

/** A user name with its password, or the one key that stands for both. */
export const CREDENTIAL_KINDS = ["pair", "key"] as const;
export type CredentialKind = (typeof CREDENTIAL_KINDS)[number];

/** What a shop was last seen to have of Klarna; `not_connected`: nothing. */
export type KlarnaState = "ready" | "away" | "refused" | "not_connected";

/** Where a connection comes from: the page of the till, its settings, the simulator, or nowhere. */
export type KlarnaSource = "page" | "settings" | "simulator" | "none";
