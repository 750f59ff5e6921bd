import { Hono } from "hono";
import { z } from "zod";
import type { WindowShow } from "../../views/payment/shows.ts";
import { CHANNELS, FINDINGS, ID_CHECK_ANSWERS, isOver } from "../domain/payment.ts";
import { AppError } from "../errors.ts";
import { checkPayment } from "../operations/check-payment.ts";
import { editCustomer } from "../operations/customer-records.ts";
import { extendApproval, resendMessages } from "../operations/favours.ts";
import { takeBillIntoRecord } from "../operations/klarna-bill.ts";
import { answerIdCheck, extendLimit, passReminder, takeOverPayment } from "../operations/payment-window.ts";
import { cancelPayment, releasePayment } from "../operations/payment-wishes.ts";
import { askForChannelAgain } from "../operations/link-routes.ts";
import { savePayment } from "../operations/save-payment.ts";
import { settleByHand } from "../operations/settle-by-hand.ts";
import { sendPaymentLink, type WantedSending } from "../operations/send-link.ts";
import { readRecord, recordFields, type RecordValues } from "./customer-form.ts";
import { approvalFields, approvalIn, form, idOf, moment, path, wholeNumber } from "./forms.ts";
import { findOrRefuse, type WindowAsked, windowPage, windowPart } from "./payment-window.tsx";
import { actionOf, goTo, operatorOf, type Till, type TillContext, wantsPart } from "./till.ts";

const paymentParam = path({ paymentId: idOf("pay") });

/** What can be done to a payment. Every verb answers with the same window; without script, with its page. */
export const paymentDeeds = new Hono<Till>()
  .post(
    "/payments/:paymentId/reminder",
    paymentParam,
    form({ hasAccount: z.enum(["yes", "no"]) }),
    (c) =>
      deed(c, async (paymentId) => {
        await passReminder(c.get("shop"), actionOf(c), operatorOf(c), paymentId);
        return c.req.valid("form").hasAccount === "yes" ? "identity" : "auto";
      }),
  )
  .post(
    "/payments/:paymentId/sendings",
    paymentParam,
    form({ channel: z.enum([...CHANNELS, "own_sms", "own_mail"]) }),
    (c) =>
      deed(c, async (paymentId) => {
        const way = WAYS[c.req.valid("form").channel];
        await sendPaymentLink(c.get("shop"), actionOf(c), operatorOf(c), { paymentId, ...way });
      }),
  )
  .post(
    "/payments/:paymentId/klarna-channel",
    paymentParam,
    form({ channel: z.enum(["sms", "email"]) }),
    (c) =>
      deed(c, async (paymentId) => {
        const { channel } = c.req.valid("form");
        await askForChannelAgain(c.get("shop"), actionOf(c), operatorOf(c), { paymentId, channel });
        return "send";
      }),
  )
  .post(
    "/payments/:paymentId/customer",
    paymentParam,
    form({ ...recordFields, recordVersion: wholeNumber }),
    (c) => changeContact(c, c.req.valid("param").paymentId, c.req.valid("form")),
  )
  .post(
    "/payments/:paymentId/record",
    paymentParam,
    form({ recordVersion: wholeNumber, billReadAt: moment }),
    (c) =>
      deed(c, async (paymentId) => {
        const { recordVersion, billReadAt } = c.req.valid("form");
        await takeBillIntoRecord(c.get("shop"), actionOf(c), { paymentId, recordVersion, billReadAt });
      }),
  )
  .post("/payments/:paymentId/extension", paymentParam, form({}), (c) =>
    deed(c, async (paymentId) => {
      await extendLimit(c.get("shop"), actionOf(c), operatorOf(c), paymentId);
    }))
  .post(
    "/payments/:paymentId/id-check",
    paymentParam,
    form({ answer: z.enum(ID_CHECK_ANSWERS) }),
    (c) =>
      deed(c, async (paymentId) => {
        const { answer } = c.req.valid("form");
        await answerIdCheck(c.get("shop"), actionOf(c), operatorOf(c), { paymentId, answer });
        return answer === "differs" ? "cancel" : "auto";
      }),
  )
  .post("/payments/:paymentId/takeover", paymentParam, form({}), (c) =>
    deed(c, async (paymentId) => {
      await takeOverPayment(c.get("shop"), actionOf(c), operatorOf(c), paymentId);
      // What is saved is taken over only to be undone.
      return (await findOrRefuse(c, paymentId)).savedAt === null ? "auto" : "undo";
    }))
  .post(
    "/payments/:paymentId/cancellation",
    paymentParam,
    form({ instead: z.enum(["cash", "card"]).optional() }),
    (c) =>
      deed(c, async (paymentId) => {
        await cancelPayment(c.get("shop"), actionOf(c), operatorOf(c), paymentId);
      }, { instead: c.req.valid("form").instead }),
  )
  .post("/payments/:paymentId/release", paymentParam, form(approvalFields), (c) =>
    deed(c, async (paymentId) => {
      const approval = approvalIn(c.req.valid("form"));
      await releasePayment(c.get("shop"), actionOf(c), operatorOf(c), paymentId, approval);
    }, { refused: { show: "undo", approverId: c.req.valid("form").approverId } }))
  .post("/payments/:paymentId/check", paymentParam, form({}), (c) =>
    deed(c, async (paymentId) => {
      await findOrRefuse(c, paymentId);
      await checkPayment(c.get("shop"), paymentId, "cashier");
    }))
  .post("/payments/:paymentId/approval-extension", paymentParam, form({}), (c) =>
    deed(c, async (paymentId) => {
      await extendApproval(c.get("shop"), actionOf(c), operatorOf(c), paymentId);
    }))
  .post("/payments/:paymentId/message-resends", paymentParam, form({}), (c) =>
    deed(c, async (paymentId) => {
      await resendMessages(c.get("shop"), actionOf(c), operatorOf(c), paymentId);
    }))
  .post("/payments/:paymentId/saving", paymentParam, form({}), async (c) => {
    const { paymentId } = c.req.valid("param");
    const { saleId } = await savePayment(c.get("shop"), actionOf(c), operatorOf(c), paymentId);
    return goTo(c, `/sales/${saleId}/tender`);
  })
  .post(
    "/payments/:paymentId/settlement",
    paymentParam,
    form({ ...approvalFields, finding: z.enum(FINDINGS) }),
    (c) =>
      deed(c, async (paymentId) => {
        const { finding, ...typed } = c.req.valid("form");
        const wanted = { paymentId, finding, approval: approvalIn(typed) };
        await settleByHand(c.get("shop"), actionOf(c), operatorOf(c), wanted);
      }, { refused: { show: "settle", approverId: c.req.valid("form").approverId } }),
  )
  .post(
    "/payments/:paymentId/decision",
    paymentParam,
    form({ ...approvalFields, decision: z.enum(["keep", "release"]) }),
    async (c) => {
      const { paymentId } = c.req.valid("param");
      const { decision, ...typedApproval } = c.req.valid("form");
      const deed = decision === "keep" ? savePayment : releasePayment;
      try {
        await deed(c.get("shop"), actionOf(c), operatorOf(c), paymentId, approvalIn(typedApproval));
      } catch (error) {
        if (!(error instanceof AppError) || error.problem.kind === "payment_missing") throw error;
        return await windowPage(c, paymentId, { show: "auto", error, approverId: typedApproval.approverId });
      }
      const { saleId } = await findOrRefuse(c, paymentId);
      return goTo(c, decision === "keep" ? `/sales/${saleId}/tender` : `/payments/${paymentId}`);
    },
  );

type Afterwards = {
  /** Goes on to that tender once the payment is over. */
  instead?: "cash" | "card" | undefined;
  /** What is asked again when the deed was refused. */
  refused?: WindowAsked;
};

/** What a button says: a channel, by the best route, or one route of our own. */
const WAYS = {
  sms: { channel: "sms" },
  email: { channel: "email" },
  qr: { channel: "qr" },
  own_sms: { channel: "sms", via: "own_sms" },
  own_mail: { channel: "email", via: "own_mail" },
} as const satisfies Record<string, Omit<WantedSending, "paymentId">>;

/** Does the deed and shows the window. */
async function deed(
  c: TillContext,
  work: (paymentId: string) => Promise<WindowShow | void>,
  { instead, refused = { show: "auto" } }: Afterwards = {},
): Promise<Response> {
  const paymentId = c.req.param("paymentId") ?? "";
  try {
    const show = await work(paymentId) ?? "auto";
    const { status, saleId } = await findOrRefuse(c, paymentId);
    if (instead && isOver(status)) return goTo(c, `/sales/${saleId}/tender/${instead}`);
    if (wantsPart(c)) return await windowPart(c, paymentId, { show });
    return goTo(c, `/payments/${paymentId}${show === "auto" ? "" : `?show=${show}`}`);
  } catch (error) {
    if (!(error instanceof AppError) || error.problem.kind === "payment_missing") throw error;
    const asked = { ...refused, error };
    return wantsPart(c) ? await windowPart(c, paymentId, asked) : await windowPage(c, paymentId, asked);
  }
}

type TypedContact = RecordValues & { recordVersion: number };

/** The customer's record, changed in the window. What is wrong with it is said beneath its fields, as it was typed. */
async function changeContact(
  c: TillContext,
  paymentId: string,
  { recordVersion, ...values }: TypedContact,
): Promise<Response> {
  const again = (asked: Omit<WindowAsked, "show">) =>
    (wantsPart(c) ? windowPart : windowPage)(c, paymentId, { show: "contact", ...asked });
  const read = readRecord(values);
  if (!read.ok) return await again({ contact: read.form });
  const { customerId, saleId } = await findOrRefuse(c, paymentId);
  const wanted = { saleId, customerId: customerId ?? "", recordVersion, customer: read.customer };
  try {
    await editCustomer(c.get("shop"), actionOf(c), operatorOf(c), wanted);
  } catch (error) {
    if (!(error instanceof AppError) || error.problem.kind !== "customer_changed") throw error;
    return await again({ contact: { values, problems: {} }, error });
  }
  return wantsPart(c) ? await windowPart(c, paymentId, { show: "auto" }) : goTo(c, `/payments/${paymentId}`);
}
