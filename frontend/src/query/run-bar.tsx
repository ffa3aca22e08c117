import { useEffect, useState } from "preact/hooks";
import { CopyButton } from "../parts/copy-button";

/** Runs, stops, and hands out the query and the link to it. */
export function RunBar({ running, since, run, cancel, link, text }: {
  running: boolean;
  since: number;
  run(): void;
  cancel(): void;
  link: string;
  text: string;
}) {
  const seconds = useSeconds(running, since);
  return (
    <div class="row query-bar">
      {running
        ? <button type="button" class="button query-run" onClick={cancel}>Cancel</button>
        : <button type="button" class="button primary query-run" onClick={run} disabled={!text.trim()}>Run</button>}
      {running && <span class="note small numbers">Running{seconds > 0 ? ` for ${seconds} s` : ""}…</span>}
      <span class="query-bar-rest row">
        <CopyButton text={link} label="Copy link" />
        <CopyButton text={text} label="Copy query" />
      </span>
    </div>
  );
}

function useSeconds(running: boolean, since: number): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    setSeconds(0);
    if (!running) return;
    const timer = setInterval(() => setSeconds(Math.floor((Date.now() - since) / 1000)), 500);
    return () => clearInterval(timer);
  }, [running, since]);
  return seconds;
}
