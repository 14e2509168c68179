import { useRef, useState } from "preact/hooks";

import { type Problem, toProblem } from "../data/problem";
import { type Loaded, useLoad } from "../data/useLoad";
import { type Asked, below, type Line, newest, STEP } from "./data";

type Grown = { of: Line; line: Line };

/**
 * The line as far as it is shown. After a change that was saved it is fetched anew, just as far:
 * pages put one below the other would miss what came meanwhile.
 */
export function useLine(asked: Asked) {
  const key = `timeline ${asked.id} ${asked.kinds.join()}`;
  const far = useRef({ key, count: STEP });
  if (far.current.key !== key) far.current = { key, count: STEP };
  const loaded = useLoad(key, () => newest(asked, far.current.count));
  const [grown, setGrown] = useState<Grown | null>(null);
  const [growing, setGrowing] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const line = grown?.of === loaded.data ? grown.line : loaded.data;

  async function grow() {
    const of = loaded.data;
    if (!of || !line || growing) return;
    setGrowing(true);
    setProblem(null);
    try {
      const next = await below(asked, line);
      if (far.current.key === key) far.current.count = next.rows.length;
      setGrown({ of, line: next });
    } catch (error) {
      setProblem(toProblem(error));
    }
    setGrowing(false);
  }

  const shown: Loaded<Line> = { ...loaded, data: line };
  return { shown, grow, growing, problem };
}
