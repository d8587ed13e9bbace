/** What is recorded of a request: neither its parameters nor anything of the answer. */
export interface LogLine {
  readonly requestId: string;
  /** `focus.req`, or an endpoint of the worker itself; absent when the request was for neither. */
  readonly operation?: string | undefined;
  /** The status given to the caller. */
  readonly status: number;
  /** The stable code of the problem, if there was one. */
  readonly code?: string | undefined;
  readonly durationMs: number;
  /** How many companies the provider was asked about. */
  readonly asked?: number | undefined;
  /** Where the answer came from. */
  readonly cache?: string | undefined;
}

/** Where log lines go unless the operator says otherwise. */
export const logToConsole = (line: LogLine): void => console.log(JSON.stringify(line));
