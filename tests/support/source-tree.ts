import { dirname, join } from "node:path/posix";
import { parseAst } from "vitest/node";
import { z } from "zod";

/** One file of the project, read and parsed. Paths are from the top of the project, with forward slashes. */
export type SourceFile = { path: string; text: string; lineCount: number; program: SyntaxNode; imports: Import[] };

export type Import = {
  /** As written: "./money.ts", "zod". */
  specifier: string;
  /** The project's own file it names; null for a package. */
  path: string | null;
  /** It is gone when the program runs. */
  isTypeOnly: boolean;
};

export type Package = { version: string; isForTests: boolean };

/** A node of the syntax tree (ESTree with its TypeScript and JSX parts). */
export type SyntaxNode = { type: string; start: number; end: number; [field: string]: unknown };

/** A node with the way to it: the parent last. */
export type Visit = (node: SyntaxNode, parents: SyntaxNode[]) => void;

/** Every .ts and .tsx file under the folders, parsed, in the order of their paths. Folders that are absent have none. */
export async function readSourceTree(folders: string[]): Promise<SourceFile[]> {
  const paths = await listFiles(folders, /\.tsx?$/);
  return await Promise.all(paths.map(async (path) => parseSource(path, await readText(path))));
}

/** The paths of all files under the folders whose name fits. */
export async function listFiles(folders: string[], name: RegExp): Promise<string[]> {
  const found: string[] = [];
  for (const folder of folders) {
    for (const entry of await entriesOf(folder)) {
      const path = join(folder, entry.name);
      if (entry.isDirectory) found.push(...await listFiles([path], name));
      else if (name.test(entry.name)) found.push(path);
    }
  }
  return found.sort();
}

/** The text of a file of the project; empty when it is absent. */
export async function readText(path: string): Promise<string> {
  try {
    return await Deno.readTextFile(`${PROJECT}/${path}`);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}

/** Parses with the parser that Vitest itself uses, so comments and texts can never be taken for code. */
export function parseSource(path: string, text: string): SourceFile {
  const program: unknown = parseAst(text, { lang: path.endsWith("x") ? "tsx" : "ts", astType: "ts" });
  if (!isNode(program)) throw new Error(`${path} could not be parsed.`);
  return { path, text, lineCount: text.trimEnd().split("\n").length, program, imports: importsOf(path, program) };
}

export function walk(node: SyntaxNode, visit: Visit, parents: SyntaxNode[] = []): void {
  visit(node, parents);
  const inside = [...parents, node];
  for (const child of childrenOf(node)) walk(child, visit, inside);
}

/** Whether a path is one of the places; a place that ends in a slash is a folder with all that is in it. */
export function covers(places: string[], path: string): boolean {
  return places.some((place) => place.endsWith("/") ? path.startsWith(place) : path === place);
}

/** Whether a specifier names the package or something under it; "node:" is every module of Node's own. */
export function isOf(packageName: string, specifier: string): boolean {
  if (packageName === "node:") return specifier.startsWith("node:");
  return specifier === packageName || specifier.startsWith(`${packageName}/`);
}

/** The paths of the files that the starting ones import, directly or through others, with the starting ones. */
export function reachedFrom(starts: string[], files: SourceFile[]): Set<string> {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const reached = new Set<string>();
  const open = starts.filter((path) => byPath.has(path));
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    for (const one of byPath.get(path)?.imports ?? []) {
      if (one.path !== null && byPath.has(one.path)) open.push(one.path);
    }
  }
  return reached;
}

/** Whether a package is imported, or named in a path: htmx.org is served and axe-core is read as files. */
export function uses(files: SourceFile[], name: string): boolean {
  return files.some((file) => file.imports.some((one) => isOf(name, one.specifier)) || file.text.includes(`/${name}/`));
}

/** The packages of package.json by name. */
export async function readPackages(): Promise<Record<string, Package>> {
  const { dependencies, devDependencies } = packageJson.parse(JSON.parse(await readText("package.json")));
  const needed = Object.entries(dependencies).map(([name, version]) => [name, { version, isForTests: false }] as const);
  const forTests = Object.entries(devDependencies).map(([name, version]) =>
    [name, { version, isForTests: true }] as const
  );
  return Object.fromEntries([...needed, ...forTests]);
}

export function lineOf(file: SourceFile, offset: number): number {
  return file.text.slice(0, offset).split("\n").length;
}

/** The node in a field; null when there is none. */
export function child(node: SyntaxNode | null, field: string): SyntaxNode | null {
  const value = node?.[field];
  return isNode(value) ? value : null;
}

/** The nodes of a field that holds a list. */
export function children(node: SyntaxNode | null, field: string): SyntaxNode[] {
  const value = node?.[field];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** The name of an identifier, in code or in JSX ("hx-on:click"), or the text of a string; null for anything else. */
export function nameOf(node: SyntaxNode | null): string | null {
  if (node === null) return null;
  if (node.type === "JSXNamespacedName") return `${nameOf(child(node, "namespace"))}:${nameOf(child(node, "name"))}`;
  const value = node.type === "Literal" ? node["value"] : node["name"];
  return typeof value === "string" ? value : null;
}

const packageJson = z.object({
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
});

const PROJECT = join(import.meta.dirname ?? ".", "../..");

async function entriesOf(folder: string): Promise<Deno.DirEntry[]> {
  try {
    return await Array.fromAsync(Deno.readDir(`${PROJECT}/${folder}`));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  return Object.values(node).flatMap((value) =>
    Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : []
  );
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string" &&
    "start" in value && "end" in value;
}

const IMPORTING = new Set([
  "ImportDeclaration",
  "ImportExpression",
  "ExportNamedDeclaration",
  "ExportAllDeclaration",
  "TSImportType",
]);

function importsOf(path: string, program: SyntaxNode): Import[] {
  const imports: Import[] = [];
  walk(program, (node) => {
    const specifier = IMPORTING.has(node.type) ? nameOf(child(node, "source") ?? child(node, "argument")) : null;
    if (specifier === null) return;
    const own = specifier.startsWith(".") ? join(dirname(path), specifier) : null;
    imports.push({ specifier, path: own, isTypeOnly: isTypeOnly(node) });
  });
  return imports;
}

function isTypeOnly(node: SyntaxNode): boolean {
  if (node.type === "TSImportType") return true;
  if (node["importKind"] === "type" || node["exportKind"] === "type") return true;
  const specifiers = children(node, "specifiers");
  return specifiers.length > 0 &&
    specifiers.every((one) => one["importKind"] === "type" || one["exportKind"] === "type");
}
