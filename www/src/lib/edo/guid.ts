/** How a typed GUID stands: one that can still become right by typing on is not called wrong. */
export type GuidStage = 'empty' | 'progress' | 'valid' | 'invalid';

const shape = '00000000-0000-0000-0000-000000000000';

/** A GUID as it is asked with: without spaces and braces around it. */
export const readGuid = (text: string): string => text.trim().replace(/^\{(.*)\}$/, '$1');

export const guidStage = (text: string): GuidStage => {
  const guid = readGuid(text);
  if (!guid) return 'empty';
  const fits = [...guid].every((char, at) => (shape[at] === '-' ? char === '-' : shape[at] === '0' && /^[\da-f]$/i.test(char)));
  if (!fits) return 'invalid';
  return guid.length === shape.length ? 'valid' : 'progress';
};

/** The provider writes the same GUID in small and in capital letters. */
export const sameGuid = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
