import { TextField } from "../../ui/Field";
import { Notice } from "../../ui/Notice";
import { at, type Problem } from "../data/problem";
import type { Visit } from "../data/types";
import { t } from "../i18n";
import { Row } from "../parts/Facts";
import { shortDay, span } from "../words/dates";
import { zoneName } from "../../i18n/dates";
import { bookingIds, type BookingValues, outside } from "./booking";

type Props = {
  visit: Visit;
  values: BookingValues;
  problem: Problem | null;
  onChange: (change: Partial<BookingValues>) => void;
};

/** Day, time, length and note of a booking, with the window in sight and a reason where it is left. */
export function BookingFields({ visit, values, problem, onChange }: Props) {
  const { window } = visit;
  const off = outside(values.date, window);
  const field = (key: keyof BookingValues) => ({
    id: bookingIds[key],
    error: at(problem, key),
    value: values[key],
    onInput: (event: { currentTarget: { value: string } }) => onChange({ [key]: event.currentTarget.value }),
  });
  return (
    <>
      <p>
        {t("booking.window", {
          span: span(window),
          target: shortDay(window.target),
          zone: zoneName(visit.time_zone),
        })}
      </p>
      <Row>
        <TextField {...field("date")} label={t("date")} type="date" />
        <TextField {...field("time")} label={t("booking.time")} type="time" />
        <TextField {...field("minutes")} label={t("booking.minutes")} type="number" min={5} max={600} step={5} />
      </Row>
      {(off !== null || at(problem, "reason")) && (
        <>
          {off && (
            <Notice kind="amber" role="status">
              <p>{t(off.side === "before" ? "booking.before" : "booking.after", { n: off.days })}</p>
            </Notice>
          )}
          <TextField {...field("reason")} label={t("booking.reason")} hint={t("reason.hint")} required />
        </>
      )}
      <TextField {...field("place_note")} label={t("booking.note")} hint={t("booking.note.hint")} />
    </>
  );
}
