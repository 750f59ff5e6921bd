import { Hono } from "hono";
import { AddressFields } from "../../views/customer/address-fields.tsx";
import { PhoneRead } from "../../views/customer/phone-field.tsx";
import { addressRules } from "../operations/customer-check.ts";
import { phoneReading, recordFields } from "./customer-form.ts";
import { query } from "./forms.ts";
import { frameOf, type Till } from "./till.ts";

const { phone, country, street, street2, postalCode, city, region } = recordFields;

/** The parts of a customer's form that follow what is being typed into it. Nothing is kept. */
export const customerParts = new Hono<Till>()
  .get("/customer-form/phone", query({ phone, country }), async (c) => {
    const frame = await frameOf(c);
    return await c.html(<PhoneRead frame={frame} reading={phoneReading(c.req.valid("query"), frame.shop)} />);
  })
  .get("/customer-form/address", query({ street, street2, postalCode, city, region, country }), async (c) => {
    const frame = await frameOf(c);
    const values = c.req.valid("query");
    const rules = addressRules(values.country || frame.shop.country);
    return await c.html(<AddressFields frame={frame} form={{ values, problems: {} }} rules={rules} />);
  });
