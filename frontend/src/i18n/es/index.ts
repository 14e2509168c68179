import { app } from "./app";
import { help } from "./help";
import { more } from "./more";
import { request } from "./request";
import { signin } from "./signin";
import { visits } from "./visits";

/** Every text of the participant's app. Each feature adds its own file here. */
export default { ...app, ...help, ...more, ...request, ...signin, ...visits };
