import type { Log } from "../../src/log.ts";
import type { Grounds, Life } from "./world.ts";

/** Of whom the logs say nothing: customers by name, number or address; and no password, no token of a session. */
const SECRETS = /@example\.com|7755564318|Karim|Mill Lane|tillside=|Basic /;

/** The till's log as the simulation reads it: an error is one of the till's own making, and nothing secret is ever said (M18). */
export function createWatchedLog(world: Grounds, life: Pick<Life, "isDead">): Log {
  const read = (event: string, detail: unknown) => {
    const text = `${event} ${JSON.stringify(detail)}`;
    if (SECRETS.test(text)) world.complain("M18", `the log says ${text}`);
    return text;
  };
  return {
    info: read,
    warn: read,
    error(event, detail) {
      const text = read(event, detail);
      if (!life.isDead && !world.isDatabaseIll) world.complain("no fault", text);
    },
  };
}
