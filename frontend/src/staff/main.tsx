import "../ui/tokens.css";
import "../ui/base.css";
import "./desk.css";

import { render } from "preact";

import { configureApi } from "../api";
import { speak } from "./i18n";
import { sessionEnded, start } from "./session/session";
import { App } from "./shell/App";

configureApi({ onSignedOut: sessionEnded });
await speak("en");
void start();
const root = document.getElementById("app");
if (root) {
  root.replaceChildren();
  render(<App />, root);
}
