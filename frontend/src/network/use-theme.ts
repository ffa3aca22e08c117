import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { onThemeChange, readTheme, type Theme } from "./theme";

/** The colours that hold at an element, which it gets by `ref`; they follow the page. */
export function useTheme(): { ref: RefObject<HTMLDivElement>; theme: Theme } {
  const ref = useRef<HTMLDivElement>(null);
  const [theme, setTheme] = useState<Theme>(() => readTheme(document.body));
  useEffect(() => {
    const read = () => setTheme((before) => {
      const now = readTheme(ref.current ?? document.body);
      return JSON.stringify(now) === JSON.stringify(before) ? before : now;
    });
    read();
    return onThemeChange(read);
  }, []);
  return { ref, theme };
}
