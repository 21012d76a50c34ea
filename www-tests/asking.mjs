// A copy of the extension that may answer sites which ask for a login by the protocol. In Chromium it was given the
// permission already, for no protocol presses the browser's own question; in Firefox the switch in the settings gives it.
// And how its window is had in Chromium.

import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { pageOver } from './driver/page.mjs';

const DIST = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../dist');

/**
 * @param {'chromium' | 'firefox'} browser
 * @param {string} [from] Folder of the extension.
 * @returns {Promise<{ extension: string, remove: () => Promise<void> }>}
 */
export async function extensionThatMayAnswer(browser, from = DIST) {
  const folder = await mkdtemp(path.join(tmpdir(), 'latchkey-asks-'));
  const extension = path.join(folder, 'extension');
  await cp(from, extension, { recursive: true });
  if (browser === 'chromium') {
    const file = path.join(extension, 'manifest.json');
    const manifest = JSON.parse(await readFile(file, 'utf8'));
    manifest.permissions.push('webRequest', 'webRequestAuthProvider');
    manifest.optional_permissions = ['downloads', 'privacy'];
    await writeFile(file, JSON.stringify(manifest));
  }
  return { extension, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }) };
}

/** Whether this extension may. @param {import('./driver/index.mjs').App} app */
export const mayAnswer = (app) =>
  app.desk.page.evaluate(() => browser.permissions.contains({ permissions: ['webRequest', 'webRequestAuthProvider'] }));

/**
 * Has the site of a page ask by the browser; → our window for it.
 * @param {import('./driver/index.mjs').App} app
 * @param {import('./driver/page.mjs').Page} page
 */
export async function windowThatAsks(app, page) {
  const { origin, hostname } = new URL(page.url());
  const before = app.hosts[hostname];
  app.hosts[hostname] = (_request, response) =>
    response.writeHead(401, { 'www-authenticate': 'Basic realm="Staff only"', 'content-type': 'text/html' }).end();
  await page.evaluate((to) => {
    setTimeout(() => {
      location.href = to;
    }, 0);
  }, `${origin}/staff`);
  const found = await app.until(
    async () => (await app.engine.browser.pages()).find((each) => each.url().endsWith('/pages/http-auth.html')),
    'our window',
  );
  app.hosts[hostname] = before;
  return pageOver(found, app.shots);
}
