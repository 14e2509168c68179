import { t } from "../i18n";
import { Mark } from "../parts/Mark";
import { isWorse, type Line, linesOf } from "./lines";
import type { Report, Scale } from "./data";
import styles from "./Symptoms.module.css";

type Props = { report: Report; before: Report | null; scales: readonly Scale[] };

/** Every answer of a report in its words, beside that of the report before. */
export function Answers({ report, before, scales }: Props) {
  return (
    <table class={styles.answers}>
      <caption class="visually-hidden">{t("report.answers")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("answers.question")}</th>
          <th scope="col">{t("answers.now")}</th>
          <th scope="col">{t("answers.before")}</th>
        </tr>
      </thead>
      <tbody>
        {linesOf(report, before, scales).map((line) => (
          <Row key={line.scale.key} line={line} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ line }: { line: Line }) {
  const { scale, now, before } = line;
  return (
    <tr>
      <th scope="row">
        {now ? <strong>{scale.name}</strong> : scale.name}
        <div class={styles.soft}>{scale.ask}</div>
      </th>
      <td>
        {now ? <strong>{labelOf(scale, now)}</strong> : labelOf(scale, now)}
        {isWorse(line) && (
          <div>
            <Mark icon="up" tone="amber">
              {t("answers.worse")}
            </Mark>
          </div>
        )}
      </td>
      <td>{before === undefined ? t("answers.no_before") : labelOf(scale, before)}</td>
    </tr>
  );
}

/** The words of an answer. */
export const labelOf = (scale: Pick<Scale, "labels">, place: number | null) =>
  place === null ? t("answers.skipped") : (scale.labels[place] ?? String(place));
