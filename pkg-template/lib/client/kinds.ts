/** How the pages of a list follow each other. Parameters and fields are named as the caller names them. */
export interface Pages {
  /** The field that holds the list: of each company, or of the one answer. */
  readonly list: string;
  /** The parameter that says where a page begins: the number of entries before it, or `byPage` its own, from 1. */
  readonly at: string;
  readonly byPage?: true;
  /** How many entries a full page has, unless the parameter `sizeParam` says otherwise. */
  readonly size: number;
  readonly sizeParam?: string;
  /** How the last page is known: it is not full, the one after it is empty, or fields say how many pages and entries there are. */
  readonly last: 'short' | 'empty' | { readonly pages: string; readonly entries: string };
}

/** How to wait for what was started, see `Polling` of the crate. */
export interface Waiting {
  /** The operation that is asked. */
  readonly poll: string;
  /** Its one parameter. */
  readonly id: string;
  /** The field that its answer has only once it is ready. */
  readonly ready: string;
}

/** What the scripts have to know of a method. */
export interface MethodKind {
  /** What the answers to several requests make together; one value unless said. */
  readonly answer?: 'companies' | 'items';
  readonly pages?: Pages;
  /** Its entries can be summed up. */
  readonly totals?: true;
  /** It is asked by a path, without a model. */
  readonly anything?: true;
  readonly wait?: Waiting;
}

/** How a provider is reached without a proxy. */
export interface ProviderAccess {
  readonly baseUrl: string;
  /** The options that hold its credentials. */
  readonly credentials: readonly string[];
  /** Options that stand in for parameters of the same name. */
  readonly defaults: readonly string[];
  /** Its credentials expire, and are got when they are needed. */
  readonly session?: true;
}
