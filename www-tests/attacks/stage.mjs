// The stage of the attacks on the menu: a bank whose login is saved, its attack pages, and a victim who chooses from the
// menu as carefully as a person can, or as carelessly. Nothing here knows how the menu defends itself.

import assert from 'node:assert/strict';
import { allValues, assertNowhere, MASTER } from '../harness.mjs';
import { clickjacking } from './pages/clickjacking.mjs';
import { attackPage } from './pages/page.mjs';

export const SECRET = 'harbour-Light-4471';
export const LOGIN = { title: 'Harbour Bank', username: 'maren-4471', password: SECRET, url: 'https://bank.example/' };
const SITE = 'https://bank.example';
/** How long a person looks before pressing; and how long a release would take at most. */
const LOOK_MS = 650;
const RELEASE_MS = 550;
/** So long a browser may take to answer what a hand does. */
const UNANSWERED_MS = 10_000;
export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Further pages of the bank, by path. @type {Record<string, (request: object, response: object) => void>} */
export const bankPages = { '/': attackPage('') };
const served = (request, response) => {
  const [, id, way] = decodeURIComponent(request.url.split('?')[0]).split('/');
  const page = clickjacking[id]?.[way]?.page ?? bankPages[request.url.split('?')[0]] ?? bankPages['/'];
  page(request, response);
};

/** The vault with the bank's login in it. @param {import('../driver/index.mjs').App} app */
export async function bank(app) {
  app.hosts['bank.example'] = served;
  app.hosts['evil.example'] = served;
  await app.createVault(MASTER);
  return app.addItem(LOGIN);
}

/** Opens a page of the bank. @param {import('../driver/index.mjs').App} app */
export const visit = (app, path = '/') => app.openPage(SITE + path);

/** The menu's box in the page, while it stands. */
export const menuBox = async (app, page) => (await app.menu.standing(page)).find(({ width }) => width > 100);

/** The middle of the menu's first row, wherever the menu is. */
export const firstRow = ({ left, top, width }) => ({ x: left + width / 2, y: top + 6 + 26 });

/** The hand's act got lost: on a loaded machine Chromium never answers a press whose frame goes away meanwhile. */
export class Unanswered extends Error {}

/** What the hand does; it is not waited for forever. @param {Promise<unknown>} act */
const answered = (act) =>
  Promise.race([
    act,
    sleep(UNANSWERED_MS).then(() => {
      throw new Unanswered('The browser does not answer a press.');
    }),
  ]);

/** Comes, looks, and presses: the most careful choice there is. */
export async function chooseWithCare(page, { x, y }) {
  const { mouse } = page.raw;
  await answered(mouse.move(x - 40, y - 3));
  await answered(mouse.move(x, y, { steps: 6 }));
  await sleep(LOOK_MS);
  await answered(mouse.click(x, y, { delay: 60 }));
}

/** Presses at once where the row is: a click that was meant for something else. */
export async function pressBlindly(page, { x, y }, times = 1) {
  await answered(page.raw.mouse.move(x, y));
  for (let n = 0; n < times; n += 1) await answered(page.raw.mouse.click(x, y, { delay: 20 }));
}

/** Nothing was released: no field has a value, the background filled nothing, and no secret is anywhere. */
export async function assertNothingReleased(app, page, what) {
  await sleep(RELEASE_MS);
  assert.deepEqual(await allValues(page), [], `a field has a value: ${what}`);
  const last = await app.desk.ask('own/last-fill', { tabId: app.tabIdOf(page) });
  assert.deepEqual(last?.filled ?? [], [], `something was filled: ${what}`);
  await assertNowhere(app, [SECRET, MASTER, LOGIN.username]);
}

/** Nothing of ours that could show a row stands in the page. */
export async function assertNoFrameOfOurs(app, page) {
  for (const frame of await page.frames())
    assert.ok(!frame.url().startsWith(app.origin), 'a frame of ours in the page');
}

/** Opens the menu as the victim does; in Firefox the mark opens the popup, which is looked at and closed. */
export async function openAsVictim(app, page) {
  await app.menu.open(page);
  if (app.browser !== 'firefox') return;
  const popup = await app.engine.openedPopup();
  await popup.waitFor('[data-view]:not([data-view="loading"])');
  await assertNoFrameOfOurs(app, page);
  await app.engine.closePopup();
}

/** What the menu looks like; the mouse is out of the way. */
export async function picture(page, { left, top, width, height }) {
  await page.raw.mouse.move(3, 3);
  await sleep(120);
  // The rounded corners and the shadow belong to the page. To capture beyond the viewport would resize it.
  const clip = { x: left + 10, y: top + 10, width: width - 20, height: height - 20 };
  return Buffer.from(await page.raw.screenshot({ clip, captureBeyondViewport: false }));
}
