import { documentTypes, regions } from 'kontragent/fssp';
import type { FieldKind } from './search';

/** What a field may be chosen from; «Any» is a region of its own, which not every search takes. Nothing for a field that is typed. */
export const optionsOf = ({ input }: FieldKind) => {
  switch (input) {
    case 'documentType':
      return documentTypes;
    case 'region':
      return regions;
    case 'oneRegion':
      return regions.filter(({ code }) => code !== '-1');
    default:
      return [];
  }
};
