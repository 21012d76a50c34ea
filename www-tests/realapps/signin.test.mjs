// The main job on login pages that nobody here wrote: sign in by hand, accept the offer, sign in again by filling.
// A case passes only when the app itself says that somebody is signed in, both times. What each app and each way came to
// is noted for docs/coverage.md.

import assert from 'node:assert/strict';
import { isWhole, MASTER, test } from '../harness.mjs';
import { startApp } from './apps.mjs';
import { mailedCode, oneTimeCode } from './codes.mjs';
import { BROWSERS, note, WAYS } from './coverage.mjs';
import { PAGES, TOTP_ACCOUNT } from './pages.mjs';

/** These are always filled by every way: a late dialog, two steps, a closed shadow root. */
const BY_ALL = ['nodered', 'two-factor', 'shadow-closed'];
const INSTALL_MS = 600_000;
const APP_MS = { timeout_ms: 20_000 };

/** @typedef {import('../driver/index.mjs').App} App */
/** @typedef {import('../driver/page.mjs').Page} Page */
/** @typedef {import('./pages.mjs').LoginPage} LoginPage */

/** The field that is filled last. @param {LoginPage} entry */
const lastField = ({ passwordField, userField }) => passwordField ?? userField;

/** @param {Page} page @param {LoginPage} entry */
async function send(page, { submit }) {
  await (submit === undefined ? page.press('Enter') : page.click(submit));
}

/** Does the second step by hand. @param {Page} page @param {LoginPage} entry @param {string} code */
async function typeCode(page, { code: step }, code) {
  await page.waitFor(step.field, APP_MS);
  await page.type(step.field, code);
  await page.click(step.submit);
}

/** Opens a page signed out, as a browser does that has forgotten the site. @param {App} app @param {string} url */
async function openForgotten(app, url) {
  await app.engine.clearCookies();
  const page = await app.openPage(url);
  await page.evaluate(() => localStorage.clear());
  await page.goto(url);
  return page;
}

/**
 * Signs in by hand and saves the login: by the offer, or as a user adds one where there is none to expect, because no
 * password was sent.
 * @param {LoginPage} entry
 */
const savedBy = (entry) => async (/** @type {App} */ app) => {
  const running = await startApp(entry.app);
  const url = `http://localhost:${running.port}${entry.path}`;
  await app.createVault(MASTER);
  const page = await openForgotten(app, url);
  await page.waitFor(lastField(entry), APP_MS);
  if (entry.userField !== undefined) await page.type(entry.userField, entry.user);
  if (entry.passwordField !== undefined) await page.type(entry.passwordField, entry.password);
  const before = running.said().length;
  await send(page, entry);
  if (entry.code?.from === 'mailed') await typeCode(page, entry, await mailedCode(app, running, before));
  if (entry.code?.from === 'saved') await typeCode(page, entry, oneTimeCode(TOTP_ACCOUNT.secret, Date.now()));
  await page.waitFor(entry.success, APP_MS);

  if (entry.password === undefined) {
    await app.addItem({ title: entry.name, username: entry.user, url });
    return { running, url };
  }
  // Some apps load their page anew after a sign-in; the prompt goes with the old page and comes with the new one.
  const saved = async () => (await app.items()).length === 1;
  const accept = async () => (await app.prompt(page, { timeout_ms: 3_000 })).click('[data-action="accept"]');
  await app.until(async () => (await saved()) || accept().then(saved), 'the offer in the page to be accepted', 20_000);
  const [item] = await app.items();
  assert.equal(item.username, entry.user ?? '');
  assert.equal(item.password, entry.password);
  if (entry.code?.from === 'saved') {
    const login = { ...item.content.login, otp: `otpauth://totp/${entry.name}?secret=${TOTP_ACCOUNT.secret}` };
    const base = { id: item.id, revision: item.revision };
    await app.desk.ask('own/put', { input: { base, content: { ...item.content, login } } });
  }
  return { running, url };
};

/** Fills what is asked for, and nothing is refused. @param {App} app @param {Page} page @param {string} wanted */
async function fillBy(app, page, via, field, wanted) {
  // The context menu and the mark are of one field.
  const { filled, refused, blocked } = await app.fill(page, via === 'popup' ? {} : { via, field });
  assert.deepEqual({ refused, blocked }, { refused: [], blocked: undefined });
  assert.ok(filled.includes(wanted), `filled ${filled}`);
}

/**
 * Signs in with the saved login.
 * @param {{ app: App, running: import('./apps.mjs').Running, url: string, failed?: Error }} world
 */
async function signInBy(via, entry, { app, running, url, failed }) {
  if (failed !== undefined) throw failed;
  const page = await openForgotten(app, url);
  await page.waitFor(lastField(entry), APP_MS);
  await fillBy(app, page, via, lastField(entry), entry.password === undefined ? 'email' : 'current-password');
  const before = running.said().length;
  // Enter counts in a field; a fill leaves none.
  if (entry.submit === undefined) await page.click(lastField(entry));
  await send(page, entry);
  if (entry.code?.from === 'mailed') await typeCode(page, entry, await mailedCode(app, running, before));
  if (entry.code?.from === 'saved') {
    await page.waitFor(entry.code.field, APP_MS);
    await fillBy(app, page, via, entry.code.field, 'one-time-code');
    await page.click(entry.code.submit);
  }
  await page.waitFor(entry.success, APP_MS);
}

const BY = {
  popup: 'the popup',
  shortcut: 'the shortcut',
  'context-menu': 'the context menu',
  'in-page': 'the mark in the field',
};

for (const [at, entry] of PAGES.entries()) {
  // Where the login cannot even be saved, each way is noted to have failed.
  const scene = (app) => savedBy(entry)(app).catch((failed) => ({ failed }));
  for (const [turn, browser] of BROWSERS.entries()) {
    for (const [place, via] of WAYS.entries()) {
      // Each app has one way's turn, another one in the other browser.
      const isTurn = (at + 2 * turn) % WAYS.length === place;
      if (!isWhole && !isTurn && !BY_ALL.includes(entry.name)) continue;
      test(
        `A real app, ${entry.name}: the login that was saved there signs in by ${BY[via]}`,
        (world) => note(browser, entry.name, via, () => signInBy(via, entry, world)),
        { timeout_ms: INSTALL_MS, scene, in: browser },
      );
    }
  }
}
