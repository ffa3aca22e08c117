// Bundles every tests/*.test.ts and runs it with Node's own test runner.
import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

const names = readdirSync("tests").filter((name) => name.endsWith(".test.ts") || name.endsWith(".test.tsx"));
const folder = mkdtempSync("node_modules/.tests-");
try {
  await build({
    entryPoints: names.map((name) => join("tests", name)),
    bundle: true,
    platform: "node",
    packages: "external",
    format: "esm",
    jsx: "automatic",
    jsxImportSource: "preact",
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    logLevel: "warning",
  });
  const files = readdirSync(folder).filter((name) => name.endsWith(".mjs")).map((name) => join(folder, name));
  process.exitCode = spawnSync(process.execPath, ["--test", ...files], { stdio: "inherit" }).status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
