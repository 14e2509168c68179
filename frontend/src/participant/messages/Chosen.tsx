import { t } from "../../i18n";
import { Button } from "../../ui/Button";
import { forget, takeIn } from "../files/held";
import { TooLarge, WrongKind } from "../files/photo";
import pictures from "../files/Files.module.css";
import { change, type Draft, draftIn } from "./draft";
import { FileTile } from "./Files";
import styles from "./Messages.module.css";

/** Adds a file to what is being written, as it is by then. Returns what is wrong with it. */
export async function addTo(thread: string, corrects: string | null, file: File, most: number): Promise<string | null> {
  const now = () => draftIn(thread, corrects)?.files ?? [];
  if (now().length >= most) return t("msg.most", { most });
  try {
    const held = await takeIn(file);
    change(thread, corrects, { files: [...now(), held] });
    return null;
  } catch (failure) {
    if (failure instanceof TooLarge) return t("msg.tooLarge");
    return t(failure instanceof WrongKind ? "msg.kind" : "msg.failed");
  }
}

/** The photos and documents that go with it, each with a way to leave it out. */
export function Chosen({ draft }: { draft: Draft | null }) {
  if (!draft?.files.length) return null;
  const { thread, corrects, files } = draft;

  function remove(id: string) {
    change(thread, corrects, { files: files.filter((one) => one.id !== id) });
    void forget(id);
  }

  return (
    <ul class={pictures.thumbs}>
      {files.map(({ id, name, type, there, wrong }, at) => (
        <li key={id} class={pictures.thumb}>
          <FileTile file={{ id, name, type, pages: there ? 1 : 0 }} number={at + 1} />
          {wrong !== undefined && <p class={styles.wrong}>{wrong || t("msg.wrong")}</p>}
          <Button
            kind="plain"
            aria-label={t("msg.file.remove", { name: name || t("msg.file.n", { number: at + 1 }) })}
            onClick={() => remove(id)}
          >
            {t("msg.file.remove.short")}
          </Button>
        </li>
      ))}
    </ul>
  );
}
