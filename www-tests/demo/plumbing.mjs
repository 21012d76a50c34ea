// What the demo sites share: reading forms, sessions in a cookie, accounts in memory, one page frame.
// Real checks, no database: everything is gone when the process ends. It sets no header that a small site would not.

import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';

const STYLE = readFileSync(new URL('style.css', import.meta.url), 'utf8');
const FORM_BYTES_MAX = 100_000;

/** @typedef {import('node:http').IncomingMessage} Incoming @typedef {import('node:http').ServerResponse} Outgoing */

/** Text as HTML. @param {string} text */
export const escaped = (text) =>
  text.replace(/[&<>"']/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c] ?? c);

/**
 * A whole page.
 * @param {{ site: string, tone: string, title: string, body: string, script?: string }} parts
 */
export const pageOf = ({ site, tone, title, body, script = '' }) => `<!doctype html>
<html lang="en" data-tone="${tone}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} · ${escaped(site)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/style.css">
</head>
<body>
<header class="bar"><a class="brand" href="/">${escaped(site)}</a></header>
<main>${body}</main>
<footer>A demo site of Latchkey's own. Its accounts live in memory.</footer>
${script === '' ? '' : `<script src="${script}" defer></script>`}
</body>
</html>`;

/** @param {Incoming} request @returns {Promise<URLSearchParams>} */
async function formOf(request) {
  let text = '';
  for await (const chunk of request) {
    text += chunk;
    if (text.length > FORM_BYTES_MAX) throw new Error('The form is too long.');
  }
  return new URLSearchParams(text);
}

/**
 * What a route may do.
 * @typedef {object} Visit
 * @property {URL} url
 * @property {URLSearchParams} form Empty unless it was posted.
 * @property {Record<string, string>} session The visitor's own, empty at first.
 * @property {(html: string, status?: number) => void} show
 * @property {(place: string) => void} go
 * @property {(type: string, text: string) => void} send
 *
 * Routes by `METHOD /path`.
 * @typedef {Record<string, (visit: Visit) => void>} Routes
 */

/**
 * Makes a handler for `http.createServer`.
 * @param {Routes} routes
 */
export function siteOf(routes) {
  /** @type {Map<string, Record<string, string>>} */
  const sessions = new Map();
  /** @param {Incoming} request @param {Outgoing} response */
  return async (request, response) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host ?? 'localhost'}`);
    const form = request.method === 'POST' ? await formOf(request) : new URLSearchParams();
    const known = /(?:^|;\s*)sid=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];
    const id = known !== undefined && sessions.has(known) ? known : randomUUID();
    const session = sessions.get(id) ?? {};
    sessions.set(id, session);
    const secure = request.headers['x-forwarded-proto'] === 'https' ? '; Secure' : '';
    const answer = (status, headers, body) => {
      response.writeHead(status, {
        'set-cookie': `sid=${id}; Path=/; HttpOnly; SameSite=Lax${secure}`,
        'cache-control': 'no-store',
        ...headers,
      });
      response.end(body);
    };
    const visit = {
      url,
      form,
      session,
      show: (html, status = 200) => answer(status, { 'content-type': 'text/html; charset=utf-8' }, html),
      go: (place) => answer(303, { location: place }, ''),
      send: (type, text) => answer(200, { 'content-type': type }, text),
    };
    if (url.pathname === '/style.css') return visit.send('text/css; charset=utf-8', STYLE);
    const route = routes[`${request.method} ${url.pathname}`];
    if (route === undefined) return visit.show('<!doctype html><title>Not found</title><h1>Not found</h1>', 404);
    return route(visit);
  };
}

/** A field with its label. @param {Record<string, string>} attributes */
export const field = (label, { id, note = '', ...attributes }) => {
  const rest = Object.entries({ id, ...attributes }).map(([name, value]) => `${name}="${escaped(value)}"`);
  return `<label for="${id}">${escaped(label)}${note === '' ? '' : ` <small>${escaped(note)}</small>`}</label><input ${rest.join(' ')}>`;
};

/** What went wrong, above a form. @param {string} text */
export const problem = (text) => (text === '' ? '' : `<p class="problem" role="alert">${escaped(text)}</p>`);
