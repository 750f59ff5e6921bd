import { child, children, lineOf, nameOf, type SourceFile, type SyntaxNode, walk } from "./source-tree.ts";

/**
 * What a machine can see in one file. Each rule gives one line per offence, "src/a.ts:12 says any", and none for a sound
 * file. They read the syntax tree, so neither a comment nor a text can set one off.
 */
export type Rule = (file: SourceFile) => string[];

/** Functions longer than the limit, first line to last. The callback of a `describe` is a chapter, not a function. */
export function longFunctions(file: SourceFile, limit: number): string[] {
  return offences(file, (node, parents) => {
    if (!FUNCTIONS.has(node.type) || isChapter(parents.at(-1))) return null;
    const lines = lineOf(file, node.end) - lineOf(file, node.start) + 1;
    return lines > limit ? `is the start of a function of ${lines} lines` : null;
  });
}

export const anyTypes: Rule = (file) => offences(file, (node) => node.type === "TSAnyKeyword" ? "says any" : null);

/** The clock, the log, the network and chance, reached for directly, but for the names this file is the home of. */
export function ambientNames(file: SourceFile, atHome: string[]): string[] {
  const own = declaredNames(file.program);
  return offences(file, (node, parents) => {
    const name = memberName(node) ?? importedChance(node, parents.at(-1)) ?? bareName(node, parents, own);
    return name !== null && !atHome.includes(name) ? `uses ${name}` : null;
  });
}

/** Markup that the content security policy would stop, or that would not be escaped. */
export const unsafeMarkup: Rule = (file) =>
  offences(file, (node, parents) => scriptOrStyle(node) ?? unsafeAttribute(node, parents.at(-1)) ?? unsafeText(node));

/** Database queries that were built and never run: awaiting a Kysely builder does nothing, and says nothing. */
export const idleQueries: Rule = (file) => {
  const builders = namesOfBuilders(file.program);
  return offences(file, (node) => {
    if (node.type === "ExpressionStatement" && isQuery(child(node, "expression"))) return "does not await its query";
    return awaited(node).some((one) => isBuilder(one, builders)) ? "awaits a query without execute" : null;
  });
};

/** Talk with the network while a transaction is open: within the work that one is given to do, whatever it closes over. */
export const talkInTransactions: Rule = (file) =>
  offences(file, (node, parents) => {
    if (node.type !== "CallExpression") return null;
    const name = nameOf(child(node, "callee")) ?? "";
    const isInside = parents.some((parent, index) =>
      parent.type === "CallExpression" && OPENS_TRANSACTION.has(nameOf(child(parent, "callee")) ?? "") &&
      FUNCTIONS.has(parents[index + 1]?.type ?? "")
    );
    return isInside && TALKS.has(name) ? `calls ${name} in a transaction` : null;
  });

/** Tests that are left out, or that leave the others out. */
export const focusedTests: Rule = (file) =>
  offences(file, (node) => {
    if (node.type !== "MemberExpression" || !TEST_WORDS.has(rootName(node) ?? "")) return null;
    const word = nameOf(child(node, "property")) ?? "";
    return LEFT_OUT.has(word) ? `says .${word}` : null;
  });

const FUNCTIONS = new Set(["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"]);
const OPENS_TRANSACTION = new Set(["inTransaction", "once"]);
const TALKS = new Set(["askKlarna", "checkPayment", "fetch", "tryPrint", "sendReceiptMail", "testKlarna"]);
const GLOBALS = new Set(["Date", "console", "fetch", "setTimeout", "setInterval", "performance"]);
const MEMBERS = new Set(["Deno.connect", "Math.random", "crypto.getRandomValues", "crypto.randomUUID", "Temporal.Now"]);
const CHANCE = new Set(["randomBytes", "randomInt", "randomUUID", "getRandomValues"]);
const WHOLES = new Set(["globalThis", "self", "window"]);
const TEST_WORDS = new Set(["test", "it", "describe", "suite"]);
const LEFT_OUT = new Set(["only", "skip", "todo", "skipIf", "runIf", "fails"]);
const QUERY_STARTS = new Set([
  "selectFrom",
  "selectNoFrom",
  "insertInto",
  "replaceInto",
  "updateTable",
  "deleteFrom",
  "mergeInto",
]);
const QUERY_ENDS = new Set(["execute", "executeTakeFirst", "executeTakeFirstOrThrow", "compile", "explain", "stream"]);

type Judge = (node: SyntaxNode, parents: SyntaxNode[]) => string | null;

function offences(file: SourceFile, judge: Judge): string[] {
  const found: string[] = [];
  walk(file.program, (node, parents) => {
    const offence = judge(node, parents);
    if (offence !== null) found.push(`${file.path}:${lineOf(file, node.start)} ${offence}`);
  });
  return found;
}

function isChapter(parent: SyntaxNode | undefined): boolean {
  return parent?.type === "CallExpression" && rootName(child(parent, "callee")) === "describe";
}

/** Math.random and its like, and a global reached through globalThis. */
function memberName(node: SyntaxNode): string | null {
  if (node.type !== "MemberExpression") return null;
  const object = nameOf(child(node, "object"));
  const property = nameOf(child(node, "property")) ?? "";
  if (WHOLES.has(object ?? "") && GLOBALS.has(property)) return property;
  const member = `${object}.${property}`;
  return MEMBERS.has(member) ? member : null;
}

/** Chance and timers that come by import. */
function importedChance(node: SyntaxNode, parent: SyntaxNode | undefined): string | null {
  if (node.type === "ImportDeclaration" && /^(node:)?timers/.test(nameOf(child(node, "source")) ?? "")) {
    return "setTimeout";
  }
  if (node.type !== "ImportSpecifier" || !/^(node:)?crypto$/.test(nameOf(child(parent ?? null, "source")) ?? "")) {
    return null;
  }
  const name = nameOf(child(node, "imported")) ?? "";
  return CHANCE.has(name) ? name : null;
}

/** A global used by its name. A file that declares the name itself (a parameter `fetch`) means its own. */
function bareName(node: SyntaxNode, parents: SyntaxNode[], own: Set<string>): string | null {
  const name = node.type === "Identifier" ? nameOf(node) ?? "" : "";
  if (!GLOBALS.has(name) || own.has(name)) return null;
  const parent = parents.at(-1);
  const isHarmless = parent !== undefined && (parent.type === "TSTypeQuery" || isLabel(node, parent));
  return isHarmless ? null : name;
}

/** A name that stands for itself, not for a variable: `app.fetch`, `{ fetch: ours }`. */
function isLabel(node: SyntaxNode, parent: SyntaxNode): boolean {
  const fields = parent["computed"] === true ? [] : ["property", "key", "imported", "exported"];
  if (parent.type === "TSQualifiedName") fields.push("right");
  return fields.some((field) => parent[field] === node);
}

function declaredNames(program: SyntaxNode): Set<string> {
  const names = new Set<string>();
  walk(program, (node) => {
    const declared = [child(node, "local"), ...children(node, "params")];
    if (/Declarat(ion|or)$/.test(node.type)) declared.push(child(node, "id"));
    for (const pattern of declared) if (pattern !== null) addNames(pattern, names);
  });
  return names;
}

/** The names a pattern binds: `a`, `{ a, b: c }`, `[a]`, `a = 1`. */
function addNames(pattern: SyntaxNode, names: Set<string>): void {
  if (pattern.type === "Identifier") names.add(nameOf(pattern) ?? "");
  const inner = [child(pattern, "left"), child(pattern, "argument"), child(pattern, "parameter")];
  if (pattern.type === "Property") inner.push(child(pattern, "value"));
  for (const part of [...inner, ...children(pattern, "properties"), ...children(pattern, "elements")]) {
    if (part !== null) addNames(part, names);
  }
}

function scriptOrStyle(node: SyntaxNode): string | null {
  if (node.type !== "JSXElement") return null;
  const name = nameOf(child(child(node, "openingElement"), "name"));
  return (name === "script" || name === "style") && children(node, "children").length > 0
    ? `has a <${name}> with a body`
    : null;
}

function unsafeAttribute(node: SyntaxNode, parent: SyntaxNode | undefined): string | null {
  if (node.type !== "JSXAttribute" && node.type !== "Property") return null;
  const name = nameOf(child(node, node.type === "Property" ? "key" : "name")) ?? "";
  if (name.startsWith("hx-on") || name === "dangerouslySetInnerHTML") return `uses ${name}`;
  // In HTML's own elements only: a component may well have a property called `only`.
  const isHtml = /^[a-z]/.test(nameOf(child(parent ?? null, "name")) ?? "");
  if (isHtml && /^(style|on[a-z]+)$/i.test(name)) return `uses ${name}=`;
  const value = child(node, "value");
  const isFiltered = name === "hx-trigger" && value !== null && texts(value).some((text) => text.includes("["));
  return isFiltered ? "filters hx-trigger" : null;
}

function unsafeText(node: SyntaxNode): string | null {
  if (node.type === "CallExpression" && nameOf(child(node, "callee")) === "raw") return "calls raw()";
  if (node.type === "ImportSpecifier" && nameOf(child(node, "imported")) === "raw") return "imports raw";
  if (node.type !== "Literal" && node.type !== "TemplateElement") return null;
  return texts(node).some((text) => /^\s*(js|javascript):/.test(text)) ? "has a js: value" : null;
}

/** Every piece of text in a value. */
function texts(value: SyntaxNode): string[] {
  const found: string[] = [];
  walk(value, (node) => {
    const cooked = node.type === "TemplateElement" ? node["value"] : nameOf(node);
    if (typeof cooked === "string") found.push(cooked);
    else if (typeof cooked === "object" && cooked !== null && "raw" in cooked) found.push(String(cooked.raw));
  });
  return found;
}

/** What a node waits for: the value of an await, of a return, or the members of a Promise.all. */
function awaited(node: SyntaxNode): SyntaxNode[] {
  const value = node.type === "AwaitExpression" ? child(node, "argument") : null;
  if (value?.type === "CallExpression" && rootName(child(value, "callee")) === "Promise") {
    return children(value, "arguments").flatMap((list) => children(list, "elements"));
  }
  return value === null ? [] : [value];
}

function isBuilder(node: SyntaxNode, builders: Set<string>): boolean {
  if (node.type === "Identifier") return builders.has(nameOf(node) ?? "");
  if (node.type === "TaggedTemplateExpression") return nameOf(child(node, "tag")) === "sql";
  return isQuery(node) && !QUERY_ENDS.has(chainOf(node)[0] ?? "");
}

/** Names that hold a query not yet run. */
function namesOfBuilders(program: SyntaxNode): Set<string> {
  const names = new Set<string>();
  walk(program, (node) => {
    const value = node.type === "VariableDeclarator" ? child(node, "init") : null;
    if (value !== null && isBuilder(value, names)) names.add(nameOf(child(node, "id")) ?? "");
  });
  return names;
}

function isQuery(node: SyntaxNode | null): boolean {
  return chainOf(node).some((method) => QUERY_STARTS.has(method));
}

/** The methods of a chain of calls, the last one first. */
function chainOf(node: SyntaxNode | null): string[] {
  if (node?.type !== "CallExpression") return [];
  const callee = child(node, "callee");
  if (callee?.type !== "MemberExpression") return [];
  return [nameOf(child(callee, "property")) ?? "", ...chainOf(child(callee, "object"))];
}

/** The name at the bottom of `a.b().c`. */
function rootName(node: SyntaxNode | null): string | null {
  if (node?.type === "MemberExpression") return rootName(child(node, "object"));
  if (node?.type === "CallExpression") return rootName(child(node, "callee"));
  return nameOf(node);
}
