// The text field for queries: CodeMirror with SPARQL's grammar, our completion, faults where they are, and names beside identifiers.

import { acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentLess, indentMore } from "@codemirror/commands";
import { bracketMatching } from "@codemirror/language";
import { lintKeymap } from "@codemirror/lint";
import { search, searchKeymap } from "@codemirror/search";
import { EditorState, Prec } from "@codemirror/state";
import { EditorView, highlightSpecialChars, keymap, lineNumbers, placeholder } from "@codemirror/view";
import { sparql, SparqlLanguage } from "codemirror-lang-sparql";
import { completion } from "./completion";
import { hanging } from "./hanging";
import { faults, setProblem, type ShownFault } from "./faults";
import { names } from "./names";
import type { Labels } from "./labels";
import type { Prefixes } from "./iris";
import { look } from "./look";
import type { Source } from "../source";
import type { Problem, Vocabulary } from "../answers";

export interface EditorContext {
  source: Source;
  labels: Labels;
  prefixes(): Prefixes;
  vocabulary(): Vocabulary | null;
  changed(text: string): void;
  run(): void;
  fault(fault: ShownFault | null): void;
}

export interface Editor {
  text(): string;
  /** Replace the text; it can be undone. */
  setText(text: string): void;
  setProblem(problem: Problem | null): void;
  goTo(line: number, column: number): void;
  focus(): void;
  destroy(): void;
}

export function createEditor(parent: HTMLElement, text: string, context: EditorContext): Editor {
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        highlightSpecialChars(),
        history(),
        bracketMatching(),
        closeBrackets(),
        search({ top: true }),
        EditorView.lineWrapping,
        hanging,
        sparql(),
        SparqlLanguage.data.of({ commentTokens: { line: "#" }, closeBrackets: { brackets: ["(", "[", "{", '"'] } }),
        look,
        placeholder("SELECT … or choose an example"),
        autocompletion({ override: completion(context), icons: false, maxRenderedOptions: 60 }),
        faults(context),
        names(context),
        // Tab is left to the browser, so that it leaves the field. Ctrl+] and Ctrl+[ indent.
        Prec.highest(keymap.of([{ key: "Mod-Enter", run: () => (context.run(), true) }])),
        keymap.of([
          { key: "Mod-]", run: indentMore },
          { key: "Mod-[", run: indentLess },
          ...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...completionKeymap, ...lintKeymap,
        ]),
        Prec.high(keymap.of([{ key: "Enter", run: acceptCompletion }])),
        EditorView.contentAttributes.of({
          "aria-label": "SPARQL query", "aria-describedby": "query-keys", tabindex: "0", autocapitalize: "off", autocorrect: "off", spellcheck: "false",
        }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) context.changed(update.state.doc.toString());
        }),
      ],
    }),
  });
  return {
    text: () => view.state.doc.toString(),
    setText: (next) => {
      if (next !== view.state.doc.toString()) view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next }, selection: { anchor: 0 } });
    },
    setProblem: (problem) => setProblem(view, problem),
    goTo: (line, column) => {
      const found = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
      view.dispatch({ selection: { anchor: Math.min(found.from + Math.max(column - 1, 0), found.to) }, scrollIntoView: true });
      view.focus();
    },
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}
