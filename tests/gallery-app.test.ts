import { describe, expect, test } from "vitest";
import { createGallery } from "../src/gallery-app.tsx";
import { faces } from "../views/gallery/faces.ts";

describe("the gallery", () => {
  test("lists every face, each under a name of its own", async () => {
    const names = faces().map((face) => face.name);
    const index = await (await createGallery().request("/")).text();
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(index).toContain(`href="/face/${name}"`);
  });

  test.each(faces())("$name is drawn as a whole page", async ({ name }) => {
    const answer = await createGallery().request(`/face/${name}?theme=dark`);
    const page = await answer.text();
    expect(answer.status).toBe(200);
    expect(page).toMatch(/^<!DOCTYPE html><html data-theme="dark" /);
    expect(page.match(/<h1/g)).toHaveLength(1);
    expect(page.split("btn-main").length - 1).toBeLessThanOrEqual(1);
    expect(page).not.toMatch(/undefined|\[object |NaN/);
  });

  test("has the till's own headers", async () => {
    const answer = await createGallery().request("/");
    expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
  });

  test("answers 404 for what it does not have", async () => {
    expect((await createGallery().request("/face/nothing")).status).toBe(404);
    expect((await createGallery().request("/assets/nothing")).status).toBe(404);
  });
});
