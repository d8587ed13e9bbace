import type { AddressName, AddressPart, CardMode, EmployeePart } from '../../lib/edo/card';
import type { Tab } from '../../lib/edo/desk.svelte';
import type { InvitationAct } from '../../lib/edo/invitations';
import { count } from '../ru';

const entries = (number: number): string => count(number, 'запись', 'записи', 'записей');

/** The words of something that is done with somebody: what it is, what follows, and that it was done. */
export interface DeedWords {
  heading: string;
  text: string;
  button: string;
  done: (name: string) => string;
}

export const ru = {
  heading: 'Электронный документооборот',
  lead: 'Контакты, приглашения и чёрный список в Астрал.ЭДО.',
  notAbout: 'Это ошибка запроса. О контрагентах она ничего не говорит.',

  abonent: 'От чьего имени',
  abonents: 'Абонент',
  abonentHint: 'Абоненты записаны в config.json рядом со страницей; кому что позволено, решают прокси и оператор ЭДО.',
  otherAbonent: 'Другой: ввести GUID',
  guid: 'GUID абонента',
  guidHint: 'Внутренний номер абонента, а не ИдЭДО: 8-4-4-4-12 знаков от 0 до f',
  guidStages: { empty: '', progress: 'Пока не полностью', valid: 'Похоже на GUID', invalid: 'Это не GUID: в нём 32 знака от 0 до f и четыре дефиса' },
  work: 'Работать от этого имени',
  loadingConfig: 'Узнаём, от чьего имени можно работать…',

  tabs: { contacts: 'Контакты', incoming: 'Входящие', outgoing: 'Исходящие', blocked: 'Чёрный список', lookup: 'Найти участника' } satisfies Record<Tab, string>,
  tabsLabel: 'Разделы документооборота',
  about: {
    contacts: 'С кем установлена связь и можно обмениваться документами.',
    incoming: 'Приглашения, которые ждут вашего ответа. Отвеченных оператор здесь не показывает.',
    outgoing: 'Приглашения, которые вы отправили. Принятых здесь нет: их отправители и получатели уже в контактах.',
      blocked: 'С кем вы не обмениваетесь документами.',
    lookup: 'Как организация называется в документообороте: ИдЭДО, по одному на каждого её оператора.',
  } satisfies Record<Tab, string>,
  none: {
    contacts: 'Контактов нет',
    incoming: 'Приглашений, ждущих ответа, нет',
    outgoing: 'Отправленных и не принятых приглашений нет',
      blocked: 'В чёрном списке никого нет',
  },
  noneText: 'Оператор ответил: список пуст.',
  noneFiltered: 'Ничего не подходит',
  noneFilteredText: (filter: string) => `Оператор ответил: по запросу «${filter}» в этом списке никого нет. Без отбора в нём могут быть записи.`,
  filter: 'Искать по ИНН, КПП или названию',
  search: 'Найти',
  reset: 'Показать всех',
  refresh: 'Обновить',
  asked: (filter: string) => (filter ? `Показано по запросу «${filter}»` : 'Показано без отбора'),
  shown: (number: number) => `Загружено всё: ${entries(number)}`,
  part: (number: number) => `Загружено ${entries(number)}, могут быть ещё`,
  more: 'Показать ещё',
  list: (title: string) => `Список: ${title}`,

  globalId: 'ИдЭДО',
  globalIds: 'Все ИдЭДО организации',
  operator: 'Оператор',
  operatorPrefix: (prefix: string) => `оператор ${prefix}`,
  contactId: 'Номер контакта',
  counterpartyId: 'Номер контрагента',
  sending: 'Отправляем…',
  stopWaiting: 'Не ждать ответа',
  unknown: 'Неизвестно, выполнено ли это',
  unknownText: 'Ответа не получено, но действие могло состояться. Списки запрошены заново: сверьтесь с ними, прежде чем повторять.',
  refusals: {
    unknown: { title: 'Оператор не нашёл, с кем или с чем это сделать', advice: 'Возможно, этого уже нет: списки запрошены заново.' },
    forbidden: { title: 'Оператор этого не позволяет', advice: 'Так бывает, когда одна из сторон заблокировала другую, а также без права действовать от имени абонента.' },
    refused: { title: 'Оператор отказал', advice: 'Так бывает, когда связь уже есть, приглашение уже отправлено или на него уже ответили. Списки запрошены заново.' },
  },

  card: 'Карточка',
  cardOf: (name: string) => `Карточка: ${name}`,
  departments: 'Подразделения',
  noDepartments: 'Подразделений нет',
  noDepartmentsText: 'Оператор ответил: у контрагента нет подразделений.',
  noDepartmentsBelow: 'Ниже подразделений нет.',
  below: (name: string) => `Входят в «${name}»`,
  nameless: 'Без названия',
  departmentCode: 'Код',

  edit: 'Изменить карточку',
  editText: 'Что записано в карточке сейчас, оператор не сообщает: её можно только изменить.',
  mode: 'Как изменить',
  modes: {
    update: 'Дополнить: незаполненные адреса останутся прежними',
    replace: 'Заменить: незаполненные адреса будут стёрты',
  } satisfies Record<CardMode, string>,
  addresses: { legalAddress: 'Юридический адрес', actualAddress: 'Фактический адрес' } satisfies Record<AddressName, string>,
  addressHint: 'Нужны код региона и город или населённый пункт. Пустой адрес не отправляется.',
  addressParts: {
    regionCode: 'Код региона', regionName: 'Регион', postalIndex: 'Индекс', area: 'Район', city: 'Город', settlement: 'Населённый пункт', street: 'Улица',
    house: 'Дом', housing: 'Корпус', apartment: 'Квартира или офис',
  } satisfies Record<AddressPart, string>,
  placeWanted: 'Укажите город или населённый пункт',
  employees: 'Новые сотрудники',
  employeesHint: 'Сотрудники только добавляются: прежние остаются.',
  employee: (number: number) => `Сотрудник ${number}`,
  addEmployee: 'Добавить сотрудника',
  removeEmployee: (number: number) => `Убрать сотрудника ${number}`,
  employeeParts: { fullName: 'Фамилия, имя, отчество', position: 'Должность', phone: 'Телефон', email: 'Почта' } satisfies Record<EmployeePart, string>,
  erases: (addresses: string) => `Будет стёрто: ${addresses}. Вернуть это нельзя.`,
  erasesAgree: 'Да, стереть',
  erasesWanted: 'Подтвердите, что это можно стереть, или заполните адрес',
  nothingToChange: 'Заполните адрес или добавьте сотрудника',
  save: 'Сохранить карточку',
  saved: (name: string) => `Карточка изменена: ${name}`,
  optional: 'необязательно',

  breakContact: {
    heading: 'Разорвать связь?', text: 'Контакт исчезнет у обеих сторон. Чтобы снова обмениваться документами, понадобится новое приглашение.',
    button: 'Разорвать связь', done: (name: string) => `Связь разорвана: ${name}`,
  } satisfies DeedWords,

  statuses: { Sent: 'Отправлено, ждёт ответа', Accepted: 'Принято', Rejected: 'Отклонено', Deferred: 'Отложено, получатель ещё не зарегистрирован' } as Record<string, string>,
  awaiting: 'Ждёт вашего ответа',
  sent: 'Отправлено',
  sender: 'Отправитель',
  recipient: 'Получатель',
  details: 'Подробности',
  invitation: 'Приглашение',
  invitationId: 'Номер приглашения',
  state: 'Состояние',
  loadingInvitation: 'Запрашиваем приглашение…',
  noWithdrawal: 'Отозвать отправленное приглашение оператор не позволяет: ответить на него может только получатель.',
  noActs: 'С таким приглашением ничего больше сделать нельзя.',
  byId: 'Найти приглашение по номеру',
  byIdHint: 'Так можно найти и принятое приглашение, которого нет в списках, и разорвать по нему связь.',
  show: 'Показать',
  invitationDeeds: {
    accept: { heading: 'Принять приглашение?', text: 'Стороны станут контактами и смогут обмениваться документами.', button: 'Принять', done: (name: string) => `Приглашение принято: ${name}` },
    reject: { heading: 'Отклонить приглашение?', text: 'Отправитель увидит отказ. Причину оператор передать не позволяет.', button: 'Отклонить', done: (name: string) => `Приглашение отклонено: ${name}` },
    break: { heading: 'Разорвать связь?', text: 'Приглашение станет отклонённым, а контакт исчезнет у обеих сторон.', button: 'Разорвать связь', done: (name: string) => `Связь разорвана: ${name}` },
    again: { heading: 'Пригласить снова?', text: 'Будет отправлено новое приглашение.', button: 'Пригласить снова', done: (name: string) => `Приглашение отправлено: ${name}` },
  } satisfies Record<InvitationAct, DeedWords>,

  invite: 'Пригласить по ИдЭДО',
  inviteText: 'ИдЭДО — это три знака оператора и номер участника у него. Не знаете его — найдите участника по ИНН.',
  inviteGlobalId: 'ИдЭДО получателя',
  inviteHint: 'Например, 2AE28F6ABFC-546A-4EFA-AD43-6F8DB8738875',
  send: 'Отправить приглашение',
  inviteDeed: {
    heading: 'Пригласить участника?', text: 'Получатель увидит приглашение у своего оператора. Документами можно обмениваться, когда он его примет.',
    button: 'Отправить приглашение', done: (name: string) => `Приглашение отправлено: ${name}`,
  } satisfies DeedWords,
  email: 'Пригласить по почте',
  emailText: 'Письмо с приглашением в сервис тому, кто ещё не участвует в документообороте. В списках приглашений его не будет.',
  emailField: 'Почта получателя',
  emailSend: 'Отправить письмо',
  emailed: (address: string) => `Письмо с приглашением отправлено: ${address}`,

  kppOptional: 'Необязательно; без КПП оператор сам решит, какое из подразделений с этим ИНН имеется в виду',
  kppRequired: 'Для организации КПП обязателен',
  blockDeed: {
    heading: 'Заблокировать?', text: 'Документами вы больше не обменяетесь; как поступит оператор с установленной связью, в его описании не сказано.',
    button: 'Заблокировать', done: (name: string) => `В чёрном списке: ${name}`,
  } satisfies DeedWords,
  unblockDeed: {
    heading: 'Убрать из чёрного списка?', text: 'Связь сама не восстановится: понадобится приглашение.', button: 'Разблокировать', done: (name: string) => `Больше не в чёрном списке: ${name}`,
  } satisfies DeedWords,
  blockedSince: 'В списке',

  lookup: 'Найти',
  lookupAsked: 'Спрашивали',
  lookupWaiting: 'Спрашиваем, участвует ли в документообороте…',
  lookupFound: (number: number) => `Участвует в документообороте: ${count(number, 'ИдЭДО', 'ИдЭДО', 'ИдЭДО')}`,
  lookupNone: 'В документообороте не участвует',
  lookupNoneText: 'Оператор ответил: для этих ИНН и КПП нет ни одного ИдЭДО. Можно пригласить по почте.',
  inviteThis: 'Пригласить',
  inviteThisLabel: (id: string) => `Пригласить ${id}`,
  examples: 'Например:',
  exampleNotes: { two: 'у двух операторов', astral: 'в Астрал.ЭДО', none: 'не участвует', person: 'предприниматель' },
};

/** What every language must say. */
export type EdoMessages = typeof ru;
