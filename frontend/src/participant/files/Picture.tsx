import { useState } from "preact/hooks";

import { t } from "../../i18n";
import { Icon } from "../../ui/Icon";
import styles from "./Files.module.css";
import { useFile } from "./held";
import { usePreview } from "./photo";

/** From this phone. A picture that this browser cannot open is a sheet of paper. */
export function Local({ id, alt = "" }: { id: string; alt?: string }) {
  const file = useFile(id);
  const address = usePreview(file?.blob ?? null);
  const [failed, setFailed] = useState(false);
  if (failed || file === null) return <Icon name="document" size={32} />;
  if (!address) return null;
  return <img class={alt ? styles.large : undefined} src={address} alt={alt} onError={() => setFailed(true)} />;
}

/** From the server, which is not always in reach. */
export function Picture({ src, alt = "" }: { src: string; alt?: string }) {
  const [failed, setFailed] = useState(false);
  if (failed && alt) return <p>{t("picture.failed")}</p>;
  if (failed) return <Icon name="document" size={32} />;
  return <img class={alt ? styles.large : undefined} src={src} alt={alt} loading="lazy" onError={() => setFailed(true)} />;
}
