import { useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { staff } from "../data/api";
import type { Problem } from "../data/problem";
import type { Visit } from "../data/types";
import { useSaving } from "../data/useSaving";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { Actions, InlineForm } from "../parts/Facts";
import { Problems } from "../parts/Problems";
import { Stale } from "../parts/Stale";
import { dayAndTime, today } from "../words/dates";
import { bookingIds, bookingProblem, startingValues, toBooking } from "./booking";
import { BookingFields } from "./BookingFields";
import { latestVisit } from "./latest";
import { stateWords, visitTitle } from "./words";

type Props = { visit: Visit; onClose: () => void };

/** Gives a visit its time, or another one. */
export function BookingForm({ visit, onClose }: Props) {
  const [version] = useState(visit.version);
  const [values, setValues] = useState(() => startingValues(visit, today()));
  const [wrong, setWrong] = useState<Problem | null>(null);
  const saving = useSaving({
    send: (on) => staff.book(visit.id, on, toBooking(values)),
    latest: () => latestVisit(visit.id),
    done: (saved) => {
      announce(t("booking.saved", { visit: visitTitle(saved), when: dayAndTime(values.date, values.time) }));
      onClose();
    },
  });
  const problem = wrong ?? saving.problem;
  const { stale } = saving;

  function submit() {
    const found = bookingProblem(values, visit.window);
    setWrong(found);
    if (!found) void saving.save(version);
  }

  return (
    <InlineForm label={t("booking.label", { visit: visitTitle(visit) })} onSubmit={submit}>
      <Problems problem={problem} fields={bookingIds} />
      {stale && (
        <Stale
          {...stale}
          rows={[
            {
              label: visitTitle(visit),
              mine: values.date && values.time && dayAndTime(values.date, values.time),
              present: stateWords(stale.present),
            },
          ]}
          busy={saving.busy}
          onAgain={() => void saving.again()}
          onDiscard={onClose}
        />
      )}
      <BookingFields
        visit={visit}
        values={values}
        problem={problem}
        onChange={(change) => setValues({ ...values, ...change })}
      />
      {!stale && (
        <Actions>
          <Button type="submit" busy={saving.busy}>
            {t(visit.status === "booked" ? "booking.change" : "booking.book")}
          </Button>
          <Button kind="plain" onClick={onClose}>
            {t("cancel")}
          </Button>
        </Actions>
      )}
    </InlineForm>
  );
}
