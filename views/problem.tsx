import type { Problem } from "../src/domain/problem.ts";
import { Icon } from "./icons.tsx";
import type { Messages } from "./messages/catalogue.ts";

/** The sentence for a problem, in the words of the page. */
export function problemSentence(t: Messages, problem: Problem): string {
  return sentence(t.problems, problem.kind, problem);
}

/** Something stood in the way: said aloud at once. */
export function ProblemNotice({ t, problem }: { t: Messages; problem: Problem }) {
  return (
    <div class="notice is-fail" role="alert">
      <Icon name="warning" />
      <p class="grow">{problemSentence(t, problem)}</p>
    </div>
  );
}

function sentence<K extends Problem["kind"]>(
  texts: Messages["problems"],
  kind: K,
  problem: Extract<Problem, { kind: K }>,
): string {
  return texts[kind](problem);
}
