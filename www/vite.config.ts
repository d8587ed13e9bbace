import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';

/** The built page runs no code and no styles but its own. The proxy may be anywhere, see public/config.json. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self' https: http://localhost:* http://127.0.0.1:*",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Only in builds: the development server puts styles and scripts into the page itself. */
const policy = (): Plugin => ({
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: () => [
    { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy }, injectTo: 'head-prepend' },
  ],
});

export default defineConfig({
  // Addresses relative to the page, so that it may be served from any folder.
  base: './',
  // There is one page and no other address: what does not exist is a 404, not the page once more.
  appType: 'mpa',
  plugins: [svelte(), policy()],
  // Bundled beforehand, the package would lose the way to its wasm file.
  optimizeDeps: { exclude: ['kontragent'] },
  build: { target: 'baseline-widely-available' },
});
