// The state of the page is its address. A server has paths, `/entity/MONDO:1`; exported files have `#/entity/MONDO:1`.

import { createContext } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";

export interface Place {
  /** The parts of the path, decoded: ["entity", "MONDO:1"]. */
  path: string[];
  query: URLSearchParams;
}

export interface Router {
  place: Place;
  href(path: string[], query?: Record<string, string | number | undefined>): string;
  go(path: string[], query?: Record<string, string | number | undefined>, options?: { replace?: boolean }): void;
}

export const RouterContext = createContext<Router | null>(null);

export function useRouter(): Router {
  const router = useContext(RouterContext);
  if (!router) throw new Error("no router");
  return router;
}

export function parse(address: string): Place {
  const [path = "", query = ""] = address.split("?", 2);
  return { path: path.split("/").filter(Boolean).map(decode), query: new URLSearchParams(query) };
}

export function format(path: string[], query: Record<string, string | number | undefined> = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== "");
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return "/" + path.map((part) => encodeURIComponent(part).replaceAll("%3A", ":")).join("/") + (search && "?" + search);
}

export function usePlaces(mode: "path" | "hash"): Router {
  const [address, setAddress] = useState(() => current(mode));
  useEffect(() => {
    const changed = () => setAddress(current(mode));
    addEventListener("popstate", changed);
    addEventListener("hashchange", changed);
    return () => {
      removeEventListener("popstate", changed);
      removeEventListener("hashchange", changed);
    };
  }, [mode]);
  const prefix = mode === "hash" ? "#" : "";
  return {
    place: parse(address),
    href: (path, query) => prefix + format(path, query),
    go: (path, query, { replace = false } = {}) => {
      const target = prefix + format(path, query);
      if (replace) history.replaceState(null, "", target);
      else history.pushState(null, "", target);
      setAddress(current(mode));
    },
  };
}

function current(mode: "path" | "hash"): string {
  return mode === "hash" ? location.hash.slice(1) || "/" : location.pathname + location.search;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
