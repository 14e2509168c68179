import type { Saving } from "../data/useSaving";
import { t } from "../i18n";
import { Stale } from "../parts/Stale";
import type { Thread } from "./data";
import { standingWords } from "./words";

type Props = { saving: Saving<Thread>; mine: string; onDiscard: () => void };

/** A colleague was faster: how it stands now, beside what was to be done here. */
export function StaleThread({ saving: { stale, busy, again }, mine, onDiscard }: Props) {
  if (!stale) return null;
  return (
    <Stale
      {...stale}
      rows={[{ label: t("thread.stands"), mine, present: standingWords(stale.present) }]}
      busy={busy}
      onAgain={() => void again()}
      onDiscard={onDiscard}
    />
  );
}
