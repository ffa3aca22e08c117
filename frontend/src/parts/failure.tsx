import { AnswerError } from "../source";

/** What went wrong and what to do, announced to screen readers. */
export function Failure({ error }: { error: Error }) {
  const { message, hint } = words(error);
  return (
    <div class="panel warn" role="alert">
      <p><strong><Ticked text={sentence(message)} /></strong></p>
      {hint && <p><Ticked text={sentence(hint)} /></p>}
    </div>
  );
}

export function Waiting({ what = "Loading…" }: { what?: string }) {
  return <p class="note" role="status">{what}</p>;
}

/** Words with `commands` in them. */
function Ticked({ text }: { text: string }) {
  return <>{text.split("`").map((part, at) => (at % 2 ? <code>{part}</code> : part))}</>;
}

function words(error: Error): { message: string; hint: string } {
  if (error instanceof AnswerError) return { message: error.message, hint: error.problem.hint };
  // `fetch` fails with a TypeError, in other words in each browser, when nobody answers.
  if (error instanceof TypeError) return { message: "The server does not answer.", hint: "Start it again with `pohgraph serve`, then reload this page." };
  return { message: error.message, hint: "" };
}

/** Messages of the command line begin small and end without a stop. */
function sentence(text: string): string {
  const first = /^[a-z]+(?=\s|$)/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
  return /[.!?]$/.test(first) ? first : first + ".";
}
