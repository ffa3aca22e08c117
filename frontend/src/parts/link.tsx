import type { ComponentChildren } from "preact";
import { useRouter } from "../router";

/** A link within the page. It is a real link: it can be opened in a new tab and copied. */
export function Link(props: {
  to: string[];
  query?: Record<string, string | number | undefined>;
  class?: string;
  title?: string;
  /** Whether this is where the reader is, for links that differ in more than their view. */
  current?: boolean;
  children: ComponentChildren;
}) {
  const router = useRouter();
  const open = (event: MouseEvent) => {
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    router.go(props.to, props.query);
  };
  const here = props.current ?? (props.to[0] !== undefined && props.to.length === 1 && router.place.path[0] === props.to[0]);
  return (
    <a href={router.href(props.to, props.query)} class={props.class} title={props.title} aria-current={here ? (props.current ? "true" : "page") : undefined} onClick={open}>
      {props.children}
    </a>
  );
}
