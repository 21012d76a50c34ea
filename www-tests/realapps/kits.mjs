// Login pages around published web-component kits, whose inputs stand in shadow roots or in slots.
// The kits are as their authors publish them, bundled with esbuild; the page around them is as small as it can be.

import http from 'node:http';
import path from 'node:path';
import { build } from 'esbuild';

const KITS = {
  shoelace: {
    imports: [
      '@shoelace-style/shoelace/dist/components/input/input.js',
      '@shoelace-style/shoelace/dist/components/button/button.js',
    ],
    body: `<form><sl-input name="username" label="User name" autocomplete="username"></sl-input>
      <sl-input name="password" type="password" label="Password" autocomplete="current-password" password-toggle></sl-input>
      <sl-button type="submit">Sign in</sl-button></form>`,
  },
  material: {
    imports: ['@material/web/textfield/outlined-text-field.js', '@material/web/button/filled-button.js'],
    body: `<form><md-outlined-text-field name="username" label="User name" autocomplete="username"></md-outlined-text-field>
      <md-outlined-text-field name="password" type="password" label="Password" autocomplete="current-password"></md-outlined-text-field>
      <md-filled-button>Sign in</md-filled-button></form>`,
  },
  ui5: {
    imports: ['@ui5/webcomponents/dist/Input.js', '@ui5/webcomponents/dist/Button.js'],
    body: `<form><ui5-input name="username" accessible-name="User name"></ui5-input>
      <ui5-input name="password" type="Password" accessible-name="Password"></ui5-input>
      <ui5-button type="Submit">Sign in</ui5-button></form>`,
  },
  vaadin: {
    imports: ['@vaadin/login/vaadin-login-form.js'],
    body: '<vaadin-login-form action="/vaadin"></vaadin-login-form>',
  },
};

/** The first kit once more, inside an element whose shadow root nobody outside can ask for. */
KITS.closed = {
  imports: KITS.shoelace.imports,
  body: '<closed-login style="display: block"></closed-login>',
  script: `customElements.define('closed-login', class extends HTMLElement {
    constructor() {
      super();
      const root = this.attachShadow({ mode: 'closed' });
      root.innerHTML = ${JSON.stringify(KITS.shoelace.body)};
      root.querySelector('form').addEventListener('submit', send);
    }
  });`,
};

/** Sends a form by fetch and shows the answer, as pages made of components do. */
const SUBMIT = `const send = async (event) => {
  event.preventDefault();
  const body = new URLSearchParams(new FormData(event.target));
  const answer = await fetch(location.pathname, { method: 'POST', body });
  document.body.innerHTML = await answer.text();
};
for (const form of document.querySelectorAll('form')) form.addEventListener('submit', send);`;

const pageOf = (
  kit,
) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${kit}</title><link rel="icon" href="data:,"></head>
<body><h1>${kit}</h1>${KITS[kit].body}<script type="module" src="/${kit}.js"></script><script type="module">${SUBMIT} ${KITS[kit].script ?? ''}</script></body></html>`;

/** @param {string} kit @param {string} modules Folder of node_modules. */
async function bundle(kit, modules) {
  const contents = KITS[kit].imports.map((name) => `import ${JSON.stringify(name)};`).join('\n');
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: path.dirname(modules) },
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    logLevel: 'error',
    loader: { '.svg': 'text' },
  });
  return outputFiles[0].text;
}

/**
 * Serves the kits' pages; each is bundled when it is first asked for.
 * @param {string} modules
 * @param {{ user: string, password: string }} account
 * @returns {Promise<http.Server>}
 */
export async function serveKits(modules, account) {
  /** @type {Record<string, Promise<string>>} */
  const bundles = {};
  const answer = async (request, response) => {
    const name = new URL(request.url, 'http://localhost').pathname.slice(1);
    const kit = name.replace(/\.js$/, '');
    if (!Object.hasOwn(KITS, kit)) return response.writeHead(404).end();
    if (name.endsWith('.js')) {
      bundles[kit] ??= bundle(kit, modules);
      return response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' }).end(await bundles[kit]);
    }
    response.setHeader('content-type', 'text/html; charset=utf-8');
    if (request.method !== 'POST') return response.end(pageOf(kit));
    let text = '';
    for await (const chunk of request) text += chunk;
    const form = new URLSearchParams(text);
    const right = form.get('username') === account.user && form.get('password') === account.password;
    return response.end(`<h1>${right ? 'Signed in' : 'Wrong user name or password'}</h1>`);
  };
  const server = http.createServer((request, response) => {
    answer(request, response).catch((error) => response.writeHead(500).end(String(error)));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  return server;
}
