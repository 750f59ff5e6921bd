import { Icon } from "../icons.tsx";
import { Key } from "../keys/key.tsx";
import { PaperPage, type ReceiptPageProps } from "../receipt/receipt-page.tsx";

export type ReturnReceiptProps = Omit<ReceiptPageProps, "saleCode" | "isWaiting"> & { number: number };

/** What the customer is handed for a return, on the paper of the register that looks. */
export function ReturnReceiptPage({ number, ...paper }: ReturnReceiptProps) {
  const { frame, desk } = paper;
  const texts = frame.t.returns;
  return (
    <PaperPage {...paper} title={texts.numbered(number)}>
      <a class="btn" href={desk.base} data-key={frame.keys.back}>
        <Icon name="back" /> {texts.numbered(number)} <Key frame={frame} action="back" />
      </a>
    </PaperPage>
  );
}
