// A28 and its journey: sites that ask for a login by the protocol. Without the permission nobody is answered; with it one
// whole page is, once, for a login that the user chose in our window. In Chromium the extension is one that was given the
// permission already, for no protocol presses the browser's own question; in Firefox the switch in the settings gives it.
// One browser serves all cases. What ends in a question of the browser's own ends with its tab.

import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch } from '../driver/index.mjs';
import { pageOver } from '../driver/page.mjs';
import { html, LOGIN_FORM, MASTER, test } from '../harness.mjs';
import { assertEmpty, mall, SECRET, sleep, USER, visit } from './mall.mjs';

const DIST = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../dist');
const OURS = '/pages/http-auth.html';
const basic = (user, password) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
const GOOD = basic(USER, SECRET);
/** So long nothing of ours appears where nothing must. */
const QUIET_MS = 1_500;

/** Shows a page to whoever brings the right login, and asks everybody else. */
const asking =
  (realm, good = GOOD, body = '<h1>Signed in</h1>') =>
  (request, response) => {
    if (request.headers.authorization === good) return html(body)(request, response);
    response.writeHead(401, { 'www-authenticate': `Basic realm="${realm}"`, 'content-type': 'text/html' });
    response.end('<h1>Not signed in</h1>');
  };

/** Every request that brought a login, and what it brought. */
const brought = (app) =>
  app
    .requests()
    .filter(({ headers }) => headers.authorization !== undefined || headers['proxy-authorization'] !== undefined)
    .map(({ url, headers }) => `${url} ${headers.authorization ?? headers['proxy-authorization']}`);
const countOf = (app, url) => app.requests().filter((each) => each.url === url).length;
const heading = (page) => page.evaluate(() => document.querySelector('h1')?.textContent ?? '').catch(() => '');

/** Our windows that ask. */
async function asks(app) {
  const found = [];
  for (const page of await app.engine.browser.pages()) {
    // Firefox names no page of an extension but in the page itself; a tab that is asked for a login answers nobody.
    const named = app.browser === 'firefox' ? page.evaluate(() => location.href).catch(() => '') : page.url();
    const url = await Promise.race([named, sleep(500).then(() => '')]);
    if (url.endsWith(OURS)) found.push(page);
  }
  return found;
}
const window = async (app) =>
  pageOver(await app.until(async () => (await asks(app))[0], 'our window'), app.shots);
const noWindow = (app) => app.until(async () => (await asks(app)).length === 0, 'our window to close');

/** Leads the tab to an address, which may ask. */
const lead = (page, url) =>
  page.evaluate((to) => {
    setTimeout(() => {
      location.href = to;
    }, 0);
  }, url);

/** Looks as long as a person does, moves the mouse to the row of a login, and presses. */
async function choose(asked, id) {
  const row = `[data-item-id="${id}"]`;
  await asked.bringToFront();
  await asked.waitFor(row);
  for (const x of [30, 60, 90]) await asked.raw.mouse.move(x, 40);
  await sleep(1_000);
  await asked.click(row);
}

/** A browser of its own, in which Latchkey may answer. */
async function permitted(browser, work) {
  const folder = await mkdtemp(path.join(tmpdir(), 'latchkey-asks-'));
  const extension = path.join(folder, 'extension');
  await cp(DIST, extension, { recursive: true });
  if (browser === 'chromium') {
    const file = path.join(extension, 'manifest.json');
    const manifest = JSON.parse(await readFile(file, 'utf8'));
    manifest.permissions.push('webRequest', 'webRequestAuthProvider');
    manifest.optional_permissions = ['downloads', 'privacy'];
    await writeFile(file, JSON.stringify(manifest));
  }
  const preferences = { 'extensions.webextOptionalPermissionPrompts': false };
  const app = await launch({ browser, extension, preferences, cheapVaults: true });
  try {
    await work(app);
  } finally {
    await app.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
