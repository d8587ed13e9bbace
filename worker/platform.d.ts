// What workerd offers to import. The package's own declarations do not name it: whoever deploys has types of their own.
declare module 'cloudflare:workers' {
  export class DurableObject<Env = unknown> {
    protected readonly ctx: import('./src/platform.js').ObjectState;
    protected readonly env: Env;
    constructor(ctx: import('./src/platform.js').ObjectState, env: Env);
  }
}
