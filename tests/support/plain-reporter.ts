import type { Reporter, TestModule } from "vitest/node";

/** Closes the run with one plain line, e.g. "41 passed, 0 failed". Vitest loads a reporter by its default export. */
export default class PlainReporter implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>, strayErrors: ReadonlyArray<unknown>): void {
    console.log(closingLine(modules, strayErrors.length));
  }
}

/**
 * Counts tests. What broke outside any test counts as failed too, or a file that cannot be imported would go unseen:
 * each error of a file or of a group's hooks is one, and each stray error is one.
 */
function closingLine(modules: ReadonlyArray<TestModule>, strayErrorCount: number): string {
  let passed = 0;
  let failed = strayErrorCount;
  let skipped = 0;
  for (const module of modules) {
    failed += module.errors().length;
    for (const suite of module.children.allSuites()) failed += suite.errors().length;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === "passed") passed += 1;
      else if (state === "failed") failed += 1;
      else skipped += 1;
    }
  }
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
