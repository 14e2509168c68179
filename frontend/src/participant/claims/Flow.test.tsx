import "fake-indexeddb/auto";

import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { forgetAll } from "../data/resource";
import { accessible, show } from "../testing";
import ClaimsPages from "./ClaimsPages";
import { addParking, choose, follow, fresh, heading, OFFLINE, photo, pick, press, review, sent, serving, text, type } from "./harness";
import { aClaim, aLateVisit, aPolicy, NOW } from "./testing";

const uploads = vi.hoisted(() => [] as string[]);
vi.mock("../../api/upload", () => ({
  upload: (path: string) => {
    uploads.push(path);
    return Promise.resolve(Response.json({}));
  },
}));
vi.mock("../files/photo", async (original) => ({
  ...(await original<object>()),
  shrink: (file: File) => Promise.resolve({ blob: file, name: file.name, width: 1, height: 1 }),
}));

let stop = () => {};

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
  uploads.length = 0;
  stop = await fresh("/travel/visits/visit-1");
});

afterEach(() => {
  stop();
  vi.useRealTimers();
});

it("asks one question a page, sends the photo first and then the claim", async () => {
  const calls = serving();
  const { container } = show(<ClaimsPages />);
  await heading("What did you pay for?");
  expect(screen.getAllByRole("button", { name: /Driving|Your time|Parking|Tolls|Meals/ }).map((row) => row.textContent)).toEqual([
    "DrivingYour own car.The study pays up to $250 a visit.",
    "Your time for this visit: $50.00",
    "ParkingThe study pays up to $40 a day.",
    "TollsThe study pays up to $40 a visit.",
    "MealsThe study pays up to $60 a day.",
  ]);
  await accessible(container);
  press(/^Parking/);
  await heading("On which day was it?");
  expect(screen.getByRole<HTMLInputElement>("radio", { name: /Tuesday 17.November/ }).checked).toBe(true);
  await accessible(container);
  press("Next");
  await heading("How much did you pay?");
  expect(screen.getByText("Parking")).toBeTruthy();
  await accessible(container);
  type("Amount in USD", "$12,50");
  press("Next");
  await heading("Add the receipt");
  pick("Choose photos or a PDF", photo(), photo("second.jpg"));
  await screen.findByRole("button", { name: "Look at receipt 2" });
  await accessible(container);
  press("Next");
  await heading("Your claim for Month 6");
  expect(screen.getByRole("link", { name: /Parking \$12\.50 Tuesday 17.November · 2 receipts/ })).toBeTruthy();
  await accessible(container);
  await review();
  expect(text()).toContain("You ask for$12.50");
  expect(text()).toContain("The study pays$12.50");
  expect(text()).toContain("the money usually goes out on Fridays.");
  await accessible(container);
  press("Send claim");
  await heading("Sent to your study team");
  await waitFor(() => expect(sent(calls)).toHaveLength(1));
  const [claim] = sent(calls);
  expect(claim).toMatchObject({ round: 1, visit_id: "visit-1", currency: "USD", late_reason: "" });
  expect(claim?.lines).toMatchObject([
    { category: "parking", spent_on: "2026-11-17", amount: 1250, distance: null, care_partner: false, receipt_lost: "" },
  ]);
  expect(uploads).toEqual(claim?.lines[0]?.receipts?.map((id) => `/api/me/receipts/${id}`));
  expect(uploads).toHaveLength(2);
});

it("fills in the usual distance, and pays the flat sum with one tap", async () => {
  const calls = serving();
  show(<ClaimsPages />);
  await heading("What did you pay for?");
  press(/^Driving/);
  await heading("On which day was it?");
  press("Next");
  await heading("How far did you drive, there and back?");
  press("Next");
  expect(await screen.findByText("Choose your usual distance or another one.")).toBeTruthy();
  choose("24.6 miles, as usual: $17.84");
  press("Next");
  await heading("Your claim for Month 6");
  follow("Add something else");
  await heading("What else did you pay for?");
  press("Your time for this visit: $50.00");
  await heading("Your claim for Month 6");
  follow("Add something else");
  await heading("What else did you pay for?");
  expect(screen.getByText("In your claim already")).toBeTruthy();
  expect(screen.queryByRole("button", { name: /Your time/ })).toBeNull();
  history.back();
  await heading("Your claim for Month 6");
  await review();
  expect(text()).toContain("The study pays$67.84");
  press("Send claim");
  await waitFor(() => expect(sent(calls)[0]?.lines).toMatchObject([{ distance: 246, amount: null }, { distance: null, amount: null, spent_on: "2026-11-17" }]));
});

it("asks why where it was another distance", async () => {
  const calls = serving();
  const { container } = show(<ClaimsPages />);
  await heading("What did you pay for?");
  press(/^Driving/);
  await heading("On which day was it?");
  press("Next");
  await heading("How far did you drive, there and back?");
  choose("Another distance");
  type("Miles, there and back", "30");
  expect(await screen.findByText("There and back: 30 miles. That comes to $21.75.")).toBeTruthy();
  press("Next");
  expect(await screen.findByText("Say in a few words why it was not your usual distance.")).toBeTruthy();
  await accessible(container);
  type(/Why was it another distance/, " A bridge was closed. ");
  press("Next");
  await heading("Your claim for Month 6");
  await review();
  press("Send claim");
  await waitFor(() => expect(sent(calls)[0]?.lines).toMatchObject([{ distance: 300, distance_reason: "A bridge was closed." }]));
});

it("asks how far it is one way at first, once, and not again for the second trip", async () => {
  const calls = serving({ distance: null });
  show(<ClaimsPages />);
  await heading("What did you pay for?");
  press(/^Driving/);
  await heading("On which day was it?");
  press("Next");
  await heading("How far is it from home to the site, one way?");
  type("Miles, one way", "12.3");
  press("Next");
  await heading("Your claim for Month 6");
  follow("Add something else");
  await heading("What else did you pay for?");
  press(/^Driving/);
  await heading("On which day was it?");
  choose("Another day");
  fireEvent.input(screen.getByLabelText("Day"), { target: { value: "2026-11-18" } });
  press("Next");
  await heading("Your claim for Month 6");
  await review();
  press("Send claim");
  await waitFor(() => expect(sent(calls)[0]?.lines.map(({ distance }) => distance)).toEqual([246, 246]));
});

it.each([
  ["", "Enter the amount as on the receipt, for example 12.50."],
  ["a lot", "This is not an amount we can read. Enter it in numbers, for example 12.50."],
  ["12.505", "Enter at most 2 digits after the point, for example 12.50."],
  ["0", "Enter an amount above 0."],
  ["2000.01", "This amount cannot be right. Enter at most $2,000.00 in one line."],
])("says plainly what is wrong with the amount '%s'", async (typed, words) => {
  serving();
  const { container } = show(<ClaimsPages />);
  await heading("What did you pay for?");
  press(/^Tolls/);
  await heading("On which day was it?");
  press("Next");
  await heading("How much did you pay?");
  type("Amount in USD", typed);
  press("Next");
  expect(await screen.findByText(words)).toBeTruthy();
  await accessible(container);
});

it("asks for no receipt below the sum from which one is needed", async () => {
  serving();
  show(<ClaimsPages />);
  await heading("What did you pay for?");
  press(/^Tolls/);
  await heading("On which day was it?");
  press("Next");
  await heading("How much did you pay?");
  type("Amount in USD", "24.99");
  press("Next");
  await heading("Your claim for Month 6");
});

it("takes a word on a lost receipt instead of a photo", async () => {
  const calls = serving();
  const { container } = show(<ClaimsPages />);
  await heading("What did you pay for?");
  press(/^Parking/);
  await heading("On which day was it?");
  press("Next");
  await heading("How much did you pay?");
  type("Amount in USD", "8");
  press("Next");
  await heading("Add the receipt");
  press("Next");
  expect(await screen.findByText("Add a photo of the receipt, or say that you do not have it.")).toBeTruthy();
  press("I do not have the receipt");
  press("Next");
  expect(await screen.findByText("Say in a few words what happened to the receipt.")).toBeTruthy();
  await accessible(container);
  type(/What happened to the receipt/, "The machine gave none.");
  press("Next");
  await heading("Your claim for Month 6");
  await review();
  press("Send claim");
  await waitFor(() => expect(sent(calls)[0]?.lines).toMatchObject([{ receipt_lost: "The machine gave none.", receipts: [] }]));
});

it("asks whose cost it was only where a companion is covered", async () => {
  const calls = serving();
  show(<ClaimsPages />);
  await heading("What did you pay for?");
  press(/^Meals/);
  await heading("Whose cost was it?");
  press("Next");
  expect(await screen.findByText("Choose whose cost it was.")).toBeTruthy();
  choose("Of the person who came with me");
  press("Next");
  await heading("On which day was it?");
  press("Next");
  await heading("How much did you pay?");
  type("Amount in USD", "10");
  press("Next");
  await heading("Your claim for Month 6");
  expect(text()).toContain("Meals, for the person who came along");
  await review();
  press("Send claim");
  await waitFor(() => expect(sent(calls)[0]?.lines).toMatchObject([{ care_partner: true }]));
});

it.each([
  ["", "Choose the day."],
  ["2026-11-25", "This day is still to come. Enter the day on which you paid."],
  ["2026-04-30", "Only costs from Friday 1 May on are covered: that is the day of the consent. Enter that day or a later one."],
])("says what is wrong with the day '%s'", async (day, words) => {
  serving();
  show(<ClaimsPages />);
  await heading("What did you pay for?");
  press(/^Parking/);
  await heading("On which day was it?");
  choose("Another day");
  fireEvent.input(screen.getByLabelText("Day"), { target: { value: day } });
  press("Next");
  await waitFor(() => expect(text()).toContain(words));
});

it("keeps everything, photo and all, when the app is closed in the middle", async () => {
  serving();
  show(<ClaimsPages />);
  await addParking();
  await new Promise((done) => setTimeout(done, 30));
  cleanup();
  forgetAll(); // what is in memory is gone; what is on the phone is not
  history.replaceState(null, "", "/travel");
  show(<ClaimsPages />);
  await heading("Begun, not sent", 2);
  follow("Go on with it");
  await heading("Your claim for Month 6");
  fireEvent.click(screen.getByRole("link", { name: /Parking \$12\.50/ }));
  await heading("Parking");
  follow(/^Receipt 1 receipt/);
  await heading("Add the receipt");
  expect(await screen.findByRole("button", { name: "Look at receipt 1" })).toBeTruthy();
});

it("changes one answer, removes a line, and throws a claim away after asking", async () => {
  serving();
  show(<ClaimsPages />);
  await addParking();
  fireEvent.click(screen.getByRole("link", { name: /Parking \$12\.50/ }));
  await heading("Parking");
  follow("Amount $12.50");
  await heading("How much did you pay?");
  type("Amount in USD", "13");
  press("Next");
  await heading("Parking");
  follow("Note Nothing written");
  await heading("Add a note for the team");
  type("Your note", "Level 2");
  press("Save");
  await heading("Parking");
  expect(screen.getByRole("link", { name: "Note Level 2" })).toBeTruthy();
  expect(screen.getByRole("link", { name: "Amount $13.00" })).toBeTruthy();
  press("Remove this line");
  expect(await screen.findByText("There is nothing in your claim yet.")).toBeTruthy();
  press("Throw this claim away");
  fireEvent.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Throw it away" }));
  await heading("Travel money");
  expect(screen.queryByText("Begun, not sent")).toBeNull();
});

it("comes back to the same line when what was paid for is chosen anew", async () => {
  serving();
  show(<ClaimsPages />);
  await heading("What did you pay for?");
  press(/^Parking/);
  await heading("On which day was it?");
  history.back();
  await heading("What did you pay for?");
  press(/^Tolls/);
  await heading("On which day was it?");
  press("Next");
  await heading("How much did you pay?");
  type("Amount in USD", "5");
  press("Next");
  await heading("Your claim for Month 6");
  expect(screen.getAllByRole("link", { name: /\$/ })).toHaveLength(1);
});

it("says what is over a cap and why, also with what another claim took", async () => {
  const meals = aClaim({ id: "other" });
  serving({ claims: [{ ...meals, lines: meals.lines.map((line) => ({ ...line, category: "parking", allowed: 3_000 })) }] });
  show(<ClaimsPages />);
  fireEvent.click(await screen.findByRole("button", { name: "Claim for something else" }));
  await addParking("22.40");
  expect(text()).toContain("The study pays: $10.00");
  await review();
  expect(text()).toContain("You ask for$22.40");
  expect(text()).toContain("Parking: the study pays up to $40 a day. $12.40 is over that.");
  await accessible(document.body);
});

it("asks why it is late, once, and sends it all the same", async () => {
  history.replaceState(null, "", `/travel/visits/${aLateVisit().id}`);
  const calls = serving();
  const { container } = show(<ClaimsPages />);
  await heading("What did you pay for?");
  press(/^Your time/);
  await heading("Your claim for Month 1");
  press("Continue to send");
  await heading("Why is the claim late?");
  expect(text()).toContain("The last day to claim for Month 1 was Monday 14 September.");
  press("Next");
  expect(await screen.findByText("Say in a few words why the claim is late.")).toBeTruthy();
  await accessible(container);
  type("In a few words", "I was in hospital.");
  press("Next");
  await heading("Look at your claim");
  press("Send claim");
  await waitFor(() => expect(sent(calls)).toMatchObject([{ late_reason: "I was in hospital.", visit_id: "visit-0" }]));
});

it("needs no connection once the rules are on the phone", async () => {
  serving();
  const { unmount } = show(<ClaimsPages />);
  await heading("What did you pay for?");
  unmount();
  const calls = serving({}, OFFLINE);
  show(<ClaimsPages />);
  await addParking();
  await review();
  press("Send claim");
  await heading("Kept on this phone, not sent yet");
  expect(text()).toContain("It goes by itself when you are online.");
  expect(sent(calls)).toEqual([]);
});

it("leads to what is not finished before it sends", async () => {
  serving();
  show(<ClaimsPages />);
  await heading("What did you pay for?");
  press(/^Parking/);
  await heading("On which day was it?");
  const address = location.pathname.replace(/day.*/, "lines");
  history.pushState(null, "", address);
  cleanup();
  show(<ClaimsPages />);
  await heading("Your claim for Month 6");
  press("Continue to send");
  expect(await screen.findByText("One line is not finished. Tap it to go on.")).toBeTruthy();
  expect(screen.getByText("Not finished")).toBeTruthy();
});

it("speaks Spanish all the way", async () => {
  stop();
  stop = await fresh("/travel/visits/visit-1", "es");
  serving({ policy: aPolicy() });
  const { container } = show(<ClaimsPages />);
  await heading("¿Qué pagó?");
  press(/^Parking/);
  await heading("¿Qué día fue?");
  press("Siguiente");
  await heading("¿Cuánto pagó?");
  type("Monto en USD", "50,00");
  press("Siguiente");
  await heading("Agregue el recibo");
  pick("Tomar una foto", photo());
  await screen.findByRole("button", { name: "Ver el recibo 1" });
  press("Siguiente");
  await heading("Month 6: su solicitud");
  press("Continuar para enviar");
  await heading("Revise su solicitud");
  expect(text()).toContain("Parking: el estudio paga hasta $40 por día. $10.00 pasan de ahí.");
  expect(text()).toContain("el dinero suele salir los viernes.");
  await accessible(container);
  press("Enviar la solicitud");
  await heading("Enviada al equipo del estudio");
});
