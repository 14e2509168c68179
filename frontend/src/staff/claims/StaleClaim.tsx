import type { Saving } from "../data/useSaving";
import { t } from "../i18n";
import { Stale } from "../parts/Stale";
import type { Claim } from "./data";
import { standingWords } from "./words";

/** A colleague was faster: how the claim stands now, beside what was to be done here. */
export function StaleClaim({ saving, mine, onDiscard }: { saving: Saving<Claim>; mine: string; onDiscard: () => void }) {
  const { stale, busy, again } = saving;
  if (!stale) return null;
  return (
    <Stale
      {...stale}
      rows={[{ label: t("claim.standing"), mine, present: standingWords(stale.present) }]}
      busy={busy}
      onAgain={() => void again()}
      onDiscard={onDiscard}
    />
  );
}
