import { Icon } from "../icons.tsx";
import { Deed, type WindowView } from "./parts.tsx";

/** In what Klarna's bill and the record differ, both versions side by side; never silently one or the other. */
export function Differences({ view }: { view: WindowView }) {
  const t = view.frame.t.payment;
  const { differences } = view.payment;
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
        <Deed view={view} noun="record">
          <button class="btn" type="submit">{t.takeKlarnas}</button>
        </Deed>
      </div>
    </section>
  );
}
