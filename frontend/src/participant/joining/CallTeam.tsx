import type { Help } from "../../api";
import { t } from "../../i18n";
import { ButtonLink } from "../../ui/Button";
import { Notice } from "../../ui/Notice";

/** What went wrong, and beside it the number of whoever can help. */
export function CallTeam({ problem, team }: { problem: string; team: Help }) {
  if (!problem) return null;
  return (
    <Notice kind="amber" role="alert">
      <p>{problem}</p>
      <ButtonLink kind="quiet" icon="phone" href={`tel:${team.phone}`}>
        {t("join.call", { team: team.team_name, phone: team.phone_display })}
      </ButtonLink>
    </Notice>
  );
}
