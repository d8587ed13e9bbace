/** How Focus behaves where nothing is prescribed. */
export interface FocusSwitches {
  /** The keys that are accepted: by default `sandbox` and the demo key of the vendors' documentation. */
  readonly keys?: readonly string[];
  /** The status of an answer to more identifiers than a request takes: 400 by default. What the provider does is not known. */
  readonly tooManyStatus?: number;
  /** The status of an answer when there is no document to give: 404 by default. What the provider does is not known. */
  readonly pdfMissingStatus?: number;
  /** The status of every charged answer, as if the key's limits were used up, such as 402; by default they are not. */
  readonly quotaStatus?: number;
}

/** How a sandbox behaves. Everything may be left out. */
export interface SandboxOptions {
  /** What the delays of slow answers are multiplied by: 1 by default, 0 for none. */
  readonly delayScale?: number;
  /** Контур.Фокус. */
  readonly focus?: FocusSwitches;
}

/** Somebody whom the sandbox knows. Nobody of them exists. */
export interface SandboxCompany {
  /** ИНН; a few have none. */
  readonly inn?: string;
  /** ОГРН or ОГРНИП. */
  readonly ogrn: string;
  /** The short name. */
  readonly name: string;
  /** What they are an example of. */
  readonly about: { readonly ru: string; readonly en: string };
}

/** The providers played back. */
export interface Sandbox {
  /**
   * Answers as the providers would: requests to their own addresses, and to any address whose path begins with a
   * provider's name (`http://localhost:8788/focus/api3/req`); everything else is not found. Delays obey the signal, and
   * where a connection breaks the body fails as a real one does. What a provider remembers (watch
   * lists, orders, invitations) is kept by credentials. It needs no `this`.
   */
  readonly fetch: (input: RequestInfo | URL, init?: RequestInit) => Promise<Response>;
  /** The providers' own addresses by their names, without a slash at the end. */
  readonly baseUrls: Readonly<Record<string, string>>;
  /** Companies and entrepreneurs worth looking at. */
  readonly companies: readonly SandboxCompany[];
  /**
   * Companies whose answers go wrong on purpose. Their ИНН is 7700, the number of the case in five digits (an HTTP status
   * where there is one), and the control digit.
   */
  readonly magic: readonly SandboxCompany[];
}

/** Loads the sandbox, once, and sets one up. */
export type CreateSandbox = (options?: SandboxOptions) => Promise<Sandbox>;
