/** The codes of what the worker itself finds wrong. Status, class and words of each are in `src/proxy/finding.rs`. */
export const findings = [
  'connection', 'attempt-timeout', 'too-large', 'content-type', 'not-the-document', 'key-refused', 'internal',
  'no-such-route', 'method-not-allowed', 'method-override', 'upgrade-refused', 'body-framing', 'body-not-expected',
  'body-too-large', 'body-unreadable', 'format-unknown', 'url-too-long', 'host-refused', 'origin-refused',
  'caller-unknown', 'token-refused', 'token-expired', 'challenge-refused', 'voucher-unavailable', 'not-permitted',
  'too-often', 'too-many-jobs', 'quota-used-up', 'spending-cap', 'provider-resting', 'provider-busy', 'no-such-job',
  'secret-missing', 'secret-returned', 'login-failed', 'signing-failed', 'not-set-up', 'misconfigured', 'ledger-unavailable', 'audit-unavailable',
] as const;

export type Finding = (typeof findings)[number];
