import type { FocusHead, FocusManagementCompany } from 'kontragent';
import { fullName } from './name';

/** Somebody who acts for an organisation: a person or another organisation. */
export interface Representative {
  name: string;
  position?: string | undefined;
  inn?: string | undefined;
  ogrn?: string | undefined;
  /** The record about it, with its dates and doubts. */
  record: FocusHead | FocusManagementCompany;
}

export const ofHead = (head: FocusHead): Representative => ({
  name: head.fio ?? fullName(head.structuredFio),
  position: head.position,
  inn: head.innfl,
  record: head,
});

export const ofManager = (manager: FocusManagementCompany): Representative => ({
  name: manager.name ?? '',
  inn: manager.inn,
  ogrn: manager.ogrn,
  record: manager,
});
