import { useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { t } from "../i18n";
import { Fact, Facts, Section } from "../parts/Facts";
import { When } from "../parts/When";
import { can } from "../session/session";
import styles from "./Consent.module.css";
import type { ConsentDetail } from "./data";
import { WithdrawalForm } from "./WithdrawalForm";

/** What was taken back, and the way to record what was told by phone. */
export function Withdrawals({ detail }: { detail: ConsentDetail }) {
  const [open, setOpen] = useState(false);
  const may = can("consent.write") && detail.withdrawal_options.length > 0;
  if (!may && !open && !detail.withdrawals.length) return null;
  return (
    <Section
      title={t("withdraw.title")}
      action={
        may &&
        !open && (
          <Button kind="quiet" onClick={() => setOpen(true)}>
            {t("withdraw.record")}
          </Button>
        )
      }
    >
      {open && <WithdrawalForm detail={detail} onClose={() => setOpen(false)} />}
      {detail.withdrawals.map((gone) => (
        <Facts key={gone.at}>
          <Fact name={t("withdraw.past")}>
            {t(`withdraw.scope.${gone.scope}`)}
            {gone.choice_ask && `: ${gone.choice_ask}`}
            <div class={styles.soft}>
              <When at={gone.at} timeZone={detail.row.site.time_zone} />
            </div>
            {gone.reason && <p class={styles.quote}>{gone.reason}</p>}
          </Fact>
        </Facts>
      ))}
    </Section>
  );
}
