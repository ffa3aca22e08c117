// A text in a link, after the #: what stands there is never sent to a server, so no log has it.

import { pack, unpack } from "../query/share";

const NAME = "#text=";

export async function toFragment(text: string): Promise<string> {
  return NAME + await pack(text);
}

/** Null where the address has no text, and empty where the text was damaged on its way. */
export async function fromFragment(fragment: string): Promise<string | null> {
  return fragment.startsWith(NAME) ? unpack(fragment.slice(NAME.length)) : null;
}
