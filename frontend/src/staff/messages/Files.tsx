import { Icon } from "../../ui/Icon";
import { t } from "../i18n";
import { filePath, type MessageFile, thumbPath } from "./data";
import styles from "./Thread.module.css";

type Props = { files: readonly MessageFile[]; onLook: (file: string) => void };

/** What came with a message: in small, opened large on a click, and to be saved. */
export function Files({ files, onLook }: Props) {
  if (!files.length) return null;
  return (
    <ul class={styles.files} aria-label={t("thread.files")}>
      {files.map(({ id, name, pages }) => (
        <li key={id}>
          <button type="button" aria-label={t("thread.file.look", { name })} onClick={() => onLook(id)}>
            <img src={thumbPath(id)} alt="" loading="lazy" />
          </button>
          <div>
            <p>{name}</p>
            {pages > 1 && <p class={styles.soft}>{t("thread.file.pages", { n: pages })}</p>}
            <a href={filePath(id)} download aria-label={t("thread.file.save", { name })} title={t("viewer.save")}>
              <Icon name="save" size={18} />
            </a>
          </div>
        </li>
      ))}
    </ul>
  );
}
