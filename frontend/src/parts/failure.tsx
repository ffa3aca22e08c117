/** What went wrong, announced to screen readers. */
export function Failure({ error }: { error: Error }) {
  return <p class="failure" role="alert">{error.message}</p>;
}
