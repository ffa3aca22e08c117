// The picture of a network and its keys. Where the browser has no WebGL, a still picture stands instead.

import type { RefObject } from "preact";
import { useEffect, useId, useMemo, useRef, useState } from "preact/hooks";
import type { Network } from "../answers";
import type { Shown } from "./filters";
import { fitted } from "./fitted";
import type { Look } from "./look";
import type { Scene } from "./scene";
import { Stage } from "./stage";
import type { Place } from "./start";
import { toSvg } from "./svg";
import type { Theme } from "./theme";

/** What the panel may ask of the picture. */
export interface Hands {
  scene(): Scene | null;
}

const DIRECTIONS: Record<string, number> = { ArrowRight: 0, ArrowDown: 90, ArrowLeft: 180, ArrowUp: 270 };
const STEP = 0.15; // of the picture's size, by a key

export function Picture(props: {
  network: Network;
  shown: Shown;
  places: ReadonlyMap<string, Place> | undefined;
  theme: Theme;
  looks: ReadonlyMap<string, Look>;
  chosen: string;
  found: ReadonlySet<string> | null;
  hands: RefObject<Hands | null>;
  choose(key: string): void;
  expand(id: string): void;
  hide(id: string): void;
}) {
  const { network, shown, theme, chosen, found } = props;
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const stage = useRef<Stage | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const [still, setStill] = useState(false);
  const [moving, setMoving] = useState(false);

  useEffect(() => {
    try {
      stage.current = new Stage(box.current!, theme, {
        choose: (key) => latest.current.choose(key),
        expand: (key) => latest.current.expand(key),
        moving: setMoving,
      });
    } catch {
      setStill(true);
    }
    return () => stage.current?.kill();
  }, []);
  useEffect(() => stage.current?.setTheme(theme), [theme]);
  useEffect(() => stage.current?.setNetwork(network, props.places), [network, props.places]);
  useEffect(() => stage.current?.setView(shown, chosen, new Set(found ?? [])), [shown, chosen, found]);
  useEffect(() => {
    if (chosen && !chosen.includes("|")) stage.current?.reveal(chosen);
  }, [chosen]);
  const picture = useMemo(() => (still ? fitted(network, shown, props.looks, theme, props.places) : null), [still, network, shown, theme, props.places]);
  props.hands.current = { scene: () => picture ?? stage.current?.scene() ?? null };

  const key = (event: KeyboardEvent) => {
    const on = stage.current;
    if (!on || event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return;
    const direction = DIRECTIONS[event.key];
    const isNode = chosen !== "" && !chosen.includes("|");
    const steps: Record<string, () => void> = {
      "+": () => on.zoom(1.3), "=": () => on.zoom(1.3), "-": () => on.zoom(1 / 1.3), "0": () => on.fit(),
      Enter: () => isNode && props.expand(chosen),
      Delete: () => isNode && props.hide(chosen),
      Escape: () => props.choose(""),
    };
    const step = direction === undefined ? steps[event.key] : () => {
      const turn = (direction * Math.PI) / 180;
      if (event.shiftKey) return on.pan(Math.cos(turn) * STEP, -Math.sin(turn) * STEP);
      const next = on.neighbour(direction);
      if (next) props.choose(next);
    };
    if (!step) return;
    event.preventDefault();
    step();
  };

  return (
    <div class="net-picture">
      {picture
        ? <div class="net-still" dangerouslySetInnerHTML={{ __html: toSvg(picture) }} />
        : <div class="net-canvas" ref={box} tabIndex={0} role="application" aria-roledescription="network" aria-label={`${network.title}: ${shown.nodes.length} nodes, ${shown.links.length} links. The tables have the same.`} aria-describedby={`${id}-keys`} onKeyDown={key} />}
      {!picture && (
        <div class="net-zoom">
          <button type="button" class="button small" aria-label="Zoom in" onClick={() => stage.current?.zoom(1.4)}>+</button>
          <button type="button" class="button small" aria-label="Zoom out" onClick={() => stage.current?.zoom(1 / 1.4)}>−</button>
          <button type="button" class="button small" onClick={() => stage.current?.fit()}>Fit</button>
        </div>
      )}
      {moving && <p class="net-moving" role="status">Arranging…</p>}
      <p id={`${id}-keys`} class="note small net-keys">
        {picture
          ? "This browser has no WebGL, so the picture does not move. You can still sort and search the tables."
          : <>Arrow keys go to neighbours, <kbd>Enter</kbd> expands, <kbd>Delete</kbd> hides, <kbd>+</kbd> <kbd>−</kbd> zoom, <kbd>0</kbd> fits, <kbd>Shift</kbd> with arrows moves.</>}
      </p>
    </div>
  );
}
