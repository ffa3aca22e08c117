// What the colours, shapes and lines mean. Each entry is a switch as well: it hides and shows what it explains.

import type { Network } from "../answers";
import { count, STATE_WORDS, STATES } from "../parts/words";
import { counts, toggled, type View } from "./filters";
import { kindName, type Look } from "./look";
import { LineSample, NodeSample } from "./samples";
import type { Theme } from "./theme";

export function Legend({ network, looks, theme, view, change }: {
  network: Network;
  looks: ReadonlyMap<string, Look>;
  theme: Theme;
  view: View;
  change(part: Partial<View>): void;
}) {
  const { kinds, states, relations } = counts(network);
  const allKinds = kinds.map(([kind]) => kind);
  const allStates = STATES.filter((state) => states.has(state));
  const allRelations = relations.map(([relation]) => relation);
  return (
    <div class="net-legend">
      <fieldset>
        <legend>Nodes</legend>
        {kinds.map(([kind, number]) => (
          <Switch on={view.kinds === null || view.kinds.includes(kind)} flip={() => change({ kinds: toggled(view.kinds, kind, allKinds) })}>
            <NodeSample look={looks.get(kind)!} theme={theme} />{kindName(kind)} <small>{number.toLocaleString("en")}</small>
          </Switch>
        ))}
      </fieldset>
      <fieldset>
        <legend>Links</legend>
        {allStates.map((state) => (
          <Switch on={view.states === null || view.states.includes(state)} title={STATE_WORDS[state].meaning} flip={() => change({ states: toggled(view.states, state, allStates) })}>
            <LineSample state={state} theme={theme} />{STATE_WORDS[state].name} <small>{states.get(state)!.toLocaleString("en")}</small>
          </Switch>
        ))}
      </fieldset>
      {allRelations.length > 1 && (
        <details class="net-relations" open={view.relations !== null}>
          <summary>{view.relations ? `${view.relations.length} of ${count(allRelations.length, "relation")}` : count(allRelations.length, "relation")}</summary>
          <fieldset>
            <legend class="hidden">Relations</legend>
            {relations.map(([relation, number]) => (
              <Switch on={view.relations === null || view.relations.includes(relation)} flip={() => change({ relations: toggled(view.relations, relation, allRelations) })}>
                {relation.replaceAll("_", " ")} <small>{number.toLocaleString("en")}</small>
              </Switch>
            ))}
          </fieldset>
        </details>
      )}
      <p class="note small">Bigger nodes have more claims. Wider lines have more pages that say so. A line points from the subject to the object.</p>
    </div>
  );
}

function Switch({ on, flip, title, children }: { on: boolean; flip(): void; title?: string; children: preact.ComponentChildren }) {
  return (
    <label class="net-switch" title={title}>
      <input type="checkbox" checked={on} onChange={flip} />
      {children}
    </label>
  );
}
