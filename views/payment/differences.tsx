import { Icon } from "../icons.tsx";
import type { FaceName } from "./face.ts";
import { Deed, type WindowView } from "./parts.tsx";

/** Klarna has told who it bills, and the sale may still be in sight of the customer. */
export const SHOWS_DIFFERENCES: readonly FaceName[] = [
  "completed",
  "name_differs",
  "race",
  "paid_late",
  "in_review",
  "saved",
  "captured",
];

/** In what Klarna's bill and the record differ, both versions side by side; never silently one or the other. */
export function Differences({ view }: { view: WindowView }) {
  const t = view.frame.t.payment;
  const { differences, compared } = view.payment;
  const kept = differences.filter((one) => !one.isTakeable);
  if (differences.length === 0) return null;
  return (
    <section class="notice is-lost" id="differences" aria-labelledby="differences-title">
      <div class="grow stack-sm">
        <h3 id="differences-title">
          <Icon name="warning" /> {t.differencesTitle(differences.map(({ field }) => field))}
        </h3>
        <dl class="pairs">
          {differences.map(({ field, ours, klarnas }) => (
            <>
              <div>
                <dt>{t.atKlarna[field]}</dt>
                <dd>{klarnas}</dd>
              </div>
              <div>
                <dt>{t.onRecord[field]}</dt>
                <dd>{ours === "" ? t.notOnFile : ours}</dd>
              </div>
            </>
          ))}
        </dl>
        {kept.map(({ field }) => <p>{t.recordKeeps[field]}</p>)}
        {compared !== null && kept.length < differences.length && (
          <Deed view={view} noun="record">
            <input type="hidden" name="recordVersion" value={String(compared.recordVersion)} />
            <input type="hidden" name="billReadAt" value={String(compared.billReadAt)} />
            <button class="btn" type="submit">{kept.length === 0 ? t.takeKlarnas : t.takeTheRest}</button>
          </Deed>
        )}
      </div>
    </section>
  );
}
