import { useState } from "preact/hooks";

import { t } from "../../i18n";
import { Dialog } from "../../ui/Dialog";
import { Icon } from "../../ui/Icon";
import styles from "./Claims.module.css";
import { usePreview } from "./photo";
import { pictureOf, useFile } from "./receipts";

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

/** From this phone. A picture that this browser cannot open is a sheet of paper. */
function Local({ id, alt = "" }: { id: string; alt?: string }) {
  const file = useFile(id);
  const address = usePreview(file?.blob ?? null);
  const [failed, setFailed] = useState(false);
  if (failed || file === null) return <Icon name="document" size={32} />;
  if (!address) return null;
  return <img class={alt ? styles.large : undefined} src={address} alt={alt} onError={() => setFailed(true)} />;
}

/** From the server, which is not always in reach. */
function Picture({ src, alt = "" }: { src: string; alt?: string }) {
  const [failed, setFailed] = useState(false);
  if (failed && alt) return <p>{t("one.picture.failed")}</p>;
  if (failed) return <Icon name="document" size={32} />;
  return <img class={alt ? styles.large : undefined} src={src} alt={alt} loading="lazy" onError={() => setFailed(true)} />;
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
