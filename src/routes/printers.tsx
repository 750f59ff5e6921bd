import { Hono } from "hono";
import type { ReceiptDoc } from "../domain/receipt.ts";
import { receiptCode } from "../domain/receipt.ts";
import { PrintersPage, type PrintersProps } from "../../views/settings/printers-page.tsx";
import type { Frame } from "../../views/data.ts";
import { formatDate, formatTime } from "../../views/format.ts";
import { AppError } from "../errors.ts";
import { printOnce } from "../operations/print-receipt.ts";
import { readRegisterPrinter, saveRegisterPrinter } from "../operations/register-printer.ts";
import { activeRegisters, findRegister } from "../store/staff.ts";
import { form, idOf, path, query, typed } from "./forms.ts";
import { registerPrinterView } from "./present-receipt.ts";
import { actionOf, frameOf, goTo, type Till, type TillContext } from "./till.ts";

const PAGE = "/settings/printers";
const registerParam = path({ registerId: idOf("reg") });
const printerFields = { paper: typed, host: typed, port: typed };

/** The manager's page for what each register prints receipts on. */
export const printerRoutes = new Hono<Till>()
  .get(PAGE, query({ saved: typed }), (c) => printersPage(c, savedIn(c.req.valid("query").saved)))
  .post(`${PAGE}/:registerId`, registerParam, form(printerFields), async (c) => {
    const { registerId } = c.req.valid("param");
    const values = c.req.valid("form");
    const read = readRegisterPrinter(values);
    if (!read.ok) {
      const state = { values, problems: read.problems };
      return await printersPage(c, { registerId, form: state, result: null }, 422);
    }
    await saveRegisterPrinter(c.get("shop"), actionOf(c), { registerId, printer: read.printer });
    return goTo(c, `${PAGE}?saved=${registerId}`);
  })
  .post(`${PAGE}/:registerId/test`, registerParam, form(printerFields), async (c) => {
    const { registerId } = c.req.valid("param");
    const values = c.req.valid("form");
    const register = await findRegister(c.get("shop").db.read, registerId);
    if (!register) throw new AppError({ kind: "register_missing" });
    const read = readRegisterPrinter(values);
    const problems = read.ok ? {} : read.problems;
    const host = read.ok ? read.printer.printerHost : null;
    if (!read.ok || host === null || read.printer.printerPort === null) {
      const state = { values, problems: { host: "required" as const, ...problems } };
      return await printersPage(c, { registerId, form: state, result: null }, 422);
    }
    const { paper, printerPort: port } = read.printer;
    const doc = testDoc(await frameOf(c), register.number, register.name);
    const result = await printOnce(c.get("shop"), { host, port }, { kind: "receipt", doc, paper });
    return await printersPage(c, { registerId, form: { values, problems: {} }, result });
  });

type Sent = NonNullable<PrintersProps["sent"]>;

function savedIn(registerId: string): { registerId: string } | null {
  return registerId === "" ? null : { registerId };
}

async function printersPage(
  c: TillContext,
  sent: Sent | { registerId: string } | null,
  status: 200 | 422 = 200,
): Promise<Response> {
  const registers = (await activeRegisters(c.get("shop").db.read)).map(registerPrinterView);
  const saved = registers.find(({ id }) => id === sent?.registerId);
  const shown: Sent | null = sent === null || "form" in sent
    ? sent
    : saved
    ? { registerId: saved.id, form: { values: saved.values, problems: {} }, result: "saved" }
    : null;
  return await c.html(<PrintersPage frame={await frameOf(c)} registers={registers} sent={shown} />, status);
}

/** A few lines with everything a receipt has: large and strong letters, amounts, a barcode. */
function testDoc({ language, t, shop, now }: Frame, number: number, name: string): ReceiptDoc {
  const { testTitle, testLine, register } = t.printers;
  return {
    language,
    title: testTitle,
    blocks: [
      { kind: "heading", text: shop.name },
      { kind: "mark", text: testTitle },
      { kind: "text", text: `${register(number, name)}\n${formatDate(shop, now)}, ${formatTime(shop, now)}` },
      { kind: "rule" },
      { kind: "text", text: testLine },
      { kind: "code", code: receiptCode(0) },
    ],
  };
}
