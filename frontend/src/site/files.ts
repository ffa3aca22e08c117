// Where the files of an exported site come from: the folder beside the page, or the page itself.

import { type Packed, unpacked } from "./packing";

export interface Files {
  json<T>(name: string): Promise<T>;
  bytes(name: string): Promise<ArrayBuffer>;
  worker(): Worker;
  /** The address of a file to download, or null where there are no files. */
  address(name: string): string | null;
}

export class MissingFileError extends Error {}

/** Files of the folder that the page is in. */
export function folder(base = "."): Files {
  const get = async (name: string): Promise<Response> => {
    const answer = await fetch(`${base}/${name}`);
    if (!answer.ok) throw new MissingFileError(`${name}: ${answer.status} ${answer.statusText}`);
    return answer;
  };
  return {
    json: async <T>(name: string) => (await (await get(`data/${name}`)).json()) as T,
    bytes: async (name) => {
      const content = await (await get(name.endsWith(".wasm") ? `static/${name}` : `data/${name}`)).arrayBuffer();
      return name.endsWith(".gz") ? unzip(content) : content;
    },
    worker: () => new Worker(`${base}/static/store-worker.js`),
    address: (name) => `${base}/data/${name}`,
  };
}

/** Files that one page carries in itself: each a script element of base64, zipped. */
export function carried(): Files {
  let everything: Promise<Packed> | null = null;
  const read = () => (everything ??= element("data").then((content) => JSON.parse(new TextDecoder().decode(content)) as Packed));
  return {
    json: async <T>(name: string) => {
      const { claims, files } = await read();
      if (!Object.hasOwn(files, name)) throw new MissingFileError(name);
      return unpacked(files[name], claims) as T;
    },
    bytes: (name) => element(name),
    worker: () => {
      const script = document.getElementById("store-worker.js")!.textContent!;
      return new Worker(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
    },
    address: () => null,
  };
}

async function element(name: string): Promise<ArrayBuffer> {
  const found = document.getElementById(name);
  if (!found) throw new MissingFileError(name);
  // The browser reads base64 itself, and far faster than a loop over its letters.
  const answer = await fetch(`data:application/octet-stream;base64,${found.textContent!.trim()}`);
  return unzip(await answer.arrayBuffer());
}

/** What was zipped; a server that unzips `.gz` files by itself has done it already. */
async function unzip(content: ArrayBuffer): Promise<ArrayBuffer> {
  const [first, second] = new Uint8Array(content, 0, Math.min(2, content.byteLength));
  if (first !== 0x1f || second !== 0x8b) return content;
  return new Response(new Blob([content]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}
