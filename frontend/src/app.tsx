// The frame around every view: header with search and navigation, the view that the address names, footer.

import "./style.css"; // first, so that the sheets of parts and views come after it
import type { ComponentType } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { RouterContext, usePlaces, useRouter } from "./router";
import { SourceContext } from "./context";
import type { Source } from "./source";
import { LiveRegion } from "./parts/announce";
import { placeOf } from "./parts/badges";
import { Failure, Waiting } from "./parts/failure";
import { Finder } from "./parts/finder";
import { Sign } from "./parts/icons";
import { Link } from "./parts/link";
import { useSummary } from "./parts/summary";
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
  const first = router.place.path[0] ?? "";
  const Shown = (VIEWS[first] ?? NotFound) as View;
  useTop(router.place.path.join("/"));
  return (
    <SourceContext.Provider value={source}>
      <RouterContext.Provider value={router}>
        <a class="skip" href="#main" onClick={skip}>Skip to content</a>
        <Header start={first === ""} />
        <main id="main" tabIndex={-1}>
          <Shown key={first} />
        </main>
        <Footer />
        <LiveRegion />
      </RouterContext.Provider>
    </SourceContext.Provider>
  );
}

/** The start has the search box in its middle, so its header has none. */
function Header({ start }: { start: boolean }) {
  const router = useRouter();
  return (
    <header class="top">
      <div class="top-inner">
        <Link to={[]} class="brand"><Sign />pohgraph</Link>
        {!start && (
          <div class="finder-place" role="search">
            <Finder label="Search" placeholder="Search diseases, genes, phenotypes" slash choose={(hit) => router.go(placeOf(hit))} />
          </div>
        )}
        <nav aria-label="Views">
          <Link to={["query"]}>Query</Link>
          <Link to={["network"]}>Network</Link>
          <Link to={["read"]}>Read a text</Link>
          <Link to={["review"]}>Review</Link>
        </nav>
      </div>
    </header>
  );
}

function Footer() {
  const summary = useSummary();
  if (summary.state !== "done") return <footer class="foot" />;
  const { version, built, quads } = summary.value;
  return (
    <footer class="foot">
      <div class="foot-inner">
        <span>pohgraph {version}</span>
        <span>{quads.toLocaleString("en")} quads{built && `, built ${built.slice(0, 10)}`}</span>
        <span>Claims are what pages say. Each page has its own licence.</span>
      </div>
    </footer>
  );
}

/** A new path begins at its top; a changed filter stays where it is, and the browser itself goes back to where one was. */
function useTop(path: string) {
  const before = useRef(path);
  useEffect(() => {
    if (before.current !== path && !returning) scrollTo(0, 0);
    before.current = path;
    returning = false;
  }, [path]);
}

let returning = false;
if (typeof addEventListener === "function") addEventListener("popstate", () => { returning = true; });

/** In exported files the part after # is the address of the view, so the link itself must not change it. */
function skip(event: Event) {
  event.preventDefault();
  document.getElementById("main")?.focus();
}

function lazy(load: () => Promise<View>): View {
  return function Lazy() {
    const [Loaded, setLoaded] = useState<View | null>(null);
    const [error, setError] = useState<Error | null>(null);
    useEffect(() => void load().then((view) => setLoaded(() => view), setError), []);
    if (error) return <Failure error={error} />;
    return Loaded ? <Loaded /> : <Waiting />;
  };
}
