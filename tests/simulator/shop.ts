import { createSimulator, type Simulator, type SimulatorOptions } from "../../src/simulator/simulator.ts";

/** A shop's side of the line, for these tests only: plain requests, written by hand from Klarna's documentation. */
export type Shop = {
  simulator: Simulator;
  clock: { now(): number; atMs: number };
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  createPayment(changes?: Record<string, unknown>): Promise<string>;
  createHosted(options?: Record<string, unknown>, changes?: Record<string, unknown>): Promise<Hosted>;
  readHosted(sessionId: string): Promise<Record<string, unknown>>;
};

export type Hosted = {
  session_id: string;
  session_url: string;
  redirect_url: string;
  qr_code_url: string;
  distribution_url: string;
  expires_at: string;
};

export const baseUrl = "http://127.0.0.1:8010";
export const startAt = Date.UTC(2026, 10, 24, 15, 30, 0, 250);

export function openShop(options: Partial<SimulatorOptions> = {}): Shop {
  const clock = { atMs: startAt, now: () => clock.atMs };
  const simulator = createSimulator({
    file: ":memory:",
    publicUrl: baseUrl,
    username: "K123456_till",
    password: "secret&<word>",
    rateLimits: "off",
    clock,
    ...options,
  });
  const call: Shop["call"] = async (method, path, body, headers = {}) =>
    await simulator.app.request(path.replace(baseUrl, ""), {
      method,
      headers: { authorization, "content-type": "application/json", ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const createPayment: Shop["createPayment"] = async (changes = {}) => {
    const response = await call("POST", "/payments/v1/sessions", { ...basket, ...changes });
    if (response.status !== 200) throw new Error(await response.text());
    return (await response.json()).session_id;
  };
  return {
    simulator,
    clock,
    call,
    createPayment,
    createHosted: async (hosted = { place_order_mode: "PLACE_ORDER" }, changes = {}) => {
      const response = await call("POST", "/hpp/v1/sessions", {
        payment_session_url: `${baseUrl}/payments/v1/sessions/${await createPayment()}`,
        options: hosted,
        ...changes,
      });
      if (response.status !== 201) throw new Error(await response.text());
      return await response.json();
    },
    readHosted: async (sessionId) => await (await call("GET", `/hpp/v1/sessions/${sessionId}`)).json(),
  };
}

export const authorization = `Basic ${btoa("K123456_till:secret&<word>")}`;

/** Two boots at 100.00 with 20 % tax inside, 10.00 off: 190.00. */
export const basket = {
  acquiring_channel: "IN_STORE",
  purchase_country: "GB",
  purchase_currency: "GBP",
  locale: "en-GB",
  order_amount: 19_000,
  order_tax_amount: 3_167,
  order_lines: [{
    type: "physical",
    reference: "BOOT-42",
    name: "Boots",
    quantity: 2,
    unit_price: 10_000,
    total_discount_amount: 1_000,
    total_amount: 19_000,
    tax_rate: 2_000,
    total_tax_amount: 3_167,
  }],
  merchant_reference1: "S-1001-1",
};
