import type { Entity, Group } from "../answers";
import { StateIcon } from "../parts/icons";
import { STATE_WORDS, STATES } from "../parts/words";
import { anchorOf } from "./contents";
import { FindingTable } from "./finding-table";
import { apart, countFindings, rowsOf } from "./rows";

// Groups of several relations: "GNAS" alone does not say whether it causes the disease.
const RELATIONS = new Set(["genes", "inheritance", "course", "related", "synonyms", "identifiers", "other"]);

/** The rows of one subject. What is not stated stands apart, on its own ground. */
export function GroupSection({ group, entity }: { group: Group; entity: Entity }) {
  const { stated, others } = apart(group);
  const id = anchorOf(group);
  return (
    <section class="group" aria-labelledby={id}>
      <h2 id={id} tabIndex={-1}>{group.title} <span class="note numbers">{countFindings(group)}</span></h2>
      {stated && <Sections group={stated} entity={entity} />}
      {others && (
        <div class="apart">
          <h3>Not stated as facts</h3>
          <ul class="apart-key plain">
            {STATES.filter((state) => state !== "stated" && rowsOf([others]).some((row) => row.state === state)).map((state) => (
              <li key={state} class={state}><StateIcon state={state} /> <strong>{STATE_WORDS[state].name}:</strong> {STATE_WORDS[state].meaning}</li>
            ))}
          </ul>
          <FindingTable rows={unique(others)} entity={entity} caption={`${group.title}: denied, open or borrowed`} quiet relations={RELATIONS.has(group.name)} />
        </div>
      )}
    </section>
  );
}

function Sections({ group, entity }: { group: Group; entity: Entity }) {
  return (
    <>
      {group.sections.map((section) => (
        <div key={section.title} class="system">
          {section.title && <h3 id={anchorOf(group, section.title)} tabIndex={-1}>{section.title}</h3>}
          <FindingTable rows={section.rows} entity={entity} caption={section.title ? `${group.title}: ${section.title}` : group.title} quiet relations={RELATIONS.has(group.name)} />
        </div>
      ))}
    </>
  );
}

/** The rows once each: a finding may belong to several body systems. */
function unique(group: Group) {
  const seen = new Set<string>();
  return rowsOf([group]).filter((row) => {
    const key = row.claims.map((claim) => claim.id).join(" ");
    return !seen.has(key) && seen.add(key);
  });
}
