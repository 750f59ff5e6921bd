import type { Paper, PrintOutcome } from "../../src/domain/receipt.ts";
import type { Frame } from "../data.ts";
import { ActionForm } from "../form.tsx";
import { formatChange, formatMoney } from "../format.ts";
import { Icon } from "../icons.tsx";
import { Page } from "../layout.tsx";
import { PageTurn } from "../page-turn.tsx";
import { ReceiptSheet } from "../receipt/receipt-sheet.tsx";
import { PrinterSaid } from "../receipt/receipt-states.tsx";
import type { ReportRowView, ShiftReportView } from "./data.ts";
import { shiftDoc, whenText } from "./report-doc.ts";

export type ReportPageProps = {
  frame: Frame;
  reportId: string;
  report: ShiftReportView;
  paper: Paper;
  /** The register has a receipt printer of its own. */
  hasPrinter?: boolean;
  /** What that said just now; null: it was not asked. */
  outcome?: PrintOutcome | null;
};

/** A Z report on its paper. It is what it was, so that a second print is the same and no copy of anything. */
export function ReportPage({ frame, reportId, report, paper, hasPrinter = false, outcome = null }: ReportPageProps) {
  const { shift: texts } = frame.t;
  const doc = shiftDoc(frame, report);
  return (
    <Page frame={{ ...frame, isPractice: report.isPractice }} title={doc.title} shell="paper">
      <main class="desk desk-beside" id="main">
        <ReceiptSheet frame={frame} doc={doc} paper={paper} isForLooking={false} />
        <section class="panel no-print stack-sm" aria-label={doc.title}>
          {hasPrinter
            ? (
              <ActionForm frame={frame} action={`/z-reports/${reportId}/prints`}>
                <button class="btn btn-main btn-wide" type="submit" data-key={frame.keys.print}>
                  <Icon name="print" /> {texts.report.print}
                </button>
              </ActionForm>
            )
            : null}
          <div role="status">
            {outcome !== null && (
              <ul>
                <PrinterSaid frame={frame} outcome={outcome} />
              </ul>
            )}
          </div>
          <button
            class={hasPrinter ? "btn" : "btn btn-main"}
            type="button"
            data-print
            data-key={hasPrinter ? undefined : frame.keys.print}
          >
            <Icon name="print" /> {hasPrinter ? frame.t.receiptDesk.printHere : texts.report.print}
          </button>
          <a class="btn" href={`/z-reports/${reportId}/csv`} download>{texts.report.csv}</a>
          <a class="btn" href="/shift" data-key={frame.keys.back}>
            <Icon name="back" /> {texts.back}
          </a>
          <a href="/z-reports">{texts.report.zTitle}</a>
        </section>
      </main>
    </Page>
  );
}

export type ReportsPageProps = {
  frame: Frame;
  rows: ReportRowView[];
  /** They are the newest ones. */
  isNewest?: boolean;
  /** Older ones follow. */
  hasMore?: boolean;
};

/** The shop's Z reports, newest first. */
export function ReportsPage({ frame, rows, isNewest = true, hasMore = false }: ReportsPageProps) {
  const last = rows.at(-1);
  const { shift: texts } = frame.t;
  return (
    <Page frame={frame} title={texts.report.zTitle} shell="office" current="shift">
      <main class="main" id="main">
        <div class="row row-apart">
          <h1>{texts.report.zTitle}</h1>
          <a class="btn" href="/shift">
            <Icon name="back" /> {texts.back}
          </a>
        </div>
        {rows.length === 0 ? <p class="empty">{texts.report.none}</p> : <ReportTable frame={frame} rows={rows} />}
        <PageTurn
          label={frame.t.payments.pages}
          newest={isNewest ? null : { href: "/z-reports", text: frame.t.payments.newest }}
          older={hasMore && last ? { href: `/z-reports?before=${last.number}`, text: texts.report.older } : null}
        />
      </main>
    </Page>
  );
}

function ReportTable({ frame, rows }: { frame: Frame; rows: ReportRowView[] }) {
  const { report: texts, moves } = frame.t.shift;
  return (
    <table class="tbl" aria-label={texts.zTitle}>
      <thead>
        <tr>
          <th scope="col">{texts.number}</th>
          <th scope="col">{texts.register}</th>
          <th scope="col">{texts.closed}</th>
          <th scope="col">{moves.who}</th>
          <th scope="col" class="num">{texts.total}</th>
          <th scope="col" class="num">{texts.differs}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr>
            <td>
              <a href={`/z-reports/${row.id}`}>{texts.z(row.number)}</a>
            </td>
            <td>{row.registerNumber}</td>
            <td>{whenText(frame, row.closedAt)}</td>
            <td>{row.staffName}</td>
            <td class="num">{formatMoney(frame.shop, row.soldMinor)}</td>
            <td class="num">{formatChange(frame.shop, row.differenceMinor)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
