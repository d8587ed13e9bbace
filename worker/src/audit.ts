// Who asked about whom. An entry is sealed before it leaves the isolate: what is stored can be read with the operator's key
// only. Each day (in Moscow) has an object of its own, which forgets everything when the time of keeping is over.
import { fromBase64Url, toBase64Url, bytesOf } from '../lib/tokens/format.js';
import { Alarm } from './alarm.js';
import { dayOf, endOf } from './moscow.js';
import { type ObjectStorage, type Objects, type Sql, objectOf } from './platform.js';

/** One entry. */
export interface AuditEntry {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly requestId: string;
  readonly caller: string;
  readonly operation: string;
  /** The question as it is put to the provider, without its key. */
  readonly question: string;
}

/** The methods of the Durable Object `AuditTrail`. */
export interface AuditStub {
  append(sealed: string, forgetAt: number): Promise<void>;
  read(after: number, most: number): Promise<readonly AuditRow[]>;
}

export interface AuditRow {
  readonly seq: number;
  readonly sealed: string;
}

/** A key to seal with, and its name. */
export interface AuditKey {
  readonly id: string;
  /** 32 random bytes in base64 or base64url. */
  readonly secret: string;
}

export interface AuditConfig {
  readonly objects: Objects<AuditStub>;
  /** The first seals; all of them open. */
  readonly keys: readonly AuditKey[];
  /** For how many days entries are kept. */
  readonly days: number;
}

const bytesOfKey = ({ id, secret }: AuditKey): Uint8Array<ArrayBuffer> => {
  const bytes = fromBase64Url(secret.trim().replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''));
  if (!/^[\w-]{1,32}$/.test(id) || bytes?.length !== 32) throw new TypeError('an audit key is a name and 32 bytes in base64');
  return bytes;
};

const pageSize = 500;

/** The trail: entries go in sealed, and come out for the operator. */
export class Audit {
  readonly #keys: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  readonly #imported = new Map<string, CryptoKey>();

  /** @throws {TypeError} when a key is none */
  constructor(private readonly config: AuditConfig) {
    this.#keys = new Map(config.keys.map((key) => [key.id, bytesOfKey(key)]));
    if (!this.#keys.size) throw new TypeError('the audit trail needs a key');
  }

  async #key(id: string): Promise<CryptoKey | undefined> {
    const known = this.#imported.get(id);
    const bytes = this.#keys.get(id);
    if (known || !bytes) return known;
    const key = await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
    this.#imported.set(id, key);
    return key;
  }

  /** Writes an entry down; it is there for certain when this returns. */
  async append(entry: AuditEntry, now: number): Promise<void> {
    const [id = ''] = this.#keys.keys();
    const day = dayOf(now);
    const key = await this.#key(id);
    if (!key) throw new TypeError('no audit key');
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bytesOf(day) }, key, bytesOf(JSON.stringify(entry)));
    const text = [id, toBase64Url(iv), toBase64Url(new Uint8Array(sealed))].join('.');
    await objectOf(this.config.objects, day).append(text, endOf('day', now) + this.config.days * 86_400_000);
  }

  async #open(sealed: string, day: string): Promise<string> {
    const [id = '', iv = '', text = ''] = sealed.split('.');
    const [key, nonce, bytes] = [await this.#key(id), fromBase64Url(iv), fromBase64Url(text)];
    if (!key || !nonce || !bytes) return JSON.stringify({ unreadable: id });
    try {
      const opened = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: nonce, additionalData: bytesOf(day) }, key, bytes);
      return new TextDecoder().decode(opened);
    } catch {
      return JSON.stringify({ unreadable: id });
    }
  }

  /**
   * The entries of a day, one JSON document a line. What was sealed with a key that is gone says so. The last line tells how
   * many there are: without it the trail broke off.
   */
  export(day: string): ReadableStream<Uint8Array> {
    const trail = objectOf(this.config.objects, day);
    let after = 0;
    let count = 0;
    return new ReadableStream({
      pull: async (controller) => {
        const rows = await trail.read(after, pageSize);
        for (const { sealed } of rows) controller.enqueue(bytesOf(`${await this.#open(sealed, day)}\n`));
        after = rows.at(-1)?.seq ?? after;
        count += rows.length;
        if (rows.length === pageSize) return;
        controller.enqueue(bytesOf(`${JSON.stringify({ entries: count })}\n`));
        controller.close();
      },
    });
  }
}

const entries = 'CREATE TABLE IF NOT EXISTS entries (seq INTEGER PRIMARY KEY AUTOINCREMENT, sealed TEXT)';

/** The sealed entries of one day. */
export class SealedDay {
  readonly #sql: Sql;
  readonly #storage: ObjectStorage;
  readonly #alarm: Alarm;

  constructor(storage: ObjectStorage) {
    this.#storage = storage;
    this.#alarm = new Alarm(storage);
    this.#sql = storage.sql;
    this.#sql.exec(entries);
  }

  async append(sealed: string, forgetAt: number): Promise<void> {
    this.#sql.exec('INSERT INTO entries (sealed) VALUES (?)', sealed);
    await this.#alarm.ensure(() => forgetAt);
  }

  read(after: number, most: number): readonly AuditRow[] {
    return this.#sql.exec<{ seq: number; sealed: string }>('SELECT seq, sealed FROM entries WHERE seq > ? ORDER BY seq LIMIT ?', after, most).toArray();
  }

  /** Forgets everything. */
  async forget(): Promise<void> {
    await this.#storage.deleteAll();
    await this.#alarm.next(undefined);
    this.#sql.exec(entries);
  }
}
