import { Hono } from "hono";
import { reportCsv } from "../../views/shift/report-csv.ts";
import { ReportPage, ReportsPage } from "../../views/shift/report-pages.tsx";
import { reports } from "../store/shifts.ts";
import { requireShop } from "../store/shop.ts";
import { findRegister } from "../store/staff.ts";
import { idOf, path } from "./forms.ts";
import { closedReport, figuresOf } from "./present-shift.ts";
import { frameOf, operatorOf, type Till } from "./till.ts";

const reportParam = path({ reportId: idOf("zed") });

/** Every Z report of the shop: to look at, to print, and as a file. */
export const reportRoutes = new Hono<Till>()
  .get("/z-reports", async (c) => {
    const { db: { read }, klarna: { mode } } = c.get("shop");
    const rows = (await reports(read, mode)).map((row) => ({
      id: row.id,
      number: row.number,
      registerNumber: row.registerNumber,
      closedAt: row.closedAt,
      staffName: row.staffName,
      soldMinor: figuresOf(row).sales.totalMinor,
      differenceMinor: row.countedMinor - row.expectedMinor,
    }));
    return await c.html(<ReportsPage frame={await frameOf(c)} rows={rows} />);
  })
  .get("/z-reports/:reportId", reportParam, async (c) => {
    const { reportId } = c.req.valid("param");
    const { read } = c.get("shop").db;
    const report = await closedReport(read, reportId);
    const paper = (await findRegister(read, operatorOf(c).registerId))?.paper ?? "80";
    return await c.html(<ReportPage frame={await frameOf(c)} reportId={reportId} report={report} paper={paper} />);
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
