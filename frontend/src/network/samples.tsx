// Small drawings of what nodes and lines look like, for the legend and the tables.

import type { State } from "../answers";
import { hue, type Look } from "./look";
import { lineSample } from "./scene";
import { outline } from "./shapes";
import type { Theme } from "./theme";

export function NodeSample({ look, theme }: { look: Look; theme: Theme }) {
  return (
    <svg class="sample" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={outline(look.shape, 8, look.shape === "triangle" ? 9 : 8, 6)} fill={hue(look.hue, theme)} />
    </svg>
  );
}

export function LineSample({ state, theme }: { state: State; theme: Theme }) {
  return (
    <svg class="sample" width="46" height="16" viewBox="0 0 46 16" aria-hidden="true" focusable="false">
      {lineSample(state, theme, 43, 8, 1).map((shape) => (
        <path d={shape.path} fill={shape.fill ?? "none"} stroke={shape.stroke} stroke-width={shape.width} stroke-dasharray={shape.dash?.join(" ") || undefined} />
      ))}
    </svg>
  );
}
