import { normalize, type Kind } from 'kontragent/identifiers';
import { Field } from '../identifiers/field.svelte';

const fieldOf = (kind: Kind): Field => new Field({ read: (text) => ({ kind, value: normalize(kind, text) }) });

/** ИНН and КПП of somebody as they are typed. */
export class Organisation {
  readonly inn = fieldOf('inn');
  readonly kpp = fieldOf('kpp');
  /** An organisation cannot be named without its КПП. */
  readonly kppRequired: boolean;
  /** Somebody asked to go on although these were empty. */
  innMissing = $state(false);
  kppMissing = $state(false);
  /** Twelve digits: a person, who has no КПП. */
  readonly person: boolean = $derived(this.inn.verdict.ok && this.inn.reading.value.length === 12);

  constructor(kppRequired: boolean) {
    this.kppRequired = kppRequired;
  }

  fill({ inn, kpp }: { inn: string; kpp?: string | undefined }): void {
    this.inn.fill(inn);
    this.kpp.fill(kpp ?? '');
  }

  /** What to ask with; nothing, and told beside the fields, when something is wrong. */
  read(): { inn: string; kpp?: string } | undefined {
    this.inn.finish();
    this.kpp.finish();
    this.innMissing = this.inn.stage === 'empty';
    this.kppMissing = !this.person && this.kppRequired && this.kpp.stage === 'empty';
    if (!this.inn.verdict.ok || this.kppMissing) return undefined;
    const inn = this.inn.reading.value;
    if (this.person || this.kpp.stage === 'empty') return { inn };
    return this.kpp.verdict.ok ? { inn, kpp: this.kpp.reading.value } : undefined;
  }
}
