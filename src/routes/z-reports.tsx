import { Hono } from "hono";
import { z } from "zod";
import { reportCsv } from "../../views/shift/report-csv.ts";
import { shiftDoc } from "../../views/shift/report-doc.ts";
import { ReportPage, ReportsPage } from "../../views/shift/report-pages.tsx";
import type { PrintOutcome } from "../domain/receipt.ts";
import { AppError } from "../errors.ts";
import { printerOf, printOnce } from "../operations/print-receipt.ts";
import { reports } from "../store/shifts.ts";
import { requireShop } from "../store/shop.ts";
import { findRegister } from "../store/staff.ts";
import { form, idOf, path, query, wholeNumber } from "./forms.ts";
import { closedReport, figuresOf } from "./present-shift.ts";
import { frameOf, goTo, operatorOf, type Till } from "./till.ts";

/** What the printer said of a report, as it stands in the address of the page that says so. */
const ANSWERS = ["done", "unknown", "failed", "no_paper", "cover_open"] as const;

function outcomeNamed(answer: typeof ANSWERS[number] | undefined): PrintOutcome | null {
  if (answer === undefined) return null;
  return answer === "done" || answer === "unknown" ? { state: answer, code: null } : { state: "failed", code: answer };
}

const reportParam = path({ reportId: idOf("zed") });

/** Every Z report of the shop: to look at, to print, and as a file. */
export const reportRoutes = new Hono<Till>()
  .get("/z-reports", query({ before: wholeNumber.optional() }), async (c) => {
    const { db: { read }, klarna: { mode } } = c.get("shop");
    const before = c.req.valid("query").before ?? null;
    const found = await reports(read, { mode, before });
    const rows = found.rows.map((row) => ({
      id: row.id,
      number: row.number,
      registerNumber: row.registerNumber,
      closedAt: row.closedAt,
      staffName: row.staffName,
      soldMinor: figuresOf(row).sales.totalMinor,
      differenceMinor: row.countedMinor - row.expectedMinor,
    }));
    return await c.html(
      <ReportsPage frame={await frameOf(c)} rows={rows} isNewest={before === null} hasMore={found.hasMore} />,
    );
  })
  .get("/z-reports/:reportId", reportParam, query({ printed: z.enum(ANSWERS).optional() }), async (c) => {
    const { reportId } = c.req.valid("param");
    const { read } = c.get("shop").db;
    const register = await findRegister(read, operatorOf(c).registerId);
    const page = {
      frame: await frameOf(c),
      reportId,
      report: await closedReport(read, reportId),
      paper: register?.paper ?? "80",
      hasPrinter: printerOf(register) !== null,
      outcome: outcomeNamed(c.req.valid("query").printed),
    };
    return await c.html(<ReportPage {...page} />);
  })
  .post("/z-reports/:reportId/prints", reportParam, form({}), async (c) => {
    const { reportId } = c.req.valid("param");
    const shop = c.get("shop");
    const report = await closedReport(shop.db.read, reportId);
    const register = await findRegister(shop.db.read, operatorOf(c).registerId);
    const place = printerOf(register);
    if (!register || !place) throw new AppError({ kind: "printer_missing" });
    const doc = shiftDoc(await frameOf(c), report);
    const { state, code } = await printOnce(shop, place, { kind: "receipt", doc, paper: register.paper });
    return goTo(c, `/z-reports/${reportId}?printed=${ANSWERS.find((one) => one === code) ?? state}`);
  })
  .get("/z-reports/:reportId/csv", reportParam, async (c) => {
    const report = await closedReport(c.get("shop").db.read, c.req.valid("param").reportId);
    const name = `z-report-${report.isPractice ? "practice-" : ""}${report.closed.number}.csv`;
    const headers = {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${name}"`,
    };
    const { timeZone } = await requireShop(c.get("shop").db.read);
    return c.body(reportCsv(report, timeZone), 200, headers);
  });
