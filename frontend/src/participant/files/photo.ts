/**
 * Photos of receipts and for messages, made small on this phone before they are kept or sent. A picture is drawn anew,
 * so that where and when it was taken does not leave the phone.
 */
import { useEffect, useState } from "preact/hooks";

const LONGEST_SIDE = 2000;
const SHORTER_SIDES = [1600, 1280];
const QUALITY = 0.82;
const LOWER_QUALITIES = [0.74, 0.66, 0.58, 0.5];
const ENOUGH_BYTES = 400_000;
/** What the server takes at most. */
const MOST_BYTES = 15_000_000;

/** What some browsers do not know the kind of is told by the end of its name. */
const KINDS: Readonly<Record<string, string>> = { heic: "image/heic", heif: "image/heif", pdf: "application/pdf" };

/** The file is larger than the server takes, and cannot be made smaller here. */
export class TooLarge extends Error {}
/** The file is neither a photo nor a PDF. */
export class WrongKind extends Error {}

/** What is kept and sent. Width and height in pixels; 0 where the file was left as it is. */
export type Shrunk = { blob: Blob; name: string; width: number; height: number };

let last: Promise<unknown> = Promise.resolve();

/**
 * The picture as a JPEG of at most 2000 pixels a side and about 400 kB. A PDF, and a picture that this
 * browser cannot open, stay as they are: the server can. Throws TooLarge or WrongKind. One at a time,
 * however often it is called: an opened picture takes a phone's memory.
 */
export function shrink(file: File): Promise<Shrunk> {
  const mine = last.then(() => shrinkNow(file));
  last = mine.catch(() => {}); // whoever asked for that one hears of it
  return mine;
}

async function shrinkNow(file: File): Promise<Shrunk> {
  const kind = kindOf(file);
  if (kind === null) throw new WrongKind(file.type);
  const drawn = kind === "application/pdf" ? null : await redraw(file);
  if (drawn) return { ...drawn, name: `${file.name.replace(/\.[^.]*$/, "") || "photo"}.jpg` };
  if (file.size > MOST_BYTES) throw new TooLarge(String(file.size));
  const blob = file.type === kind ? file : file.slice(0, file.size, kind);
  return { blob, name: file.name, width: 0, height: 0 };
}

function kindOf({ name, type }: File): string | null {
  const kind = type || KINDS[name.split(".").at(-1)?.toLowerCase() ?? ""];
  return kind && /^(image\/(?!svg).+|application\/pdf)$/.test(kind) ? kind : null;
}

/** Null where this browser cannot open the picture, or not draw it. */
async function redraw(file: File): Promise<Omit<Shrunk, "name"> | null> {
  try {
    const picture = await opened(file);
    try {
      return await smallEnough(picture);
    } finally {
      picture.close();
    }
  } catch {
    return null;
  }
}

async function opened(file: File): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch (cause) {
    // Older browsers turn it upright without being asked, and do not know this word for it.
    if (cause instanceof TypeError) return createImageBitmap(file);
    throw cause;
  }
}

/** Less fine first, then smaller: what is written on a paper has to stay readable. */
async function smallEnough(picture: ImageBitmap) {
  let drawn = await drawnAt(picture, LONGEST_SIDE);
  for (const side of SHORTER_SIDES) if (drawn.blob.size > ENOUGH_BYTES) drawn = await drawnAt(picture, side);
  return drawn;
}

async function drawnAt(picture: ImageBitmap, side: number) {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const fitted = (pixels: number) => Math.max(1, Math.round(pixels * scale));
  const [width, height] = [fitted(picture.width), fitted(picture.height)];
  const sheet = sheetOf(width, height);
  try {
    paint(sheet, picture);
    let blob = await sheet.jpeg(QUALITY);
    for (const quality of LOWER_QUALITIES) if (blob.size > ENOUGH_BYTES) blob = await sheet.jpeg(quality);
    return { blob, width, height };
  } finally {
    sheet.canvas.width = sheet.canvas.height = 0; // some browsers keep its memory until then
  }
}

/** A canvas, the part of its pen that is used here, and how it gives its picture away: the two kinds differ. */
interface Sheet {
  canvas: { width: number; height: number };
  pen: (CanvasDrawImage & CanvasFillStrokeStyles & CanvasImageSmoothing & CanvasRect) | null;
  jpeg: (quality: number) => Promise<Blob>;
}

const JPEG = "image/jpeg";

function sheetOf(width: number, height: number): Sheet {
  if ("OffscreenCanvas" in globalThis) {
    const canvas = new OffscreenCanvas(width, height);
    const jpeg = (quality: number) => canvas.convertToBlob({ type: JPEG, quality });
    return { canvas, pen: canvas.getContext("2d"), jpeg };
  }
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const jpeg = (quality: number) =>
    new Promise<Blob>((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), JPEG, quality);
    });
  return { canvas, pen: canvas.getContext("2d"), jpeg };
}

function paint({ canvas: { width, height }, pen }: Sheet, picture: ImageBitmap) {
  if (!pen) throw new Error("no canvas");
  pen.fillStyle = "#fff"; // a JPEG has no transparency
  pen.fillRect(0, 0, width, height);
  pen.imageSmoothingQuality = "high";
  pen.drawImage(picture, 0, 0, width, height);
}

/** An address to show a picture from, for as long as it is shown; null while there is none. */
export function usePreview(blob: Blob | null): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (!blob) return;
    const made = URL.createObjectURL(blob);
    setAddress(made);
    return () => {
      URL.revokeObjectURL(made);
      setAddress(null);
    };
  }, [blob]);
  return address;
}
