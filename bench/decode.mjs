// @ts-check
// Decoding the largest real page, against native JSON.parse of the same bytes.
import { connect } from 'kontragent';
import { median, report } from './measure.mjs';
import { bytes } from './page.mjs';

const decoder = new TextDecoder();

const answer = { status: 200, headers: new Map([['content-type', 'application/json']]), arrayBuffer: async () => bytes };
const k = await connect({ proxy: 'https://proxy.example', fetch: /** @type {any} */ (async () => answer) });

const native = async () => JSON.parse(decoder.decode(bytes));
const ours = async () => (await k.focus.govPurchasesOfParticipant({ inn: '7700010014' })).found;
const raw = async () => k.focus.govPurchasesOfParticipant({ inn: '7700010014' }, { raw: true });

const times = await median({ 'JSON.parse': native, 'focus.govPurchasesOfParticipant': ours, 'the same, raw': raw }, { rounds: 60 });
const base = times['JSON.parse'] ?? NaN;
report('decode', 'One page of 1000 purchases', ['way', 'ms', '× JSON.parse'],
  Object.entries(times).map(([way, ms]) => [way, ms.toFixed(2), (ms / base).toFixed(2)]),
  `${(bytes.length / 1e6).toFixed(2)} MB; median of 60 rounds, Node ${process.versions.node}.`);
