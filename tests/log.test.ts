import { describe, expect, test } from "vitest";
import { createLog } from "../src/log.ts";

describe("log", () => {
  test("writes one JSON line per event, with the time of the clock", () => {
    const lines = collect((log) => {
      log.info("started", { port: 8000 });
      log.warn("slow\nanswer");
      log.error("failed", { attempt: 2 });
    });
    expect(lines.map(readLine)).toEqual([
      { time: "2026-03-01T09:30:00.000Z", level: "info", event: "started", detail: { port: 8000 } },
      { time: "2026-03-01T09:30:00.000Z", level: "warn", event: "slow\nanswer" },
      { time: "2026-03-01T09:30:00.000Z", level: "error", event: "failed", detail: { attempt: 2 } },
    ]);
    expect(lines.join("")).not.toContain("\n");
  });

  test("masks secrets at any depth, in lists and in errors", () => {
    const error = Object.assign(new Error("no"), { accessToken: "hidden" });
    const [line] = collect((log) =>
      log.info("event", {
        klarnaPassword: "hidden",
        headers: [{ Authorization: "Basic hidden", "Set-Cookie": "hidden" }],
        staff: { pin: "hidden", newPin: "hidden", PIN_HASH: "hidden", deeper: { client_secret: { inner: "hidden" } } },
        error,
      })
    );
    expect(line).not.toContain("hidden");
    expect(line).toContain('"pin":"***"');
  });

  test("leaves ordinary words that contain pin", () => {
    const detail = { shippingName: "Ada", mapping: 1, spinning: true };
    expect(collect((log) => log.info("event", detail)).map(readLine)).toMatchObject([{ detail }]);
  });

  test("an error keeps its message, its cause and its own fields", () => {
    const error = Object.assign(new Error("no answer", { cause: new Error("timeout") }), { kind: "unknown" });
    const [line] = collect((log) => log.error("failed", { error }));
    expect(readLine(line)).toMatchObject({
      detail: { error: { message: "no answer", kind: "unknown", cause: { message: "timeout" } } },
    });
  });

  test("never throws: circles, getters that fail, big numbers and a failing writer", () => {
    const circle: Record<string, unknown> = { amount: 10n };
    circle.self = circle;
    const failing = {
      get field(): string {
        throw new Error("no");
      },
    };
    const lines = collect((log) => {
      log.info("circle", circle);
      log.info("getter", failing);
    });
    expect(lines.map(readLine)).toMatchObject([
      { event: "circle", detail: { amount: "10" } },
      { event: "getter", detail: { unreadable: "Error: no" } },
    ]);
    const broken = createLog(clock, () => {
      throw new Error("disk full");
    });
    expect(() => broken.error("event")).not.toThrow();
  });

  test("a huge detail gives a limited line", () => {
    const row: unknown[] = [];
    row.push(...Array.from({ length: 10 }, () => row));
    const [line] = collect((log) => log.info("event", { row, text: "x".repeat(1_000_000) }));
    expect(line?.length).toBeLessThan(50_000);
  });
});

const clock = { now: () => Date.UTC(2026, 2, 1, 9, 30) };

function collect(act: (log: ReturnType<typeof createLog>) => void): string[] {
  const lines: string[] = [];
  act(createLog(clock, (line) => lines.push(line)));
  return lines;
}

function readLine(line: string | undefined): unknown {
  return JSON.parse(line ?? "");
}
