/** Which picture of which file is looked at, and how: pure. */

/** A file of which pictures can be shown. `about`: what it came with, in words. */
export type Shot = {
  id: string;
  pages: number;
  about: string;
  /** The address of one page's picture. */
  picture: (page: number) => string;
  /** The address of the file itself, to be saved. */
  file: string;
};
/** The file by its place among all, and its page from 1. */
export type Place = { at: number; page: number };

/** What the viewer shows, what such a thing is called, and how another comes there. */
export type Viewing = {
  of: "receipt" | "file";
  shots: readonly Shot[];
  place: Place;
  onPlace: (place: Place) => void;
};

/** The next picture or the one before: page by page, then the next file. At the end it stays. */
export function walked(shots: readonly Shot[], { at, page }: Place, by: 1 | -1): Place {
  const pages = shots[at]?.pages ?? 1;
  if (page + by >= 1 && page + by <= pages) return { at, page: page + by };
  const next = shots[at + by];
  if (!next) return { at, page };
  return { at: at + by, page: by > 0 ? 1 : next.pages };
}

/** How large: 1 shows the whole picture. `quarters`: how often it was turned to the right. */
export type View = { zoom: number; quarters: number };
export const whole: View = { zoom: 1, quarters: 0 };

const zooms = [1, 1.5, 2, 3, 4, 6] as const;
export const largest = zooms[zooms.length - 1] ?? 1;

export const larger = (view: View): View => ({ ...view, zoom: zooms.find((one) => one > view.zoom) ?? view.zoom });
export const smaller = (view: View): View => ({
  ...view,
  zoom: zooms.findLast((one) => one < view.zoom) ?? view.zoom,
});
export const fitted = (view: View): View => ({ ...view, zoom: 1 });
export const leftwards = (view: View): View => ({ ...view, quarters: (view.quarters + 3) % 4 });
export const rightwards = (view: View): View => ({ ...view, quarters: (view.quarters + 1) % 4 });
