import type { Child } from "hono/jsx";
import type { Frame } from "../data.ts";
import { ActionForm } from "../form.tsx";
import { formatMoney } from "../format.ts";
import { Key } from "../keys/key.tsx";
import { SlipField } from "../returns/slip-field.tsx";
import type { ExchangeView } from "./data.ts";

type DeedsProps = { frame: Frame; view: ExchangeView };

/**
 * What can be done about an exchange now: one filled button for the next step, and the quiet ways out of it. Where something stands in
 * the way of completing it, only those.
 */
export function ExchangeDeeds({ frame, view }: DeedsProps) {
  if (view.stage === "over") return <Over frame={frame} view={view} />;
  if (view.stage === "stopped") return null;
  return (
    <>
      <div class="row push">
        {view.stage === "under_way" && view.problem === null && <OtherWay frame={frame} view={view} />}
        <WayOut frame={frame} view={view} />
      </div>
      {view.stage === "under_way" && view.problem === null && <NextStep frame={frame} view={view} />}
    </>
  );
}

/** Where new goods cost more: everything paid anew and all of the old given back, or only what they differ by. */
function OtherWay({ frame, view }: DeedsProps) {
  const texts = frame.t.exchange;
  const { newMinor, returnedMinor, isCredited, kind, way } = view;
  if (kind !== "returned" || isCredited || newMinor <= returnedMinor) return null;
  return way === "difference"
    ? (
      <a class="btn" href={`/sales/${view.newSaleId}/exchange?way=anew`}>
        {texts.anew(money(frame, view, newMinor))}
      </a>
    )
    : (
      <a class="btn" href={`/sales/${view.newSaleId}/exchange`}>
        {texts.difference(money(frame, view, newMinor - returnedMinor))}
      </a>
    );
}

function WayOut({ frame, view }: DeedsProps) {
  const texts = frame.t.exchange;
  const deed = view.isCredited ? "undo" : "stop";
  return (
    <Deed frame={frame} view={view} deed={deed} class={view.problem === null ? "btn btn-quiet" : "btn"}>
      {view.isCredited ? texts.change : texts.stop}
    </Deed>
  );
}

function NextStep({ frame, view }: DeedsProps) {
  const texts = frame.t.exchange;
  const main = "btn btn-main btn-xl btn-wide";
  const startsByCredit = view.way === "difference" && !view.isCredited;
  if (startsByCredit) {
    const payMinor = view.dueMinor - Math.min(view.returnedMinor, view.dueMinor);
    return (
      <Deed frame={frame} view={view} deed="start" class={main} isMain>
        {payMinor > 0 ? texts.startPay(money(frame, view, payMinor)) : texts.startEven}
      </Deed>
    );
  }
  if (view.dueMinor > 0) {
    return (
      <a class={main} href={`/sales/${view.newSaleId}/tender`} data-key={frame.keys.pay}>
        {texts.goPay(money(frame, view, view.dueMinor))} <Key frame={frame} action="pay" />
      </a>
    );
  }
  return (
    <ActionForm frame={frame} action={`/sales/${view.newSaleId}/completion`} class="stack">
      {view.back.map(({ kind, amountMinor, slipKey }) =>
        slipKey === undefined ? null : (
          <SlipField wayKey={slipKey}>
            {frame.t.sale.voiding.goesBack[kind](money(frame, view, amountMinor))} · {frame.t.returns.slip}
          </SlipField>
        )
      )}
      <button class={main} type="submit" data-key={frame.keys.pay}>
        {texts.complete} <Key frame={frame} action="pay" />
      </button>
    </ActionForm>
  );
}

type DeedProps = DeedsProps & { deed: "start" | "undo" | "stop"; class: string; isMain?: boolean; children: Child };

function Deed({ frame, view, deed, class: className, isMain = false, children }: DeedProps) {
  return (
    <ActionForm frame={frame} action={`/sales/${view.newSaleId}/exchange`}>
      <input type="hidden" name="version" value={String(view.newVersion)} />
      <button
        class={className}
        type="submit"
        name="do"
        value={deed}
        data-key={isMain ? frame.keys.pay : undefined}
      >
        {children} {isMain && <Key frame={frame} action="pay" />}
      </button>
    </ActionForm>
  );
}

function Over({ frame, view }: DeedsProps) {
  const texts = frame.t.exchange;
  return (
    <>
      <div class="row">
        {view.returned !== null && (
          <a class="btn" href={`/returns/${view.returned.id}`}>{texts.showReturn(view.returned.number)}</a>
        )}
        {view.steps.some(({ state }) => state === "stuck") && (
          <a class="btn" href="/attention">{frame.t.returns.done.settle}</a>
        )}
      </div>
      <a class="btn btn-main btn-xl btn-wide push" href="/sales/new" data-key={frame.keys.pay}>
        {frame.t.returns.done.next} <Key frame={frame} action="pay" />
      </a>
    </>
  );
}

function money(frame: Frame, { currency }: ExchangeView, amountMinor: number): string {
  return formatMoney({ ...frame.shop, currency }, amountMinor);
}
