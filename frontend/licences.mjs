// The licences of the packages that are in a bundle, as one text that travels with it.
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";

const PACKAGE = /^(.*node_modules\/((?:@[^/]+\/)?[^/]+))\//;

/** From esbuild's metafiles: every package that any bundle has a byte of, with its version and the text of its licence. */
export async function licences(metafiles) {
  const folders = new Map();
  for (const output of metafiles.flatMap((metafile) => Object.values(metafile.outputs))) {
    for (const [input, { bytesInOutput }] of Object.entries(output.inputs)) {
      const found = PACKAGE.exec(input);
      if (found && bytesInOutput) folders.set(found[2], found[1]);
    }
  }
  const names = [...folders.keys()].sort();
  const texts = await Promise.all(names.map((name) => licence(name, folders.get(name))));
  return ["The page contains these packages, each under the licence that follows its name.\n", ...texts].join("\n");
}

async function licence(name, folder) {
  const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const text = (await readFile(await place(name, folder), "utf8")).replaceAll("\r\n", "\n").trim();
  return `${"=".repeat(80)}\n${name} ${version} (${license})\n${"=".repeat(80)}\n${text}\n`;
}

// A package without a file of its licence has it in licences/, from the repository of its authors.
async function place(name, folder) {
  const file = (await readdir(folder)).find((entry) => /^(licen[cs]e|copying)(\.(md|txt))?$/i.test(entry));
  return file ? join(folder, file) : join("licences", `${name.replace("/", "-")}.txt`);
}
