import "../ui/tokens.css";
import "../ui/base.css";

import { render } from "preact";

import { configureApi } from "../api";
import { closestLanguage, language, speakLanguage } from "../i18n";
import { savedLanguage } from "../ui/prefs";
import { App } from "./app/App";
import { Pages } from "./app/inside";
import { startWorker } from "./app/worker";
import { today } from "./data/answers";
import { askAnew, followTabs, sessionEnded, standing, start } from "./data/session";
import { noticeOpened } from "./reminders/notice";

noticeOpened();
followTabs();
configureApi({ language: () => language.peek(), onSignedOut: sessionEnded, onRefused: askAnew });

const spoken = speakLanguage(closestLanguage([savedLanguage() ?? "", ...navigator.languages]));

// What a signed-in person sees first comes all at once: the pages, their texts and the answer, which
// is asked for in her language.
standing.subscribe((now) => {
  if (now.kind !== "in") return;
  Pages.preload().catch(() => {}); // the page itself says what is wrong
  if (location.pathname === "/") void spoken.then(() => today.refresh());
});

/** Not awaited at the top: other chunks import from this one and would have to wait. */
async function run(): Promise<void> {
  const asked = start();
  await spoken;
  const root = document.getElementById("app");
  if (root) {
    root.replaceChildren();
    render(<App />, root);
  }
  await asked;
  await startWorker().catch(() => {}); // a browser that allows no worker shows the app all the same
}

void run();
