import { act, fireEvent, screen } from "@testing-library/preact";
import { beforeEach, expect, it } from "vitest";

import { accessible, answering, atTheDesk, show } from "../testing";
import { pressed } from "../shell/keys";
import { ClaimPanel } from "./ClaimPanel";
import { larger, leftwards, rightwards, smaller, walked, whole } from "../parts/viewer/looking";
import { aClaim, coordinator } from "./testing";

const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));
const key = (name: string) => {
  const event = new KeyboardEvent("keydown", { key: name, cancelable: true });
  Object.defineProperty(event, "target", { value: document.body });
  void act(() => void pressed(event));
};
const picture = () => screen.getByRole("group", { name: /^Picture\./ }).querySelector("img") as HTMLImageElement;
const shown = () => picture().getAttribute("src");
/** How large and how far turned. */
const view = () => {
  const { style } = picture().parentElement as HTMLElement;
  return [style.getPropertyValue("--zoom"), style.getPropertyValue("--turn")];
};

async function open() {
  answering({ "GET /api/staff/claims/claim-1": { body: aClaim() } });
  const shownPanel = show(<ClaimPanel id="claim-1" link={(id) => id} onClose={() => {}} />);
  await screen.findByText(/receipt 1 of 3$/);
  return shownPanel;
}

beforeEach(() => atTheDesk(coordinator));

it("opens the receipt that is chosen at its line, and says which it is", async () => {
  const { container } = await open();
  expect(screen.getByText(/^Parking, Thu 7 Jan( 2027)?, receipt 1 of 3$/)).toBeTruthy();
  expect(shown()).toBe("/api/staff/receipts/receipt-1/picture?page=1");
  press("Receipt 2: look at it");
  expect(screen.getByText(/^Meals, .*receipt 3 of 3$/)).toBeTruthy();
  expect(shown()).toBe("/api/staff/receipts/receipt-3/picture?page=1");
  expect(picture().alt).toMatch(/^Meals, .*, receipt 3 of 3, page 1$/);
  expect(screen.getByRole("link", { name: "Save the file" }).getAttribute("href")).toBe(
    "/api/staff/receipts/receipt-3/file",
  );
  await accessible(container);
});

it("goes to the next receipt and back, and through the pages of one", async () => {
  await open();
  press("Next receipt");
  expect(shown()).toBe("/api/staff/receipts/receipt-2/picture?page=1");
  expect(screen.getByText("Page 1 of 2")).toBeTruthy();
  press("Next page");
  expect(shown()).toBe("/api/staff/receipts/receipt-2/picture?page=2");
  press("Next page");
  expect(shown()).toBe("/api/staff/receipts/receipt-2/picture?page=2");
  press("Previous page");
  press("Previous receipt");
  expect(shown()).toBe("/api/staff/receipts/receipt-1/picture?page=1");
  expect(screen.queryByText(/^Page/)).toBeNull();
});

it("zooms and turns with buttons and with keys, and begins anew at another receipt", async () => {
  await open();
  expect(view()).toEqual(["1", "0deg"]);
  press("Larger");
  key("+");
  expect(view()).toEqual(["2", "0deg"]);
  expect(screen.getByText("200%")).toBeTruthy();
  key("-");
  press("Turn left");
  expect(view()).toEqual(["1.5", "270deg"]);
  key("]");
  key("]");
  expect(view()).toEqual(["1.5", "90deg"]);
  key("0");
  expect(view()).toEqual(["1", "90deg"]);
  key("n");
  expect(view()).toEqual(["1", "0deg"]);
  expect(shown()).toBe("/api/staff/receipts/receipt-2/picture?page=1");
  key("n");
  key("n");
  expect(shown()).toBe("/api/staff/receipts/receipt-3/picture?page=1");
  key("p");
  expect(shown()).toBe("/api/staff/receipts/receipt-2/picture?page=2");
});

it("fills the screen when asked, and gives the focus back", async () => {
  const { container } = await open();
  const button = screen.getByRole("button", { name: "Full screen" });
  button.focus();
  press("Full screen");
  const full = screen.getByRole("dialog", { name: "Receipt" });
  expect(full.querySelector("img")?.getAttribute("src")).toBe("/api/staff/receipts/receipt-1/picture?page=1");
  await accessible(container);
  key("e");
  expect(screen.queryByRole("dialog", { name: "Receipt" })).toBeNull();
  expect(screen.getByRole("dialog", { name: /^1A81-08B7/ })).toBeTruthy();
  expect(document.activeElement).toBe(button);
});

it("says when a picture cannot be shown, and still shows the next one", async () => {
  await open();
  fireEvent.error(picture());
  expect(screen.getByRole("alert").textContent).toContain("The picture could not be shown.");
  press("Next receipt");
  expect(shown()).toBe("/api/staff/receipts/receipt-2/picture?page=1");
});

it("stays at the ends: of the receipts, of the sizes; four turns are none", () => {
  const shots = [1, 2].map((pages) => ({ pages }) as never);
  expect(walked(shots, { at: 0, page: 1 }, -1)).toEqual({ at: 0, page: 1 });
  expect(walked(shots, { at: 1, page: 2 }, 1)).toEqual({ at: 1, page: 2 });
  expect(walked(shots, { at: 1, page: 1 }, -1)).toEqual({ at: 0, page: 1 });
  expect(smaller(whole)).toEqual(whole);
  const most = [1, 2, 3, 4, 5, 6, 7].reduce(larger, whole);
  expect(larger(most)).toEqual(most);
  expect([1, 1, 1, 1].reduce(rightwards, whole)).toEqual(whole);
  expect(leftwards(whole).quarters).toBe(3);
});
