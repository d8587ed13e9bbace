import type { EdoMessages } from './i18n/edo/ru';
import type { Messages } from './i18n/ru';

/** Numbers to try; the sandbox that `npm start` runs instead of the providers plays these companies. */
export const companies: readonly { value: string; note: keyof Messages['examples'] }[] = [
  { value: '6663003127', note: 'active' },
  { value: '7800010032', note: 'branches' },
  { value: '6600010080', note: 'inaccurate' },
  { value: '770000200116', note: 'entrepreneur' },
  { value: '7700010110', note: 'several' },
];

/** Requisites of one organisation that go together, to fill the fields with. */
export const requisites = {
  inn: '7701999111',
  kpp: '770101001',
  ogrn: '1157746001236',
  bik: '044525225',
  account: '40702810912340000567',
  okpo: '11223341',
  oktmo: '45375000',
  okato: '45286555000',
  okved: '62.01',
} as const;

/** A text as people send each other, with a misprint and a telephone in it. */
export const text = `Добрый день! Реквизиты для договора:

ООО «Пример», ИНН/КПП ${requisites.inn}/${requisites.kpp}
ОГРН ${requisites.ogrn}, ОКПО ${requisites.okpo}, ОКТМО ${requisites.oktmo}
р/с 40702 810 9 1234 0000567 в банке, БИК ${requisites.bik}

Акты подпишет ИП Сидорова А. П.: ИНН 5001 9991 1247, ОГРНИП 316500100054320,
СНИЛС 112-233-445 95. Тел. +7 (343) 270-51-91, доб. 2244.

P. S. В прошлом письме ИНН был с опечаткой: 7701999112.
`;

/** Participants of the exchange to look for, whom the sandbox plays too. */
export const participants: readonly { inn: string; kpp?: string; note: keyof EdoMessages['exampleNotes'] }[] = [
  { inn: '6600010026', kpp: '771401001', note: 'two' },
  { inn: '1600010059', kpp: '165801001', note: 'astral' },
  { inn: '7700010078', kpp: '772501001', note: 'none' },
  { inn: '770000200116', note: 'person' },
];
