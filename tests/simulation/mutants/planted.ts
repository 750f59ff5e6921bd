import { CLOSING } from "./closing.ts";
import { EXCHANGING } from "./exchanging.ts";
import type { Planted } from "./plant.ts";
import { RUNNING } from "./running.ts";
import { SELLING } from "./selling.ts";
import { TALKING } from "./talking.ts";
import { WAITING } from "./waiting.ts";

/** The bugs that the simulation is tried on. What it does not find, it cannot see. */
export const PLANTED: Planted[] = [...TALKING, ...SELLING, ...EXCHANGING, ...WAITING, ...CLOSING, ...RUNNING];
