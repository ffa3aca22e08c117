import { useRef } from "preact/hooks";
import type { Entity, Group } from "../answers";
import { useSource } from "../context";
import { csv, tsv } from "../parts/delimited";
import { save } from "../parts/save";
import { shownRows, table } from "./rows";

const BOM = "\uFEFF"; // without it, Excel takes a file for one of an older alphabet

/** The rows that are shown as files made here, and the whole entity as RDF. */
export function ExportMenu({ entity, groups }: { entity: Entity; groups: Group[] }) {
  const source = useSource();
  const menu = useRef<HTMLDetailsElement>(null);
  const name = entity.id.replace(/[^A-Za-z0-9]+/g, "-");
  const close = () => {
    if (menu.current) menu.current.open = false;
  };
  const offer = (label: string, make: () => void) => <li><button type="button" class="button quiet" onClick={() => { make(); close(); }}>{label}</button></li>;
  const formats = (["ttl", "jsonld"] as const).map((format) => [format, source.download(entity.id, format)] as const);
  return (
    <details class="menu" ref={menu} onKeyDown={(event) => event.key === "Escape" && close()} onFocusOut={(event) => event.relatedTarget && !event.currentTarget.contains(event.relatedTarget as Node) && close()}>
      <summary class="button">Export</summary>
      <div class="menu-drop">
        <p class="note small">The rows that are shown</p>
        <ul class="plain">
          {offer("CSV, for Excel too", () => save(`${name}.csv`, "text/csv;charset=utf-8", BOM + csv(table(entity, groups))))}
          {offer("TSV", () => save(`${name}.tsv`, "text/tab-separated-values;charset=utf-8", tsv(table(entity, groups))))}
          {offer("JSON", () => save(`${name}.json`, "application/json", JSON.stringify(shownRows(groups), null, 1)))}
        </ul>
        {formats.some(([, address]) => address) && <p class="note small">Everything about it</p>}
        <ul class="plain">
          {formats.map(([format, address]) => address && <li key={format}><a class="button quiet" href={address} download={`${name}.${format}`} onClick={close}>{format === "ttl" ? "Turtle" : "JSON-LD"}</a></li>)}
        </ul>
      </div>
    </details>
  );
}
