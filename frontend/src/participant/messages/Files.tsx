import { useState } from "preact/hooks";

import { t } from "../../i18n";
import { ButtonLink } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Icon } from "../../ui/Icon";
import pictures from "../files/Files.module.css";
import { Local, Picture } from "../files/Picture";
import styles from "./Messages.module.css";
import talk from "./Talk.module.css";

/** `pages`: how many pictures the server has of it; 0 where it lies on this phone alone. */
export type ShownFile = { id: string; name: string; type: string; pages: number };

const PDF = "application/pdf";
const address = (id: string, part: string) => `/api/me/message-files/${id}/${part}`;

/** A picture in small or a document in a line; a tap opens it large. */
export function FileTile({ file, number }: { file: ShownFile; number: number }) {
  const [open, setOpen] = useState(false);
  const name = file.name || t("msg.file.n", { number });
  const local = file.pages === 0;
  if (local && file.type === PDF) {
    return (
      <span class={talk.document}>
        <DocumentWords name={name} pages={0} />
      </span>
    );
  }
  return (
    <>
      <button
        type="button"
        class={file.type === PDF ? talk.document : pictures.picture}
        aria-label={file.type === PDF ? undefined : t("msg.file.open", { name })}
        onClick={() => setOpen(true)}
      >
        {file.type === PDF ? <DocumentWords name={name} pages={file.pages} /> : <Small file={file} />}
      </button>
      <Dialog open={open} onClose={() => setOpen(false)} title={name} closeLabel={t("app.close")}>
        {local ? <Local id={file.id} alt={name} /> : <Pages file={file} name={name} />}
      </Dialog>
    </>
  );
}

function Small({ file: { id, pages } }: { file: ShownFile }) {
  return pages === 0 ? <Local id={id} /> : <Picture src={address(id, "picture?small=true")} />;
}

function DocumentWords({ name, pages }: { name: string; pages: number }) {
  return (
    <>
      <Icon name="document" />
      <span class={talk.documentWords}>
        <span>{name}</span>
        <span class={styles.soft}>{pages ? t("msg.file.pages", { n: pages }) : t("msg.file.pdf")}</span>
      </span>
    </>
  );
}

function Pages({ file: { id, pages, type }, name }: { file: ShownFile; name: string }) {
  const all = Array.from({ length: pages }, (_, at) => at + 1);
  return (
    <>
      {all.map((page) => (
        <Picture key={page} src={address(id, `picture?page=${page}`)} alt={type === PDF ? t("msg.file.page", { name, page }) : name} />
      ))}
      <ButtonLink kind="quiet" icon="save" href={address(id, "file")} download={name}>
        {t("msg.file.save")}
      </ButtonLink>
    </>
  );
}

export function FileTiles({ files }: { files: readonly ShownFile[] }) {
  if (!files.length) return null;
  return (
    <ul class={pictures.thumbs}>
      {files.map((file, at) => (
        <li key={file.id} class={file.type === PDF ? talk.wide : undefined}>
          <FileTile file={file} number={at + 1} />
        </li>
      ))}
    </ul>
  );
}
