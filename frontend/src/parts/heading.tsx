import { useEffect, useRef } from "preact/hooks";
import type { ComponentChildren } from "preact";
import { useRouter } from "../router";

let seen: string | null = null;

/** Names the tab, and so the entry of the browser's history; the start has its own name alone. */
export function useTitle(title: string): void {
  const start = useRouter().place.path.length === 0;
  useEffect(() => {
    document.title = start ? title : `${title} · pohgraph`;
  }, [start, title]);
}

/** The first heading of a view. It names the tab, and takes the focus after a change of view, so that a reader hears where it is. */
export function Heading({ title, children }: { title: string; children?: ComponentChildren }) {
  const path = useRouter().place.path.join("/");
  const self = useRef<HTMLHeadingElement>(null);
  useTitle(title);
  useEffect(() => {
    if (seen !== null && seen !== path) self.current?.focus({ preventScroll: true });
    seen = path;
  }, [path]);
  return <h1 ref={self} tabIndex={-1}>{children ?? title}</h1>;
}
