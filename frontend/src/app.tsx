// The frame around every view: header with search and navigation, the view that the address names, footer.

import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { RouterContext, usePlaces } from "./router";
import { SourceContext } from "./context";
import type { Source } from "./source";
import { Link } from "./parts/link";
import { EntityView } from "./entity/entity-view";
import { HomeView } from "./home/home-view";
import { NotFound } from "./parts/not-found";
import { PageView } from "./entity/page-view";

type View = ComponentType;

// Heavy views are bundles of their own, fetched when they are opened.
const VIEWS: Record<string, View | (() => Promise<View>)> = {
  "": HomeView,
  entity: EntityView,
  page: PageView,
  query: lazy(async () => (await import("./query/query-view")).QueryView),
  network: lazy(async () => (await import("./network/network-view")).NetworkView),
  read: lazy(async () => (await import("./read/read-view")).ReadView),
  review: lazy(async () => (await import("./review/review-view")).ReviewView),
};

export function App({ source, mode }: { source: Source; mode: "path" | "hash" }) {
  const router = usePlaces(mode);
  const Shown = (VIEWS[router.place.path[0] ?? ""] ?? NotFound) as View;
  return (
    <SourceContext.Provider value={source}>
      <RouterContext.Provider value={router}>
        <a class="skip" href="#main">Skip to content</a>
        <header class="top">
          <Link to={[]} class="brand">pohgraph</Link>
          <nav aria-label="Views">
            <Link to={["query"]}>Query</Link>
            <Link to={["network"]}>Network</Link>
            <Link to={["read"]}>Read a text</Link>
            <Link to={["review"]}>Review</Link>
          </nav>
        </header>
        <main id="main" tabIndex={-1}>
          <Shown key={router.place.path[0] ?? ""} />
        </main>
      </RouterContext.Provider>
    </SourceContext.Provider>
  );
}

function lazy(load: () => Promise<View>): View {
  return function Lazy() {
    const [Loaded, setLoaded] = useState<View | null>(null);
    useEffect(() => void load().then((view) => setLoaded(() => view)), []);
    return Loaded ? <Loaded /> : <p class="note" role="status">Loading…</p>;
  };
}
