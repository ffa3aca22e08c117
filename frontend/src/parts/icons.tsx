// Small drawings, always beside words. Each state and each kind has a shape of its own, so that colour is never alone.

import type { State } from "../answers";

const SHAPES: Record<State, preact.JSX.Element> = {
  stated: <path d="M3.5 8.5l3 3 6-7" />,
  denied: <><circle cx="8" cy="8" r="5.5" /><path d="M4.2 11.8l7.6-7.6" /></>,
  open: <><path d="M5.4 6a2.6 2.6 0 1 1 3.9 2.2C8.4 8.8 8 9.2 8 10" /><path d="M8 12.6v.4" /></>,
  borrowed: <path d="M3 13V9a3 3 0 0 1 3-3h7M9.8 2.8L13 6 9.8 9.2" />,
};

export function StateIcon({ state }: { state: State }) {
  return <Drawing>{SHAPES[state]}</Drawing>;
}

const KINDS: Record<string, preact.JSX.Element> = {
  disease: <circle cx="8" cy="8" r="5" />,
  gene: <path d="M8 2.5l5.5 5.5L8 13.5 2.5 8z" />,
  phenotype: <rect x="3.2" y="3.2" width="9.6" height="9.6" rx="1" />,
  inheritance: <path d="M8 2.8l5.6 10H2.4z" />,
  other: <path d="M5.2 3h5.6l2.8 5-2.8 5H5.2L2.4 8z" />,
};

export function KindIcon({ look }: { look: string }) {
  return <Drawing>{KINDS[look] ?? KINDS.other!}</Drawing>;
}

export function Drawing({ children, size = 14 }: { children: preact.ComponentChildren; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

export function Chevron() {
  return <Drawing size={12}><path d="M5 3l6 5-6 5" /></Drawing>;
}

export function Glass() {
  return <Drawing size={16}><circle cx="7" cy="7" r="4.5" /><path d="M10.5 10.5L14 14" /></Drawing>;
}

export function Warning() {
  return <Drawing><path d="M8 2.2l6.2 11.3H1.8zM8 6.8v3M8 11.9v.1" /></Drawing>;
}

/** The sign of the house: a statement and its two ends. */
export function Sign() {
  return (
    <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true" focusable="false">
      <path d="M6 15.5L11 6l5.5 7.5" fill="none" stroke="currentColor" stroke-width="1.8" />
      <circle cx="11" cy="5.5" r="3.5" fill="currentColor" />
      <circle cx="5.5" cy="16" r="3" fill="none" stroke="currentColor" stroke-width="1.8" />
      <rect x="13.8" y="11.4" width="5.6" height="5.6" rx="1" fill="none" stroke="currentColor" stroke-width="1.8" />
    </svg>
  );
}
