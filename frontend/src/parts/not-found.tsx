import { Heading } from "./heading";
import { Link } from "./link";

export function NotFound() {
  return (
    <>
      <Heading title="No such page" />
      <p>Search for a disease, a gene or a finding, or go to <Link to={[]}>the start</Link>.</p>
    </>
  );
}
