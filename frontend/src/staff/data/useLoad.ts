import { useCallback, useEffect, useRef, useState } from "preact/hooks";

import { type Problem, toProblem } from "./problem";

/** What is on the screen, as the ways to fetch it anew. */
const shown = new Set<() => Promise<void>>();

/**
 * Fetches what is on the screen anew, after a change that was saved. Whoever waits for it goes on
 * with what is now true: a form that opens then has the version that the next save builds on.
 */
export async function changed(): Promise<void> {
  await Promise.all([...shown].map((fetchAnew) => fetchAnew()));
}

export type Loaded<T> = {
  data: T | null;
  error: Problem | null;
  loading: boolean;
  reload: () => void;
};

type State<T> = { key: string; data: T | null; error: Problem | null; loading: boolean };

/**
 * Fetches for `key`, again when it changes or something was saved. An answer that comes after the
 * key has changed is dropped. With `keep`, the last answer stays on the screen meanwhile.
 */
export function useLoad<T>(key: string, fetcher: () => Promise<T>, { keep = false } = {}): Loaded<T> {
  const [state, setState] = useState<State<T>>({ key, data: null, error: null, loading: true });
  const [round, setRound] = useState(0);
  const latest = useRef(fetcher);
  latest.current = fetcher;

  useEffect(() => {
    let last = 0;
    const fetchNow = async () => {
      const own = (last += 1);
      setState((was) => ({ ...was, key, data: keep || was.key === key ? was.data : null, loading: true }));
      try {
        const data = await latest.current();
        if (own === last) setState({ key, data, error: null, loading: false });
      } catch (error) {
        if (own === last) setState((was) => ({ ...was, error: toProblem(error), loading: false }));
      }
    };
    shown.add(fetchNow);
    void fetchNow();
    return () => {
      last = -1;
      shown.delete(fetchNow);
    };
  }, [key, round, keep]);

  const reload = useCallback(() => setRound((n) => n + 1), []);
  const own = keep || state.key === key;
  return {
    data: own ? state.data : null,
    error: own ? state.error : null,
    loading: own ? state.loading : true,
    reload,
  };
}
