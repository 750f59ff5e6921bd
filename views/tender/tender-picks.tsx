import type { Child } from "hono/jsx";
import type { Frame, SaleView } from "../data.ts";
import { ActionForm, SeenVersion } from "../form.tsx";
import { Icon, type IconName } from "../icons.tsx";

type PickProps = { frame: Frame; sale: SaleView };

/** The ways to pay: each leads to its own panel, but Klarna, which takes all that is due with one press. */
export function TenderPicks({ frame, sale }: PickProps) {
  const { tenders, tender: texts } = frame.t.sale;
  const path = `/sales/${sale.id}/tender`;
  const link = (key: string, noun: string, face: Child) => (
    <a class="btn" href={`${path}/${noun}`} data-key={key}>{face}</a>
  );
  return (
    <>
      <div class="picks picks-2" role="group" aria-label={texts.types}>
        {link("F6", "card", <PickFace icon="card" name={tenders.card} hint={texts.cardHint} shortcut="F6" />)}
        {link("F4", "cash", <PickFace icon="cash" name={tenders.cash} hint={texts.cashHint} shortcut="F4" />)}
        <KlarnaChoice frame={frame} sale={sale} />
        {link("F8", "gift-card", <PickFace icon="gift" name={tenders.gift_card} hint={texts.giftHint} shortcut="F8" />)}
      </div>
      <div class="row" role="group" aria-label={texts.klarnaOtherwise}>
        <span class="kpill">{tenders.klarna}</span>
        {frame.klarna === "ready" && !sale.tenders.some(({ kind }) => kind === "klarna") && (
          <a
            class="btn btn-quiet"
            href={sale.customer === null ? `/sales/${sale.id}/customer?then=part` : `${path}/klarna`}
          >
            {texts.klarnaPart}
          </a>
        )}
        <a class="btn btn-quiet" href={`${path}/klarna-card`}>{texts.klarnaCard}</a>
      </div>
    </>
  );
}

/** Klarna starts at once, asks for the customer first, or is greyed with the reason. */
function KlarnaChoice({ frame, sale }: PickProps) {
  const texts = frame.t.sale.tender;
  if (frame.klarna !== "ready") {
    return (
      <button class="btn" type="button" disabled>
        <KlarnaFace frame={frame} hint={texts.klarnaGrey[frame.klarna]} />
      </button>
    );
  }
  if (sale.tenders.some(({ kind }) => kind === "klarna")) {
    return (
      <button class="btn" type="button" disabled>
        <KlarnaFace frame={frame} hint={texts.klarnaOnce} />
      </button>
    );
  }
  if (sale.customer === null) {
    return (
      <a class="btn" href={`/sales/${sale.id}/customer?then=klarna`} data-key="F9">
        <KlarnaFace frame={frame} hint={texts.klarnaNeedsCustomer} />
      </a>
    );
  }
  return (
    <ActionForm frame={frame} action={`/sales/${sale.id}/payments`} class="pick">
      <SeenVersion sale={sale} />
      <button class="btn" type="submit" data-key="F9">
        <KlarnaFace frame={frame} hint={texts.klarnaHint} />
      </button>
    </ActionForm>
  );
}

function KlarnaFace({ frame, hint }: { frame: Frame; hint: string }) {
  const name = <span class="kpill">{frame.t.sale.tenders.klarna}</span>;
  return <PickFace icon="phone" name={name} hint={hint} shortcut="F9" />;
}

type FaceProps = { icon: IconName; name: Child; hint: string; shortcut: string };

function PickFace({ icon, name, hint, shortcut }: FaceProps) {
  return (
    <>
      <Icon name={icon} />
      <span>
        {name}
        <small>{hint}</small>
      </span>
      <kbd>{shortcut}</kbd>
    </>
  );
}
