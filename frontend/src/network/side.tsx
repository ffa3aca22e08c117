// What was chosen: a node with everything said of it, or a link with its quotes.

import { useContext, useState } from "preact/hooks";
import type { Network, NetworkLink, NetworkNode, Source } from "../answers";
import { StateBadge } from "../parts/badges";
import { Link } from "../parts/link";
import { count, pageName } from "../parts/words";
import { RouterContext } from "../router";
import type { Shown, View } from "./filters";
import { kindName, type Look, relationName } from "./look";
import { linkKey, otherEnd } from "./merging";
import { NodeSample } from "./samples";
import type { Theme } from "./theme";

const QUOTES = 3; // of a link, shown at once
const LINKS = 40; // of a node

export interface SideProps {
  network: Network;
  shown: Shown;
  view: View;
  looks: ReadonlyMap<string, Look>;
  theme: Theme;
  expanded: readonly string[];
  canExpand: boolean;
  waiting: string;
  change(part: Partial<View>): void;
  expand(id: string): void;
  collapse(id: string): void;
}

export function NodeSide({ node, ...props }: SideProps & { node: NetworkNode }) {
  const { shown, view, change } = props;
  const [most, setMost] = useState(LINKS);
  const links = shown.links.filter((link) => link.source === node.id || link.target === node.id);
  const open = props.expanded.includes(node.id);
  const folded = view.collapsed.includes(node.id);
  return (
    <>
      <h2><NodeSample look={props.looks.get(node.category)!} theme={props.theme} /> <Name node={node} /></h2>
      <p class="note small">{kindName(node.category)} <span class="curie">{node.id}</span> {count(links.length, "link")} shown, {count(node.weight, "claim")} in the graph</p>
      <div class="row net-actions">
        {props.canExpand && !open && <button type="button" class="button small" disabled={props.waiting !== ""} onClick={() => props.expand(node.id)}>{props.waiting === node.id ? "Expanding…" : "Expand"}</button>}
        {(open || !folded) && <button type="button" class="button small" onClick={() => props.collapse(node.id)}>Collapse</button>}
        {folded && !props.canExpand && <button type="button" class="button small" onClick={() => change({ collapsed: view.collapsed.filter((id) => id !== node.id) })}>Unfold</button>}
        {view.around === node.id
          ? <button type="button" class="button small" aria-pressed="true" onClick={() => change({ around: "" })}>Focus</button>
          : <button type="button" class="button small" aria-pressed="false" onClick={() => change({ around: node.id })}>Focus</button>}
        <button type="button" class="button small" onClick={() => change({ hidden: [...view.hidden, node.id], chosen: "", around: view.around === node.id ? "" : view.around })}>Hide</button>
      </div>
      <ul class="plain net-said">
        {links.slice(0, most).map((link) => <Said link={link} from={node.id} {...props} />)}
      </ul>
      {links.length > most && <button type="button" class="button small" onClick={() => setMost(most + 5 * LINKS)}>Show more links</button>}
    </>
  );
}

export function LinkSide({ link, ...props }: SideProps & { link: NetworkLink }) {
  const names = new Map(props.network.nodes.map((node) => [node.id, node]));
  const [from, to] = [names.get(link.source), names.get(link.target)];
  if (!from || !to) return null;
  // Everything said of the two, what was chosen first.
  const ofBoth = (one: NetworkLink) => [one.source, one.target].every((end) => end === from.id || end === to.id);
  const said = [link, ...props.shown.links.filter((one) => ofBoth(one) && linkKey(one) !== linkKey(link))];
  return (
    <>
      <h2><NodeSample look={props.looks.get(from.category)!} theme={props.theme} /> <Name node={from} /></h2>
      <p class="net-relation" aria-hidden="true">↓</p>
      <h2><NodeSample look={props.looks.get(to.category)!} theme={props.theme} /> <Name node={to} /></h2>
      <ul class="plain net-said">
        {said.map((one) => (
          <li>
            <p class="net-head note">{one.source === from.id ? "" : "← "}{relationName(one.relation)}</p>
            <Facts link={one} />
            <Quotes link={one} sources={props.network.sources} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Said({ link, from, network, change }: SideProps & { link: NetworkLink; from: string }) {
  const other = network.nodes.find((node) => node.id === otherEnd(link, from));
  return (
    <li>
      <p class="net-head">
        <span class="note">{link.source === from ? "" : "← "}{relationName(link.relation)}</span>{" "}
        <button type="button" class="net-pick" onClick={() => change({ chosen: other?.id ?? linkKey(link) })}>{other?.label ?? otherEnd(link, from)}</button>
      </p>
      <Facts link={link} />
      <Quotes link={link} sources={network.sources} />
    </li>
  );
}

function Facts({ link }: { link: NetworkLink }) {
  return (
    <p class="row net-facts">
      <StateBadge state={link.state} />
      {link.often && <span class="badge">{link.often}</span>}
      {link.qualifier && <span class="badge">{link.qualifier}</span>}
      <span class="note small">{count(link.documents.length, "page")}</span>
    </p>
  );
}

function Quotes({ link, sources }: { link: NetworkLink; sources: readonly Source[] }) {
  const [all, setAll] = useState(false);
  const titles = link.documents.map((id) => sources.find((source) => source.id === id) ?? id);
  const quotes = all ? link.quotes : link.quotes.slice(0, QUOTES);
  return (
    <>
      {quotes.map((quote) => <blockquote>“{quote}”</blockquote>)}
      <p class="note small net-pages">— {(all ? titles : titles.slice(0, QUOTES)).map((source, i) => <>{i > 0 && "; "}<PageName source={source} /></>)}{!all && titles.length > QUOTES && ` and ${titles.length - QUOTES} more`}</p>
      {!all && (link.quotes.length > QUOTES || titles.length > QUOTES) && <button type="button" class="button quiet small" onClick={() => setAll(true)}>All quotes and pages</button>}
    </>
  );
}

/** In the page a name leads to its entity; a file of its own has only the address of the term. */
function Name({ node }: { node: NetworkNode }) {
  if (useContext(RouterContext)) return <Link to={["entity", node.id]}>{node.label}</Link>;
  return /^https?:/.test(node.iri) ? <a href={node.iri} target="_blank" rel="noopener noreferrer">{node.label}</a> : <>{node.label}</>;
}

function PageName({ source }: { source: Source | string }) {
  const router = useContext(RouterContext);
  if (typeof source === "string") return <>{source}</>;
  const name = pageName(source);
  return router ? <Link to={["page", source.id]}>{name}</Link> : <>{name}</>;
}
