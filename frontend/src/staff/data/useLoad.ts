import { signal } from "@preact/signals";
import { useCallback, useEffect, useRef, useState } from "preact/hooks";

import { type Problem, toProblem } from "./problem";

/** Rises after each change that was saved: what is on the screen is then fetched anew. */
const changes = signal(0);

export function changed(): void {
  changes.value += 1;
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
  const version = changes.value;

  useEffect(() => {
    let gone = false;
    setState((was) => ({ ...was, key, data: keep || was.key === key ? was.data : null, loading: true }));
    latest.current().then(
      (data) => !gone && setState({ key, data, error: null, loading: false }),
      (error: unknown) => !gone && setState((was) => ({ ...was, error: toProblem(error), loading: false })),
    );
    return () => {
      gone = true;
    };
  }, [key, version, round, keep]);

  const reload = useCallback(() => setRound((n) => n + 1), []);
  const own = keep || state.key === key;
  return {
    data: own ? state.data : null,
    error: own ? state.error : null,
    loading: own ? state.loading : true,
    reload,
  };
}
