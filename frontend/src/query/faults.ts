// Faults shown where they are: those that the parser sees, after a pause, and the one that the server answered with.

import { ensureSyntaxTree } from "@codemirror/language";
import { type Diagnostic, forceLinting, linter, lintGutter } from "@codemirror/lint";
import { type EditorState, type Extension, StateEffect, StateField } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import type { Problem } from "../answers";
import type { EditorContext } from "./editor";
import { explain, type Fault, offsetOf } from "./explain";
import { broken } from "./grammar";
import { tokens } from "./tokens";

export interface ShownFault {
  message: string;
  hint: string;
  /** From 1. */
  line: number;
  column: number;
}

const PAUSE = 800; // milliseconds: half a word is no fault
const changed = StateEffect.define<Problem | null>();

/** What the server said of this very text; any change of the text makes it void. */
const answered = StateField.define<Problem | null>({
  create: () => null,
  update(problem, transaction) {
    for (const effect of transaction.effects) if (effect.is(changed)) return effect.value;
    return transaction.docChanged ? null : problem;
  },
});

export function setProblem(view: EditorView, problem: Problem | null): void {
  view.dispatch({ effects: changed.of(problem) });
  forceLinting(view);
}

export function faults(context: EditorContext): Extension {
  return [
    answered,
    lintGutter(),
    linter(
      (view) => {
        const said = serverFault(view.state);
        const seen = said ? null : localFault(view.state, Object.keys(context.prefixes()));
        const own = seen && view.hasFocus && isAt(view.state, seen) ? null : seen;
        context.fault(own && shown(view.state, own)); // what the server said stands with the result
        const fault = said ?? own;
        return fault ? [marker(fault)] : [];
      },
      {
        delay: PAUSE,
        needsRefresh: (update) => update.startState.field(answered) !== update.state.field(answered) || update.selectionSet || update.focusChanged,
      },
    ),
  ];
}

/** Whether the cursor stands where the fault is, or just before: the author is not done there. */
function isAt(state: EditorState, { from, to }: Fault): boolean {
  const { head } = state.selection.main;
  return head <= to && !state.sliceDoc(head, from).trim();
}

function serverFault(state: EditorState): Fault | null {
  const problem = state.field(answered);
  if (!problem?.line) return null;
  const text = state.doc.toString();
  const from = offsetOf(text, problem.line, problem.column);
  const token = tokens(text).find((one) => one.end > from);
  return { from, to: Math.max(token?.end ?? from, from), message: problem.error, hint: problem.hint };
}

function localFault(state: EditorState, prefixes: string[]): Fault | null {
  const tree = ensureSyntaxTree(state, state.doc.length, 200);
  return prefixes.length ? explain(state.doc.toString(), tree && broken(tree), prefixes) : null;
}

function shown(state: EditorState, fault: Fault): ShownFault {
  const line = state.doc.lineAt(fault.from);
  return { message: fault.message, hint: fault.hint, line: line.number, column: fault.from - line.from + 1 };
}

function marker({ from, to, message, hint }: Fault): Diagnostic {
  return { from, to, severity: "error", message: hint ? `${message} ${hint}` : message };
}
