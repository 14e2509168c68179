import type { Today } from "../../api";
import { type Label, t } from "../../i18n";
import { ButtonLink } from "../../ui/Button";
import { Card } from "../../ui/Card";

const says: Record<Today["status"], { title: Label; body: Label; past: boolean }> = {
  invited: { title: "today.empty.title", body: "today.empty.invited", past: false },
  screening: { title: "today.empty.title", body: "today.empty.screening", past: true },
  enrolled: { title: "today.empty.title", body: "today.empty.enrolled", past: true },
  completed: { title: "today.empty.completed.title", body: "today.empty.completed", past: true },
  withdrawn: { title: "today.empty.withdrawn.title", body: "today.empty.withdrawn", past: true },
  ineligible: { title: "today.empty.ineligible.title", body: "today.empty.ineligible", past: true },
};

/** No visit ahead: why, said kindly, and what there still is. */
export function Quiet({ status }: { status: Today["status"] }) {
  const words = says[status];
  return (
    <Card>
      <h2>{t(words.title)}</h2>
      <p>{t(words.body)}</p>
      {words.past && (
        <ButtonLink kind="quiet" icon="schedule" href="/schedule">
          {t("today.all")}
        </ButtonLink>
      )}
    </Card>
  );
}
