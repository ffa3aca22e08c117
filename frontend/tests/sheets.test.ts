// All sheets end up in one: a class of one view must mean nothing to another.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";

const SRC = "src"; // tests run in the folder of the package
// What every view may say of a row, a button or a word: states, and roles within a thing of its own.
const COMMON = new Set(["waiting", "stated", "denied", "open", "borrowed", "opened", "note", "button", "small"]);

test("no class is dressed by the sheets of two views", () => {
  const views = readdirSync(SRC, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== "parts");
  const owners = new Map<string, Set<string>>();
  for (const { name } of views) {
    const sheets = readdirSync(join(SRC, name)).filter((file) => file.endsWith(".css"));
    const text = sheets.map((file) => readFileSync(join(SRC, name, file), "utf8").replace(/\/\*.*?\*\//gs, "").replace(/\{[^{}]*\}/g, " ")).join("\n");
    for (const [, found] of text.matchAll(/\.([a-z][\w-]*)/g)) if (!found!.startsWith("cm-")) owners.set(found!, (owners.get(found!) ?? new Set()).add(name));
  }
  const shared = new Set([...readFileSync(join(SRC, "style.css"), "utf8").matchAll(/\.([a-z][\w-]*)/g)].map(([, found]) => found!));
  const twice = [...owners].filter(([found, of]) => of.size > 1 && !COMMON.has(found) && !shared.has(found));
  assert.deepEqual(twice.map(([found, of]) => `${found}: ${[...of].join(", ")}`), []);
});
