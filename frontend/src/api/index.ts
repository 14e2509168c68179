export { api, configureApi, read } from "./client";
export { ApiError, NetworkError } from "./errors";
export type * from "./types";
