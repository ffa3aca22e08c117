import { Link } from "./link";

export function NotFound() {
  return (
    <>
      <h1>No such page</h1>
      <p>Search for a disease, a gene or a finding, or go to <Link to={[]}>the start</Link>.</p>
    </>
  );
}
