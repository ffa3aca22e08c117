import { useState } from "preact/hooks";
import { announce } from "./announce";

/** Copies a text, and says so. */
export function CopyButton({ text, label = "Copy" }: { text: string | (() => string | Promise<string>); label?: string }) {
  const [done, setDone] = useState(false);
  const copy = async () => {
    const copied = typeof text === "string" ? text : await text();
    try {
      await navigator.clipboard.writeText(copied);
    } catch {
      older(copied); // pages that are not served over https have no clipboard in some browsers
    }
    setDone(true);
    announce("Copied.");
    setTimeout(() => setDone(false), 1500);
  };
  return <button type="button" class="button small no-print" onClick={() => void copy()}>{done ? "Copied" : label}</button>;
}

function older(text: string): void {
  const field = document.createElement("textarea");
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}
