import { useState } from "preact/hooks";

import { t } from "../../i18n";
import { Dialog } from "../../ui/Dialog";
import { Icon } from "../../ui/Icon";
import styles from "../files/Files.module.css";
import { Local, Picture } from "../files/Picture";
import { pictureOf } from "./receipts";

/** `pages`: how many pictures the server has of it; 0 where it lies on this phone alone. */
export type Shown = { id: string; type: string; pages: number };

type Props = { receipt: Shown; number: number; wrong?: boolean };

/** A receipt in small; a tap opens it large. */
export function Thumb({ receipt, number, wrong = false }: Props) {
  const [open, setOpen] = useState(false);
  const here = receipt.pages === 0;
  const pdf = here && receipt.type === "application/pdf";
  const label = t(pdf ? "claim.receipt.n" : "claim.receipt.open", { number });
  const look = [styles.picture, wrong && styles.wrong].filter(Boolean).join(" ");
  if (pdf) {
    return (
      <span class={look}>
        <Pdf />
        <span class="visually-hidden">{label}</span>
      </span>
    );
  }
  return (
    <>
      <button type="button" class={look} aria-label={label} onClick={() => setOpen(true)}>
        {here ? <Local id={receipt.id} /> : <Picture src={pictureOf(receipt.id)} />}
      </button>
      <Dialog open={open} onClose={() => setOpen(false)} title={t("claim.receipt.n", { number })} closeLabel={t("app.close")}>
        {here ? <Local id={receipt.id} alt={t("claim.receipt.n", { number })} /> : <Pages receipt={receipt} number={number} />}
      </Dialog>
    </>
  );
}

function Pdf() {
  return (
    <span>
      <Icon name="document" />
      <br />
      {t("claim.receipt.pdf")}
    </span>
  );
}

function Pages({ receipt: { id, pages }, number }: Props) {
  const all = Array.from({ length: pages }, (_, at) => at + 1);
  return (
    <>
      {all.map((page) => (
        <Picture key={page} src={pictureOf(id, page)} alt={t("one.page", { number, page })} />
      ))}
    </>
  );
}
