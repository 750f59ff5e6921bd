import { Hono } from "hono";
import { z } from "zod";
import type { CustomerRow } from "../../db/schema.ts";
import { FoundCustomers } from "../../views/customer/customer-list.tsx";
import { addressLine } from "../../views/customer/customer-page.tsx";
import type { MergeSideView } from "../../views/customer/data.ts";
import { MergeFindPage, MergePage } from "../../views/customer/merge-page.tsx";
import { firstChoice, isAlike, MERGE_FACTS, MERGE_SIDES, type MergeChoice } from "../domain/customer-merge.ts";
import { isAtLeast } from "../domain/staff.ts";
import { AppError } from "../errors.ts";
import { mergeCustomers } from "../operations/merge-customers.ts";
import { searchCustomers } from "../store/customer-search.ts";
import { countSalesOfCustomer, findCustomer } from "../store/customers.ts";
import { activeSeniors } from "../store/staff.ts";
import { approvalFields, approvalIn, form, idOf, path, query, typed, UNAGREED, wholeNumber } from "./forms.ts";
import { customerView } from "./present.ts";
import { actionOf, frameOf, goTo, operatorOf, type Till, type TillContext, wantsPart } from "./till.ts";

const customerParam = path({ customerId: idOf("cus") });
const bothParam = path({ customerId: idOf("cus"), otherId: idOf("cus") });
const side = z.enum(MERGE_SIDES).default("kept");
const choiceFields = { name: side, email: side, phone: side, address: side, tax: side };
const seenFields = { otherId: idOf("cus"), recordVersion: wholeNumber, otherVersion: wholeNumber };

/** Making one record of two of the same customer. */
export const customerMergeRoutes = new Hono<Till>()
  .get("/customers/:customerId/merge", customerParam, query({ q: typed }), async (c) => {
    const { customerId } = c.req.valid("param");
    const { q } = c.req.valid("query");
    const frame = await frameOf(c);
    const kept = await recordOf(c, customerId);
    const others = (await searchCustomers(c.get("shop").db.read, q)).filter(({ id }) => id !== customerId);
    const hits = others.map((one) => customerView(one, frame.shop));
    if (wantsPart(c)) return await c.html(<FoundCustomers frame={frame} query={q} hits={hits} doubleOf={customerId} />);
    return await c.html(
      <MergeFindPage frame={frame} kept={customerView(kept, frame.shop)} query={q} hits={hits} />,
    );
  })
  .get("/customers/:customerId/merge/:otherId", bothParam, (c) => {
    const { customerId, otherId } = c.req.valid("param");
    return mergePage(c, { customerId, otherId });
  })
  .post(
    "/customers/:customerId/merge",
    customerParam,
    form({ ...approvalFields, ...seenFields, ...choiceFields }),
    async (c) => {
      const { customerId } = c.req.valid("param");
      const { otherId, recordVersion, otherVersion, approverId, pin, ...choice } = c.req.valid("form");
      const wanted = { keptId: customerId, keptVersion: recordVersion, otherId, otherVersion, choice };
      try {
        const approval = approvalIn({ approverId, pin });
        await mergeCustomers(c.get("shop"), actionOf(c), operatorOf(c), { ...wanted, approval });
      } catch (error) {
        if (!(error instanceof AppError) || !SAID_ABOVE.includes(error.problem.kind)) throw error;
        return await mergePage(c, { customerId, otherId, choice, approverId, error });
      }
      return goTo(c, `/customers/${customerId}`);
    },
  );

/** What leaves the choices where they were, with a word above them. */
const SAID_ABOVE = ["customer_changed", "customer_klarna_open", "sale_locked", ...UNAGREED];

type Asked = {
  customerId: string;
  otherId: string;
  choice?: MergeChoice;
  approverId?: string | undefined;
  error?: AppError;
};

async function mergePage(c: TillContext, asked: Asked): Promise<Response> {
  const { customerId, otherId, error } = asked;
  if (customerId === otherId) throw new AppError({ kind: "page_missing" });
  const kept = await recordOf(c, customerId);
  const other = await recordOf(c, otherId);
  const view = {
    kept: await sideView(c, kept),
    other: await sideView(c, other),
    choice: asked.choice ?? firstChoice(kept, other),
    alike: MERGE_FACTS.filter((fact) => isAlike(fact, kept, other)),
  };
  return await c.html(
    <MergePage
      frame={await frameOf(c)}
      view={view}
      approvers={await approversFor(c, asked.approverId)}
      problem={error?.problem ?? null}
    />,
    error?.status ?? 200,
  );
}

async function sideView(c: TillContext, record: CustomerRow): Promise<MergeSideView> {
  const { t, shop } = await frameOf(c);
  const customer = customerView(record, shop);
  const name = `${record.givenName} ${record.familyName}`;
  return {
    customerId: record.id,
    recordVersion: record.version,
    name,
    facts: {
      name,
      email: customer.email ?? "",
      phone: customer.phoneText ?? "",
      address: addressLine(customer),
      tax: customer.taxNumber === null ? t.customers.paysTax : t.customers.paysNoTax(customer.taxNumber),
    },
    sales: await countSalesOfCustomer(c.get("shop").db.read, record.id),
    createdAt: record.createdAt,
  };
}

async function recordOf(c: TillContext, customerId: string): Promise<CustomerRow> {
  const customer = await findCustomer(c.get("shop").db.read, customerId);
  if (!customer) throw new AppError({ kind: "customer_missing" });
  return customer;
}

/** The seniors, for whoever may not decide alone. */
async function approversFor(c: TillContext, approverId: string | undefined) {
  if (isAtLeast(operatorOf(c).role, "senior")) return [];
  const seniors = await activeSeniors(c.get("shop").db.read);
  return seniors.map(({ id, name, role }) => ({ id, name, role, isChosen: id === approverId }));
}
