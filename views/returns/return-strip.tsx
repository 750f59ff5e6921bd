import type { FormState, Frame } from "../data.ts";
import { ApproverFields } from "../form.tsx";
import { formatMoney } from "../format.ts";
import type { ReturnView, ReturnWayView } from "./data.ts";
import { RETURN_FORM } from "./return-page.tsx";
import { SlipField } from "./slip-field.tsx";

export type ReturnStripProps = { frame: Frame; view: ReturnView; form: FormState };

/** What goes back, each way in which it goes, and the one press that does it. */
export function ReturnStrip({ frame, view, form }: ReturnStripProps) {
  const texts = frame.t.returns;
  const money = (amountMinor: number) => formatMoney({ ...frame.shop, currency: view.currency }, amountMinor);
  const chosen = view.lines.filter(({ amountMinor }) => amountMinor !== null);
  return (
    <aside class="strip" id="strip" aria-labelledby="strip-title">
      <div class="tear">
        <h2 id="strip-title">{texts.give}</h2>
        <p class="meta">{texts.giveMeans}</p>
      </div>
      <div class="lines" tabindex={0} role="group" aria-label={texts.heading}>
        {chosen.map(({ quantity, name, amountMinor }) => (
          <div class="line">
            <span>{quantity > 0 ? `${quantity} ×` : ""}</span>
            <b>{name}</b>
            <b class="num">{money(amountMinor ?? 0)}</b>
          </div>
        ))}
        {view.freeMinor > 0 && (
          <div class="line">
            <span />
            <b>{texts.free}</b>
            <b class="num">{money(view.freeMinor)}</b>
          </div>
        )}
        {view.totalMinor === 0 && <p>{texts.nothing}</p>}
        {view.totalMinor > 0 && (
          <div class="stack-sm">
            <h3>{texts.split}</h3>
            {view.ways.map((way) => <Way frame={frame} view={view} form={form} way={way} />)}
          </div>
        )}
      </div>
      {view.totalMinor > 0 && <Deeds frame={frame} view={view} />}
    </aside>
  );
}

function Deeds({ frame, view }: Omit<ReturnStripProps, "form">) {
  const texts = frame.t.returns;
  const money = (amountMinor: number) => formatMoney({ ...frame.shop, currency: view.currency }, amountMinor);
  return (
    <>
      <dl class="totals tear-top" id="totals">
        <div>
          <dt>{texts.tax}</dt>
          <dd>{money(view.taxMinor)}</dd>
        </div>
        <div class="grand">
          <dt>{texts.total}</dt>
          <dd>{money(view.totalMinor)}</dd>
        </div>
      </dl>
      <div class="stack-sm">
        <Second frame={frame} view={view} />
        <button class="btn btn-main btn-wide" type="submit" name="do" value="give" form={RETURN_FORM}>
          {texts.refund(money(view.totalMinor))}
        </button>
        {view.canExchange
          ? (
            <button class="btn btn-wide" type="submit" name="do" value="exchange" form={RETURN_FORM}>
              {frame.t.exchange.start}
            </button>
          )
          : <p class="meta">{texts.waiting.exchange}</p>}
      </div>
    </>
  );
}

function Way({ frame, view, form, way }: ReturnStripProps & { way: ReturnWayView }) {
  const texts = frame.t.returns;
  const money = (amountMinor: number) => formatMoney({ ...frame.shop, currency: view.currency }, amountMinor);
  const name = `split.${way.key}`;
  const problem = form.problems[name];
  const label = frame.t.sale.tenders[way.kind];
  return (
    <div class="stack-sm">
      <div class="row row-apart">
        <label for={name}>
          {way.kind === "klarna" ? <span class="kpill">{label}</span> : label} {way.reference ?? ""}
          {way.isFound ? texts.found : ""} <span class="meta">{texts.ofLeft(money(way.leftMinor))}</span>
        </label>
        <input
          type="text"
          class="input input-num"
          size={8}
          id={name}
          name={name}
          form={RETURN_FORM}
          inputmode="decimal"
          autocomplete="off"
          value={form.values[name] ?? ""}
          aria-invalid={problem === undefined ? undefined : "true"}
        />
      </div>
      {problem !== undefined && <p class="err">{frame.t.fields[problem]}</p>}
      {way.isFound && <p class="meta">{texts.foundMeans}</p>}
      {way.kind === "cash" && view.coinsMinor !== null && <p class="meta">{texts.inCoins(money(view.coinsMinor))}</p>}
      {(way.kind === "card" || way.kind === "klarna_card") && (
        <SlipField wayKey={way.key} form={RETURN_FORM} value={form.values[`slip.${way.key}`] ?? ""}>
          {texts.slip}
        </SlipField>
      )}
    </div>
  );
}

function Second({ frame, view }: { frame: Frame; view: ReturnView }) {
  if (view.second === null) return null;
  const { limitMinor, approvers } = view.second;
  const texts = frame.t.returns;
  const why = limitMinor === null
    ? texts.foundAgreed
    : texts.second(formatMoney({ ...frame.shop, currency: view.currency }, limitMinor));
  return <ApproverFields t={frame.t} approvers={approvers} why={why} form={RETURN_FORM} />;
}
