import type { Frame } from "../data.ts";
import { Icon } from "../icons.tsx";

/**
 * Why nothing can be sold, on every page of every register; empty while all is well. It looks for itself how things
 * stand, and goes when they are right. `oob` puts it on a page that was drawn when things were otherwise.
 */
export function SellingNote({ frame, oob = false }: { frame: Frame; oob?: boolean }) {
  const { t, stop } = frame;
  const texts = t.selling;
  if (stop === null) return <div id="selling" hx-swap-oob={oob ? "true" : undefined} />;
  const text = stop.why === "recovery" ? texts.recovery.note(stop.read, stop.total) : texts.clock.note;
  const isAsking = frame.operator !== null;
  return (
    <div
      id="selling"
      hx-swap-oob={oob ? "true" : undefined}
      hx-get={isAsking ? "/selling/note" : undefined}
      hx-trigger={isAsking ? "every 2s" : undefined}
      hx-swap={isAsking ? "outerMorph" : undefined}
    >
      <div class="note is-fail" role="alert">
        <Icon name="warning" />
        <p class="grow">
          <b>{texts[stop.why].short}</b> {text}
        </p>
        {isAsking && <a class="btn" href="/selling">{texts.more}</a>}
      </div>
    </div>
  );
}
