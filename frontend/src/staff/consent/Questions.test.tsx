import { fireEvent, screen, waitFor } from "@testing-library/preact";
import { LocationProvider } from "preact-iso";
import { beforeEach, expect, it } from "vitest";

import { accessible, answering, atTheDesk, show } from "../testing";
import { Questions } from "./Questions";
import { aDetail, aQuestion, aRow } from "./testing";

const ANSWER = "POST /api/staff/consent-questions/question-1/answer";
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole("button", { name }));
const showOne = (question = aQuestion()) => show(<Questions questions={[question]} row={aRow({ language: "es" })} />);

beforeEach(() => atTheDesk(["consent.read", "consent.write"]));

it("says where a question was asked, and that signing waits for it", async () => {
  const { container } = showOne();
  expect(screen.getByText(/About: The risk of stopping/)).toBeTruthy();
  expect(screen.getByText("Signing waits for this answer")).toBeTruthy();
  await accessible(container);
});

it("sends an answer with its way, and names what is missing first", async () => {
  const calls = answering({ [ANSWER]: { body: aDetail() } });
  const { container } = showOne();
  press(/^Answer/);
  expect(screen.getByText("Language of the participant: Spanish.")).toBeTruthy();
  press("Send answer");
  expect(screen.getAllByRole("link").map((link) => link.textContent)).toEqual([
    "Choose how you answer.",
    "Write the answer.",
  ]);
  expect(calls).toEqual([]);
  await accessible(container);
  fireEvent.click(screen.getByLabelText(/I told it by phone/));
  fireEvent.input(screen.getByLabelText("What you told"), { target: { value: " The same day. " } });
  press("Save note");
  await waitFor(() => expect(screen.queryByLabelText("What you told")).toBeNull());
  expect(calls[0]?.body).toEqual({ way: "phone", text: "The same day." });
});

it("leaves the focus in the field while one types after a refusal", () => {
  showOne();
  press(/^Answer/);
  press("Send answer");
  const field = screen.getByLabelText("Your answer");
  field.focus();
  fireEvent.input(field, { target: { value: "T" } });
  expect(document.activeElement).toBe(screen.getByLabelText("Your answer"));
});

it("keeps the words when a colleague answered meanwhile", async () => {
  const words = "Helen Marsh answered this question meanwhile.";
  answering({ [ANSWER]: { status: 409, body: { code: "question_answered", title: words, detail: "", status: 409 } } });
  const { rerender } = showOne();
  press(/^Answer/);
  fireEvent.click(screen.getByLabelText(/In the portal/));
  fireEvent.input(screen.getByLabelText("Your answer"), { target: { value: "The same day." } });
  press("Send answer");
  await screen.findByText(words);
  const answered = aQuestion({
    answer: "Within a day.",
    answered_by: "Helen Marsh",
    answered_at: "2027-01-10T15:00:00Z",
    way: "portal",
  });
  rerender(
    <LocationProvider>
      <main>
        <Questions questions={[answered]} row={aRow()} />
      </main>
    </LocationProvider>,
  );
  expect(screen.getByText("Within a day.")).toBeTruthy();
  expect(screen.getByLabelText<HTMLTextAreaElement>("Your answer").value).toBe("The same day.");
  expect(screen.queryByRole("button", { name: "Send answer" })).toBeNull();
});

it("puts what waits first", () => {
  const done = aQuestion({
    id: "question-2",
    text: "Done",
    answer: "Yes",
    answered_by: "Grace Okafor",
    answered_at: "2027-01-10T15:00:00Z",
    way: "in_person",
  });
  show(<Questions questions={[done, aQuestion()]} row={aRow()} />);
  const [first] = screen.getAllByRole("listitem");
  expect(first?.textContent).toContain("How soon would I get the drug again?");
  expect(screen.getByText(/Grace Okafor, in person/)).toBeTruthy();
});
