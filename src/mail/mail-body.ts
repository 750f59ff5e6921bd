import type { LinkMessage } from "../domain/link-routes.ts";

/** The message as plain text: the link stands on a line of its own, so that every phone makes it one. */
export function plainText({ before, link, after }: LinkMessage): string {
  return [...before, link, ...after].join("\n\n") + "\n";
}

/** The same as a simple page, without picture, style sheet or anything that is fetched. */
export function html({ subject, before, link, linkText, after }: LinkMessage): string {
  const paragraphs = (lines: string[]) => lines.map((line) => `<p>${escape(line)}</p>`).join("\n");
  return [
    `<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>${escape(subject)}</title></head><body>`,
    paragraphs(before),
    `<p><a href="${escape(link)}"><b>${escape(linkText)}</b></a></p>\n<p>${escape(link)}</p>`,
    paragraphs(after),
    "</body></html>\n",
  ].join("\n");
}

/** A text as it may stand in a page. */
export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPED[character] ?? "");
}

const ESCAPED: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
