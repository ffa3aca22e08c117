import { useEffect, useRef } from "preact/hooks";
import { KEYS } from "./keys";

const NAMES: Record<string, string> = { ArrowDown: "↓", ArrowUp: "↑" };

/** The keys, and the switch that turns single keys off. */
export function Help({ open, close, keys, switchKeys }: { open: boolean; close: () => void; keys: boolean; switchKeys: (on: boolean) => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open && !dialog.current?.open) dialog.current?.showModal();
    if (!open && dialog.current?.open) dialog.current.close();
  }, [open]);
  return (
    <dialog ref={dialog} class="review-help" aria-labelledby="review-help-title" onClose={close} onClick={(event) => event.target === dialog.current && close()}>
      <div>
        <h2 id="review-help-title">Keys</h2>
        <table>
          <caption class="hidden">Keys and what they do</caption>
          <thead class="hidden"><tr><th scope="col">Key</th><th scope="col">What it does</th></tr></thead>
          <tbody>
            {KEYS.map(({ keys, says }) => (
              <tr><th scope="row">{keys.map((key, at) => <>{at > 0 && " or "}<kbd>{NAMES[key] ?? key}</kbd></>)}</th><td>{says}</td></tr>
            ))}
          </tbody>
        </table>
        <p class="note small">Keys count where no field has the focus; arrows where a row has it.</p>
        <label class="check"><input type="checkbox" checked={keys} onChange={(event) => switchKeys(event.currentTarget.checked)} /> Use single keys</label>
        <p class="row"><button type="button" class="button primary" onClick={close}>Close</button></p>
      </div>
    </dialog>
  );
}
