import type { Frame, SaleView } from "../data.ts";
import { ActionForm } from "../form.tsx";

/** By which a scan gets from a panel into the basket: its answer is the sale with its products. */
export function ScanPort({ frame, sale }: { frame: Frame; sale: SaleView }) {
  if (sale.lock !== null) return <span id="scan-locked" hidden />;
  if (sale.status !== "open") return null;
  return (
    <div hidden>
      <ActionForm frame={frame} action={`/sales/${sale.id}/lines`} id="scan-port">
        <input type="hidden" name="typed" value="" />
      </ActionForm>
    </div>
  );
}
