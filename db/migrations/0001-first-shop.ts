import { type CreateTableBuilder, type Kysely, sql } from "kysely";
import { lockLinesDuringPayment, makeAppendOnly, strict } from "../dialect.ts";

/**
 * The first shop. Only text and integer columns, so that another database could hold the same rows.
 * A migration never changes once it was released: the lists it checks against are written out where they may grow.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createPlaces(db);
  await createCatalogue(db);
  await createCustomers(db);
  await createSales(db);
  await createPayments(db);
  await createPaymentHistory(db);
  await createBooks(db);
}

type Table = CreateTableBuilder<string, string>;
type ColumnKind = "id" | "text" | "text?" | "integer" | "integer?";

/** A strict table from a short list of columns; `extra` adds what is special about it. */
async function table(
  db: Kysely<unknown>,
  name: string,
  columns: Record<string, ColumnKind>,
  extra: (table: Table) => Table = (same) => same,
): Promise<void> {
  let builder: Table = db.schema.createTable(name).modifyEnd(strict);
  for (const [column, kind] of Object.entries(columns)) {
    const type = kind.startsWith("integer") ? "integer" : "text";
    builder = builder.addColumn(column, type, (c) => {
      if (kind === "id") return c.primaryKey().notNull();
      return kind.endsWith("?") ? c : c.notNull();
    });
  }
  await extra(builder).execute();
}

/** A foreign key named after its column: `saleId` points to `sale.id`. */
function pointsTo(builder: Table, ...columns: [column: string, target: string][]): Table {
  return columns.reduce(
    (same, [column, target]) => same.addForeignKeyConstraint(`${column}_${target}`, [column], target, ["id"]),
    builder,
  );
}

function oneOf(builder: Table, column: string, words: readonly string[]): Table {
  const list = sql.join(words.map((word) => sql.lit(word)));
  return builder.addCheckConstraint(`${column}_known`, sql`${sql.ref(column)} in (${list})`);
}

const MODES = ["practice", "live"];
const OPEN_STATUSES = ["created", "waiting", "in_progress", "in_review", "authorized"];
const PAYMENT_STATUSES = [...OPEN_STATUSES, "captured", "cancelled", "expired", "rejected", "released", "lapsed"];

async function createPlaces(db: Kysely<unknown>): Promise<void> {
  await table(db, "shop", {
    id: "id",
    name: "text",
    country: "text",
    currency: "text",
    locale: "text",
    timeZone: "text",
    taxStyle: "text",
    receiptHead: "text",
    receiptFoot: "text",
    createdAt: "integer",
  });
  await table(db, "klarnaAccount", {
    id: "id",
    mode: "text",
    baseUrl: "text",
    username: "text",
    sealedPassword: "text?",
    keyId: "text?",
    createdAt: "integer",
  }, (t) => oneOf(t, "mode", MODES).addUniqueConstraint("klarnaAccount_place", ["baseUrl", "username"]));
  await table(
    db,
    "register",
    { id: "id", number: "integer", name: "text" },
    (t) =>
      t.addColumn("isActive", "integer", (c) => c.notNull().defaultTo(1)).addUniqueConstraint("register_number", [
        "number",
      ]),
  );
  await table(db, "staff", {
    id: "id",
    name: "text",
    role: "text",
    pinHash: "text",
    keyId: "text",
    createdAt: "integer",
  }, (t) =>
    oneOf(t, "role", ["cashier", "senior", "manager"])
      .addColumn("failedPins", "integer", (c) => c.notNull().defaultTo(0))
      .addColumn("nextPinAt", "integer", (c) => c.notNull().defaultTo(0))
      .addColumn("isActive", "integer", (c) => c.notNull().defaultTo(1)));
  await table(db, "shift", {
    id: "id",
    registerId: "text",
    staffId: "text",
    mode: "text",
    openedAt: "integer",
    closedAt: "integer?",
  }, (t) => oneOf(pointsTo(t, ["registerId", "register"], ["staffId", "staff"]), "mode", MODES));
  await db.schema.createIndex("shift_one_open").unique().on("shift").columns(["registerId", "staffId", "mode"])
    .where(sql.ref("closedAt"), "is", null).execute();
  await table(db, "session", {
    tokenHash: "id",
    staffId: "text",
    registerId: "text",
    shiftId: "text",
    createdAt: "integer",
    seenAt: "integer",
    expiresAt: "integer",
  }, (t) => pointsTo(t, ["staffId", "staff"], ["registerId", "register"], ["shiftId", "shift"]));
}

async function createCatalogue(db: Kysely<unknown>): Promise<void> {
  await table(db, "category", { id: "id", name: "text", position: "integer" });
  await table(db, "taxRate", { id: "id", code: "text", name: "text", rateBasisPoints: "integer" });
  await table(db, "product", {
    id: "id",
    code: "text",
    name: "text",
    priceMinor: "integer",
    taxRateId: "text",
    categoryId: "text",
    tilePosition: "integer?",
    searchText: "text",
  }, (t) =>
    pointsTo(t, ["taxRateId", "taxRate"], ["categoryId", "category"])
      .addColumn("isActive", "integer", (c) => c.notNull().defaultTo(1))
      .addUniqueConstraint("product_code", ["code"]));
  await table(db, "productBarcode", { barcode: "id", productId: "text" }, (t) => pointsTo(t, ["productId", "product"]));
}

async function createCustomers(db: Kysely<unknown>): Promise<void> {
  await table(db, "customer", {
    id: "id",
    givenName: "text",
    familyName: "text",
    email: "text?",
    phone: "text?",
    street: "text?",
    street2: "text?",
    postalCode: "text?",
    city: "text?",
    region: "text?",
    country: "text",
    searchText: "text",
    createdAt: "integer",
    updatedAt: "integer",
  }, (t) => t.addColumn("version", "integer", (c) => c.notNull().defaultTo(1)));
}

async function createSales(db: Kysely<unknown>): Promise<void> {
  await table(db, "counter", { name: "id", nextValue: "integer" });
  await table(
    db,
    "receiptSeries",
    { registerId: "text", mode: "text", nextNumber: "integer" },
    (t) =>
      pointsTo(oneOf(t, "mode", MODES), ["registerId", "register"]).addPrimaryKeyConstraint("receiptSeries_key", [
        "registerId",
        "mode",
      ]),
  );
  await table(
    db,
    "sale",
    {
      id: "id",
      code: "integer",
      mode: "text",
      status: "text",
      registerId: "text",
      shiftId: "text",
      staffId: "text",
      customerId: "text?",
      currency: "text",
      parkedNote: "text?",
      createdAt: "integer",
      updatedAt: "integer",
      parkedAt: "integer?",
      completedAt: "integer?",
      completedBy: "text?",
      receiptNumber: "integer?",
    },
    (t) =>
      pointsTo(t, ["registerId", "register"], ["shiftId", "shift"], ["staffId", "staff"], ["customerId", "customer"])
        .addColumn("version", "integer", (c) => c.notNull().defaultTo(1))
        .addUniqueConstraint("sale_code", ["code"])
        .addUniqueConstraint("sale_receipt", ["registerId", "mode", "receiptNumber"])
        .addCheckConstraint("mode_known", sql`"mode" in ('practice', 'live')`)
        .addCheckConstraint("status_known", sql`"status" in ('open', 'parked', 'completed', 'voided')`),
  );
  await db.schema.createIndex("sale_by_status").on("sale").columns(["status", "registerId"]).execute();
  await table(db, "lineItem", {
    id: "id",
    saleId: "text",
    position: "integer",
    productId: "text?",
    productCode: "text?",
    name: "text",
    quantity: "integer",
    unitPriceMinor: "integer",
    taxCode: "text",
    taxRateBasisPoints: "integer",
    priceStyle: "text",
    totalMinor: "integer",
    taxMinor: "integer",
    createdAt: "integer",
    removedAt: "integer?",
  }, (t) =>
    pointsTo(t, ["saleId", "sale"], ["productId", "product"])
      .addColumn("discountMinor", "integer", (c) => c.notNull().defaultTo(0))
      .addUniqueConstraint("lineItem_place", ["saleId", "position"])
      .addCheckConstraint("quantity_positive", sql`"quantity" > 0`));
  await table(db, "tender", {
    id: "id",
    saleId: "text",
    kind: "text",
    mode: "text",
    amountMinor: "integer",
    givenMinor: "integer?",
    paymentId: "text?",
    shiftId: "text",
    registerId: "text",
    staffId: "text",
    createdAt: "integer",
    removedAt: "integer?",
  }, (t) => pointsTo(t, ["saleId", "sale"], ["shiftId", "shift"], ["registerId", "register"], ["staffId", "staff"]));
  await db.schema.createIndex("tender_by_sale").on("tender").column("saleId").execute();
  await db.schema.createIndex("tender_one_per_payment").unique().on("tender").column("paymentId")
    .where(sql.ref("removedAt"), "is", null).execute();
}

async function createPayments(db: Kysely<unknown>): Promise<void> {
  await table(db, "payment", {
    id: "id",
    saleId: "text",
    klarnaAccountId: "text",
    mode: "text",
    attempt: "integer",
    reference: "text",
    amountMinor: "integer",
    currency: "text",
    customerId: "text?",
    customerVersionTold: "integer?",
    registerId: "text",
    staffId: "text",
    status: "text",
    endedBy: "text?",
    lastTry: "text?",
    refusalCode: "text?",
    idCheckChallenge: "text?",
    remindedAt: "integer?",
    paymentSessionId: "text?",
    hostedSessionId: "text?",
    linkUrl: "text?",
    qrImageUrl: "text?",
    sessionExpiresAt: "integer?",
    completionSeenAt: "integer?",
    orderId: "text?",
    klarnaReference: "text?",
    authorizationExpiresAt: "integer?",
    klarnaUpdatedAt: "integer?",
    callbackTokenHash: "text?",
    createdAt: "integer",
    limitAt: "integer",
    statusAt: "integer",
    savedAt: "integer?",
    correctedAt: "integer?",
    nextCheckAt: "integer?",
    leaseOwner: "text?",
    leaseUntilAt: "integer?",
    checkedAt: "integer?",
    failureCode: "text?",
  }, (t) =>
    pointsTo(
      oneOf(oneOf(t, "status", PAYMENT_STATUSES), "mode", MODES),
      ["saleId", "sale"],
      [
        "klarnaAccountId",
        "klarnaAccount",
      ],
      ["customerId", "customer"],
      ["registerId", "register"],
      ["staffId", "staff"],
    )
      .addColumn("failedChecks", "integer", (c) => c.notNull().defaultTo(0))
      .addUniqueConstraint("payment_attempt", ["saleId", "attempt"])
      .addCheckConstraint("amount_positive", sql`"amountMinor" > 0`));
  const openStatuses = sql.join(OPEN_STATUSES.map((status) => sql.lit(status)));
  await db.schema.createIndex("payment_one_open").unique().on("payment").column("saleId")
    .where(sql<boolean>`"status" in (${openStatuses}) and "correctedAt" is null`).execute();
  await lockLinesDuringPayment(db, OPEN_STATUSES);
  await db.schema.createIndex("payment_due").on("payment").column("nextCheckAt").execute();
  await db.schema.createIndex("payment_by_order").unique().on("payment").column("orderId").execute();
  await db.schema.createIndex("payment_by_time").on("payment").column("createdAt").execute();
}

async function createPaymentHistory(db: Kysely<unknown>): Promise<void> {
  await table(db, "paymentEvent", {
    id: "id",
    paymentId: "text",
    position: "integer",
    kind: "text",
    fromStatus: "text?",
    toStatus: "text?",
    cause: "text",
    staffId: "text?",
    at: "integer",
    correlationId: "text?",
    detail: "text?",
  }, (t) => pointsTo(t, ["paymentId", "payment"]).addUniqueConstraint("paymentEvent_place", ["paymentId", "position"]));
  await table(db, "wish", {
    id: "id",
    paymentId: "text",
    kind: "text",
    attempt: "integer",
    state: "text",
    idempotencyKey: "text",
    amountMinor: "integer",
    staffId: "text?",
    askedAt: "integer",
    firstSentAt: "integer?",
    answeredAt: "integer?",
    answerCode: "text?",
    correlationId: "text?",
  }, (t) =>
    pointsTo(t, ["paymentId", "payment"])
      .addUniqueConstraint("wish_attempt", ["paymentId", "kind", "attempt"])
      .addUniqueConstraint("wish_key", ["idempotencyKey"]));
  await table(db, "sending", {
    id: "id",
    paymentId: "text",
    channel: "text",
    maskedAddress: "text?",
    state: "text",
    staffId: "text?",
    askedAt: "integer",
    triedAt: "integer?",
    answeredAt: "integer?",
    answerCode: "text?",
    correlationId: "text?",
  }, (t) => pointsTo(t, ["paymentId", "payment"]));
  await db.schema.createIndex("sending_by_payment").on("sending").column("paymentId").execute();
  const movement = { id: "id", paymentId: "text", wishId: "text", amountMinor: "integer" } as const;
  await table(
    db,
    "capture",
    { ...movement, klarnaCaptureId: "text", capturedAt: "integer" },
    (t) => pointsTo(t, ["paymentId", "payment"], ["wishId", "wish"]).addUniqueConstraint("capture_wish", ["wishId"]),
  );
  await table(
    db,
    "refund",
    { ...movement, klarnaRefundId: "text", refundedAt: "integer" },
    (t) => pointsTo(t, ["paymentId", "payment"], ["wishId", "wish"]).addUniqueConstraint("refund_wish", ["wishId"]),
  );
}

async function createBooks(db: Kysely<unknown>): Promise<void> {
  await table(db, "journal", {
    id: "id",
    cause: "text",
    saleId: "text?",
    paymentId: "text?",
    mode: "text",
    shiftId: "text?",
    staffId: "text?",
    at: "integer",
  }, (t) => oneOf(t, "mode", MODES));
  await table(
    db,
    "journalEntry",
    {
      journalId: "text",
      position: "integer",
      account: "text",
      amountMinor: "integer",
      currency: "text",
    },
    (t) => pointsTo(t, ["journalId", "journal"]).addPrimaryKeyConstraint("journalEntry_key", ["journalId", "position"]),
  );
  await table(db, "attentionItem", {
    id: "id",
    kind: "text",
    mode: "text",
    saleId: "text?",
    paymentId: "text?",
    amountMinor: "integer",
    weThink: "text",
    klarnaSays: "text",
    readAt: "integer",
    openedAt: "integer",
    closedAt: "integer?",
    closedBy: "text?",
    closeReason: "text?",
  });
  await db.schema.createIndex("attentionItem_one_open").unique().on("attentionItem").columns(["paymentId", "kind"])
    .where(sql.ref("closedAt"), "is", null).execute();
  await table(db, "actionResult", {
    actionId: "id",
    staffId: "text",
    contentHash: "text",
    result: "text",
    createdAt: "integer",
  });
  for (const name of ["paymentEvent", "journal", "journalEntry"]) await makeAppendOnly(db, name);
}
