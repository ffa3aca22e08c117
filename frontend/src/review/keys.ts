// Which key does what. Single keys count only where no field has the focus, and can be switched off (WCAG 2.1.4).

export type Action = "next" | "previous" | "accept" | "reject" | "edit" | "comment" | "undo" | "quote" | "help";

export const KEYS: { keys: string[]; action: Action; says: string }[] = [
  { keys: ["j", "ArrowDown"], action: "next", says: "Go to the next claim" },
  { keys: ["k", "ArrowUp"], action: "previous", says: "Go to the previous claim" },
  { keys: ["a"], action: "accept", says: "Accept: the page says so" },
  { keys: ["r"], action: "reject", says: "Reject: the page does not say so" },
  { keys: ["e"], action: "edit", says: "Edit the subject, relation, finding, state, frequency or onset" },
  { keys: ["c"], action: "comment", says: "Comment on the decision" },
  { keys: ["u"], action: "undo", says: "Undo the last decision" },
  { keys: ["o"], action: "quote", says: "Open the quote in its page" },
  { keys: ["?"], action: "help", says: "Show these keys" },
];

export interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  /** Held down: deciding must not repeat. */
  repeat: boolean;
  /** While characters are composed, the key belongs to the input method. */
  isComposing: boolean;
}

/** Where the focus is: in a field that takes text or choices, on a row of the table, or elsewhere. */
export type Focus = "field" | "row" | "elsewhere";

/** What a key asks for, or null. Arrows scroll the page unless a row has the focus. */
export function actionOf(pressed: Pressed, focus: Focus, singleKeys: boolean): Action | null {
  if (focus === "field" || pressed.ctrlKey || pressed.metaKey || pressed.altKey || pressed.isComposing) return null;
  const key = pressed.key.length === 1 ? pressed.key.toLowerCase() : pressed.key;
  const found = KEYS.find(({ keys }) => keys.includes(key));
  if (!found) return null;
  if (key.length > 1) return focus === "row" ? found.action : null;
  if (!singleKeys) return null;
  if (pressed.repeat && found.action !== "next" && found.action !== "previous") return null;
  return found.action;
}

const FIELDS = "input, textarea, select, [contenteditable=''], [contenteditable='true'], [role='combobox'], [role='textbox']";

export function focusOf(target: EventTarget | null): Focus {
  if (!(target instanceof Element)) return "elsewhere";
  if (target.closest(FIELDS)) return "field";
  return target.matches("tr") ? "row" : "elsewhere";
}
