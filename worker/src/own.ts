// What the worker answers by itself: whether it is there, what was used, what is measured, who asked about whom.
import type { Audit } from './audit.js';
import type { ProxyConfig } from './config.js';
import { type Context, type Outcome, Refusal } from './context.js';
import { type Endpoint, json } from './endpoints.js';
import type { Meter } from './meter.js';
import { dayOf } from './moscow.js';
import { isOperator } from './operator.js';
import { objectOf } from './platform.js';
import { accountOf, everybody, ownAllowances, tellLedger } from './quota.js';
import type { Rules } from './rules.js';
import { secretCounts } from './secrets.js';

/** The platform asks whether the worker is there at all. */
export const health: Endpoint = {
  name: 'healthz',
  method: 'GET',
  path: '/healthz',
  access: 'public',
  serve: async () => json({ ok: true }),
};

/** Whether questions can be answered: which providers have a secret (two while one is replaced), and never which. */
export const ready = (config: ProxyConfig, methods: readonly string[], faultsOf: (rules: Rules) => readonly string[]): Endpoint => ({
  name: 'readyz',
  method: 'GET',
  path: '/readyz',
  access: 'public',
  async serve({ rules }) {
    const { ledger, audit, meter, rates } = config;
    const faults = faultsOf(rules);
    const providers = secretCounts(config, rules);
    const isReady = !faults.length && Object.values(providers).some((count) => count > 0);
    const parts = { ledger: !!ledger, audit: !!audit, metrics: !!meter, rateCaller: !!rates?.caller, rateAddress: !!rates?.address };
    // Faults name settings, not what they are set to.
    return json({ ready: isReady, providers, callers: methods, parts, faults }, isReady ? 200 : 503);
  },
});

/** What was asked and spent: a caller sees its own, the operator everybody's (`?caller=` for one of them). */
export const usage: Endpoint = {
  name: 'usage',
  method: 'GET',
  path: '/usage',
  access: 'caller',
  async serve({ config, url }, identity): Promise<Outcome> {
    const { ledger } = config;
    if (!ledger) throw new Refusal('not-set-up');
    await tellLedger(config, ledger);
    const asked = isOperator(identity) ? url.searchParams.get('caller') : (identity?.id ?? '');
    const account = objectOf(ledger, asked === null ? everybody : accountOf(asked));
    const allowances = identity && !isOperator(identity) ? ownAllowances(identity) : [];
    const [spent, left] = await Promise.all([account.report(), account.left(allowances)]);
    return json({
      ...(asked === null ? {} : { caller: asked }),
      spent: spent.map(({ kopecks, caller, ...row }) => ({ ...row, ...(caller ? { caller } : {}), roubles: kopecks / 100 })),
      left: left.map(({ per, unit, most, provider, left: rest }) => ({
        per,
        ...(provider === undefined ? {} : { provider }),
        ...(unit === 'companies' ? { companies: rest, of: most } : { roubles: rest / 100, of: most / 100 }),
      })),
    });
  },
};

/** Metrics for Prometheus. */
export const metrics = (meter: Meter): Endpoint => ({
  name: 'metrics',
  method: 'GET',
  path: '/metrics',
  access: 'operator',
  async serve(): Promise<Outcome> {
    const body = await meter.render();
    if (body === undefined) throw new Refusal('not-set-up');
    return { status: 200, body, mediaType: 'text/plain; version=0.0.4; charset=utf-8' };
  },
});

/** The audit trail of one day, `?day=2026-11-24`, today's unless said. */
export const auditTrail = (audit: Audit | undefined): Endpoint => ({
  name: 'audit',
  method: 'GET',
  path: '/audit',
  access: 'operator',
  async serve({ url }: Context): Promise<Outcome> {
    if (!audit) throw new Refusal('not-set-up');
    const day = url.searchParams.get('day') ?? dayOf(Date.now());
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new Refusal('no-such-route');
    return { status: 200, body: audit.export(day), mediaType: 'application/x-ndjson' };
  },
});
