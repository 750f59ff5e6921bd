import type { Child } from "hono/jsx";
import type { KeyAction } from "../../src/domain/keys.ts";
import type { Frame, SaleView } from "../data.ts";
import { ActionForm, SeenVersion } from "../form.tsx";
import { Icon, type IconName } from "../icons.tsx";
import { Key } from "../keys/key.tsx";

type PickProps = { frame: Frame; sale: SaleView };

/** The ways to pay: each leads to its own panel, but Klarna, which takes all that is due with one press. */
export function TenderPicks({ frame, sale }: PickProps) {
  const { tenders, tender: texts } = frame.t.sale;
  const path = `/sales/${sale.id}/tender`;
  const link = (action: KeyAction, noun: string, face: Omit<FaceProps, "frame" | "action">) => (
    <a class="btn" href={`${path}/${noun}`} data-key={frame.keys[action]}>
      <PickFace frame={frame} action={action} {...face} />
    </a>
  );
  return (
    <>
      <div class="picks picks-2" role="group" aria-label={texts.types}>
        {link("card", "card", { icon: "card", name: tenders.card, hint: texts.cardHint })}
        {link("cash", "cash", { icon: "cash", name: tenders.cash, hint: texts.cashHint })}
        <KlarnaChoice frame={frame} sale={sale} />
        {link("giftCard", "gift-card", { icon: "gift", name: tenders.gift_card, hint: texts.giftHint })}
      </div>
      <div class="row" role="group" aria-label={texts.klarnaOtherwise}>
        <span class="kpill">{tenders.klarna}</span>
        {frame.klarna === "ready" && !sale.tenders.some(({ kind }) => kind === "klarna") && (
          <a
            class="btn"
            href={sale.customer === null ? `/sales/${sale.id}/customer?then=part` : `${path}/klarna`}
          >
            {texts.klarnaPart}
          </a>
        )}
        <a class="btn" href={`${path}/klarna-card`}>{texts.klarnaCard}</a>
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
      <a class="btn" href={`/sales/${sale.id}/customer?then=klarna`} data-key={frame.keys.klarna}>
        <KlarnaFace frame={frame} hint={texts.klarnaNeedsCustomer} />
      </a>
    );
  }
  return (
    <ActionForm frame={frame} action={`/sales/${sale.id}/payments`} class="pick">
      <SeenVersion sale={sale} />
      <button class="btn" type="submit" data-key={frame.keys.klarna}>
        <KlarnaFace frame={frame} hint={texts.klarnaHint} />
      </button>
    </ActionForm>
  );
}

function KlarnaFace({ frame, hint }: { frame: Frame; hint: string }) {
  const name = <span class="kpill">{frame.t.sale.tenders.klarna}</span>;
  return <PickFace frame={frame} action="klarna" icon="phone" name={name} hint={hint} />;
}

type FaceProps = { frame: Frame; action: KeyAction; icon: IconName; name: Child; hint: string };

function PickFace({ frame, action, icon, name, hint }: FaceProps) {
  return (
    <>
      <Icon name={icon} />
      <span>
        {name}
        <small>{hint}</small>
      </span>
      <Key frame={frame} action={action} />
    </>
  );
}
