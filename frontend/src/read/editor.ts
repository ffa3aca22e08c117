// The text that is read: a CodeMirror editor whose highlights move along with the words while the next answer is awaited.
// It draws only what is on the screen, so that long pages stay quick, and leaves composed input (IME) alone.
// Places are UTF-16 indexes of the text, half-open.

import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { Annotation, ChangeSet, EditorState, StateEffect, StateField, type Extension, type Range } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, hoverTooltip, keymap, placeholder } from "@codemirror/view";

export interface Lit {
  start: number;
  end: number;
  /** Classes. */
  look: string;
  /** What the reader sees when pointing at it; "" for nothing. */
  says: string;
}

const MARGIN = 40; // pixels that a place should be away from the edge of the text

const quietly = Annotation.define<boolean>();

/** One layer of highlights, as an effect that replaces them and the field that holds them. */
function layer(): { replace: ReturnType<typeof StateEffect.define<DecorationSet>>; field: StateField<DecorationSet> } {
  const replace = StateEffect.define<DecorationSet>();
  const field = StateField.define<DecorationSet>({
    create: () => Decoration.none,
    update: (shown, transaction) => {
      const given = transaction.effects.findLast((effect) => effect.is(replace));
      return given ? (given.value as DecorationSet) : shown.map(transaction.changes);
    },
    provide: (self) => EditorView.decorations.from(self),
  });
  return { replace, field };
}

export class TextEditor {
  readonly #mentions = layer();
  readonly #quote = layer();
  readonly #claim = layer();
  readonly #view: EditorView;
  /** What was typed since the text that the last answer is about. */
  #since: ChangeSet;

  constructor(parent: Element, options: { label: string; describedBy: string; hint: string; changed: () => void }) {
    const extensions: Extension[] = [
      // What comes first lies innermost: the marks of a claim in its quote, the quote in the mentions.
      this.#claim.field,
      this.#quote.field,
      this.#mentions.field,
      history(),
      keymap.of([...defaultKeymap, ...historyKeymap]),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({
        "aria-label": options.label, "aria-describedby": options.describedBy, spellcheck: "false", autocapitalize: "sentences",
      }),
      placeholder(options.hint),
      this.#tooltip(),
      EditorView.updateListener.of((update) => {
        if (!update.docChanged) return;
        this.#since = this.#since.compose(update.changes);
        const silent = update.transactions.some((transaction) => transaction.annotation(quietly));
        if (!silent && !update.view.composing) options.changed();
      }),
      EditorView.domEventHandlers({
        compositionend: () => {
          setTimeout(options.changed); // after CodeMirror has taken the composed text over
          return false;
        },
        drop: (event) => Boolean(event.dataTransfer?.files.length), // a dropped file is the view's business
      }),
    ];
    this.#view = new EditorView({ parent, state: EditorState.create({ extensions }) });
    this.#since = ChangeSet.empty(0);
  }

  get text(): string {
    return this.#view.state.doc.toString();
  }

  get length(): number {
    return this.#view.state.doc.length;
  }

  /** Replace the whole text, as one step that can be undone, without saying that it changed. */
  set(text: string): void {
    const { doc } = this.#view.state;
    this.#view.dispatch({ changes: { from: 0, to: doc.length, insert: text }, selection: { anchor: 0 }, annotations: quietly.of(true), scrollIntoView: true });
  }

  /** An answer about the text as it stands now. */
  answered(mentions: readonly Lit[]): void {
    this.#since = ChangeSet.empty(this.length);
    this.#view.dispatch({ effects: this.#mentions.replace.of(decorations(mentions, this.length)) });
    this.claim([], [], { reveal: false });
  }

  /** Show one claim in the text; its places are those of the text of the last answer. */
  claim(quotes: readonly Lit[], marks: readonly Lit[], { reveal }: { reveal: boolean }): void {
    const moved = (lit: readonly Lit[]) => lit.map((one) => ({ ...one, start: this.#moved(one.start, 1), end: this.#moved(one.end, -1) }));
    const shown = moved(quotes);
    const first = shown[0];
    this.#view.dispatch({ effects: [this.#quote.replace.of(decorations(shown, this.length)), this.#claim.replace.of(decorations(moved(marks), this.length))] });
    if (reveal && first) this.#reveal(Math.min(first.start, this.length));
    this.#view.dom.classList.toggle("with-claim", quotes.length > 0);
  }

  /** Go to a place of the last answer's text and select it. */
  select(start: number, end: number): void {
    const range = { anchor: this.#moved(start, 1), head: this.#moved(end, -1) };
    this.#view.dispatch({ selection: range, effects: EditorView.scrollIntoView(range.anchor, { y: "center" }) });
    this.#view.focus();
  }

  focus(): void {
    this.#view.focus();
  }

  destroy(): void {
    this.#view.destroy();
  }

  /** Scroll the text, and not the page around it, to a place. What was never drawn has only a line's place until it is. */
  #reveal(place: number): void {
    const view = this.#view;
    const box = view.scrollDOM;
    const block = view.lineBlockAt(place);
    if (block.bottom < box.scrollTop || block.top > box.scrollTop + box.clientHeight) box.scrollTop = block.top - box.clientHeight / 3;
    view.requestMeasure({
      read: () => view.coordsAtPos(place),
      write: (found) => {
        const { top, bottom } = box.getBoundingClientRect();
        if (found && (found.top < top + MARGIN || found.bottom > bottom - MARGIN)) box.scrollTop += found.top - top - box.clientHeight / 3;
      },
    });
  }

  #moved(place: number, side: -1 | 1): number {
    return this.#since.mapPos(Math.min(place, this.#since.length), side);
  }

  #tooltip(): Extension {
    return hoverTooltip((view, place) => {
      let found: { from: number; to: number; says: string } | null = null;
      view.state.field(this.#mentions.field).between(place, place, (from, to, decoration) => {
        const says = decoration.spec.says as string;
        if (says && (!found || to - from < found.to - found.from)) found = { from, to, says };
      });
      const shown = found as { from: number; to: number; says: string } | null;
      if (!shown) return null;
      return {
        pos: shown.from,
        end: shown.to,
        above: true,
        create: () => {
          const dom = document.createElement("div");
          dom.className = "read-tip";
          dom.textContent = shown.says;
          return { dom };
        },
      };
    });
  }
}

function decorations(lit: readonly Lit[], length: number): DecorationSet {
  const ranges: Range<Decoration>[] = lit
    .filter(({ start, end }) => start < end && end <= length)
    .map(({ start, end, look, says }) => Decoration.mark({ class: look, says }).range(start, end));
  return Decoration.set(ranges, true);
}
