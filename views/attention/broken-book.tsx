import type { BrokenBookView } from "./data.ts";
import type { Frame } from "../data.ts";
import { formatAge, formatMoney, formatTimeExactly } from "../format.ts";
import { Icon } from "../icons.tsx";

type Props = { frame: Frame; item: BrokenBookView };

/** A rule of our own books that does not hold, on the list of what waits for a person. */
export function BrokenBookTask({ frame, item }: Props) {
  const t = frame.t.attention;
  return (
    <li class="task" id={item.id}>
      <BrokenBookFacts frame={frame} item={item} />
      <div class="row row-end">
        <a class="btn btn-quiet" href={`/sales/${item.sale.id}`}>{t.see}</a>
        <a class="btn" href={`/attention/${item.id}`}>{t.deeds.close}</a>
      </div>
    </li>
  );
}

/** Which rule it is, of which sale, and by how much its two sides differ. */
export function BrokenBookFacts({ frame, item }: Props) {
  const { shop, now } = frame;
  const t = frame.t.attention;
  return (
    <div>
      <p class="row">
        <span class="pill is-fail is-end">
          <Icon name="warning" />
          {t.words[item.kind]}
        </span>
        <b>{formatMoney(shop, item.amountMinor)} · {t.sale(item.sale.code)}</b>
      </p>
      <p>{t.why[item.kind]}</p>
      <p class="meta">
        {t.rules[item.rule]} · {t.readAt(formatTimeExactly(shop, item.readAt))} ·{" "}
        {t.since(formatAge(shop, item.openedAt, now))}
      </p>
    </div>
  );
}
