import type { ComponentChildren } from "preact";
import { Drawing } from "./icons";

/** A link that leaves the page. Nothing is fetched before it is clicked, and the other side is not told where it was. */
export function Outside({ href, children }: { href: string; children: ComponentChildren }) {
  if (!/^https?:/.test(href)) return <>{children}</>;
  return (
    <a href={href} rel="noreferrer noopener external" target="_blank" class="outside">
      {children}{"\u2060"}<Drawing size={10}><path d="M6 3H3v10h10v-3M9 2h5v5M14 2L7.5 8.5" /></Drawing><span class="hidden"> (opens another site)</span>
    </a>
  );
}

/** The IRI of a CURIE by the graph's prefixes, or "". */
export function expand(curie: string, prefixes: Record<string, string>): string {
  const at = curie.indexOf(":");
  const prefix = prefixes[curie.slice(0, at)];
  return prefix ? prefix + curie.slice(at + 1) : "";
}
