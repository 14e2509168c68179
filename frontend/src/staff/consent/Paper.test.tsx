import { act, fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { accessible, atTheDesk, show } from "../testing";
import { Paper } from "./Paper";
import { aDetail, onPaper } from "./testing";

type Form = { paper: Record<string, unknown> & { id: string }; scan: File };

/** Stands for the browser's own: keeps what was sent until the test answers. */
class Sending {
  static all: Sending[] = [];
  upload: { onprogress?: (event: object) => void } = {};
  onload = () => {};
  onerror = () => {};
  status = 0;
  responseText = "";
  form: Form | null = null;

  open(method: string, path: string) {
    this.path = `${method} ${path}`;
  }
  path = "";
  headers: Record<string, string> = {};
  setRequestHeader(name: string, value: string) {
    this.headers[name] = value;
  }
  getResponseHeader = () => null;
  send(form: FormData) {
    const paper = JSON.parse(form.get("paper") as string) as Form["paper"];
    this.form = { paper, scan: form.get("scan") as File };
    Sending.all.push(this);
  }
  answer(status: number, body: unknown) {
    this.status = status;
    this.responseText = JSON.stringify(body);
    return act(async () => {
      this.onload();
      await Promise.resolve();
    });
  }
}

const scan = new File(["%PDF-1.7"], "signed.pdf", { type: "application/pdf" });
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));
const type = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });
const choose = (file: File) => fireEvent.change(screen.getByLabelText("Scan of all pages"), { target: { files: [file] } });
const sent = () => Sending.all.at(-1);

function fill() {
  type("Name of the participant", "Eleanor Whitfield");
  type("Date beside it: Participant", "2027-01-08");
  type("Name of the investigator", "Helen Marsh");
  type("Date beside it: Investigator", "2027-01-09");
  fireEvent.click(screen.getByLabelText("No, do not keep them"));
  choose(scan);
}

beforeEach(async () => {
  Sending.all = [];
  vi.stubGlobal("XMLHttpRequest", Sending);
  await atTheDesk(["consent.read", "consent.write", "study.read"]);
});
afterEach(() => vi.unstubAllGlobals());

it("leads to the text to print in each language", async () => {
  const { container } = show(<Paper detail={onPaper()} />);
  expect(screen.getByRole("link", { name: /Spanish/ }).getAttribute("href")).toBe(
    "/api/staff/consent-versions/version-2/print?language=es",
  );
  await accessible(container);
});

it("is not there where nothing is to be signed", () => {
  show(<Paper detail={aDetail()} />);
  expect(screen.queryByText("Consent on paper")).toBeNull();
});

it("names all that is missing, each leading to its field, with no answer preset", async () => {
  const { container } = show(<Paper detail={onPaper()} />);
  press("Record a signed paper");
  expect(screen.getAllByRole("radio").filter((radio) => (radio as HTMLInputElement).checked)).toEqual([]);
  press("Save paper consent");
  const links = within(screen.getByRole("alert")).getAllByRole("link");
  expect(links.map((link) => link.getAttribute("href"))).toEqual([
    "#paper-0-name",
    "#paper-0-date",
    "#paper-1-name",
    "#paper-1-date",
    "#paper-choice-keep",
    "#paper-scan",
  ]);
  for (const link of links) expect(document.querySelector(link.getAttribute("href") ?? "")).not.toBeNull();
  expect(Sending.all).toEqual([]);
  await accessible(container);
});

it("says at once that a file is no scan, and forgets it when another is chosen", () => {
  show(<Paper detail={onPaper()} />);
  press("Record a signed paper");
  choose(new File(["x"], "notes.docx"));
  expect(screen.getByText(/This is no PDF or picture/)).toBeTruthy();
  choose(new File([], "empty.pdf"));
  expect(screen.getByText("This file is empty. Choose another one.")).toBeTruthy();
  choose(scan);
  expect(screen.getByText("signed.pdf, 0.1 MB")).toBeTruthy();
});

it("sends what the paper says with its scan, and tells how much is sent", async () => {
  const { container } = show(<Paper detail={onPaper()} />);
  press("Record a signed paper");
  fill();
  press("Save paper consent");
  await waitFor(() => expect(Sending.all).toHaveLength(1));
  void act(() => sent()?.upload.onprogress?.({ loaded: 40, total: 100, lengthComputable: true }));
  expect(screen.getByRole<HTMLProgressElement>("progressbar").value).toBe(40);
  expect(screen.getByText("40 % sent")).toBeTruthy();
  await accessible(container);
  void act(() => sent()?.upload.onprogress?.({ loaded: 100, total: 100, lengthComputable: true }));
  expect(screen.getByText("All is sent. The file is being checked.")).toBeTruthy();
  expect(sent()?.path).toBe("POST /api/staff/participants/person-1/paper-consent");
  expect(sent()?.headers["X-Portal-Request"]).toBe("1");
  expect(sent()?.form?.scan.name).toBe("signed.pdf");
  expect(sent()?.form?.paper).toMatchObject({
    version_id: "version-2",
    language: "en",
    choices: { keep: false },
    signatures: [
      { role: "participant", name: "Eleanor Whitfield", date: "2027-01-08" },
      { role: "investigator", name: "Helen Marsh", date: "2027-01-09" },
    ],
  });
  await sent()?.answer(200, aDetail());
  await waitFor(() => expect(screen.queryByText("Save paper consent")).toBeNull());
});

it("keeps all that was typed when it is refused, and sends it again as the same record", async () => {
  const message = "This date is still to come. Enter the date written on the paper.";
  show(<Paper detail={onPaper()} />);
  press("Record a signed paper");
  fill();
  press("Save paper consent");
  await waitFor(() => expect(Sending.all).toHaveLength(1));
  const first = sent()?.form?.paper.id;
  const errors = [{ field: "signatures.1.date", message }];
  await sent()?.answer(422, { code: "paper_ahead", title: "Please check", detail: "", status: 422, errors });
  await waitFor(() => expect(screen.getAllByText(message)).toHaveLength(2));
  expect(screen.getByLabelText<HTMLInputElement>("Name of the investigator").value).toBe("Helen Marsh");
  press("Save paper consent");
  await waitFor(() => expect(Sending.all).toHaveLength(2));
  expect(sent()?.form?.paper.id).toBe(first);
  expect(sent()?.form?.scan.name).toBe("signed.pdf");
});

it("forgets what the server said about a scan when another is chosen", async () => {
  const message = "This file is damaged and cannot be opened. Scan or save it again.";
  show(<Paper detail={onPaper()} />);
  press("Record a signed paper");
  fill();
  press("Save paper consent");
  await waitFor(() => expect(Sending.all).toHaveLength(1));
  const errors = [{ field: "scan", message }];
  await sent()?.answer(422, { code: "file_broken", title: "Please check", detail: "", status: 422, errors });
  await waitFor(() => expect(screen.getAllByText(message)).toHaveLength(2));
  choose(new File(["%PDF-1.7 whole"], "again.pdf"));
  expect(screen.queryByText(message)).toBeNull();
});

it("says that there is no connection, and that nothing typed is lost", async () => {
  show(<Paper detail={onPaper()} />);
  press("Record a signed paper");
  fill();
  press("Save paper consent");
  await waitFor(() => expect(Sending.all).toHaveLength(1));
  await act(async () => {
    sent()?.onerror();
    await Promise.resolve();
  });
  await screen.findByText("No connection to the portal");
  expect(screen.getByText("What you typed is still here.")).toBeTruthy();
});
