import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Entity, Group } from "../answers";
import { Kind } from "../parts/badges";
import { CopyButton } from "../parts/copy-button";
import { Heading } from "../parts/heading";
import { Link } from "../parts/link";
import { Outside } from "../parts/outside";
import { count } from "../parts/words";
import { ExportMenu } from "./export-menu";
import { stateCounts } from "./rows";

export function EntityHeader({ entity, shown }: { entity: Entity; shown: Group[] }) {
  const strengths = [...new Set(entity.identifiers.map((one) => one.strength))];
  const synonyms = entity.synonyms.filter((one) => one.name.toLowerCase() !== entity.label.toLowerCase());
  const scopes = [...new Set(synonyms.map((one) => one.scope))];
  return (
    <header class="entity-head">
      <div class="row">
        <Kind category={entity.category} />
        <span class="curie"><Outside href={entity.iri}>{entity.id}</Outside></span>
        <CopyButton text={entity.id} label="Copy identifier" />
      </div>
      <Heading title={entity.label} />
      <Sentence entity={entity} />
      {/* On a phone the names would push everything else off the screen. */}
      <details class="names" hidden={!entity.parents.length && !synonyms.length && !entity.identifiers.length} open={!matchMedia("(max-width: 44rem)").matches}>
        <summary>Names and identifiers</summary>
        <dl class="facts">
          {entity.parents.length > 0 && (
            <Fact name="A kind of">
              {entity.parents.map((parent, at) => <>{at > 0 && ", "}<Link to={["entity", parent.id]}>{parent.label}</Link></>)}
            </Fact>
          )}
          {scopes.map((scope) => (
            <Fact key={scope} name={scope === "exact" ? "Also called" : `${capital(scope)} synonyms`}>
              <Few items={synonyms.filter((one) => one.scope === scope).map((one) => <li key={one.name}>{one.name}</li>)} />
            </Fact>
          ))}
          {strengths.map((strength) => (
            <Fact key={strength} name={capital(strength)}>
              <Few items={entity.identifiers.filter((one) => one.strength === strength).map((one) => (
                <li key={one.id}><Outside href={one.iri}><span class="mono">{one.id}</span></Outside>{one.label && <span class="note"> {one.label}</span>}</li>
              ))} />
            </Fact>
          ))}
        </dl>
      </details>
      <div class="row no-print">
        <ExportMenu entity={entity} groups={shown} />
        {entity.groups.length > 0 && <Link to={["network"]} query={{ focus: entity.id }} class="button">Show as network</Link>}
      </div>
    </header>
  );
}

/** What there is, in a sentence. */
function Sentence({ entity }: { entity: Entity }) {
  const counts = stateCounts(entity.groups);
  const total = counts.stated + counts.denied + counts.open + counts.borrowed;
  if (!total) return null;
  const others = [counts.denied && `${counts.denied} denied`, counts.open && `${counts.open} open`, counts.borrowed && `${counts.borrowed} borrowed`].filter(Boolean);
  return (
    <p class="lead">
      {count(total, "claim")} from {count(entity.sources.length, "page")}: {counts.stated} stated
      {others.length > 0 && `, ${others.join(", ")}`}. Open a row to read the words it rests on.
    </p>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return <div><dt>{name}</dt><dd>{children}</dd></div>;
}

/** A short list in one line; a long one can be opened. */
function Few({ items, most = 8 }: { items: ComponentChildren[]; most?: number }) {
  const [all, setAll] = useState(false);
  return (
    <ul class="few">
      {all ? items : items.slice(0, most)}
      {items.length > most && <li><button type="button" class="button quiet small" aria-expanded={all} onClick={() => setAll(!all)}>{all ? "Fewer" : `${items.length - most} more`}</button></li>}
    </ul>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
