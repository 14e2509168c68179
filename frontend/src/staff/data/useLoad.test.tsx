import { act, render, screen, waitFor } from "@testing-library/preact";
import { beforeEach, expect, it, vi } from "vitest";

import { ApiError, NetworkError } from "../../api";
import { Shown } from "../parts/Shown";
import { atTheDesk } from "../testing";
import { changed, useLoad } from "./useLoad";

beforeEach(() => atTheDesk());

function Reading({ name, fetcher, keep }: { name: string; fetcher: () => Promise<string>; keep?: boolean }) {
  const loaded = useLoad(name, fetcher, { keep });
  return <Shown of={loaded}>{(text) => <p>{text}</p>}</Shown>;
}

it("drops an answer that comes after another was asked for", async () => {
  let answer: (text: string) => void = () => undefined;
  const slow = new Promise<string>((resolve) => (answer = resolve));
  const { rerender } = render(<Reading name="a" fetcher={() => slow} />);
  rerender(<Reading name="b" fetcher={() => Promise.resolve("second")} />);
  await screen.findByText("second");
  await act(async () => {
    answer("first");
    await slow;
  });
  expect(screen.queryByText("first")).toBeNull();
});

it("fetches again after something was saved, and shows the old meanwhile", async () => {
  const fetcher = vi.fn().mockResolvedValueOnce("before").mockResolvedValueOnce("after");
  render(<Reading name="a" fetcher={fetcher} />);
  await screen.findByText("before");
  void act(() => changed());
  expect(screen.getByText("before")).toBeTruthy();
  await screen.findByText("after");
});

it("keeps the last rows while other filters load, but never shows one person under another's name", async () => {
  const never = () => new Promise<string>(() => undefined);
  const kept = render(<Reading keep name="a" fetcher={() => Promise.resolve("rows")} />);
  await screen.findByText("rows");
  kept.rerender(<Reading keep name="b" fetcher={never} />);
  expect(screen.getByText("rows")).toBeTruthy();
  kept.unmount();
  const strict = render(<Reading name="a" fetcher={() => Promise.resolve("Ana")} />);
  await screen.findByText("Ana");
  strict.rerender(<Reading name="b" fetcher={never} />);
  expect(screen.queryByText("Ana")).toBeNull();
});

it("says that there is no connection and tries again", async () => {
  const fetcher = vi.fn().mockRejectedValueOnce(new NetworkError()).mockResolvedValueOnce("here");
  render(<Reading name="a" fetcher={fetcher} />);
  (await screen.findByRole("button", { name: "Try again" })).click();
  await screen.findByText("here");
});

it("offers no second try for what a role cannot do", async () => {
  const refusal = new ApiError({ code: "not_allowed", title: "No", detail: "Ask a coordinator.", status: 403 });
  render(<Reading name="a" fetcher={() => Promise.reject(refusal)} />);
  await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("Your role cannot do this"));
  expect(screen.queryByRole("button")).toBeNull();
});
