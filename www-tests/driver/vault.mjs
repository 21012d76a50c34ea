// The vault by way of the extension's own pages: passwords are typed, items go by message.
// It never sees a key or a record.

import { readFile } from 'node:fs/promises';
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

/** Ways in by passwords, each derived once. @type {Map<string, object>} */
const cheapSlots = new Map();

/** A way in at the lowest cost that a vault may have, 64 MiB and 3 passes. */
async function cheapSlot(password) {
  const { default: init, derive } = await import('../../extension/generated/kdf.js');
  await init({ module_or_path: await readFile(new URL('../../extension/generated/kdf_bg.wasm', import.meta.url)) });
  const kdf = { memoryKib: 64 * 1024, passes: 3, lanes: 1, salt: crypto.getRandomValues(new Uint8Array(32)) };
  const output = derive(new TextEncoder().encode(password), kdf.salt, kdf.memoryKib, kdf.passes, kdf.lanes);
  return { factors: [{ info: { kind: 'password', kdf, prf: undefined }, output }] };
}

/**
 * Creates a vault as cheap as it may be, by the message that the popup sends: for tests that are not about creating, and
 * unlock often. The password must be in the form that the popup would give it.
 * @param {App} app
 * @param {string} password
 */
export async function createCheapVault(app, password) {
  if (!cheapSlots.has(password)) cheapSlots.set(password, await cheapSlot(password));
  await app.desk.wake();
  await app.desk.ask('own/create', { slots: [cheapSlots.get(password)] });
  await opened(await freshDesk(app));
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

/** Fields of a newer version: none in what is made here. */
const none = () => new Uint8Array();

/** A content of any kind from as much of it as is given; addresses may be plain texts. */
export function contentOf({ kind = 'login', login, card, identity, fields = [], urls = [], ...others }) {
  const address = (saved) => {
    const { url, ...more } = typeof saved === 'string' ? { url: saved } : saved;
    return { rule: 'domain', rest: none(), ...more, url: URL.canParse(url) ? new URL(url).href : url };
  };
  const blank = (names, given = {}) => ({
    ...Object.fromEntries(names.map((name) => [name, ''])),
    rest: none(),
    ...given,
  });
  return {
    kind,
    label: '',
    title: '',
    notes: '',
    folder: '',
    tags: [],
    favourite: false,
    archived: false,
    guarded: false,
    ...others,
    ...(kind === 'login' && {
      login: {
        usernames: [],
        password: '',
        otp: '',
        passkeys: [],
        offersSecondFactor: false,
        rest: none(),
        ...login,
        urls: (login?.urls ?? urls).map(address),
      },
    }),
    ...(kind === 'card' && { card: blank(CARD, card) }),
    ...(kind === 'identity' && { identity: blank(IDENTITY, identity) }),
    fields: fields.map((field) => ({ name: '', kind: 'text', value: '', section: '', rest: none(), ...field })),
    rest: none(),
  };
}

const CARD = 'name number expiryMonth expiryYear securityCode pin brand issuer validFrom'.split(' ');
const IDENTITY = (
  'honorificPrefix givenName additionalName familyName birthday sex organization organizationTitle email tel ' +
  'streetAddress city region postalCode country username nationalId passport drivingLicence'
).split(' ');

/**
 * Adds an item: a login by its few parts, or any item by its content (`kind`, `login`, `card`, `identity`, `fields`,
 * `folder`, `tags`, `favourite`, `archived`, `guarded`). Everything may be absent.
 * @param {App} app
 * @param {{ username?: string, password?: string, urls?: (string | object)[], url?: string, strength?: number } & Record<string, any>} item
 * @returns {Promise<{ id: string }>}
 */
export function addItem(app, { username, password, urls, url, strength, login, ...content }) {
  const simple = {
    ...(username ? { usernames: [username] } : {}),
    ...(password === undefined ? {} : { password }),
    urls: urls ?? (url === undefined ? [] : [url]),
  };
  const input = { content: contentOf({ ...content, login: { ...simple, ...login } }), strength };
  return app.desk.ask('own/put', { input });
}

/** An item with its few parts in reach beside its content. */
const withParts = (item) => {
  const { title, notes, login } = item.content;
  return {
    ...item,
    title,
    notes,
    username: login?.usernames[0] ?? '',
    password: login?.password ?? '',
    urls: login?.urls.map(({ url }) => url) ?? [],
  };
};

/**
 * All items of a shelf, whole; one that cannot be opened comes as `{ id, title, damaged: code }`.
 * @param {App} app
 * @param {'items' | 'archive' | 'trash'} [shelf]
 */
export async function items(app, shelf = 'items') {
  const { others } = await app.desk.ask('own/list', { query: '', shelf });
  const found = [];
  for (const { id, title } of others) {
    found.push(
      await app.desk
        .ask('own/item', { id })
        .then(withParts)
        .catch((error) => ({ id, title, damaged: error.code ?? String(error) })),
    );
  }
  return found;
}
