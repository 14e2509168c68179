import { ButtonLink } from "../../ui/Button";
import { t } from "../i18n";
import styles from "./Pager.module.css";

type Props = { page: number; size: number; total: number; link: (page: string) => string };

/** Which rows of how many, and the ways to the others. Nothing where all fit on one page. */
export function Pager({ page, size, total, link }: Props) {
  if (total <= size && page === 1) return null;
  const first = (page - 1) * size + 1;
  const last = Math.min(total, page * size);
  return (
    <nav class={styles.pager} aria-label={t("pager.label")}>
      {page > 1 && (
        <ButtonLink kind="quiet" href={link(String(page - 1))}>
          {t("pager.previous")}
        </ButtonLink>
      )}
      <span>{t("pager.range", { first, last, total })}</span>
      {last < total && (
        <ButtonLink kind="quiet" href={link(String(page + 1))}>
          {t("pager.next")}
        </ButtonLink>
      )}
    </nav>
  );
}
