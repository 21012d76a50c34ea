// The vault by way of the extension's own pages: passwords are typed, items go by message.
// It never sees a key or a record.

import { until } from './page.mjs';

/** The views of an open vault. */
const OPEN = '[data-view="list"], [data-view="offer"]';

/** @typedef {import('./index.mjs').App} App */

/** The desk in the state that the vault is in now. @param {App} app */
async function freshDesk(app) {
  await app.desk.reload();
  await app.desk.page.bringToFront();
  await app.desk.surface.waitFor('[data-view]:not([data-view="loading"])');
  return app.desk.surface;
}

/** Waits for the open vault, or throws what the page says went wrong. @param {import('./page.mjs').Surface} desk */
async function opened(desk) {
  const seen = await until(
    () =>
      desk.evaluate((open) => {
        const failed = document.querySelector('[data-error], [data-trouble]');
        if (failed) return { code: failed.dataset.error ?? failed.dataset.trouble, text: failed.innerText };
        return document.querySelector(open) && {};
      }, OPEN),
    'the vault to open',
    60_000,
  );
  if (seen.text !== undefined) throw Object.assign(new Error(seen.text), { code: seen.code });
}

/**
 * Creates the vault in the popup's page, typing the master password twice.
 * @param {App} app
 * @param {string} password
 */
export async function createVault(app, password) {
  const desk = await freshDesk(app);
  await desk.type('#master-password', password);
  await desk.type('#master-password-again', password);
  await desk.click('[data-action="create"]');
  await opened(desk);
}

/**
 * Unlocks it there. Throws an Error with the page's words and `code` if that fails.
 * @param {App} app
 * @param {string} password
 */
export async function unlock(app, password) {
  const desk = await freshDesk(app);
  if ((await desk.count(OPEN)) > 0) return;
  if ((await desk.count('[data-trouble]')) > 0) return opened(desk);
  await desk.type('#master-password', password);
  await desk.click('[data-action="unlock"]');
  await opened(desk);
}

/**
 * Adds a login. `urls` or one `url`; everything else may be absent.
 * @param {App} app
 * @param {{ title?: string, username?: string, password?: string, urls?: string[], url?: string, notes?: string }} item
 * @returns {Promise<{ id: string }>}
 */
export function addItem(app, { title = '', username = '', password = '', urls, url, notes = '' }) {
  const addresses = (urls ?? (url === undefined ? [] : [url])).map((each) =>
    URL.canParse(each) ? new URL(each).href : each,
  );
  return app.desk.ask('own/put', { input: { title, username, password, urls: addresses, notes } });
}

/**
 * All items, whole; one that is damaged comes as `{ id, title, damaged: code }`.
 * @param {App} app
 */
export async function items(app) {
  const { others } = await app.desk.ask('own/list', { query: '' });
  const found = [];
  for (const { id, title } of others) {
    found.push(
      await app.desk.ask('own/item', { id }).catch((error) => ({ id, title, damaged: error.code ?? String(error) })),
    );
  }
  return found;
}
