import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Group } from "../answers";
import { apart, countFindings } from "./rows";

const LINE = 140; // pixels from the top: a heading above it is being read

/** What the page has, in the order of the page. */
export function Contents({ groups, conflicts, agreements }: { groups: Group[]; conflicts: number; agreements: number | null }) {
  const self = useRef<HTMLElement>(null);
  useFollowing(self, groups);
  return (
    <nav class="contents" aria-label="On this page" ref={self}>
      <h2 class="small">On this page</h2>
      <ul class="plain">
        {groups.map((group) => (
          <Entry key={group.name} anchor={anchorOf(group)} title={group.title} count={countFindings(group)}>
            <Systems group={group} />
          </Entry>
        ))}
        {agreements !== null && <Entry anchor="agreements" title="Where pages agree" count={agreements} />}
        {conflicts > 0 && <Entry anchor="conflicts" title="Where sources differ" count={conflicts} />}
      </ul>
    </nav>
  );
}

/** Marks the entry of what is read. It is done on the elements: a scroll must not draw a thousand rows again. */
function useFollowing(self: { current: HTMLElement | null }, groups: Group[]) {
  useEffect(() => {
    let waiting = 0;
    const follow = () => {
      waiting = 0;
      const links = [...(self.current?.querySelectorAll("a") ?? [])];
      const last = links.findLast((link) => (document.getElementById(link.hash.slice(1))?.getBoundingClientRect().top ?? Infinity) < LINE);
      for (const link of links) link.toggleAttribute("data-here", link === last);
    };
    const scrolled = () => {
      waiting ||= requestAnimationFrame(follow);
    };
    follow();
    addEventListener("scroll", scrolled, { passive: true });
    return () => {
      removeEventListener("scroll", scrolled);
      cancelAnimationFrame(waiting);
    };
  }, [groups]);
}

/** The body systems of a long group. */
function Systems({ group }: { group: Group }) {
  const systems = (apart(group).stated?.sections ?? []).filter((section) => section.title);
  if (systems.length < 2) return null;
  return <ul class="plain systems">{systems.map((section) => <Entry key={section.title} anchor={anchorOf(group, section.title)} title={section.title} />)}</ul>;
}

function Entry({ anchor, title, count, children }: { anchor: string; title: string; count?: number; children?: ComponentChildren }) {
  // Not the address's own #part: exported files keep the view there.
  const go = (event: MouseEvent) => {
    const target = document.getElementById(anchor);
    if (!target) return;
    event.preventDefault();
    target.scrollIntoView({ block: "start" });
    target.focus({ preventScroll: true });
  };
  return <li><a href={`#${anchor}`} onClick={go}>{title}{count !== undefined && <span class="note numbers"> {count}</span>}</a>{children}</li>;
}

export function anchorOf(group: Group, section = ""): string {
  return `group-${group.name}${section && "-" + section.toLowerCase().replace(/[^a-z0-9]+/g, "-")}`;
}
