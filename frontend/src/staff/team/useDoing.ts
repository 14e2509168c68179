import { useEffect, useRef, useState } from "preact/hooks";

const OPENER = "data-act";
const within = (selector: string) => document.querySelector<HTMLElement>(`dialog[open] ${selector}`);

/**
 * Which form is open in a panel, one at a time. The first field takes the focus as it opens; as it
 * closes the button that opened it has it again, or the panel's title where that button has gone.
 */
export function useDoing() {
  const [doing, setDoing] = useState("");
  const before = useRef("");
  useEffect(() => {
    const opener = before.current;
    before.current = doing;
    if (opener === doing) return undefined;
    const next = requestAnimationFrame(() => {
      if (doing) return within("form :is(input, select, textarea, button)")?.focus();
      (within(`[${OPENER}="${CSS.escape(opener)}"]`) ?? within("h2"))?.focus();
    });
    return () => cancelAnimationFrame(next);
  }, [doing]);
  return { doing, open: setDoing, close: () => setDoing("") };
}

/** What marks the button that opens this form. */
export const opens = (form: string) => ({ [OPENER]: form });
