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

/** How ФССП (api-cloud) behaves where nothing is prescribed, and what its documentation leaves open. */
export interface FsspSwitches {
  /** The tokens that are accepted, 32 characters each: by default `sandbox-sandbox-sandbox-sandbox-`. */
  readonly tokens?: readonly string[];
  /** What is on the account of each token at the beginning, roubles: 100 000 by default. */
  readonly balance?: number;
  /** How far it may fall below zero, roubles: 0 by default. */
  readonly credit?: number;
  /** After how many milliseconds every search is answered: 0 by default. */
  readonly latencyMs?: number;
  /** The code of the provider's list with which every search is refused, such as 456. */
  readonly error?: number;
  /** The source is down: every search fails in the form with the name of the error in place of its code. */
  readonly sourceDown?: boolean;
  /** In errors, code and message have changed places. */
  readonly errorsSwapped?: boolean;
  /** In errors, the code is a number. */
  readonly errorsNumeric?: boolean;
  /** How many pages of 20 entries are loaded at most: 25 by default. More are left out, and the answer is `truncated`. */
  readonly pages?: number;
  /** The parts of a writ come as a list without names. */
  readonly detailsAsList?: boolean;
  /** What a question costs is told in the first record instead of beside the records. */
  readonly inquiryInRecord?: boolean;
  /** Answers have the fields of before 2025. */
  readonly before2025?: boolean;
  /** The credit is a number and not a text. */
  readonly creditNumeric?: boolean;
}

/** How НКБ behaves in a sandbox. */
export interface NkbSwitches {
  /** The logins that are accepted, each with its password: by default `sandbox` with `sandbox`. */
  readonly logins?: readonly (readonly [login: string, password: string])[];
  /** Logins that may ask for companies and related objects only, and get masked values, as one without a login does. */
  readonly restricted?: readonly (readonly [login: string, password: string])[];
  /** The code with which every answer is refused with status 402, such as `error.billing.product.limit`. */
  readonly billing?: string;
  /** How many times an order is not ready yet when it is asked for: 2 by default. */
  readonly progress?: number;
  /** How an order's id is told. What the provider does is not known. */
  readonly orderForm?: 'string' | 'text' | 'id' | 'orderId';
  /** Whether the objects of a page say what they are: `false` by default. */
  readonly typed?: boolean;
}

/** How a sandbox behaves. Everything may be left out. */
export interface SandboxOptions {
  /** What the delays of slow answers are multiplied by: 1 by default, 0 for none. */
  readonly delayScale?: number;
  /** Контур.Фокус. */
  readonly focus?: FocusSwitches;
  /** НКБ. */
  readonly nkb?: NkbSwitches;
  /** ФССП (api-cloud). */
  readonly fssp?: FsspSwitches;
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

/** A fictional person whom the bailiffs know; what `physical` and `alim` of ФССП are asked with. */
export interface SandboxPerson {
  readonly lastname: string;
  readonly firstname: string;
  /** A few have none. */
  readonly secondname?: string;
  /** `YYYY-MM-DD`. */
  readonly birthdate: string;
  /** The bailiffs' number of the region. */
  readonly region: string;
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
  /** Persons worth searching for. */
  readonly people: readonly SandboxPerson[];
}

/** Loads the sandbox, once, and sets one up. */
export type CreateSandbox = (options?: SandboxOptions) => Promise<Sandbox>;
