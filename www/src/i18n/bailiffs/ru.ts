import { count } from '../ru';

const proceedings = (number: number): string => count(number, 'производство', 'производства', 'производств');

export const ru = {
  heading: 'Судебные приставы',
  lead: 'Исполнительные производства и розыск по банку данных ФССП через api-cloud. За вопрос взимается плата, даже когда ничего не найдено.',
  privacy: 'Имена и даты рождения не попадают ни в адрес страницы, ни в историю, ни в память браузера: закройте вкладку — и их нет.',
  kind: 'Что ищем',
  searches: {
    inn: 'Организация по ИНН', legal: 'Организация по названию', physical: 'Человек', ip: 'Производство по номеру', id: 'Исполнительный документ',
    wanted: 'Розыск', alim: 'Должник по алиментам',
  },
  fields: {
    inn: 'ИНН организации', region: 'Регион', onlyActual: 'Только незавершённые', nameLegal: 'Название', address: 'Адрес или его часть', lastname: 'Фамилия',
    firstname: 'Имя', secondname: 'Отчество', birthdate: 'Дата рождения', ipNumber: 'Номер производства', idNumber: 'Номер документа', typeid: 'Вид документа',
    fio: 'Фамилия, имя, отчество',
  },
  hints: { ipNumber: 'Например, 12345/24/23072-ИП', idNumber: 'Например, 2А-1234/2021', secondname: 'Если есть' } as Record<string, string>,
  optional: 'необязательно',
  any: 'Любой',
  chooseRegion: 'Выберите регион',
  search: 'Найти',
  show: 'Показать',
  clear: 'Очистить',
  charged: 'платный запрос',
  waiting: (seconds: number) => `Спрашиваем приставов: ${count(seconds, 'секунда', 'секунды', 'секунд')}. Источник отвечает медленно, иногда несколько минут.`,
  required: 'Заполните это поле',
  notAbout: 'Это ошибка запроса. О том, о ком или о чём спрашивали, она ничего не говорит.',
  result: 'Ответ',

  none: 'Ничего не найдено',
  noneText: 'Источник ответил: таких записей в банке данных ФССП нет.',
  found: proceedings,
  truncated: 'Это не всё: источник загрузил только часть записей',
  pages: (loaded: number, all: number) => `Загружено страниц: ${loaded} из ${all}.`,
  incomplete: 'Числа в ответе не сходятся: возможно, здесь не всё.',
  onlyActualNote: 'Спрашивали только о незавершённых производствах.',
  price: (price: string) => `Стоимость запроса: ${price}`,
  balance: (balance: string) => `Остаток на счёте: ${balance}`,
  says: 'Источник сообщает:',

  all: 'Все',
  open: 'Не завершены',
  closed: 'Завершены',
  state: { open: 'Не завершено', closed: 'Завершено' } as Record<string, string>,
  outcome: {
    returned: 'возвращено взыскателю, долг остался', fulfilled: 'исполнено', ended: 'окончено по другой причине', terminated: 'прекращено',
  } as Record<string, string>,
  atLeast: (sum: string) => `не меньше ${sum}`,
  unreadSums: (number: number) => `сумму не удалось прочитать: ${number}`,
  withoutSum: (number: number) => `без суммы: ${number}`,
  bySubject: 'По предмету, незавершённые',
  byDepartment: 'По отделу, незавершённые',
  subject: 'Предмет',
  department: 'Отдел',
  noSubject: 'предмет не указан',
  noDepartment: 'отдел не указан',
  numberless: 'Без номера',

  started: 'Возбуждено',
  joint: 'Сводное производство',
  debtor: 'Должник',
  born: 'Дата рождения',
  document: 'Исполнительный документ',
  claimant: 'ИНН взыскателя',
  derived: 'разобрано из текста',
  end: 'Окончание',
  sum: 'Не уплачено',
  basis: {
    subjects: 'сложено из предметов', remainder: 'остаток долга и сбор', absent: 'без суммы', unread: 'сумму не удалось прочитать', stated: '',
  } as Record<string, string>,
  stated: 'Сумма, названная источником',
  subjectsSum: 'Сумма предметов',
  notCounted: 'в сумму не входит',
  officer: 'Пристав',
  unread: 'Не удалось прочитать',
  more: 'Предметы и подробности',

  category: 'Кого или что ищут',
  searchFile: 'Розыскное дело',
  proceeding: 'Исполнительное производство',
  completion: 'Окончание производства',
  nameless: 'Имя не указано',
};

/** What every language must say. */
export type BailiffsMessages = typeof ru;
