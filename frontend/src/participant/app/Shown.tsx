import type { ComponentChildren } from "preact";

import { ApiError } from "../../api/errors";
import { language, t } from "../../i18n";
import { clockIn, dayIn, deviceZone, momentInWords } from "../../i18n/dates";
import { Button } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { Skeleton } from "../../ui/Skeleton";
import type { Resource, Shown as State } from "../data/resource";
import { useResource } from "../data/resource";

type Props<T> = {
  of: Resource<T>;
  blocks?: number;
  children: (data: T) => ComponentChildren;
};

/** An answer in all its states: coming, there, there but saved earlier, refused, unreachable. */
export function Shown<T>({ of, blocks = 2, children }: Props<T>) {
  const state = useResource(of);
  const again = () => void of.refresh();
  if (state.data !== null) {
    return (
      <>
        {state.offline && <OldNotice savedAt={state.savedAt} />}
        {state.error && <Refused error={state.error} again={again} />}
        {children(state.data)}
      </>
    );
  }
  if (state.loading) return <Skeleton label={t("app.loading")} blocks={blocks} />;
  if (state.offline) {
    return (
      <Notice kind="amber" icon="offline" role="alert">
        <p>{t("offline.nothing")}</p>
        <Button kind="quiet" onClick={again}>
          {t("app.retry")}
        </Button>
      </Notice>
    );
  }
  return state.error && <Refused error={state.error} again={again} />;
}

function Refused({ error, again }: { error: Error; again: () => void }) {
  return (
    <Notice kind="red" role="alert">
      <p>{error instanceof ApiError && error.message ? error.message : t("error.load")}</p>
      <Button kind="quiet" onClick={again}>
        {t("app.retry")}
      </Button>
    </Notice>
  );
}

/** How old the shown answer is: the time if it is from today, else the day with it. */
export function OldNotice({ savedAt }: { savedAt: State<unknown>["savedAt"] }) {
  if (!savedAt) return null;
  const zone = deviceZone();
  const now = new Date().toISOString();
  const sameDay = dayIn(savedAt, zone) === dayIn(now, zone);
  return (
    <Notice kind="amber" icon="offline" role="status">
      <p>
        {sameDay
          ? t("offline.saved", { time: clockIn(language.value, savedAt, zone) })
          : t("offline.savedOn", { day: momentInWords(language.value, savedAt, zone, dayIn(now, zone)) })}
      </p>
    </Notice>
  );
}
