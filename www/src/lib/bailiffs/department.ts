import type { FsspDepartment } from 'kontragent';

/** A department of the bailiffs on one line. */
export const departmentText = ({ code, title, address, phone, text }: FsspDepartment): string =>
  [code, ...(title || address ? [title, address] : [text]), phone].filter(Boolean).join(', ');
