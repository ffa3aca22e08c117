// The view of networks. Its address holds what it starts from, how much of it, what was expanded, and every filter.

import { useEffect, useRef, useState } from "preact/hooks";
import type { Network } from "../answers";
import { useAnswer } from "../context";
import { Failure, Waiting } from "../parts/failure";
import { Finder } from "../parts/finder";
import { Heading } from "../parts/heading";
import { count } from "../parts/words";
import { useRouter } from "../router";
import { type Address, LIMITS, readAddress, writeAddress } from "./address";
import { NetworkPanel, type PanelState } from "./panel";
import "./network.css";

export function NetworkView() {
  const router = useRouter();
  const address = readAddress(router.place.query);
  const go = (part: Partial<Address>, replace = false) => router.go(["network"], writeAddress({ ...address, ...part }), { replace });
  const asked = useAnswer((source) => source.network({ focus: address.focus, limit: address.limit }), [address.focus.join(" "), address.limit]);
  const network = useLast(asked.state === "done" ? asked.value : null);
  const name = (id: string) => network?.nodes.find((node) => node.id === id)?.label ?? id;
  return (
    <div class="net-view">
      <div class="net-top">
        <div>
          <Heading title={network && address.focus.length ? `Network of ${address.focus.map(name).join(" and ")}` : "Network"}>Network</Heading>
          <p class="note">{network ? describe(network, address.focus.map(name), address.expanded.map(name)) : "What pages say, as nodes and links."}</p>
        </div>
        <div class="toolbar net-start">
          <div class="net-focus">
            <Finder label="Start from" placeholder={address.focus.length ? "Add a disease, gene or finding" : "Start from a disease, gene or finding"} choose={(hit) => go({ focus: [...new Set([...address.focus, hit.id])], expanded: [], view: { ...address.view, around: "", chosen: hit.id } })} />
          </div>
          <label class="row net-limit">At most
            <select value={String(address.limit)} onChange={(event) => go({ limit: Number(event.currentTarget.value) })}>
              {[...new Set([...LIMITS, address.limit])].sort((a, b) => a - b).map((limit) => <option value={String(limit)}>{limit.toLocaleString("en")} nodes</option>)}
            </select>
          </label>
        </div>
      </div>
      {address.focus.length > 0 && (
        <ul class="plain row net-chips" aria-label="Starts from">
          {address.focus.map((id) => (
            <li class="badge">{name(id)}<button type="button" class="net-remove" aria-label={`Do not start from ${name(id)}`} onClick={() => go({ focus: address.focus.filter((one) => one !== id) })}>×</button></li>
          ))}
        </ul>
      )}
      {asked.state === "failed" && <Failure error={asked.error} />}
      {asked.state === "waiting" && <Waiting what="Reading the graph…" />}
      {network && (network.nodes.length === 0
        ? <p class="note">The graph has no claims about these.</p>
        : <NetworkPanel
            network={network} state={address}
            onState={(state) => go(state, structure(address) === structure(state))}
          />)}
    </div>
  );
}

/** What is a step to go back from. What is chosen, filtered and looked for goes into the address without one. */
const structure = ({ view, expanded }: PanelState): string => JSON.stringify([expanded, view.hidden, view.collapsed, view.around]);

function describe(network: Network, focus: string[], expanded: string[]): string {
  const what = `${count(network.nodes.length, "node")} and ${count(network.links.length, "link")}`;
  const around = focus.length ? `around ${focus.join(" and ")}` : "of what is described most";
  const more = expanded.length > 3 ? count(expanded.length, "node") : expanded.join(", ");
  return `${what} ${around}${more && `, then what is linked to ${more}`}${network.omitted ? `; ${count(network.omitted, "node")} with fewer claims left out` : ""}.`;
}

/** The answer before, while the next one is on its way: the picture stays. */
function useLast<T>(value: T | null): T | null {
  const last = useRef<T | null>(null);
  const [, redraw] = useState(0);
  useEffect(() => {
    if (value) redraw((n) => n + 1);
  }, [value]);
  if (value) last.current = value;
  return last.current;
}
