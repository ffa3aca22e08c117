// The same network as tables. Rows that are chosen are chosen in the picture, and the other way round.

import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { NetworkLink, NetworkNode } from "../answers";
import { StateBadge } from "../parts/badges";
import type { Shown } from "./filters";
import { kindName, type Look, relationName } from "./look";
import { linkKey, linksOf } from "./merging";
import { NodeSample } from "./samples";
import type { Theme } from "./theme";

const PAGE = 100; // rows that are shown at once

interface Column<T> {
  title: string;
  value(row: T): string | number;
  cell?(row: T): preact.ComponentChildren;
  numeric?: boolean;
}

export function NetworkTable({ shown, found, looks, theme, chosen, choose }: {
  shown: Shown;
  /** What the words fit; null where nothing is looked for. */
  found: ReadonlySet<string> | null;
  looks: ReadonlyMap<string, Look>;
  theme: Theme;
  chosen: string;
  choose(key: string): void;
}) {
  const [tab, setTab] = useState<"nodes" | "links">("nodes");
  useEffect(() => {
    if (chosen) setTab(chosen.includes("|") ? "links" : "nodes");
  }, [chosen.includes("|")]);
  const names = useMemo(() => new Map(shown.nodes.map((node) => [node.id, node])), [shown]);
  const degrees = useMemo(() => linksOf(shown.links), [shown]);
  const nodes = found ? shown.nodes.filter((node) => found.has(node.id)) : shown.nodes;
  const links = found ? shown.links.filter((link) => found.has(link.source) || found.has(link.target)) : shown.links;
  const nodeColumns: Column<NetworkNode>[] = [
    { title: "Name", value: (node) => node.label.toLowerCase(), cell: (node) => <Pick chosen={node.id === chosen} choose={() => choose(node.id)}><NodeSample look={looks.get(node.category)!} theme={theme} />{node.label}</Pick> },
    { title: "Kind", value: (node) => kindName(node.category) },
    { title: "Links", value: (node) => degrees.get(node.id)?.length ?? 0, numeric: true },
    { title: "Claims", value: (node) => node.weight, numeric: true },
  ];
  const label = (id: string) => names.get(id)?.label ?? id;
  const linkColumns: Column<NetworkLink>[] = [
    { title: "From", value: (link) => label(link.source).toLowerCase(), cell: (link) => <Pick chosen={linkKey(link) === chosen} choose={() => choose(linkKey(link))}>{label(link.source)}</Pick> },
    { title: "Relation", value: (link) => relationName(link.relation) },
    { title: "To", value: (link) => label(link.target).toLowerCase(), cell: (link) => label(link.target) },
    { title: "State", value: (link) => link.state, cell: (link) => <StateBadge state={link.state} /> },
    { title: "How often", value: (link) => link.often },
    { title: "Pages", value: (link) => link.documents.length, numeric: true },
  ];
  const tabs = [["nodes", `Nodes (${nodes.length.toLocaleString("en")})`], ["links", `Links (${links.length.toLocaleString("en")})`]] as const;
  return (
    <section class="net-table" aria-label="The same as tables">
      <div class="row" role="group" aria-label="Table">
        {tabs.map(([name, title]) => (
          <button type="button" class="button small" aria-pressed={tab === name} onClick={() => setTab(name)}>{title}</button>
        ))}
      </div>
      {tab === "nodes"
        ? <Sorted key="nodes" rows={nodes} columns={nodeColumns} name={(node) => node.id} chosen={chosen} choose={choose} first={3} caption="Nodes" />
        : <Sorted key="links" rows={links} columns={linkColumns} name={linkKey} chosen={chosen} choose={choose} first={5} caption="Links" />}
    </section>
  );
}

function Sorted<T>({ rows, columns, name, chosen, choose, first, caption }: {
  rows: readonly T[];
  columns: Column<T>[];
  name(row: T): string;
  chosen: string;
  choose(key: string): void;
  /** The column it is sorted by at first, numbers downwards. */
  first: number;
  caption: string;
}) {
  const [{ by, down }, setOrder] = useState({ by: first, down: true });
  const [most, setMost] = useState(PAGE);
  const body = useRef<HTMLTableSectionElement>(null);
  const sorted = useMemo(() => {
    const { value } = columns[by]!;
    const keyed = rows.map((row) => ({ row, key: value(row) }));
    keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0) * (down ? -1 : 1) || (name(a.row) < name(b.row) ? -1 : 1));
    return keyed.map(({ row }) => row);
  }, [rows, by, down]);
  const at = chosen ? sorted.findIndex((row) => name(row) === chosen) : -1;
  const top = sorted.slice(0, most);
  const shown = at >= most ? [...top, sorted[at]!] : top;
  useEffect(() => {
    const row = body.current?.querySelector<HTMLElement>("[aria-current]");
    const box = body.current?.closest<HTMLElement>(".net-scroll");
    if (!row || !box) return;
    const [rowBox, boxBox] = [row.getBoundingClientRect(), box.getBoundingClientRect()];
    if (rowBox.top < boxBox.top + 36 || rowBox.bottom > boxBox.bottom) box.scrollTop += rowBox.top - boxBox.top - box.clientHeight / 2;
  }, [chosen, rows]);
  const click = (event: MouseEvent, row: T) => {
    if (!(event.target as Element).closest("button, a")) choose(name(row));
  };
  return (
    <div class="net-scroll" tabIndex={0} role="region" aria-label={caption}>
      <table>
        <caption class="hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column, i) => (
              <th scope="col" class={column.numeric ? "net-number" : undefined} aria-sort={i === by ? (down ? "descending" : "ascending") : undefined}>
                <button type="button" class="net-sort" onClick={() => setOrder({ by: i, down: i === by ? !down : Boolean(column.numeric) })}>
                  {column.title}<span aria-hidden="true">{i === by ? (down ? " ↓" : " ↑") : ""}</span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {shown.map((row) => (
            <tr key={name(row)} aria-current={name(row) === chosen ? "true" : undefined} onClick={(event) => click(event, row)}>
              {columns.map((column, i) => {
                const content = column.cell ? column.cell(row) : column.value(row);
                return i === 0 ? <th scope="row">{content}</th> : <td class={column.numeric ? "net-number" : undefined}>{content}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p class="note net-none">Nothing fits.</p>}
      {rows.length > most && (
        <p class="net-none">
          <button type="button" class="button small" onClick={() => setMost(most + 5 * PAGE)}>Show {Math.min(5 * PAGE, rows.length - most).toLocaleString("en")} more</button>
          {" "}<span class="note small">{most.toLocaleString("en")} of {rows.length.toLocaleString("en")}</span>
        </p>
      )}
    </div>
  );
}

function Pick({ chosen, choose, children }: { chosen: boolean; choose(): void; children: preact.ComponentChildren }) {
  return <button type="button" class="net-pick" aria-pressed={chosen} onClick={choose}>{children}</button>;
}
