import { afterEach, beforeEach, expect, test } from "vitest";
import { FolderInUseError, lockFolder } from "../../db/folder-lock.ts";

let folder: string;

beforeEach(async () => {
  folder = await Deno.makeTempDir({ prefix: "tillside-lock-" });
});

afterEach(() => Deno.remove(folder, { recursive: true }));

test("a folder is one till's alone, until that one gives it back", () => {
  const unlock = lockFolder(folder);
  expect(() => lockFolder(folder)).toThrow(FolderInUseError);
  expect(() => lockFolder(folder)).toThrow(`Another till is running with the data in ${folder}.`);
  unlock();
  lockFolder(folder)();
});
