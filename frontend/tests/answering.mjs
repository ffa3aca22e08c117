// Answers from an exported folder without a browser: one JSON question a line, `{"search": …}` or `{"sparql": …}`, one answer a line.
import { build } from "esbuild";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";
import { Store } from "oxigraph/node.js";

const [site] = process.argv.slice(2);
const folder = mkdtempSync(join(import.meta.dirname, "../node_modules/.tests-"));
try {
  const from = (name) => `export * from ${JSON.stringify(join(import.meta.dirname, "../src/site", name))};`;
  await build({
    stdin: { contents: from("names") + from("asking"), resolveDir: folder },
    bundle: true, platform: "node", packages: "external", format: "esm", outfile: join(folder, "site.mjs"), logLevel: "warning",
  });
  const { ask, Names } = await import(pathToFileURL(join(folder, "site.mjs")));
  const data = (name) => readFileSync(join(site, "data", name));
  const names = new Names(JSON.parse(data("names.json")));
  const { prefixes } = JSON.parse(data("summary.json"));
  const store = new Store();
  store.load(gunzipSync(data("graph.nq.gz")), { format: "application/n-quads", no_transaction: true, lenient: true });
  for (const line of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
    const { search, kind, sparql } = JSON.parse(line);
    console.log(JSON.stringify(sparql === undefined ? names.search(search, kind) : ask(store, sparql, prefixes)));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
