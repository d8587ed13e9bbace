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

/** How Астрал.ЭДО behaves where nothing is prescribed. */
export interface AstralSwitches {
  /** Tokens that are accepted without logging in, and never expire: `sandbox` by default. */
  readonly tokens?: readonly string[];
  /** The name that logs in: `sandbox@kontragent.example` by default. */
  readonly email?: string;
  /** Its password: `sandbox` by default. */
  readonly password?: string;
  /** For how many seconds a token that was handed out is good: 3600 by default. */
  readonly tokenSeconds?: number;
  /** For how many requests it is good; without end by default. */
  readonly tokenUses?: number;
  /** Whether what tokens are refreshed with is forgotten at once. */
  readonly forgetRefresh?: boolean;
  /** The status of every answer with a good token, instead of the right one. */
  readonly status?: number;
  /** What an error's body is: `empty`, as documented, by default. */
  readonly errorBody?: 'empty' | 'problem' | 'message' | 'oauth' | 'text';
  /** The status of a success that has nothing to tell: 200, as documented, by default. */
  readonly emptyStatus?: number;
  /** How the GUID of a new invitation is written: `quoted`, as documented, by default. */
  readonly idForm?: 'quoted' | 'bare' | 'object';
  /** Whether `count` of an answer is that of all entries; that of the entries on the page by default. */
  readonly countAll?: boolean;
  /** The most entries of a page, however many are asked for: 100 by default. */
  readonly pageCap?: number;
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
  /** Астрал.ЭДО. */
  readonly astral?: AstralSwitches;
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
  /** GUID by which the token of Астрал.ЭДО acts for it; those whom it does not open have none. */
  readonly abonentId?: string;
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
  readonly fetch: (...request: Parameters<typeof fetch>) => Promise<Response>;
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
