import { useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { SelectField } from "../../ui/Field";
import { staff } from "../data/api";
import { at, type Problem, toProblem } from "../data/problem";
import type { NewParticipant } from "../data/types";
import { changed } from "../data/useLoad";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { Actions, InlineForm } from "../parts/Facts";
import { Panel } from "../parts/Panel";
import { Problems } from "../parts/Problems";
import { mySites } from "../session/session";
import { FactFields, fieldIds } from "./FactFields";
import type { FactValues } from "./facts";
import { missingFacts } from "./newParticipant";

type Props = { onClose: () => void; onAdded: (id: string) => void };

const empty: FactValues = { code: "", name: "", email: "", phone: "", language: "en" };

/** A new participant. Its id is made here, once: sending twice after a lost answer adds one person. */
export function AddPanel({ onClose, onAdded }: Props) {
  const sites = mySites();
  const [id] = useState(() => crypto.randomUUID());
  const [typed, setTyped] = useState(empty);
  const [site, setSite] = useState(sites.length === 1 ? (sites[0]?.id ?? "") : "");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  async function add() {
    const missing = missingFacts(typed, site);
    if (missing) return setProblem(missing);
    setBusy(true);
    setProblem(null);
    try {
      const { code, name, email, phone, language } = typed;
      await staff.addParticipant({
        id,
        site_id: site,
        code: code.trim(),
        name: name.trim(),
        email: email.trim(),
        phone: phone.trim() || null,
        language: language as NewParticipant["language"],
      });
      await changed();
      announce(t("add.saved", { code }));
      onAdded(id);
    } catch (error) {
      setProblem(toProblem(error));
      setBusy(false);
    }
  }

  return (
    <Panel name="new" title={t("participants.add")} onClose={onClose}>
      <InlineForm label={t("participants.add")} onSubmit={() => void add()}>
        <p>{t("add.what_follows")}</p>
        <Problems problem={problem} fields={{ site_id: "fact-site", ...fieldIds }} />
        <SelectField
          id="fact-site"
          label={t("column.site")}
          error={at(problem, "site_id")}
          value={site}
          onChange={(event) => setSite(event.currentTarget.value)}
        >
          <option value="">{t("choose")}</option>
          {sites.map(({ id: key, name }) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </SelectField>
        <FactFields values={typed} problem={problem} onChange={(value) => setTyped({ ...typed, ...value })} />
        <Actions>
          <Button type="submit" busy={busy}>
            {t("participants.add")}
          </Button>
          <Button kind="plain" onClick={onClose}>
            {t("cancel")}
          </Button>
        </Actions>
      </InlineForm>
    </Panel>
  );
}
