// Why a claim was accepted or rejected, in words.

import { useLayoutEffect, useId, useRef, useState } from "preact/hooks";
import { LONGEST } from "./tsv";

export function CommentForm({ about, comment, save, cancel }: { about: string; comment: string; save: (comment: string) => void; cancel: () => void }) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(comment);
  useLayoutEffect(() => field.current?.focus(), []);
  return (
    <form
      class="review-form review-comment-form" aria-label={`Comment on ${about}`} onSubmit={(event) => { event.preventDefault(); save(typed); }}
      onKeyDown={(event) => event.key === "Escape" && !event.isComposing && cancel()}
    >
      <div class="field review-comment">
        <label for={id}>Comment</label>
        <input ref={field} id={id} type="text" maxLength={LONGEST} value={typed} onInput={(event) => setTyped(event.currentTarget.value)} />
      </div>
      <div class="row review-save">
        <button type="submit" class="button primary">Save the comment</button>
        <button type="button" class="button" onClick={cancel}>Cancel</button>
      </div>
    </form>
  );
}
