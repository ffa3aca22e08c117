// A result as a network. The drawing is that of the network view, which is fetched when it is first asked for.

import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Network } from "../answers";
import { Failure, Waiting } from "../parts/failure";

type Panel = ComponentType<{ network: Network; name?: string }>;

export function GraphView({ network, told }: { network: Network; /** Whether the result says which claims are denied, open or borrowed. */ told: boolean }) {
  const [panel, setPanel] = useState<{ Panel: Panel } | null>(null);
  const [failed, setFailed] = useState<Error | null>(null);
  useEffect(() => {
    import("../network/panel").then(({ NetworkPanel }) => setPanel({ Panel: NetworkPanel as Panel }), setFailed);
  }, []);
  return (
    <>
      {!told && (
        <p class="note small">
          Each line is a row of the result. To see which claims are denied, open or borrowed, return a column ?flags, or the columns
          ?negated, ?hedged and ?borrowed.
        </p>
      )}
      {failed ? <Failure error={failed} /> : panel ? <panel.Panel network={network} name="result" /> : <Waiting />}
    </>
  );
}
