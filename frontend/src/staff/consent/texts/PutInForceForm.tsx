import { useState } from "preact/hooks";

import { Button } from "../../../ui/Button";
import { Notice } from "../../../ui/Notice";
import { useSaving } from "../../data/useSaving";
import { t } from "../../i18n";
import { announce } from "../../parts/announce";
import { Actions, InlineForm } from "../../parts/Facts";
import { Problems } from "../../parts/Problems";
import { Stale } from "../../parts/Stale";
import { shortDay } from "../../words/dates";
import { consents, type VersionRow } from "../data";
import { latestVersion } from "./latest";

/** What follows is said before it counts: who signs again, by when, and what visits do. */
export function PutInForceForm({ row, onClose }: { row: VersionRow; onClose: () => void }) {
  const [version] = useState(row.version);
  const saving = useSaving({
    send: (on) => consents.putInForce(row.id, on),
    latest: () => latestVersion(row.id),
    done: () => {
      announce(t("force.saved", { label: row.label }));
      onClose();
    },
  });
  const { stale, problem } = saving;
  return (
    <InlineForm label={t("force.confirm", { label: row.label })} onSubmit={() => void saving.save(version)}>
      <Problems problem={problem} fields={{}} />
      {stale && (
        <Stale
          {...stale}
          rows={[
            {
              label: t("texts.state"),
              mine: t("texts.state.in_force"),
              present: t(`texts.state.${stale.present.state}`),
            },
          ]}
          busy={saving.busy}
          onAgain={() => void saving.again()}
          onDiscard={onClose}
        />
      )}
      <Notice kind="amber" role="alert">
        <strong>{t("force.confirm", { label: row.label })}</strong>
        <p>{t("force.explain")}</p>
        <p>{again(row)}</p>
        <p>{t("force.final")}</p>
      </Notice>
      {!stale && (
        <Actions>
          <Button type="submit" busy={saving.busy}>
            {t("force.do")}
          </Button>
          <Button kind="plain" onClick={onClose}>
            {t("cancel")}
          </Button>
        </Actions>
      )}
    </InlineForm>
  );
}

function again({ to_sign: n, sign_again_by: by, visits_wait: wait }: VersionRow): string {
  if (!n || !by) return t("force.nobody");
  return [t("force.again", { n, day: shortDay(by) }), t(wait ? "force.wait" : "force.no_wait")].join(" ");
}
