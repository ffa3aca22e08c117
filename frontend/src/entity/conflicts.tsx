import type { Claim, Entity } from "../answers";
import { Warning } from "../parts/icons";
import { ClaimDetail } from "./evidence";

const KINDS: Record<string, string> = {
  polarity: "on whether it is so",
  frequency: "on how often",
  inheritance: "on the inheritance",
  "parent of origin": "on whose copy of the gene counts",
  onset: "on when it begins",
  cause: "on the cause",
  name: "on a name",
  identifier: "on an identifier",
  source: "on whether the source still stands",
};

const TITLES: Record<string, string> = {
  polarity: "Whether it is so",
  frequency: "How often",
  inheritance: "Inheritance",
  "parent of origin": "Parent of origin",
  onset: "When it begins",
  cause: "Cause",
  name: "Name",
  identifier: "Identifier",
  source: "Source",
};

export function conflictWords(kind: string): string {
  return KINDS[kind] ?? `on ${kind}`;
}

/** Where pages, or a page and a vocabulary, do not say the same, side by side. */
export function Conflicts({ entity }: { entity: Entity }) {
  if (!entity.conflicts.length) return null;
  const sources = new Map(entity.sources.map((source) => [source.id, source]));
  return (
    <section class="group" aria-labelledby="conflicts">
      <h2 id="conflicts" tabIndex={-1}>Where sources differ <span class="note numbers">{entity.conflicts.length}</span></h2>
      <ul class="plain conflicts">
        {entity.conflicts.map((conflict, at) => (
          <li key={at} class="conflict">
            <h3><Warning /> {TITLES[conflict.kind] ?? conflict.kind}{conflict.about.id !== entity.id && <>: {conflict.about.label}</>}{conflict.note && <> <span class="badge warn">{conflict.note}</span></>} <span class="badge">{conflict.severity}</span></h3>
            <p class="note small">{conflict.sentence}{conflict.note === "not independent" && " Both repeat the same data or source. One may have copied it wrongly, or the data may have changed since."}</p>
            <div class="versus">
              {[conflict.first, conflict.second].map((claim) => claim && (
                <div key={claim.id}>
                  <p class="versus-says">{says(claim)}</p>
                  <ClaimDetail claim={claim} source={sources.get(claim.document)} />
                </div>
              ))}
              {conflict.statement && (
                <div>
                  <p class="versus-says">{conflict.statement.says}</p>
                  <p class="note">{conflict.statement.source}</p>
                </div>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What a claim says, short. */
function says(claim: Claim): string {
  const what = claim.object?.label ?? claim.value;
  const limits = [claim.often, claim.qualifier].filter(Boolean).join("; ");
  const state = claim.state === "stated" ? "" : `${claim.state}: `;
  return `${state}${what}${limits ? `, ${limits}` : ""}`;
}
