import { useMemo, useState } from "preact/hooks";
import type { ReadMention, Term } from "../answers";
import { Kind, TermLink } from "../parts/badges";
import { count } from "../parts/words";
import { gathered } from "./mentions";
import { POLARITIES } from "./lit";
import { More, ROWS } from "./more";

const PLACES = 12; // buttons in a row

/** Everything that was found in the text, each thing once, with how it is meant and where it stands. */
export function MentionTable({ mentions, about, go }: { mentions: readonly ReadMention[]; about: Term | null; go: (mention: ReadMention) => void }) {
  const rows = useMemo(() => gathered(mentions, about), [mentions, about]);
  const [shown, setShown] = useState(ROWS);
  return (
    <>
      <table class="cards read-mentions">
        <caption class="hidden">{count(rows.length, "thing")} named in the text. A button goes to its place in the text.</caption>
        <thead><tr><th scope="col">Named</th><th scope="col">Kind</th><th scope="col">Meant as</th><th scope="col">In the text</th></tr></thead>
        <tbody>
          {rows.slice(0, shown).map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.first.term ? <TermLink term={row.first.term} /> : row.first.text}</th>
              <td><Kind category={row.first.term?.category || row.first.category} /></td>
              <td>{row.polarity === "said" ? POLARITIES.said : <span class={`mention ${row.polarity}`}>{POLARITIES[row.polarity]}</span>}</td>
              <td>
                <div class="read-places">
                  {row.all.slice(0, PLACES).map((mention, at) => (
                    <button
                      type="button" class="button small" onClick={() => go(mention)}
                      aria-label={`Go to “${mention.text}” in the text${row.all.length > 1 ? `, place ${at + 1} of ${row.all.length}` : ""}`}
                    >
                      {at === 0 || mention.text !== row.first.text ? mention.text : at + 1}
                    </button>
                  ))}
                  {row.all.length > PLACES && <span class="note">and {row.all.length - PLACES} more</span>}
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <More all={rows.length} shown={shown} show={setShown} />
    </>
  );
}
