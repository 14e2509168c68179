import { useState } from "preact/hooks";

import { t } from "../../i18n";
import { deviceZone, zoneName } from "../../i18n/dates";
import { Choices } from "../../ui/Choices";
import { SelectField } from "../../ui/Field";
import { Live } from "../../ui/Live";
import { Notice } from "../../ui/Notice";
import { words } from "../app/failure";
import { Page } from "../app/Page";
import { changeAccount, standing } from "../data/session";

type Which = "site" | "device" | "other";

/** Whose clock stands beside the clinic's: none, this phone's, or one from the list. */
export default function ZonePage() {
  const now = standing.value;
  const zone = now.kind === "in" ? (now.session.account?.time_zone ?? null) : null;
  const [which, setWhich] = useState<Which>(zone === null ? "site" : zone === deviceZone() ? "device" : "other");
  const [said, setSaid] = useState<{ kind: "green" | "amber"; text: string } | null>(null);

  async function keep(next: string | null) {
    setSaid(null);
    try {
      await changeAccount({ time_zone: next });
      setSaid({ kind: "green", text: t("app.saved") });
    } catch (failure) {
      setSaid({ kind: "amber", text: words(failure, { offline: "offline.act" }) });
    }
  }

  function choose(next: Which) {
    setWhich(next);
    if (next === "site") void keep(null);
    if (next === "device") void keep(deviceZone());
  }

  return (
    <Page title={t("more.zone")} lead={t("zone.lead")} back="/more">
      <Choices
        legend={t("zone.question")}
        value={which}
        choices={[
          { value: "site", label: t("zone.site") },
          { value: "device", label: t("zone.device", { zone: zoneName(deviceZone()) }) },
          { value: "other", label: t("zone.other") },
        ]}
        onChange={choose}
      />
      {which === "other" && (
        <SelectField
          label={t("zone.choose")}
          value={zone ?? ""}
          onChange={(event) => event.currentTarget.value && void keep(event.currentTarget.value)}
        >
          <option value="">{""}</option>
          {Intl.supportedValuesOf("timeZone").map((one) => (
            <option value={one} key={one}>
              {one.replaceAll("_", " ")}
            </option>
          ))}
        </SelectField>
      )}
      <Live>
        {said && (
          <Notice kind={said.kind}>
            <p>{said.text}</p>
          </Notice>
        )}
      </Live>
    </Page>
  );
}
