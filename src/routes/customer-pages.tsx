import { Hono } from "hono";
import { z } from "zod";
import type { CustomerEventRow, CustomerRow } from "../../db/schema.ts";
import { CustomerListPage, FoundCustomers } from "../../views/customer/customer-list.tsx";
import { CustomerPage } from "../../views/customer/customer-page.tsx";
import type { CustomerEventView, CustomerPageView } from "../../views/customer/data.ts";
import { isAtLeast } from "../domain/staff.ts";
import { AppError } from "../errors.ts";
import { forgetCustomer } from "../operations/forget-customer.ts";
import { searchCustomers } from "../store/customer-search.ts";
import { eventsOfCustomer, findCustomer, keptInsteadOf } from "../store/customers.ts";
import { klarnaBalanceOf } from "../store/ledger.ts";
import { purchasesOf } from "../store/purchases.ts";
import { activeSeniors, findStaff } from "../store/staff.ts";
import { customerMergeRoutes } from "./customer-merge.tsx";
import { customerParts } from "./customer-parts.tsx";
import { approvalFields, approvalIn, form, idOf, path, query, typed, UNAGREED } from "./forms.ts";
import { customerView } from "./present.ts";
import { actionOf, frameOf, goTo, operatorOf, type Till, type TillContext, wantsPart } from "./till.ts";

const customerParam = path({ customerId: idOf("cus") });
const pageField = z.string().regex(/^[1-9]\d{0,3}$/).transform(Number).default(1);

/** Customers outside of a sale: what they bought, doubles, and being forgotten. */
export const customerPages = new Hono<Till>()
  .get("/customers", query({ q: typed, forgotten: z.literal("yes").optional() }), async (c) => {
    const { q, forgotten } = c.req.valid("query");
    const frame = await frameOf(c);
    const hits = await searchCustomers(c.get("shop").db.read, q);
    const found = { frame, query: q, hits: hits.map((one) => customerView(one, frame.shop)) };
    if (wantsPart(c)) return await c.html(<FoundCustomers {...found} />);
    return await c.html(<CustomerListPage {...found} hasForgotten={forgotten === "yes"} />);
  })
  .get("/customers/:customerId", customerParam, query({ page: pageField }), (c) => {
    return customerPage(c, c.req.valid("param").customerId, { page: c.req.valid("query").page });
  })
  .get("/customers/:customerId/forgetting", customerParam, (c) => {
    return customerPage(c, c.req.valid("param").customerId, { isForgetting: true });
  })
  .post("/customers/:customerId/forgetting", customerParam, form(approvalFields), async (c) => {
    const { customerId } = c.req.valid("param");
    const approval = approvalIn(c.req.valid("form"));
    try {
      await forgetCustomer(c.get("shop"), actionOf(c), operatorOf(c), { customerId, approval });
    } catch (error) {
      if (!(error instanceof AppError) || !SAID_ABOVE.includes(error.problem.kind)) throw error;
      return await customerPage(c, customerId, { isForgetting: true, error });
    }
    return goTo(c, "/customers?forgotten=yes");
  })
  .route("/", customerMergeRoutes)
  .route("/", customerParts);

/** What leaves the customer where they are, with a word above them. */
const SAID_ABOVE = ["customer_klarna_open", "customer_on_sale", ...UNAGREED];

type Asked = { page?: number; isForgetting?: boolean; error?: AppError };

async function customerPage(c: TillContext, customerId: string, asked: Asked): Promise<Response> {
  const { read } = c.get("shop").db;
  const customer = await findCustomer(read, customerId);
  if (!customer) {
    const keptId = await keptInsteadOf(read, customerId);
    if (keptId === null) throw new AppError({ kind: "customer_missing" });
    return goTo(c, `/customers/${keptId}`);
  }
  const { page = 1, isForgetting = false, error } = asked;
  return await c.html(
    <CustomerPage
      frame={await frameOf(c)}
      view={await pageView(c, customer, page)}
      isForgetting={isForgetting}
      approvers={isForgetting ? await approversFor(c) : []}
      problem={error?.problem ?? null}
    />,
    error?.status ?? 200,
  );
}

async function pageView(c: TillContext, customer: CustomerRow, page: number): Promise<CustomerPageView> {
  const { db: { read }, klarna: { mode } } = c.get("shop");
  const { shop } = await frameOf(c);
  const { id: customerId, consentAt, consentBy, createdAt } = customer;
  const staffName = consentBy === null ? "" : (await findStaff(read, consentBy))?.name ?? "";
  const events = await eventsOfCustomer(read, customerId);
  return {
    customer: customerView(customer, shop),
    consent: consentAt === null ? null : { at: consentAt, staffName },
    isForSaleOnly: customer.isForSaleOnly === 1,
    createdAt,
    klarnaMinor: await klarnaBalanceOf(read, customerId, mode),
    ...await purchasesOf(read, { customerId, mode, page }),
    page,
    events: await Promise.all(events.map((event) => eventView(c, event))),
  };
}

async function eventView(c: TillContext, event: CustomerEventRow): Promise<CustomerEventView> {
  const nameOf = async (staffId: string | null) =>
    staffId === null ? null : (await findStaff(c.get("shop").db.read, staffId))?.name ?? "";
  const { kind, at, staffId, approvedBy } = event;
  return { kind, at, staffName: await nameOf(staffId), approvedByName: await nameOf(approvedBy) };
}

/** The seniors, for whoever may not decide alone. */
async function approversFor(c: TillContext) {
  if (isAtLeast(operatorOf(c).role, "senior")) return [];
  return (await activeSeniors(c.get("shop").db.read)).map(({ id, name, role }) => ({ id, name, role }));
}
