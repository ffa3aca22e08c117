// A network to work with: picture, legend and filters, what was chosen, and the same as tables. It needs nothing but the network;
// with a source it expands nodes, with a router its names are links.

import { useContext, useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Network } from "../answers";
import { SourceContext } from "../context";
import { announce } from "../parts/announce";
import { count, pageName } from "../parts/words";
import { counts, EVERYTHING, find, isFiltered, linkOf, shown as shownOf, type View } from "./filters";
import { Legend } from "./legend";
import { kindName, relationName, shapesOf } from "./look";
import { merge } from "./merging";
import "./network.css";
import { type Hands, Picture } from "./picture";
import { savePng, saveSvg } from "./saving";
import { LinkSide, NodeSide, type SideProps } from "./side";
import type { Place } from "./start";
import { NetworkTable } from "./table";
import { useTheme } from "./use-theme";

export interface PanelState {
  view: View;
  /** Nodes whose neighbours were asked for. */
  expanded: string[];
}

export interface NetworkPanelProps {
  network: Network;
  /** Places that were computed before, by id. Without them the nodes find their own. */
  places?: ReadonlyMap<string, Place>;
  /** What is shown, where something else keeps it, such as the address; otherwise the panel keeps it. */
  state?: PanelState;
  onState?(state: PanelState): void;
  /** What saved files are called. */
  name?: string;
}

export function NetworkPanel(props: NetworkPanelProps) {
  const source = useContext(SourceContext);
  const [own, setOwn] = useState<PanelState>({ view: EVERYTHING, expanded: [] });
  const state = props.state ?? own;
  const { view, expanded } = state;
  const change = (part: Partial<View>, expandedNow = expanded) => (props.onState ?? setOwn)({ view: { ...view, ...part }, expanded: expandedNow });
  const more = useExpansions(expanded);
  const network = useMemo(() => more.found.reduce(merge, props.network), [props.network, more.found]);
  const { ref, theme } = useTheme();
  const looks = useMemo(() => shapesOf(network), [network]);
  const shown = useMemo(() => shownOf(network, view), [network, view.kinds, view.states, view.relations, view.from, view.hidden, view.collapsed, view.around]);
  const found = useMemo(() => (view.words.trim() ? new Set(find(shown.nodes, view.words).map((node) => node.id)) : null), [shown, view.words]);
  const hands = useRef<Hands | null>(null);
  const node = network.nodes.find((one) => one.id === view.chosen);
  const link = linkOf(network, view.chosen);

  useEffect(() => {
    if (node) announce(`${node.label}, ${kindName(node.category).toLowerCase()}, ${count(shown.links.filter((one) => one.source === node.id || one.target === node.id).length, "link")}.`);
    else if (link) announce(`${relationName(link.relation)}, ${link.state}.`);
  }, [view.chosen]);

  const canExpand = source !== null;
  const expand = (id: string) =>
    change({ collapsed: view.collapsed.filter((one) => one !== id), chosen: id }, canExpand && !expanded.includes(id) ? [...expanded, id] : expanded);
  const collapse = (id: string) =>
    expanded.includes(id) ? change({}, expanded.filter((one) => one !== id)) : change({ collapsed: [...new Set([...view.collapsed, id])] });
  const hide = (id: string) => change({ hidden: [...view.hidden, id], chosen: "" });
  const first = () => {
    const [best] = find(shown.nodes, view.words);
    if (best) change({ chosen: best.id });
  };
  const [failed, setFailed] = useState("");
  const save = async (format: "svg" | "png") => {
    const scene = hands.current?.scene();
    if (!scene) return;
    const file = (props.name || network.title || "network").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60).toLowerCase() || "network";
    try {
      setFailed("");
      if (format === "svg") saveSvg(scene, file);
      else await savePng(scene, file);
    } catch (error) {
      setFailed((error as Error).message);
    }
  };
  const side: SideProps = { network, shown, view, looks, theme, expanded, canExpand, waiting: more.waiting, change, expand, collapse };

  return (
    <div class="net" ref={ref}>
      <div class="toolbar net-tools">
        <label class="net-find">Find
          <input type="search" value={view.words} placeholder="Name or identifier in the network" onInput={(event) => change({ words: event.currentTarget.value })} onKeyDown={(event) => event.key === "Enter" && first()} />
        </label>
        <FromPages network={network} view={view} change={change} />
        <div class="row net-buttons">
          {isFiltered(view) && <button type="button" class="button" onClick={() => change({ ...EVERYTHING, chosen: view.chosen, words: view.words })}>Show all</button>}
          <button type="button" class="button" onClick={() => void save("png")}>Save PNG</button>
          <button type="button" class="button" onClick={() => void save("svg")}>Save SVG</button>
        </div>
      </div>
      {(failed || more.failed) && <p class="failure" role="alert">{failed || more.failed}</p>}
      <Legend network={network} looks={looks} theme={theme} view={view} change={change} />
      <div class="net-stage">
        <Picture
          network={network} shown={shown} places={props.places} theme={theme} looks={looks} chosen={view.chosen} found={found} hands={hands}
          choose={(key) => change({ chosen: key })} expand={expand} hide={hide}
        />
        <aside class="net-aside">
          <section class="net-chosen" aria-label="What is chosen" tabIndex={0}>
            {node ? <NodeSide key={node.id} node={node} {...side} /> : link ? <LinkSide link={link} {...side} /> : <p class="note">Choose a node or a link to see what pages say.{canExpand && " Open a node with a double click or Enter: its neighbours come in."}</p>}
          </section>
          <NetworkTable shown={shown} found={found} looks={looks} theme={theme} chosen={view.chosen} choose={(key) => change({ chosen: key })} />
        </aside>
      </div>
    </div>
  );
}

/** What each expansion brings; asked for once. */
function useExpansions(expanded: readonly string[]): { found: Network[]; waiting: string; failed: string } {
  const source = useContext(SourceContext);
  const [known, setKnown] = useState(new Map<string, Network>());
  const [failed, setFailed] = useState("");
  const missing = expanded.filter((id) => !known.has(id));
  useEffect(() => {
    let current = true;
    if (source && missing.length) {
      setFailed("");
      Promise.all(missing.map(async (id) => [id, await source.network({ focus: [id], limit: 60 })] as const)).then(
        (more) => current && setKnown((before) => new Map([...before, ...more])),
        (error: unknown) => current && setFailed(`It could not be expanded: ${(error as Error).message}`),
      );
    }
    return () => {
      current = false;
    };
  }, [source, missing.join(" ")]);
  const found = useMemo(() => expanded.flatMap((id) => known.get(id) ?? []), [expanded.join(" "), known]);
  return { found, waiting: failed ? "" : missing[0] ?? "", failed };
}

function FromPages({ network, view, change }: { network: Network; view: View; change(part: Partial<View>): void }) {
  const sources = new Map(network.sources.map((source) => [source.id, source]));
  const nameOf = (id: string) => {
    const known = sources.get(id);
    return known ? pageName(known) : id;
  };
  const { pages } = useMemo(() => counts(network), [network]);
  const publishers = [...new Set(network.sources.map((source) => source.publisher).filter(Boolean))].sort();
  if (pages.length < 2) return null;
  return (
    <label class="net-from">Page
      <select value={view.from} onChange={(event) => change({ from: event.currentTarget.value })}>
        <option value="">All {pages.length.toLocaleString("en")} pages</option>
        {publishers.length > 1 && (
          <optgroup label="Publishers">{publishers.map((name) => <option value={`publisher:${name}`}>{name}</option>)}</optgroup>
        )}
        <optgroup label="Pages">
          {pages.map(([id, number]) => <option value={id}>{nameOf(id)} ({number.toLocaleString("en")})</option>)}
        </optgroup>
      </select>
    </label>
  );
}
