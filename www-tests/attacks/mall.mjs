// The stage of the attacks of group A: a vault with logins of several sites, and the two questions that each case asks:
// was it filled, and is no secret anywhere that it should not be.

import assert from 'node:assert/strict';
import { allValues, assertNowhere, html, LOGIN_FORM, MASTER } from '../harness.mjs';

export const SECRET = 'harbour-Light-4471';
export const USER = 'maren-4471';
export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** What each saved login is for. */
const SAVED = {
  shop: 'https://shop.example/',
  bank: 'https://bank.test/',
  pages: 'https://a.github.io/',
  company: 'https://x.co.uk/',
  www: 'https://www.shop.test/',
  port: 'https://port.test:8443/',
  idn: 'https://xn--bcher-kva.example/',
};

/** A vault with them all; the ids by name. @param {import('../driver/index.mjs').App} app */
export async function mall(app) {
  await app.createVault(MASTER);
  const ids = {};
  for (const [name, url] of Object.entries(SAVED)) {
    ids[name] = (await app.addItem({ title: name, username: USER, password: SECRET, url })).id;
  }
  // Every name shows the same sign-in, unless a case puts something else there.
  app.hosts['*'] = html(LOGIN_FORM);
  app.hosts['shop.example'] = html(LOGIN_FORM);
  return { ids };
}

/** Puts a handler behind a host, and opens a page there. @param {import('../driver/index.mjs').App} app */
export async function visit(app, url, body) {
  if (body !== undefined) app.hosts[new URL(url).hostname] = typeof body === 'function' ? body : html(body);
  return app.openPage(url);
}

/** No way fills anything; by the popup the login is chosen by name, so that it is the product that refuses. Gives why. */
export async function assertRefused(app, page, id, ways = ['popup', 'shortcut']) {
  const why = {};
  for (const via of ways) {
    const { filled, blocked } = await app.fill(page, { via, item: id });
    assert.deepEqual(filled, [], via);
    why[via] = blocked;
  }
  await assertEmpty(app, page);
  return why;
}

/** No field has a value and no secret is anywhere. */
export async function assertEmpty(app, page) {
  assert.deepEqual(await allValues(page), []);
  await assertNowhere(app, [SECRET, MASTER]);
}

/** Filled, and nothing but these fields; by their ids. */
export async function assertOnly(page, expected) {
  const values = await page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll('input')].filter(({ value }) => value !== '').map(({ id, value }) => [id, value]),
    ),
  );
  assert.deepEqual(values, expected);
}
