import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

import { Button, ButtonLink } from "../../../ui/Button";
import type { IconName } from "../../../ui/Icon";
import { t, type TextKey } from "../../i18n";
import { useKeys } from "../../shell/keys";
import {
  fitted,
  larger,
  largest,
  leftwards,
  type Place,
  rightwards,
  type Shot,
  smaller,
  type View,
  type Viewing,
  walked,
  whole,
} from "./looking";
import { Stage } from "./Stage";
import styles from "./Viewer.module.css";

type Props = Viewing & {
  /** The button at the right end: to the whole screen, or back. */
  action: ComponentChildren;
};

/** Changes the view as it is then: keys may come faster than it is drawn. */
type Change = (to: (view: View) => View) => void;

/** One file, large: with zoom, turning, its pages, and the way to the others. */
export function Viewer({ of, shots, place, onPlace, action }: Props) {
  const shot = shots[place.at];
  const shown = `${place.at} ${place.page}`;
  const [seen, setSeen] = useState<{ of: string; view: View }>({ of: shown, view: whole });
  const view = seen.of === shown ? seen.view : whole;
  const change: Change = (to) =>
    setSeen((was) => ({ of: shown, view: to(was.of === shown ? was.view : whole) }));
  const walk = (by: 1 | -1) => onPlace(walked(shots, place, by));
  useKeys(
    [
      { key: "+", label: "viewer.larger", run: () => change(larger) },
      { key: "-", label: "viewer.smaller", run: () => change(smaller) },
      { key: "0", label: "viewer.fit", run: () => change(fitted) },
      { key: "[", label: "viewer.turn_left", run: () => change(leftwards) },
      { key: "]", label: "viewer.turn_right", run: () => change(rightwards) },
      { key: "n", label: "viewer.key.next", run: () => walk(1) },
      { key: "p", label: "viewer.key.previous", run: () => walk(-1) },
    ],
    true,
  );
  if (!shot) return null;
  const words = { about: shot.about, at: place.at + 1, n: shots.length };
  return (
    <div class={styles.viewer}>
      <div class={styles.bar}>
        <p class={styles.caption} role="status">
          {t(`viewer.${of}.caption`, words)}
        </p>
        <div class={styles.tools}>
          {shots.length > 1 && <Others of={of} place={place} shots={shots} onPlace={onPlace} />}
          {action}
        </div>
      </div>
      <div class={styles.bar}>
        <Tools view={view} change={change} />
        {shot.pages > 1 && <Pages place={place} pages={shot.pages} onPlace={onPlace} />}
        <ButtonLink kind="plain" icon="save" href={shot.file} download>
          {t("viewer.save")}
        </ButtonLink>
      </div>
      <Stage
        src={shot.picture(place.page)}
        alt={t(`viewer.${of}.picture`, { ...words, page: place.page })}
        view={view}
      />
    </div>
  );
}

type ToolProps = { icon: IconName; text: TextKey; off?: boolean; run: () => void };

/** A button of one icon; where it can do nothing now it stays, so that the focus does. */
export function Tool({ icon, text, off = false, run }: ToolProps) {
  return <Button kind="plain" icon={icon} aria-label={t(text)} title={t(text)} aria-disabled={off} onClick={run} />;
}

function Tools({ view, change }: { view: View; change: Change }) {
  return (
    <div class={styles.tools}>
      <Tool icon="minus" text="viewer.smaller" off={view.zoom === 1} run={() => change(smaller)} />
      <button type="button" class={styles.percent} title={t("viewer.fit")} onClick={() => change(fitted)}>
        <span class="visually-hidden">{t("viewer.fit")}, </span>
        {t("viewer.percent", { n: view.zoom * 100 })}
      </button>
      <Tool icon="plus" text="viewer.larger" off={view.zoom === largest} run={() => change(larger)} />
      <Tool icon="turn_left" text="viewer.turn_left" run={() => change(leftwards)} />
      <Tool icon="refresh" text="viewer.turn_right" run={() => change(rightwards)} />
    </div>
  );
}

type WayProps = { place: Place; onPlace: (place: Place) => void };

function Pages({ place: { at, page }, pages, onPlace }: WayProps & { pages: number }) {
  const go = (to: number) => to >= 1 && to <= pages && onPlace({ at, page: to });
  return (
    <div class={styles.tools}>
      <Tool icon="up" text="viewer.page.previous" off={page === 1} run={() => go(page - 1)} />
      <span role="status">{t("viewer.page", { page, n: pages })}</span>
      <Tool icon="down" text="viewer.page.next" off={page === pages} run={() => go(page + 1)} />
    </div>
  );
}

function Others({ of, place: { at }, shots, onPlace }: WayProps & { of: Viewing["of"]; shots: readonly Shot[] }) {
  const go = (to: number) => shots[to] && onPlace({ at: to, page: 1 });
  return (
    <>
      <Tool icon="back" text={`viewer.${of}.previous`} off={at === 0} run={() => go(at - 1)} />
      <Tool icon="chevron" text={`viewer.${of}.next`} off={at === shots.length - 1} run={() => go(at + 1)} />
    </>
  );
}
