import type { Context } from "hono";
import { z } from "zod";
import { badRequest, badValue } from "./errors.ts";
import type { Env } from "./world.ts";

/** Reads a JSON body by a strict schema; refuses with 400 BAD_REQUEST (not JSON) or BAD_VALUE and every field path. */
export async function readBody<Schema extends z.ZodType>(c: Context<Env>, schema: Schema): Promise<z.output<Schema>> {
  return checkBody(await readJson(c), schema);
}

export async function readJson(c: Context<Env>): Promise<unknown> {
  if (!c.req.header("content-type")?.toLowerCase().startsWith("application/json")) {
    throw badRequest("Content-Type must be application/json");
  }
  const text = await c.req.text();
  if (text.length > bodyLimit) throw badRequest("Body is too large");
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest("Body is not JSON");
  }
}

export function checkBody<Schema extends z.ZodType>(body: unknown, schema: Schema): z.output<Schema> {
  const read = schema.safeParse(body);
  if (!read.success) throw badValue(...new Set(read.error.issues.flatMap(listFields)));
  return read.data;
}

const bodyLimit = 2_000_000;

function listFields(issue: z.core.$ZodIssue): string[] {
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => formatPath([...issue.path, key]));
  return [formatPath(issue.path)];
}

// order_lines[0].tax_rate, as Klarna writes it [D].
function formatPath(path: PropertyKey[]): string {
  return path.map((part) => typeof part === "number" ? `[${part}]` : `.${String(part)}`).join("").replace(/^\./, "") ||
    "body";
}
