import { check, type Context, type Kind } from 'kontragent/identifiers';
import { i18n } from '../../i18n/index.svelte';
import { lengthsOf } from './kinds';
import { stageOf, type Stage, type Verdict } from './stage';

/** What a typed text is taken for. */
export interface Reading {
  kind: Kind;
  /** The number in it, without spaces and the like. */
  value: string;
}

export interface FieldOptions {
  /** Takes what was typed for a number. */
  read(text: string): Reading;
  /** Takes what was pasted for a number, where that is more than typing. */
  readPasted?(text: string): Reading;
  /** The lengths that numbers may have, for a field that takes several kinds. */
  lengths?: readonly number[];
  /** What the check needs besides the number. */
  context?(): Context;
}

/** How long typing must rest before a number that could still grow is called wrong. */
const pause = 700;

/** One field with an identifier: what was typed, what it is taken for and how it is judged. */
export class Field {
  raw = $state('');
  /** The text from which the field was cleaned up, to be told. */
  original = $state<string>();
  #paused = $state(true);
  #done = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #options: FieldOptions;

  readonly reading: Reading = $derived.by(() => this.#options.read(this.raw));
  readonly verdict: Verdict = $derived.by(() =>
    check(this.reading.kind, this.reading.value, { ...this.#options.context?.(), locale: i18n.locale }),
  );
  readonly lengths: readonly number[] = $derived.by(() => this.#options.lengths ?? lengthsOf(this.reading.kind));
  /** Whether the field takes numbers of different kinds. */
  readonly ofSeveralKinds: boolean = $derived.by(() => this.#options.lengths !== undefined);
  readonly stage: Stage = $derived(
    stageOf(this.verdict, {
      done: this.#done,
      paused: this.#paused,
      unfinished: this.reading.value.length < (this.lengths.at(-1) ?? 0),
    }),
  );

  constructor(options: FieldOptions) {
    this.#options = options;
  }

  /** Takes over what the visitor typed. */
  type(text: string): void {
    this.raw = text;
    this.original = undefined;
    this.#done = false;
    this.#paused = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#paused = true;
    }, pause);
  }

  /** Whether a pasted text can stay as it is. */
  isClean(text: string): boolean {
    return this.#pasted(text).value === text;
  }

  /** Takes over a pasted text, cleaned up. */
  paste(text: string): void {
    this.type(text);
    this.#clean(this.#pasted(text));
  }

  /** The visitor is done with the field: what is wrong may be called so. */
  finish(): void {
    this.#done = true;
    this.#clean(this.reading);
  }

  /** Puts a number there that nobody typed. */
  fill(value: string): void {
    this.type(value);
    this.finish();
  }

  #pasted(text: string): Reading {
    return (this.#options.readPasted ?? this.#options.read)(text);
  }

  #clean({ value }: Reading): void {
    if (value === this.raw) return;
    this.original = this.raw;
    this.raw = value;
  }
}
