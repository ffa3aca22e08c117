// Our offers as the editor's completion. Words, variables, properties and classes come at once; entities when search has answered.

import { type Completion, type CompletionContext, type CompletionResult, type CompletionSource, pickedCompletion, startCompletion } from "@codemirror/autocomplete";
import type { EditorView } from "@codemirror/view";
import type { Hit } from "../answers";
import { entityOffers, entityWords, type Offer, offers, type Typing, typing } from "./complete";
import type { EditorContext } from "./editor";

const TYPES: Record<Offer["kind"], string> = {
  keyword: "keyword", function: "function", variable: "variable", prefix: "namespace", class: "class", property: "property", entity: "constant",
};

/** Entities stand first where one is most likely meant: in quotes, after a prefix of theirs, and as objects. */
export function completion(context: EditorContext): CompletionSource[] {
  const first = ({ kind, slot }: Typing) => kind !== "word" || slot === "object";
  return [entities(context, first), words(context), entities(context, (place) => !first(place))];
}

function words(context: EditorContext): CompletionSource {
  return (at) => {
    const vocabulary = context.vocabulary();
    const text = at.state.doc.toString();
    const place = typing(text, at.pos);
    if (!vocabulary || !place || (!at.explicit && !place.word)) return null;
    const found = result(place, offers(text, place, vocabulary).map((offer) => option(offer, place)));
    // Further letters change the list at once, without another round of asking.
    return found && { ...found, update: (_, from, __, next) => (typing(next.state.doc.toString(), next.pos)?.from === from ? (words(context)(next) as CompletionResult | null) : null) };
  };
}

const PATIENCE = 350; // milliseconds that the list waits for names; later ones open it again
const REMEMBERED = 60;

function entities(context: EditorContext, mine: (place: Typing) => boolean): CompletionSource {
  const answers = new Map<string, Hit[]>();
  const ask = async (asked: string, limit: number) => {
    const hits = await context.source.search(asked, { limit });
    for (const hit of hits) context.labels.learn(hit.iri, { label: hit.label, category: hit.category });
    if (answers.size >= REMEMBERED) answers.clear();
    answers.set(asked, hits);
  };
  return async (at: CompletionContext) => {
    const vocabulary = context.vocabulary();
    const place = typing(at.state.doc.toString(), at.pos);
    if (!vocabulary || !place || !mine(place)) return null;
    const { words: asked, prefix } = entityWords(place, vocabulary);
    if (asked.length < 2) return null;
    if (!answers.has(asked)) {
      const asking = ask(asked, prefix ? 30 : 12).catch(() => undefined); // no search, no names: typing goes on
      await Promise.race([asking, new Promise((done) => setTimeout(done, PATIENCE))]);
      if (!answers.has(asked)) {
        const { view, state, pos } = at;
        void asking.then(() => answers.get(asked)?.length && view?.hasFocus && view.state.doc === state.doc && view.state.selection.main.head === pos && startCompletion(view));
      }
    }
    return result(place, entityOffers(answers.get(asked) ?? [], prefix, context.prefixes()).map((offer) => option(offer, place)));
  };
}

function result(place: Typing, options: Completion[]): CompletionResult | null {
  return options.length ? { from: place.from, options, filter: false } : null;
}

function option({ label, insert, detail, kind }: Offer, place: Typing): Completion {
  return {
    label,
    detail,
    type: TYPES[kind],
    apply: (view: EditorView, picked: Completion, from: number, to: number) => {
      // In quotes, the closing one goes as well: what is written is an identifier.
      const end = place.kind === "string" && view.state.sliceDoc(to, to + 1) === '"' ? to + 1 : to;
      const space = kind === "keyword" && view.state.sliceDoc(end, end + 1) === "" ? " " : "";
      view.dispatch({
        changes: { from, to: end, insert: insert + space }, selection: { anchor: from + insert.length + space.length },
        userEvent: "input.complete", annotations: pickedCompletion.of(picked),
      });
    },
  };
}
