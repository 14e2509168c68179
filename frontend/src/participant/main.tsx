import "../ui/tokens.css";
import "../ui/base.css";

import { render } from "preact";

import { configureApi } from "../api";
import { closestLanguage, language, speakLanguage } from "../i18n";
import { savedLanguage } from "../ui/prefs";
import { App } from "./app/App";
import { startWorker } from "./app/worker";
import { sessionEnded, start } from "./data/session";

configureApi({ language: () => language.peek(), onSignedOut: sessionEnded });

const asked = start();
const wanted = [savedLanguage() ?? "", ...navigator.languages];
await speakLanguage(closestLanguage(wanted));

const root = document.getElementById("app");
if (root) {
  root.replaceChildren();
  render(<App />, root);
}
await asked;
await startWorker();
