import type { Frame, SaleView } from "../data.ts";
import type { LineView, ScanResult } from "./data.ts";
import { KlarnaKeyForm } from "./klarna-key.tsx";
import { ScanResultView } from "./scan-result.tsx";
import { ChosenLine, CustomerBox, PayLink, Totals } from "./strip.tsx";
import { StripLine } from "./strip-line.tsx";

export type AddedLineProps = {
  frame: Frame;
  sale: SaleView;
  /** The line that was added, or has more of it now. */
  line: LineView;
  /** The line with the controls on the screen. */
  chosenBefore: LineView;
  scan: ScanResult;
};

/**
 * What an added product changes beside the products, each part under the id that it has in the strip: added-line.js puts them
 * in their places. Who the customer is may have changed without the basket, so that is said, too.
 */
export function AddedLine({ frame, sale, line, chosenBefore, scan }: AddedLineProps) {
  return (
    <>
      {chosenBefore.id !== line.id && <StripLine frame={frame} sale={sale} line={chosenBefore} isOn={false} isOpen />}
      <StripLine frame={frame} sale={sale} line={line} isOn isOpen />
      <ChosenLine sale={sale} lineId={line.id} />
      <CustomerBox frame={frame} sale={sale} isOpen />
      <Totals frame={frame} sale={sale} />
      <PayLink frame={frame} sale={sale} isMain />
      <KlarnaKeyForm frame={frame} sale={sale} />
      <ScanResultView frame={frame} sale={sale} scan={scan} />
    </>
  );
}
