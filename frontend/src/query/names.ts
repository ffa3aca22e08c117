// Shows what identifiers in the query are called, quietly beside them.

import { type Extension, type Range, StateEffect } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate, WidgetType } from "@codemirror/view";
import type { EditorContext } from "./editor";
import { compact, expand, isEntity } from "./iris";
import { tokens } from "./tokens";

const PAUSE = 400; // milliseconds: an identifier is looked up when it is written out
const learned = StateEffect.define<null>();

class Name extends WidgetType {
  constructor(readonly label: string) {
    super();
  }
  override eq(other: Name): boolean {
    return other.label === this.label;
  }
  toDOM(): HTMLElement {
    const element = document.createElement("span");
    element.className = "query-name";
    element.textContent = this.label;
    element.setAttribute("aria-hidden", "true"); // it is no part of the text that is edited
    return element;
  }
  override ignoreEvent(): boolean {
    return false;
  }
}

export function names(context: EditorContext): Extension {
  return ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;
      timer = 0;
      stop: () => void;

      constructor(readonly view: EditorView) {
        this.decorations = this.decorate();
        this.stop = context.labels.listen(() => this.view.dispatch({ effects: learned.of(null) }));
        this.ask();
      }

      update(update: ViewUpdate): void {
        if (!update.docChanged && !update.transactions.some((one) => one.effects.some((effect) => effect.is(learned)))) return;
        this.decorations = this.decorate();
        if (update.docChanged) this.ask();
      }

      destroy(): void {
        clearTimeout(this.timer);
        this.stop();
      }

      ask(): void {
        clearTimeout(this.timer);
        this.timer = window.setTimeout(() => void context.labels.ask([...new Set(this.found().map(({ iri }) => iri))]), PAUSE);
      }

      found(): { iri: string; end: number }[] {
        const prefixes = context.prefixes();
        return tokens(this.view.state.doc.toString()).flatMap((token) => {
          const iri = token.kind === "name" ? expand(token.text, prefixes) : token.kind === "iri" ? token.text.slice(1, -1) : "";
          const curie = iri && compact(iri, prefixes);
          return curie && curie !== iri && (isEntity(curie) || iri.startsWith(prefixes["pohdoc"] ?? "\n")) ? [{ iri, end: token.end }] : [];
        });
      }

      decorate(): DecorationSet {
        const ranges: Range<Decoration>[] = [];
        for (const { iri, end } of this.found()) {
          const label = context.labels.label(iri);
          if (label) ranges.push(Decoration.widget({ widget: new Name(label), side: 1 }).range(end));
        }
        return Decoration.set(ranges);
      }
    },
    { decorations: (plugin) => plugin.decorations },
  );
}
