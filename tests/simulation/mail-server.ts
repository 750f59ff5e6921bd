import type { OwnOutcome } from "../../src/domain/link-routes.ts";
import type { ReceiptMailer } from "../../src/domain/receipt.ts";
import { assertNoTransaction } from "../../src/store/transaction.ts";
import { nothing } from "./wire.ts";
import type { Grounds, Life } from "./world.ts";

/** As long as the till waits for a mail server. */
const A_DEADLINE_MS = 10_000;

/**
 * The shop's mail server as one life of the till meets it (X10): there, down, slow, refusing, or gone after it took the letter. What
 * arrived is counted per address; every receipt goes to an address of its own.
 */
export function createMailServer(world: Grounds, life: Life): ReceiptMailer {
  const arrive = (address: string) => void world.letters.set(address, (world.letters.get(address) ?? 0) + 1);
  const answer = (address: string): OwnOutcome => {
    if (!world.chance.mail.hits(world.weather.perThousand === 0 ? 0 : 400)) {
      arrive(address);
      return { kind: "done", reference: address };
    }
    world.countFault("X10");
    switch (world.chance.mail.below(5)) {
      case 0:
        return { kind: "unavailable", code: "ECONNREFUSED" };
      case 1:
        return { kind: "refused", code: "smtp_550" };
      case 2:
        return { kind: "refused", code: "smtp_451" };
      case 3:
        // Its answer to the letter is lost, or it had not read it to its end.
        if (world.chance.mail.hits(500)) arrive(address);
        return { kind: "unknown", code: "timeout" };
      default:
        world.clock.advance(A_DEADLINE_MS);
        return { kind: "unavailable", code: "timeout" };
    }
  };
  return {
    async send(address) {
      try {
        assertNoTransaction();
      } catch {
        world.complain("M17", "a letter was sent with a transaction open");
      }
      if (life.isDead) return await nothing();
      await world.meanwhile(life, "before a letter");
      if (life.isDead) return await nothing();
      const outcome = answer(address);
      await world.meanwhile(life, "after a letter");
      return life.isDead ? await nothing() : outcome;
    },
  };
}
