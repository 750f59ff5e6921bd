import { Hono } from "hono";
import { z } from "zod";
import type { FormState } from "../../views/data.ts";
import type { PaymentSearch } from "../../views/payment/payment-search.ts";
import { isNarrowed } from "../../views/payment/payment-search.ts";
import { PaymentsList, PaymentsPage, type PaymentsProps } from "../../views/payment/payments-page.tsx";
import type { PaymentRow } from "../../db/schema.ts";
import { searchWords } from "../domain/customer.ts";
import { parseAmountMinor } from "../domain/money.ts";
import { dayBeganAt, dayNamed } from "../domain/night.ts";
import { PAYMENT_GROUPS, PAYMENT_STATUSES } from "../domain/payment.ts";
import { takenSince } from "../store/ledger.ts";
import { leftOpen, listPayments, type PaymentQuery } from "../store/payment-list.ts";
import { everyRegister, everyStaff } from "../store/staff.ts";
import { idOf, nothing, query, typed } from "./forms.ts";
import { placeField, placeIn, placeText } from "./list-place.ts";
import { paymentRowViews } from "./present.ts";
import { countsBlind } from "./present-shift.ts";
import { frameOf, operatorOf, type Till, type TillContext } from "./till.ts";

/** What the list is narrowed by; a form sends along what was left empty. */
const searchQuery = query({
  filter: z.enum([...PAYMENT_GROUPS, ...PAYMENT_STATUSES]).default("all"),
  q: typed,
  day: typed,
  amount: typed,
  register: nothing.or(idOf("reg")),
  staff: nothing.or(idOf("stf")),
  after: placeField("pay"),
  find: z.string().optional(),
});

/** Every Klarna payment of the shop, from any register. */
export const paymentList = new Hono<Till>()
  .get("/payments", searchQuery, async (c) => {
    const { find, ...search } = c.req.valid("query");
    return await c.html(<PaymentsPage {...await listProps(c, search)} isAsked={find !== undefined} />);
  })
  .get("/payments/list", searchQuery, async (c) => {
    const { find: _, ...search } = c.req.valid("query");
    return await c.html(<PaymentsList {...await listProps(c, search)} />);
  });

async function listProps(c: TillContext, search: PaymentSearch): Promise<PaymentsProps> {
  const shop = c.get("shop");
  const { read } = shop.db;
  const frame = await frameOf(c);
  const since = dayBeganAt(frame.now, frame.shop.timeZone);
  const { wanted, problems } = readSearch(search, { ...frame.shop, mode: shop.klarna.mode });
  const isTooShort = isTooLittle(wanted.text);
  const isRead = !isTooShort && Object.keys(problems).length === 0;
  const { payments, next } = isRead ? await listPayments(read, wanted, frame.now) : { payments: [], next: null };
  const first = isUntouched(search) ? await openFirst(c, payments) : payments;
  const taken = await takenSince(read, { mode: shop.klarna.mode, since });
  const isBlind = await countsBlind(read, operatorOf(c).role);
  return {
    frame,
    rows: await paymentRowViews(shop, first),
    search,
    choices: {
      registers: (await everyRegister(read)).map(({ id, name }) => ({ value: id, label: name })),
      staff: (await everyStaff(read)).map(({ id, name }) => ({ value: id, label: name })),
    },
    problems,
    isTooShort,
    next: next && placeText({ at: next.createdAt, id: next.id }),
    taken: isBlind ? taken.filter(({ kind }) => kind !== "cash") : taken,
  };
}

function isUntouched(search: PaymentSearch): boolean {
  return search.filter === "all" && search.after === "" && !isNarrowed(search);
}

/** Whatever is open comes first, however old it is, and of whichever mode: it waits for somebody. */
async function openFirst(c: TillContext, newest: PaymentRow[]): Promise<PaymentRow[]> {
  const open = await leftOpen(c.get("shop").db.read);
  const known = new Set(open.map(({ id }) => id));
  return [...open, ...newest.filter(({ id }) => !known.has(id))];
}

type Where = { currency: string; timeZone: string; mode: PaymentQuery["mode"] };

/** The search in the words of the store, and what of it nobody can read. */
function readSearch(search: PaymentSearch, { currency, timeZone, mode }: Where) {
  const day = search.day === "" ? null : dayNamed(search.day, timeZone);
  const amount = search.amount.trim();
  const amountMinor = amount === "" ? null : parseAmountMinor(amount, currency);
  const problems: FormState["problems"] = {
    ...(search.day !== "" && day === null ? { day: "not_known" } : {}),
    ...(amount !== "" && amountMinor === null ? { amount: "not_an_amount" } : {}),
  };
  const after = placeIn("pay", search.after);
  const wanted: PaymentQuery = {
    mode,
    filter: search.filter,
    registerId: search.register || null,
    staffId: search.staff || null,
    amountMinor,
    from: day?.from ?? null,
    until: day?.until ?? null,
    text: search.q.trim(),
    after: after && { createdAt: after.at, id: after.id },
  };
  return { wanted, problems };
}

/** The screen faces the queue: no name is looked for by fewer letters than find a customer. Numbers may be short. */
function isTooLittle(text: string): boolean {
  return text !== "" && !/^(S-)?\d+(-\d+)?$/i.test(text) && searchWords(text).long.length === 0;
}
