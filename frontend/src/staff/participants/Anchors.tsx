import { useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { TextField } from "../../ui/Field";
import { Notice } from "../../ui/Notice";
import { staff } from "../data/api";
import { at } from "../data/problem";
import type { Anchor, ParticipantDetail } from "../data/types";
import { useSaving } from "../data/useSaving";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { Actions, Fact, Facts, InlineForm, Row, Section } from "../parts/Facts";
import { Problems } from "../parts/Problems";
import { Stale } from "../parts/Stale";
import { can } from "../session/session";
import { shortDay } from "../words/dates";
import { latestParticipant } from "./latest";

/** The dates that the schedule counts from. */
export function Anchors({ participant }: { participant: ParticipantDetail }) {
  const [open, setOpen] = useState<string | null>(null);
  const takesPart = ["invited", "screening", "enrolled"].includes(participant.status);
  const may = can("participants.write") && takesPart;
  return (
    <Section title={t("anchors.title")}>
      <Facts>
        {participant.anchors.map((anchor) => (
          <Fact key={anchor.key} name={anchor.label}>
            {open === anchor.key ? (
              <AnchorForm participant={participant} anchor={anchor} onClose={() => setOpen(null)} />
            ) : (
              <Actions>
                <span>{anchor.date ? shortDay(anchor.date) : t("anchors.unset")}</span>
                {may && (
                  <Button
                    kind="plain"
                    icon="edit"
                    onClick={() => setOpen(anchor.key)}
                    aria-label={t(anchor.date ? "anchors.change_of" : "anchors.set_of", { label: anchor.label })}
                  >
                    {t(anchor.date ? "anchors.change" : "anchors.set")}
                  </Button>
                )}
              </Actions>
            )}
          </Fact>
        ))}
      </Facts>
    </Section>
  );
}

type FormProps = { participant: ParticipantDetail; anchor: Anchor; onClose: () => void };

/** Says what follows before it is saved: the visits ahead are planned anew. */
function AnchorForm({ participant, anchor, onClose }: FormProps) {
  const { id } = participant;
  const [version] = useState(participant.version);
  const [date, setDate] = useState(anchor.date ?? "");
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState<{ date?: string; reason?: string }>({});
  const saving = useSaving({
    send: (on) => staff.setAnchor(id, anchor.key, on, date, reason || undefined),
    latest: () => latestParticipant(id),
    done: () => {
      announce(t("anchors.saved", { label: anchor.label, date: shortDay(date) }));
      onClose();
    },
  });
  const { stale, problem } = saving;

  function submit() {
    const wrong: typeof missing = {};
    if (!date) wrong.date = t("anchors.date_missing");
    if (anchor.date && !reason.trim()) wrong.reason = t("anchors.reason_missing");
    setMissing(wrong);
    if (!wrong.date && !wrong.reason) void saving.save(version);
  }

  const present = stale?.present.anchors.find(({ key }) => key === anchor.key)?.date;
  // Somebody else may have set it meanwhile: what was a first date is then a change, with a reason.
  const dated = anchor.date ?? present;
  return (
    <InlineForm label={t("anchors.change_of", { label: anchor.label })} onSubmit={submit}>
      <Problems problem={problem} fields={{ date: "anchor-date", reason: "anchor-reason" }} />
      {stale && (
        <Stale
          {...stale}
          rows={[
            { label: anchor.label, mine: date && shortDay(date), present: present ? shortDay(present) : "" },
          ]}
          busy={saving.busy}
          onAgain={() => void saving.again()}
          onDiscard={onClose}
        />
      )}
      <Row>
        <TextField
          id="anchor-date"
          label={t("date")}
          type="date"
          error={missing.date ?? at(problem, "date")}
          value={date}
          onInput={(event) => setDate(event.currentTarget.value)}
        />
        {dated && (
          <TextField
            id="anchor-reason"
            label={t("reason")}
            error={missing.reason ?? at(problem, "reason")}
            value={reason}
            onInput={(event) => setReason(event.currentTarget.value)}
          />
        )}
      </Row>
      <Notice kind="amber" icon="calendar">
        <p>{t(dated ? "anchors.effect_change" : "anchors.effect_set")}</p>
      </Notice>
      {!stale && (
        <Actions>
          <Button type="submit" busy={saving.busy}>
            {t("anchors.save")}
          </Button>
          <Button kind="plain" onClick={onClose}>
            {t("cancel")}
          </Button>
        </Actions>
      )}
    </InlineForm>
  );
}
