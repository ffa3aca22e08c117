// The file that holds what is known of an identifier. src/pohgraph/export/site/file_names.py names them the same way.

/** `MONDO:0008153` -> `MONDO_0008153`: safe on every file system, and no two identifiers share a name. */
export function fileName(id: string): string {
  return [...id.replace(":", "\0")].map((letter) => (letter === "\0" ? "_" : safe(letter))).join("");
}

function safe(letter: string): string {
  if (/[0-9A-Za-z.-]/.test(letter)) return letter;
  return `~${letter.codePointAt(0)!.toString(16)}~`;
}
