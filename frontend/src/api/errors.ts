/** What can go wrong between the app and the server, in two kinds that need different words. */

export type Problem = {
  type?: string;
  title: string;
  detail?: string;
  status: number;
  code: string;
  errors?: { field: string; message: string; code?: string }[];
  current?: unknown;
  tries_left?: number;
};

/** The server answered, and the answer was no. `detail` is in the person's language already. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly problem: Problem;
  /** Seconds to wait, where the server said so. */
  readonly retryAfter: number | null;

  constructor(problem: Problem, retryAfter: number | null = null) {
    super([problem.detail, problem.title].find(Boolean));
    this.name = "ApiError";
    this.status = problem.status;
    this.code = problem.code;
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  /** The message for one field, such as "email" or "proposals.0.date". */
  field(name: string): string | undefined {
    return this.problem.errors?.find((error) => error.field === name)?.message;
  }
}

/** Nothing came back: no connection, or the server did not answer in time. */
export class NetworkError extends Error {
  constructor(cause?: unknown) {
    super("no connection", { cause });
    this.name = "NetworkError";
  }
}

function isProblem(body: unknown): body is Problem {
  return typeof body === "object" && body !== null && "code" in body && "title" in body;
}

/** Turns a refusing response into an ApiError, whatever its body is. */
export async function toApiError(response: Response): Promise<ApiError> {
  const seconds = Number(response.headers.get("Retry-After"));
  const retryAfter = Number.isFinite(seconds) && seconds > 0 ? seconds : null;
  let body: unknown;
  try {
    body = await response.json();
  } catch {
    body = null;
  }
  if (isProblem(body)) return new ApiError({ ...body, status: response.status }, retryAfter);
  return new ApiError({ title: "", status: response.status, code: `http_${response.status}` }, retryAfter);
}
