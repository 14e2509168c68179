import { useLayoutEffect, useRef, useState } from "preact/hooks";

import { Notice } from "../../../ui/Notice";
import { t } from "../../i18n";
import type { View } from "./looking";
import styles from "./Viewer.module.css";

/** Until it is loaded, a picture is taken to be as high as a receipt is. */
const LIKELY = 0.7;

type Props = { src: string; alt: string; view: View };

/** One picture as large as asked and turned; what does not fit is scrolled to. */
export function Stage({ src, alt, view: { zoom, quarters } }: Props) {
  const stage = useRef<HTMLDivElement>(null);
  const [ratio, setRatio] = useState(LIKELY);
  const [failed, setFailed] = useState("");
  const sideways = quarters % 2 === 1;
  useMiddle(stage, zoom);
  const shape = {
    "--zoom": zoom,
    "--ratio": sideways ? 1 / ratio : ratio,
    "--turn": `${quarters * 90}deg`,
  };
  if (failed === src) {
    return (
      <Notice kind="amber" role="alert">
        <p>{t("viewer.failed")}</p>
      </Notice>
    );
  }
  return (
    <div class={styles.stage} ref={stage} tabIndex={0} role="group" aria-label={t("viewer.scroll")}>
      <div class={styles.sheet} style={shape} data-sideways={sideways}>
        <img
          key={src}
          src={src}
          alt={alt}
          onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) =>
            width && height && setRatio(width / height)
          }
          onError={() => setFailed(src)}
        />
      </div>
    </div>
  );
}

/** What was in the middle stays there when the picture becomes larger or smaller. */
function useMiddle(stage: { current: HTMLDivElement | null }, zoom: number) {
  const before = useRef(zoom);
  useLayoutEffect(() => {
    const box = stage.current;
    const by = zoom / before.current;
    before.current = zoom;
    if (!box || by === 1) return;
    box.scrollLeft = (box.scrollLeft + box.clientWidth / 2) * by - box.clientWidth / 2;
    box.scrollTop = (box.scrollTop + box.clientHeight / 2) * by - box.clientHeight / 2;
  }, [stage, zoom]);
}
