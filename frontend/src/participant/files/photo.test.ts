import { renderHook, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { shrink, TooLarge, usePreview, WrongKind } from "./photo";

type Picture = { width: number; height: number; close: () => void };
type Canvas = { width: number; height: number; steps: string[] };

/** What the browser opens; what it opened, closed and drew on; and how large a JPEG becomes. */
let picture: Picture | Error;
let open: number;
let canvases: Canvas[];
let tried: string[];
let sizeOf: (side: number, quality: number) => number;
const createImageBitmap = vi.fn<(file: Blob, options?: ImageBitmapOptions) => Promise<Picture>>();

class FakeOffscreenCanvas implements Canvas {
  width: number;
  height: number;
  steps: string[] = [];

  constructor(width: number, height: number) {
    [this.width, this.height] = [width, height];
    canvases.push(this);
  }
  getContext() {
    const { steps } = this;
    return {
      fillStyle: "",
      fillRect(...at: number[]) {
        steps.push(`${this.fillStyle} ${at.join(" ")}`);
      },
      drawImage: (_picture: Picture, ...at: number[]) => steps.push(`picture ${at.join(" ")}`),
    };
  }
  convertToBlob({ type, quality }: { type: string; quality: number }) {
    const side = Math.max(this.width, this.height);
    tried.push(`${side} ${quality}`);
    return Promise.resolve(new Blob([new Uint8Array(sizeOf(side, quality))], { type }));
  }
}

function sized(width: number, height: number): Picture {
  return { width, height, close: () => void (open -= 1) };
}

beforeEach(() => {
  [picture, open, canvases, tried] = [sized(4000, 3000), 0, [], []];
  sizeOf = () => 300_000;
  createImageBitmap.mockReset().mockImplementation(() => {
    if (picture instanceof Error) return Promise.reject(picture);
    open += 1;
    return Promise.resolve(picture);
  });
  vi.stubGlobal("createImageBitmap", createImageBitmap);
  vi.stubGlobal("OffscreenCanvas", FakeOffscreenCanvas);
});

afterEach(() => vi.unstubAllGlobals());

const file = (name: string, type: string, size = 10) => new File([new Uint8Array(size)], name, { type });
const photo = (name = "IMG_1.png", size?: number) => file(name, "image/png", size);
const undecodable = () => (picture = new DOMException("", "InvalidStateError"));

it("draws a photo upright and smaller, as a JPEG on white", async () => {
  const { blob, ...rest } = await shrink(photo());
  expect(rest).toEqual({ name: "IMG_1.jpg", width: 2000, height: 1500 });
  expect(blob.type).toBe("image/jpeg");
  expect(createImageBitmap).toHaveBeenCalledExactlyOnceWith(expect.any(File), { imageOrientation: "from-image" });
  expect(canvases[0]?.steps).toEqual(["#fff 0 0 2000 1500", "picture 0 0 2000 1500"]);
  expect(tried).toEqual(["2000 0.82"]);
});

it("draws a small JPEG too, so that where it was taken stays here, and makes nothing larger", async () => {
  picture = sized(300, 900);
  const small = file("small.jpeg", "image/jpeg");
  const { blob, ...rest } = await shrink(small);
  expect(rest).toEqual({ name: "small.jpg", width: 300, height: 900 });
  expect(blob).not.toBe(small);
});

it("keeps a line of the thinnest picture", async () => {
  picture = sized(8000, 1);
  expect(await shrink(photo())).toMatchObject({ width: 2000, height: 1 });
});

it("lowers the quality until it is small enough", async () => {
  sizeOf = (_side, quality) => (quality > 0.7 ? 400_001 : 400_000);
  expect((await shrink(photo())).blob.size).toBe(400_000);
  expect(tried).toEqual(["2000 0.82", "2000 0.74", "2000 0.66"]);
});

it("draws it smaller where no quality is enough", async () => {
  sizeOf = (side) => (side > 1600 ? 900_000 : 350_000);
  expect(await shrink(photo())).toMatchObject({ width: 1600, height: 1200 });
  expect(tried.at(-1)).toBe("1600 0.82");
});

it("takes the smallest there is where nothing is enough", async () => {
  sizeOf = () => 500_000;
  expect(await shrink(photo())).toMatchObject({ width: 1280, height: 960 });
});

it("gives back the memory of what it opened and drew on", async () => {
  sizeOf = (side) => (side > 1600 ? 900_000 : 350_000);
  await shrink(photo());
  expect(open).toBe(0);
  expect(canvases.map(({ width, height }) => [width, height])).toEqual([
    [0, 0],
    [0, 0],
  ]);
});

it("opens one picture at a time, also after one that failed", async () => {
  let most = 0;
  createImageBitmap.mockImplementation(async () => {
    most = Math.max(most, (open += 1));
    await new Promise((done) => setTimeout(done, 5));
    return sized(100, 100);
  });
  const all = await Promise.allSettled([shrink(photo("a.png")), shrink(file("b.txt", "text/plain")), shrink(photo("c.png"))]);
  expect(all.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(most).toBe(1);
});

it("asks an older browser without the word it does not know", async () => {
  createImageBitmap.mockRejectedValueOnce(new TypeError("not a valid enum value"));
  expect(await shrink(photo())).toMatchObject({ name: "IMG_1.jpg" });
  expect(createImageBitmap).toHaveBeenLastCalledWith(expect.any(File));
});

it.each([
  ["IMG_2.HEIC", "image/heic"],
  ["IMG_2.HEIC", ""],
])("leaves a picture that the browser cannot open as it is (%s, %o)", async (name, type) => {
  undecodable();
  const { blob, ...rest } = await shrink(file(name, type, 7));
  expect(rest).toEqual({ name, width: 0, height: 0 });
  expect(blob.type).toBe("image/heic");
  expect(blob.size).toBe(7);
});

it("leaves a picture that the phone cannot draw as it is", async () => {
  vi.spyOn(FakeOffscreenCanvas.prototype, "convertToBlob").mockRejectedValue(new Error("memory"));
  const large = photo();
  expect(await shrink(large)).toEqual({ blob: large, name: "IMG_1.png", width: 0, height: 0 });
  expect(open).toBe(0);
});

it("leaves a PDF as it is", async () => {
  const pdf = file("ticket.pdf", "application/pdf");
  expect(await shrink(pdf)).toEqual({ blob: pdf, name: "ticket.pdf", width: 0, height: 0 });
  expect(createImageBitmap).not.toHaveBeenCalled();
});

it("refuses at once what is too large and cannot be made smaller", async () => {
  await expect(shrink(file("ticket.pdf", "application/pdf", 15_000_001))).rejects.toBeInstanceOf(TooLarge);
  expect((await shrink(photo("large.png", 15_000_001))).blob.size).toBe(300_000);
  undecodable();
  await expect(shrink(file("a.heic", "image/heic", 15_000_001))).rejects.toBeInstanceOf(TooLarge);
});

it.each([
  ["notes.txt", "text/plain"],
  ["notes", ""],
  ["drawing.svg", "image/svg+xml"],
  ["page.html", "text/html"],
])("refuses what is neither a photo nor a PDF: %s", async (name, type) => {
  await expect(shrink(file(name, type))).rejects.toBeInstanceOf(WrongKind);
});

it("names a picture that has only an ending", async () => {
  expect((await shrink(photo(".png"))).name).toBe("photo.jpg");
});

it("draws on the page's own canvas where there is no other", async () => {
  vi.stubGlobal("OffscreenCanvas", undefined);
  Reflect.deleteProperty(globalThis, "OffscreenCanvas");
  const context = { fillRect: vi.fn(), drawImage: vi.fn() };
  const { prototype } = HTMLCanvasElement;
  vi.spyOn(prototype, "getContext").mockReturnValue(context as unknown as null);
  vi.spyOn(prototype, "toBlob").mockImplementation((done, type = "") => done(new Blob(["jpeg"], { type })));
  const { blob } = await shrink(photo());
  expect(await blob.text()).toBe("jpeg");
  expect(context.drawImage).toHaveBeenCalledWith(picture, 0, 0, 2000, 1500);
  expect(open).toBe(0);
});

it("shows a picture for as long as it is looked at", async () => {
  let made = 0;
  vi.spyOn(URL, "createObjectURL").mockImplementation(() => `blob:${(made += 1)}`);
  const revoked = vi.spyOn(URL, "revokeObjectURL").mockImplementation(() => {});
  const [first, second] = [new Blob(["1"]), new Blob(["2"])];
  const props: { blob: Blob | null } = { blob: first };
  const { result, rerender, unmount } = renderHook(({ blob }) => usePreview(blob), { initialProps: props });
  expect(result.current).toBe("blob:1");
  rerender({ blob: second });
  expect(result.current).toBe("blob:2");
  expect(revoked.mock.calls).toEqual([["blob:1"]]);
  rerender({ blob: null });
  expect(result.current).toBeNull();
  rerender({ blob: first });
  unmount();
  await waitFor(() => expect(revoked.mock.calls).toEqual([["blob:1"], ["blob:2"], ["blob:3"]]));
});
