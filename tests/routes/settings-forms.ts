import { PLAYGROUND } from "../support/real-shop.ts";
import type { Prepare } from "./every-form.ts";
import { post } from "./scene.ts";

/** The forms of the settings' pages, each ready to be sent. */
export const SETTINGS_FORMS: Record<string, Prepare> = {
  "POST /settings/selling": () => {
    const fields = { cashierLimit: "5", seniorLimit: "20", returnLimit: "50", cashStep: "0.05" };
    return Promise.resolve({ ids: {}, fields, other: { cashierLimit: "6" } });
  },
  "POST /settings/keys": () => Promise.resolve({ ids: {}, fields: { cash: "F6" }, other: { cash: "F7" } }),
  "POST /settings/printers/:registerId": async (till) => {
    const { id: registerId } = await till.shop.db.read.selectFrom("register").select("id").where("number", "=", 2)
      .executeTakeFirstOrThrow();
    return { ids: { registerId }, fields: { paper: "58", host: "printer.shop" }, other: { paper: "a4" } };
  },
  "POST /settings/klarna": () => Promise.resolve({ ids: {}, fields: PLAYGROUND, other: { region: "na" } }),
  "POST /settings/klarna/removal": async (_, who) => {
    await post(who, "/settings/klarna", PLAYGROUND);
    return { ids: {}, fields: {}, other: { note: "something else" } };
  },
};
