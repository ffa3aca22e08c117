// The query in the address: a catalogue query by its name and parameters, any other by its text, packed where it is long.

export interface Asking {
  sparql: string;
  /** Name of the catalogue query that the text was made from, or "" where it was written by hand. */
  example: string;
  values: Record<string, string>;
  /** "table", "graph", "chart", "text"; "" for what fits best. */
  view: string;
  /** Whether it is run when the address is opened. */
  run: boolean;
}

const OWN = new Set(["query", "packed", "example", "view", "run"]);
const LONG = 1200; // characters, beyond which an address is unwieldy in a mail

export async function toAddress(asking: Asking): Promise<Record<string, string>> {
  const rest = { view: asking.view, run: asking.run ? "1" : "" };
  if (asking.example) {
    const values = Object.fromEntries(Object.entries(asking.values).filter(([name]) => !OWN.has(name)));
    return { example: asking.example, ...values, ...rest };
  }
  if (encodeURIComponent(asking.sparql).length <= LONG) return { query: asking.sparql, ...rest };
  return { packed: await pack(asking.sparql), ...rest };
}

/** Null where the address names no query. An example's text is filled in by who knows the catalogue. */
export async function fromAddress(address: URLSearchParams): Promise<Asking | null> {
  const rest = { view: address.get("view") ?? "", run: address.get("run") === "1" };
  const example = address.get("example") ?? "";
  if (example) {
    const values = Object.fromEntries([...address].filter(([name]) => !OWN.has(name)));
    return { sparql: "", example, values, ...rest };
  }
  const packed = address.get("packed");
  const sparql = packed ? await unpack(packed) : address.get("query");
  return sparql ? { sparql, example: "", values: {}, ...rest } : null;
}

export async function pack(text: string): Promise<string> {
  const bytes = await through(new TextEncoder().encode(text), new CompressionStream("deflate-raw"));
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** Empty where the text was damaged on its way. */
export async function unpack(packed: string): Promise<string> {
  try {
    const binary = atob(packed.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    return new TextDecoder("utf-8", { fatal: true }).decode(await through(bytes, new DecompressionStream("deflate-raw")));
  } catch {
    return "";
  }
}

async function through(bytes: Uint8Array<ArrayBuffer>, stream: CompressionStream | DecompressionStream): Promise<Uint8Array<ArrayBuffer>> {
  const body = new Blob([bytes]).stream().pipeThrough(stream);
  return new Uint8Array(await new Response(body).arrayBuffer());
}
