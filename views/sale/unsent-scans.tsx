import type { Frame } from "../data.ts";
import { Icon } from "../icons.tsx";

/** What the script says of each scan that never reached the till, and of all of them: it puts the code in its place. */
export function UnsentWords({ frame }: { frame: Frame }) {
  const texts = frame.t.keys.scans;
  const code = "{code}";
  return (
    <template id="unsent-words">
      <div class="notice is-fail" role="alert" data-missed>
        <Icon name="warning" />
        <p class="grow">{texts.unsent(code)}</p>
        <button class="btn btn-quiet" type="button" data-put-away aria-label={frame.t.sale.putMissedAway(code)}>
          <Icon name="close" />
        </button>
      </div>
      <div class="row row-apart">
        <p class="grow">{texts.sendAgainMeans}</p>
        <button class="btn" type="button" data-send-again>{texts.sendAgain}</button>
      </div>
    </template>
  );
}
