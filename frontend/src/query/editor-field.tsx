import { useCallback } from "preact/hooks";
import type { ShownFault } from "./faults";

/** The editor's place on the page, and its fault as a line that can be read without a mouse. */
export function EditorField({ mount, low, fault, goTo }: {
  mount(parent: HTMLElement | null): void;
  /** Whether the text was made by a form, which then matters more. */
  low: boolean;
  fault: ShownFault | null;
  goTo(line: number, column: number): void;
}) {
  // Mounted once: drawing the view again must not touch what CodeMirror has made.
  const place = useCallback(mount, []);
  return (
    <div class={low ? "query-field low" : "query-field"}>
      <div class="query-editor" ref={place} />
      <div class="query-fault small" role="status">
        {fault && (
          <p>
            <button type="button" class="button quiet small" onClick={() => goTo(fault.line, fault.column)}>Line {fault.line}</button>
            <span><strong>{fault.message}</strong> {fault.hint}</span>
          </p>
        )}
      </div>
    </div>
  );
}

export function Keys() {
  return (
    <p id="query-keys" class="note query-keys">
      <span><kbd>Ctrl</kbd> <kbd>Enter</kbd> runs</span> <span><kbd>Ctrl</kbd> <kbd>Space</kbd> completes</span>
      <span><kbd>Ctrl</kbd> <kbd>/</kbd> comments</span> <span><kbd>Tab</kbd> leaves the field</span>
      <span>Type <code>"fibro</code> to find an identifier by its name.</span>
    </p>
  );
}
