import type { Frame } from "../data.ts";
import { formatMoney } from "../format.ts";
import type { ExchangeView, GoodsView } from "./data.ts";
import { isHopeless } from "./hopeless.ts";

/** What comes back and the new goods, one under the other, and what is left between them. */
export function ExchangeStrip({ frame, view }: { frame: Frame; view: ExchangeView }) {
  const texts = frame.t.exchange;
  const { returnedMinor, newMinor } = view;
  const money = (amountMinor: number) => formatMoney({ ...frame.shop, currency: view.currency }, amountMinor);
  const moved = view.steps.flatMap((step) => step.kind === "hand_over" ? [] : [step]);
  return (
    <aside class="strip" id="strip" aria-labelledby="strip-title">
      <div class="tear">
        <h2 id="strip-title">{texts.strip}</h2>
      </div>
      <div class="lines" tabindex={0} role="group" aria-label={texts.strip}>
        {view.oldGoods.map((goods) => <Goods frame={frame} goods={goods} sign={-1} money={money} />)}
        {view.newGoods.map((goods) => <Goods frame={frame} goods={goods} sign={1} money={money} />)}
      </div>
      <dl class="totals tear-top" id="totals">
        <div>
          <dt>{texts.newGoods}</dt>
          <dd>{money(newMinor)}</dd>
        </div>
        <div>
          <dt>{texts.comesBack}</dt>
          <dd>{money(-returnedMinor)}</dd>
        </div>
        {!isHopeless(view) &&
          moved.map(({ kind, amountMinor }, index) => (
            <Moved label={LABELS[kind](texts)} amount={money(amountMinor)} isMain={index === 0 && kind !== "let_go"} />
          ))}
        {!isHopeless(view) && moved.length === 0 && <Moved label={texts.even} amount={money(0)} isMain />}
      </dl>
    </aside>
  );
}

/** What moves between shop and customer, as the steps say it: where all is paid anew, all of both. */
function Moved({ label, amount, isMain }: { label: string; amount: string; isMain: boolean }) {
  return (
    <div class={isMain ? "grand" : undefined}>
      <dt>{label}</dt>
      <dd>{amount}</dd>
    </div>
  );
}

type Texts = Frame["t"]["exchange"];
const LABELS = {
  pay: (texts: Texts) => texts.toPay,
  refund: (texts: Texts) => texts.goesBack,
  let_go: (texts: Texts) => texts.letsGo,
};

type GoodsProps = { frame: Frame; goods: GoodsView; sign: 1 | -1; money: (amountMinor: number) => string };

function Goods({ frame, goods: { name, quantity, amountMinor }, sign, money }: GoodsProps) {
  return (
    <div class="line">
      <span>{quantity > 0 ? `${sign < 0 ? "−" : ""}${quantity} ×` : ""}</span>
      <b>{quantity > 0 ? name : frame.t.returns.paper.partOfPrice(name)}</b>
      <b class="num">{money(sign * amountMinor)}</b>
    </div>
  );
}
