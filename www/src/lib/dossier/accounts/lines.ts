import type { FocusBuhForms, FocusBuhLine } from 'kontragent';

/** The lines that are worth to be seen over the years, by form. */
export const mainLines = [2110, 2200, 2400, 1600, 1300, 1400, 1500, 1250] as const;

export type MainLine = (typeof mainLines)[number];

const lineOf = ({ form1, form2 }: FocusBuhForms, code: number): FocusBuhLine | undefined =>
  (code < 2000 ? form1 : form2).find((line) => line.code === code);

/** One line over the years: the value at the end of each period. Years whose accounts do not have it are left out. */
export const overYears = (forms: readonly FocusBuhForms[], code: number): Map<number, number> => {
  const values = new Map<number, number>();
  for (const form of forms) {
    const value = lineOf(form, code)?.endValue;
    if (form.year !== undefined && value !== undefined) values.set(form.year, value);
  }
  return values;
};
