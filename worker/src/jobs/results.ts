// Results as they are read: page by page out of the job's object, line by line through `src/proxy/table.rs`.
import type { Rules } from '../rules.js';
import type { ResultLine } from './book.js';

/** How much is read at once. */
const pageBytes = 1024 * 1024;

/** The results as text. A job that is thrown away meanwhile breaks the stream off, so that it is not taken for whole. */
export const resultStream = (
  rules: Rules,
  operation: string,
  csv: boolean,
  read: (after: number, mostBytes: number) => Promise<readonly ResultLine[] | undefined>,
): ReadableStream<Uint8Array> => {
  const route = rules.table.find(({ id }) => id === operation);
  const table = route && rules.Table.of(route.place, csv);
  if (!table) throw new TypeError('an operation that there is no more');
  const text = new TextEncoder();
  const nothing = new Uint8Array();
  let after = 0;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const head = table.head();
      if (head) controller.enqueue(text.encode(head));
    },
    async pull(controller) {
      const lines = await read(after, pageBytes);
      if (!lines) throw new TypeError('the job is gone');
      if (!lines.length) {
        table.free();
        controller.close();
        return;
      }
      after = lines.at(-1)?.seq ?? after;
      const rows = lines.map(({ param, value, state, code, items }) =>
        table.row(param, value, state, code, items ? new Uint8Array(items) : nothing),
      );
      controller.enqueue(text.encode(rows.join('')));
    },
    cancel() {
      table.free();
    },
  });
};
