/** A PDF says what it is within its first kilobyte, because some writers put a few bytes before, and where it ends within its last. */
export const EDGE_BYTES = 1024;

const textOf = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes);

/** Whether a file, of which this is the beginning, is a PDF. */
export const isPdf = (head: Uint8Array): boolean => textOf(head.subarray(0, EDGE_BYTES)).includes('%PDF-');

/** Whether a PDF, of which this is the end, is whole. */
export const isWhole = (tail: Uint8Array): boolean => textOf(tail.subarray(-EDGE_BYTES)).includes('%%EOF');
