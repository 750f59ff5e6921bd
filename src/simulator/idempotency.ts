import { dayMs } from "./clock.ts";
import type { World } from "./world.ts";

/** A write's answer: order management gives ids in headers and no body [S]. */
export type WriteAnswer = { status: number; headers: Record<string, string> };

/**
 * Does the work at most once for a key within 24 hours. Only the key is compared, the body is ignored [S]. A refusal is
 * not kept: whether Klarna keeps one is not documented.
 */
export function answerOnce(world: World, key: string | undefined, work: () => WriteAnswer): WriteAnswer {
  if (key === undefined) return world.book.atomically(work);
  return world.book.atomically(() => {
    const kept = world.book.keptAnswers.find(key);
    const now = world.clock.now();
    if (kept && now < kept.answeredAt + dayMs) return kept;
    const answer = { key, answeredAt: now, ...work() };
    if (kept) world.book.keptAnswers.save(answer);
    else world.book.keptAnswers.add(answer);
    return answer;
  });
}
