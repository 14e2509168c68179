import { useState } from "preact/hooks";

import type { Claim } from "../../api";
import { api, read } from "../../api";
import { t } from "../../i18n";
import { Button } from "../../ui/Button";
import { Confirm } from "../more/Confirm";
import { drop } from "./draft";
import { taken } from "./sending";

/** Takes a claim back before it is decided, after asking once more. */
export function Withdraw({ claim }: { claim: Claim }) {
  const [asking, setAsking] = useState(false);

  async function withdraw() {
    const params = { path: { claim_id: claim.id } };
    taken(await read(api.POST("/api/me/claims/{claim_id}/withdrawal", { params, body: {} })));
    drop(claim.id);
    setAsking(false);
  }

  return (
    <>
      <Button kind="plain" icon="undo" wide onClick={() => setAsking(true)}>
        {t("one.withdraw")}
      </Button>
      <Confirm
        open={asking}
        title={t("one.withdraw.title")}
        body={t("one.withdraw.body")}
        action={t("one.withdraw.do")}
        cancel={t("claim.keep")}
        onConfirm={withdraw}
        onCancel={() => setAsking(false)}
      />
    </>
  );
}
