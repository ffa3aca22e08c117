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
        Each row is one claim of one page, with its quote. Decide whether the page says so.{" "}
        {stored
          ? <>This server stores your decisions, and you can download them as a table.</>
          : <>No server stores your decisions: they stay in this browser until you download them.</>}
      </p>
      <Bench
        filters={filters} pages={summary.pages} ledger={ledger}
        go={(wanted, replace) => router.go(["review"], toAddress(wanted), { replace: replace ?? false })}
      />
    </>
  );
}
