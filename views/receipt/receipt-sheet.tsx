import { code128 } from "../../src/domain/code-128.ts";
import type { Paper, ReceiptBlock, ReceiptDoc, ReceiptRow } from "../../src/domain/receipt.ts";
import type { Frame } from "../data.ts";
import type { Messages } from "../messages/catalogue.ts";
import { langIn, readAs } from "../messages/readers.ts";

export type ReceiptSheetProps = {
  frame: Frame;
  doc: ReceiptDoc;
  paper: Paper;
  /** It was not counted as a printing: should it be printed all the same, it calls itself a copy. */
  isForLooking: boolean;
  /** It stands on a page with a heading of its own. */
  isPart?: boolean;
};

/** A receipt as a page, in its customer's language: as wide as the roll, or a sheet. */
export function ReceiptSheet({ frame, doc, paper, isForLooking, isPart = false }: ReceiptSheetProps) {
  const customers = readAs(frame, doc.language);
  const { t } = customers;
  return (
    <article class={`receipt receipt-${paper}`} lang={langIn(frame, customers)} aria-labelledby="receipt-shop">
      {isForLooking && <p class="mark only-print">{t.receipt.copy}</p>}
      {doc.blocks.map((block) => <Block t={t} block={block} isPart={isPart} />)}
    </article>
  );
}

function Block({ t, block, isPart }: { t: Messages; block: ReceiptBlock; isPart: boolean }) {
  switch (block.kind) {
    case "heading":
      return isPart ? <h2 id="receipt-shop">{block.text}</h2> : <h1 id="receipt-shop">{block.text}</h1>;
    case "mark":
      return <p class="mark">{block.text}</p>;
    case "text":
      return (
        <p class="typed">
          {block.title !== undefined && <b>{block.title + "\n"}</b>}
          {block.text}
        </p>
      );
    case "rows":
      return <Rows rows={block.rows} />;
    case "table":
      return <Table head={block.head} rows={block.rows} />;
    case "rule":
      return <hr />;
    case "code":
      return <Barcode label={t.receipt.barcode(block.code)} code={block.code} />;
  }
}

function Rows({ rows }: { rows: ReceiptRow[] }) {
  return (
    <table>
      <tbody>
        {rows.map(({ label, amount, isInset, isSum }) => (
          <tr class={isSum ? "sum" : undefined}>
            <th scope="row" class={isInset ? "inset" : undefined} colspan={amount === "" ? 2 : undefined}>{label}</th>
            {amount !== "" && <td>{amount}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Table({ head: [first, ...heads], rows }: { head: string[]; rows: string[][] }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{first}</th>
          {heads.map((cell) => <th scope="col">{cell}</th>)}
        </tr>
      </thead>
      <tbody>
        {rows.map(([label, ...cells]) => (
          <tr>
            <th scope="row">{label}</th>
            {cells.map((cell) => <td>{cell}</td>)}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** By which a scanner finds the sale again, and a person by the letters beneath. */
function Barcode({ label, code }: { label: string; code: string }) {
  const { bars, width } = code128(code);
  const path = bars.map(({ at, width }) => `M${at} 0h${width}v10h-${width}z`).join("");
  return (
    <>
      <svg
        class="bars"
        viewBox={`0 0 ${width} 10`}
        preserveAspectRatio="none"
        shape-rendering="crispEdges"
        role="img"
        aria-label={label}
      >
        <path d={path} />
      </svg>
      <p>{code}</p>
    </>
  );
}
