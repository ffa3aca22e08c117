import type { Entity } from "../answers";
import { TermLink } from "../parts/badges";
import { NOT_INDEPENDENT } from "./independence";
import { type Agreement, agreements } from "./rows";

// Names, identifiers and addresses are no findings.
const SUBJECTS = new Set(["about", "synonyms", "identifiers", "resources"]);

/** What two or more pages state of the same thing. */
export function agreementsOf(entity: Entity): Agreement[] {
  return agreements(entity.groups.filter((group) => !SUBJECTS.has(group.name)), entity.sources);
}

export function Agreements({ entity, found }: { entity: Entity; found: Agreement[] }) {
  const names = new Map(entity.sources.map((source) => [source.id, source.label]));
  return (
    <section class="group" aria-labelledby="agreements">
      <h2 id="agreements" tabIndex={-1}>Where pages agree <span class="note numbers">{found.length}</span></h2>
      {found.length === 0 ? (
        <p class="note">{entity.sources.length > 1 ? "No two pages state the same thing about it." : "There is one page only, so nothing can be compared."}</p>
      ) : (
        <table class="cards">
          <caption class="hidden">What two or more pages state</caption>
          <thead><tr><th scope="col">What</th><th scope="col">Relation</th><th scope="col">Stated by</th></tr></thead>
          <tbody>
            {found.map((one) => (
              <tr key={one.key}>
                <th scope="row">{one.row.other && <TermLink term={one.row.other} />}</th>
                <td data-label="Relation">{one.row.relation}</td>
                <td data-label="Stated by">
                  {one.documents.map((document) => names.get(document) ?? document).join("; ")}
                  {one.row.note && <> <span class="badge" title={NOT_INDEPENDENT}>{one.row.note}</span></>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
