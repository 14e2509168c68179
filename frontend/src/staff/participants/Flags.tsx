import { useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { staff } from "../data/api";
import type { ParticipantDetail } from "../data/types";
import { useSaving } from "../data/useSaving";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { Actions, InlineForm, Section } from "../parts/Facts";
import { Problems } from "../parts/Problems";
import { Stale } from "../parts/Stale";
import { can } from "../session/session";
import styles from "./Flags.module.css";
import { latestParticipant } from "./latest";

const same = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((key) => other.includes(key));

/** Facts that switch visits and activities on. A change waits for its own save, as it plans visits anew. */
export function Flags({ participant }: { participant: ParticipantDetail }) {
  const { id, all_flags: all } = participant;
  const [chosen, setChosen] = useState<readonly string[] | null>(null);
  const [version, setVersion] = useState(participant.version);
  const present = all.filter((flag) => flag.set).map(({ key }) => key);
  const flags = chosen ?? present;
  const saving = useSaving({
    send: (on) => staff.changeParticipant(id, on, { flags: [...flags] }),
    latest: () => latestParticipant(id),
    done: () => {
      setChosen(null);
      announce(t("flags.saved"));
    },
  });
  const discard = () => {
    setChosen(null);
    saving.clear();
  };
  if (!all.length) return null;
  const words = (keys: readonly string[]) =>
    all.flatMap(({ key, label }) => (keys.includes(key) ? [label] : [])).join(", ");
  const toggle = (key: string) => {
    if (chosen === null) setVersion(participant.version);
    setChosen(flags.includes(key) ? flags.filter((flag) => flag !== key) : [...flags, key]);
  };
  const changedHere = chosen !== null && (!same(chosen, present) || saving.stale !== null);

  return (
    <Section title={t("flags.title")}>
      <ul class={styles.flags}>
        {all.map(({ key, label }) => (
          <li key={key}>
            <label>
              <input
                type="checkbox"
                checked={flags.includes(key)}
                disabled={!can("participants.write")}
                onChange={() => toggle(key)}
              />
              {label}
            </label>
          </li>
        ))}
      </ul>
      {changedHere && (
        <InlineForm label={t("flags.title")} onSubmit={() => void saving.save(version)}>
          <Problems problem={saving.problem} fields={{}} />
          {saving.stale ? (
            <Stale
              {...saving.stale}
              rows={[{ label: t("flags.title"), mine: words(flags), present: words(saving.stale.present.flags) }]}
              busy={saving.busy}
              onAgain={() => void saving.again()}
              onDiscard={discard}
            />
          ) : (
            <>
              <Notice kind="amber" icon="calendar">
                <p>{t("flags.effect")}</p>
              </Notice>
              <Actions>
                <Button type="submit" busy={saving.busy}>
                  {t("flags.save")}
                </Button>
                <Button kind="plain" onClick={discard}>
                  {t("cancel")}
                </Button>
              </Actions>
            </>
          )}
        </InlineForm>
      )}
    </Section>
  );
}
