import type { Problem } from "../../src/domain/problem.ts";
import type { Frame, SaleView } from "../data.ts";
import type { ScanResult, Undo } from "./data.ts";
import { ActionForm, IN_TURN, SeenVersion } from "../form.tsx";
import { formatMoney } from "../format.ts";
import { Icon } from "../icons.tsx";
import { Key } from "../keys/key.tsx";
import { problemSentence } from "../problem.tsx";

export type ScanResultProps = { frame: Frame; sale: SaleView; scan: ScanResult; oob?: boolean };

/** What the last scan or change of the basket led to. The region stays, so that each new text is read out. */
export function ScanResultView({ frame, sale, scan, oob = false }: ScanResultProps) {
  return (
    <div id="scan-result" role="status" hx-swap-oob={oob ? "innerHTML" : undefined}>
      <Outcome frame={frame} sale={sale} scan={scan} />
    </div>
  );
}

function Outcome({ frame, sale, scan }: ScanResultProps) {
  const texts = frame.t.sale;
  switch (scan.kind) {
    case "ready":
      return <p class="row row-apart">{texts.ready}</p>;
    case "found":
      return <Found frame={frame} sale={sale} {...scan} />;
    case "discounted":
      return (
        <p class="row row-apart">
          <span>
            <Icon name="check" /> {frame.t.basket.discounted} <b>{scan.name}</b>: {formatMoney(
              frame.shop,
              scan.totalMinor,
            )}
          </span>
        </p>
      );
    case "problem":
      if (scan.problem.kind === "gift_card_scanned") return <ScannedCard frame={frame} problem={scan.problem} />;
      return scan.problem.kind === "product_missing" && scan.problem.typed !== ""
        ? <Missed frame={frame} sale={sale} problem={scan.problem} />
        : (
          <div class="notice is-fail" role="alert" data-sound="locked">
            <Icon name="warning" />
            <p class="grow">{problemSentence(frame.t, scan.problem)}</p>
          </div>
        );
    case "added":
    case "quantity":
    case "removed":
    case "restored":
      return (
        <div class="row row-apart" data-sound={scan.kind === "added" ? "added" : undefined}>
          <Change frame={frame} scan={scan} />
          {scan.kind !== "restored" && scan.undo !== null && <UndoForm frame={frame} sale={sale} undo={scan.undo} />}
        </div>
      );
  }
}

type MissedProps = { frame: Frame; sale: SaleView; problem: Extract<Problem, { kind: "product_missing" }> };

/** A code that is no product's. Where there is script it stays until somebody has seen to it. */
function Missed({ frame, sale, problem }: MissedProps) {
  const texts = frame.t.sale;
  const href = `/sales/${sale.id}/products?q=${encodeURIComponent(problem.typed)}`;
  return (
    <div class="notice is-fail" role="alert" data-sound="locked" data-missed>
      <Icon name="warning" />
      <p class="grow">{problemSentence(frame.t, problem)}</p>
      <a class="btn" href={href} hx-get={href} hx-target="#tiles" hx-swap="outerHTML">{texts.searchMissed}</a>
      <a class="btn" href={`/sales/${sale.id}/more`}>{frame.t.basket.ringUpWithout}</a>
      <PutAway label={texts.putMissedAway(problem.typed)} />
    </div>
  );
}

type ScannedCardProps = { frame: Frame; problem: Extract<Problem, { kind: "gift_card_scanned" }> };

/** A gift card is no product: its number is money, so that no more than its end stands here, and nothing searches for it. */
function ScannedCard({ frame, problem }: ScannedCardProps) {
  const { tail, giftCardId } = problem;
  const href = giftCardId === null ? "/gift-cards" : `/gift-cards/${giftCardId}`;
  return (
    <div class="notice is-fail" role="alert" data-sound="locked" data-missed>
      <Icon name="warning" />
      <p class="grow">{problemSentence(frame.t, problem)}</p>
      <a class="btn" href={href}>{frame.t.giftCard.seeBalance}</a>
      <PutAway label={frame.t.sale.putMissedAway(`…${tail}`)} />
    </div>
  );
}

function PutAway({ label }: { label: string }) {
  return (
    <button class="btn btn-quiet" type="button" data-put-away aria-label={label}>
      <Icon name="close" />
    </button>
  );
}

type ChangeResult = Extract<ScanResult, { kind: "added" | "quantity" | "removed" | "restored" }>;

function Change({ frame, scan }: { frame: Frame; scan: ChangeResult }) {
  const texts = frame.t.sale;
  return (
    <span>
      <Icon name="check" /> {scan.kind === "quantity" ? texts.quantity(scan.quantity) : texts[scan.kind]}{" "}
      {scan.kind === "added" && scan.quantity > 1 && `${texts.addedTimes(scan.quantity)} `}
      <b>{scan.name}</b>
      {scan.kind === "added" && `, ${formatMoney(frame.shop, scan.totalMinor)}`}
    </span>
  );
}

type FoundProps = { frame: Frame; sale: SaleView; typed: string; count: number; quantity?: number };

function Found({ frame, sale, typed, count, quantity = 1 }: FoundProps) {
  const texts = frame.t.sale;
  return (
    <div class="row row-apart">
      <span>
        {texts.found(count, typed)} {count > 0 && (
          <>
            <kbd>Enter</kbd> {quantity === 1 ? texts.firstHit : frame.t.basket.firstHits(quantity)}
          </>
        )}
      </span>
      <a class="btn btn-quiet" href={`/sales/${sale.id}`} data-key={frame.keys.back}>
        {texts.clear} <Key frame={frame} action="back" />
      </a>
    </div>
  );
}

/** Taking a change back is a change like any other. */
function UndoForm({ frame, sale, undo }: { frame: Frame; sale: SaleView; undo: Undo }) {
  const line = `/sales/${sale.id}/lines/${undo.lineId}`;
  const action = { quantity: `${line}/quantity`, remove: `${line}/removal`, restore: `${line}/restoration` }[undo.kind];
  return (
    <ActionForm frame={frame} action={action} target="#strip" sync={IN_TURN}>
      <SeenVersion sale={sale} />
      {undo.kind === "quantity" && <input type="hidden" name="quantity" value={String(undo.quantity)} />}
      <button class="btn btn-quiet" type="submit">{frame.t.sale.undo}</button>
    </ActionForm>
  );
}
