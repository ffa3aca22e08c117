// Bundles the page into dist/. `node build.mjs --watch` rebuilds on every change.
import { context } from "esbuild";
import { copyFile, mkdir, rm } from "node:fs/promises";

const options = {
  entryPoints: { app: "src/main.tsx" },
  bundle: true,
  splitting: true, // the editor and the network are fetched when they are opened
  format: "esm",
  target: "es2022",
  minify: true,
  jsx: "automatic",
  jsxImportSource: "preact",
  outdir: "dist",
  chunkNames: "[name]-[hash]",
  legalComments: "linked", // the licences of what is bundled travel with it
  logLevel: "warning",
};

await rm("dist", { recursive: true, force: true });
await mkdir("dist");
await copyFile("src/index.html", "dist/index.html");
const build = await context(options);
await build.rebuild();
if (process.argv.includes("--watch")) await build.watch();
else await build.dispose();
