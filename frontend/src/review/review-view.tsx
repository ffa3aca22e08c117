// The curator's table: go through claims with their quotes, and accept, reject or edit them.

import { useMemo } from "preact/hooks";
import type { Summary } from "../answers";
import { Failure, Waiting } from "../parts/failure";
import { Heading } from "../parts/heading";
import { useSummary } from "../parts/summary";
import { useRouter } from "../router";
import { Bench } from "./bench";
import { fromAddress, toAddress } from "./filters";
import { Ledger } from "./ledger";
import "./review.css";

export function ReviewView() {
  const summary = useSummary();
  return (
    <>
      <Heading title="Review claims" />
      {summary.state === "failed" && <Failure error={summary.error} />}
      {summary.state === "waiting" && <Waiting />}
      {summary.state === "done" && <Review summary={summary.value} />}
    </>
  );
}

function Review({ summary }: { summary: Summary }) {
  const router = useRouter();
  const stored = summary.features.review;
  const ledger = useMemo(() => (stored ? null : new Ledger(summary.title)), [stored, summary.title]);
  const address = router.href(["review"], Object.fromEntries(router.place.query));
  const filters = useMemo(() => fromAddress(router.place.query), [address]);
  return (
    <>
      <p class="review-about">
        Each row is what one page says, with the words that it was read from. Decide whether the page says so.{" "}
        {stored
          ? <>Decisions are stored by this server and can be downloaded as a table.</>
          : <>This graph cannot be written to, so decisions stay in this browser until you download them.</>}
      </p>
      <Bench
        filters={filters} pages={summary.pages} ledger={ledger}
        go={(wanted, replace) => router.go(["review"], toAddress(wanted), { replace: replace ?? false })}
      />
    </>
  );
}
