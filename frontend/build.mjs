// Bundles the page into dist/. `node build.mjs --watch` rebuilds on every change.
import { context } from "esbuild";
import { copyFile, mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { licences } from "./licences.mjs";

const common = {
  bundle: true,
  target: "es2022",
  minify: true,
  jsx: "automatic",
  jsxImportSource: "preact",
  outdir: "dist",
  legalComments: "linked", // what packages say in their files; LICENSES.txt has the licence of each
  metafile: true,
  logLevel: "warning",
};
// Nothing loads the sheet of a view that is fetched later. A bundle in one piece has the sheets of all views: it is everybody's.
const KEPT = new Set(["site-single.css", "app.css", "network-standalone.css"]);
const oneSheet = {
  name: "one sheet",
  setup: (build) => build.onEnd(async () => {
    const sheets = (await readdir("dist")).filter((name) => name.endsWith(".css") && !KEPT.has(name));
    for (const name of sheets) await rm(`dist/${name}`);
    if (build.initialOptions.entryPoints["site-single"]) await rename("dist/site-single.css", "dist/app.css");
  }),
};
const pages = {
  ...common,
  plugins: [oneSheet],
  entryPoints: { app: "src/main.tsx", site: "src/site/main.tsx" },
  splitting: true, // the editor and the network are fetched when they are opened
  format: "esm",
  chunkNames: "[name]-[hash]",
};
// Each of these is one script that stands alone, and no module: in a page that carries everything in itself, and in a worker.
const alone = {
  ...common,
  plugins: [oneSheet],
  entryPoints: {
    "site-single": "src/site/main.tsx",
    "network-standalone": "src/network/standalone.tsx",
    "network-layout": "src/network/layout-worker.ts",
    "store-worker": "src/site/store-worker.ts",
  },
  format: "iife",
  legalComments: "inline",
  define: { "import.meta.url": '""' }, // the engine is handed to the worker, which looks for no file
};

await rm("dist", { recursive: true, force: true });
await mkdir("dist");
await copyFile("src/index.html", "dist/index.html");
await copyFile("node_modules/oxigraph/web_bg.wasm", "dist/oxigraph.wasm");
const metafiles = [];
for (const options of [pages, alone]) {
  const build = await context(options);
  metafiles.push((await build.rebuild()).metafile);
  if (process.argv.includes("--watch")) await build.watch();
  else await build.dispose();
}
await writeFile("dist/LICENSES.txt", await licences(metafiles));
