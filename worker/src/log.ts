/** What is recorded of a request: what was asked for and how it went, but not about whom, nor what the answer was. */
export interface LogLine {
  readonly requestId: string;
  /** `focus.req`, or an endpoint of the worker itself; absent when the request was for neither. */
  readonly operation?: string | undefined;
  /** The same for every request of one caller, but not their name. */
  readonly caller?: string | undefined;
  /** The status given to the caller. */
  readonly status: number;
  /** The stable code of the problem, if there was one. */
  readonly code?: string | undefined;
  readonly durationMs: number;
  /** How many companies the provider was asked about. */
  readonly asked?: number | undefined;
  /** Where the answer came from. */
  readonly cache?: string | undefined;
  /** About whom, natural persons' numbers masked; only if the operator wants it. */
  readonly about?: string | undefined;
}

/** Where log lines go unless the operator says otherwise. Nothing else gets into the log, whatever a step notes. */
export const logToConsole = ({ requestId, operation, caller, status, code, durationMs, asked, cache, about }: LogLine): void =>
  console.log(JSON.stringify({ requestId, operation, caller, status, code, durationMs, asked, cache, about } satisfies LogLine));
