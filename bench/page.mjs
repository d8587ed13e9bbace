// @ts-check
// The largest real page, made up: a thousand purchases, 1.2 MB.

const purchase = (/** @type {number} */ n) => ({
  purchaseType: n % 3 ? 'Fz44' : 'Fz223',
  purchaseNumber: String(141100001000000000n + BigInt(n)).padStart(19, '0'),
  purchaseStateDescription: 'Контракт заключен',
  selectionTypeDescription: 'Электронный аукцион',
  topicDescription: `Поставка бумаги офисной и прочих вымышленных товаров, партия № ${n}, для нужд заказчика`,
  publicationDate: `20${15 + (n % 10)}-0${1 + (n % 9)}-1${n % 10}`,
  startPrice: { sum: 120000 + n, currencyCode: 'RUB' },
  startSum: 120000 + n,
  customers: [{ inn: '7800000017', kpp: '780001001', name: `ГБУ "ВЫМЫШЛЕННЫЙ ЗАКАЗЧИК № ${n % 40}"` }],
  participants: [
    { inn: '7700010014', kpp: '770001001', name: 'ООО "ПРИМЕР"', isWinner: true, hasContract: true },
    { inn: '7700010078', kpp: '770001001', name: 'ООО "ДРУГОЙ ПРИМЕР"' },
  ],
  winnerPrice: { sum: 99000.5 + n },
  contractNumber: String(1780511122819000000n + BigInt(n)),
  contractDate: '2026-05-20',
  contractExecutionDate: '2026-12-31',
  contractEnforcement: 'cashAccount',
  contractPrice: { sum: 99000.5 + n, currencyCode: 'RUB' },
  contractSum: 99000.5 + n,
  contractStage: 'execution\u0421ompleted',
  purchaseObjects: [{ name: 'Бумага А4', okdps: [], okpds: [], okpd2s: [{ code: '17.12.14.110', name: 'Бумага для печати' }], ktrus: [] }],
});

/** One page of `govPurchasesOfParticipant`, as Focus writes it. */
export const page = JSON.stringify([{ inn: '7700010014', ogrn: '1027700010016', focusHref: 'https://focus.kontur.ru/entity?query=1',
  purchasesOfParticipant: Array.from({ length: 1000 }, (_, n) => purchase(n)) }]).replaceAll('/', '\\/');

/** Its bytes. */
export const bytes = new TextEncoder().encode(page);
