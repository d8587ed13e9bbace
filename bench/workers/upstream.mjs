// A provider for measurements, in a process of its own: answers about whoever is asked about, and counts.
// GET /counts tells what it was asked, `lost` about how many companies when it broke the connection; GET /ill?share=0.05 makes it fail from time to time;
// GET /slow?ms=20 makes it take so long.
import http from 'node:http';

const note = 'Вымышленное общество с ограниченной ответственностью '.repeat(8);
let ill = 0;
let slow = 0;
const counts = { requests: 0, failures: 0, answered: 0, companies: 0, lost: 0 };

const item = (/** @type {string} */ inn) => JSON.stringify({
  inn, ogrn: `1${inn.padStart(12, '0')}`, focusHref: `https://focus.kontur.ru/entity?query=${inn}`,
  UL: { kpp: '770001001', legalName: { short: 'ООО "ПРИМЕР"', full: note }, legalAddress: { parsedAddressRF: { zipCode: '101000', regionCode: '77' } }, branches: [], status: { statusString: 'Действующее' }, registrationDate: '2010-01-02', heads: [{ fio: 'Вымыслов Пётр Ильич', position: 'директор' }], history: { kpps: [], legalNames: [], note } },
});

const server = http.createServer((request, response) => {
  const url = new URL(request.url ?? '', 'http://x');
  if (url.pathname === '/counts') return response.end(JSON.stringify(counts));
  if (url.pathname === '/ill') {
    ill = Number(url.searchParams.get('share'));
    return response.end();
  }
  if (url.pathname === '/slow') {
    slow = Number(url.searchParams.get('ms'));
    return response.end();
  }
  counts.requests += 1;
  const inns = (url.searchParams.get('inn') ?? '').split(',').filter(Boolean);
  if (Math.random() < ill) {
    counts.failures += 1;
    if (Math.random() < 0.5) return response.writeHead(500).end();
    // Whether it answered, nobody can know.
    counts.lost += inns.length;
    return request.socket.destroy();
  }
  counts.answered += 1;
  counts.companies += inns.length;
  const answer = () => response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(`[${inns.map(item).join(',')}]`);
  if (slow) setTimeout(answer, slow);
  else answer();
});
server.listen(0, '127.0.0.1', () => process.send?.(/** @type {import('node:net').AddressInfo} */ (server.address()).port));
