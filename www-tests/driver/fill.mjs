// Filling, by the gestures that a user has: the popup behind the toolbar button, the shortcut, the context menu.
// What came of it is the product's own word, shown in the popup or told by the background.

import { chooseRow, menuOf, openMenu } from './menu.mjs';
import { until } from './page.mjs';

const POPUP_MS = 2_000;
const FIELD = 'input:not([type=hidden]):not([type=submit]):not([type=button]):not([type=checkbox]), textarea';

/** @typedef {import('./index.mjs').App} App */
/** @typedef {import('./page.mjs').Page} Page */

/**
 * @typedef {object} Outcome
 * @property {string[]} filled Roles, in WHATWG tokens.
 * @property {{ role: string, reason: string }[]} refused
 * @property {string} [blocked] Why nothing was filled. Besides the product's own codes: `not-found` where
 *   there is no one login to choose for this page.
 * @property {{ frameId: number, origin: string, top: string }[]} [frames] Several frames could take it; the user is asked.
 */

/**
 * @param {App} app
 * @param {Page} page
 * @param {{ item?: string | { id: string }, via?: 'popup' | 'shortcut' | 'context-menu' | 'in-page', field?: import('./page.mjs').Selector }} [how]
 *   `item` is for the popup and the menu; the other ways take the one login of the page. `field` is where the context menu
 *   is opened, or which bears the mark.
 * @returns {Promise<Outcome>}
 */
export async function fill(app, page, { item, via = 'popup', field = FIELD } = {}) {
  const id = typeof item === 'object' ? item.id : item;
  if (via === 'popup') return byPopup(app, page, id);
  if (via === 'shortcut')
    return byTrigger(app, page, () => app.engine.pressCommand('fill', app.tabIdOf(page), app.desk));
  if (via === 'context-menu') {
    const on = await surfaceWithField(page, typeof field === 'string' ? { css: field, nth: 0 } : field);
    return byTrigger(app, page, () =>
      app.engine.chooseMenuItem('fill', app.tabIdOf(page), { ...on, page, desk: app.desk }),
    );
  }
  if (via === 'in-page') return byMenu(app, page, id, field === FIELD ? undefined : field);
  throw new Error(`There is no way to fill by ${via}.`);
}

/** The page or frame in which a field stands, for its context menu. @param {Page} page */
async function surfaceWithField(page, sel) {
  const surface = await until(
    async () => {
      for (const each of await page.frames()) if ((await each.count(sel)) > 0) return each;
      return undefined;
    },
    `the field ${JSON.stringify(sel)} on ${page.url()}`,
  );
  return { surface, sel };
}

const normal = ({ filled, refused, blocked, frames }) => ({
  filled: [...filled],
  refused: [...refused],
  ...(blocked == null ? {} : { blocked }),
  ...(frames == null ? {} : { frames }),
});
const nothing = (blocked) => ({ filled: [], refused: [], blocked });

/** @param {App} app @param {Page} page @param {string | undefined} id */
async function byPopup(app, page, id) {
  const tabId = app.tabIdOf(page);
  const before = await lastAttempt(app, tabId);
  return inPopup(app, id, tabId, before, await app.popup(page));
}

/** Chooses in an open popup. @returns {Promise<Outcome>} */
async function inPopup(app, id, tabId, before, popup) {
  try {
    await popup.waitFor('[data-view]:not([data-view="loading"])');
    if ((await popup.count('[data-view="create"]')) > 0) return nothing('no-vault');
    if ((await popup.count('[data-view="unlock"]')) > 0) return nothing('locked');
    // The view is there a moment before its rows are.
    await popup.waitFor('[aria-busy="true"]', { gone: true });
    if (id === undefined) {
      // The first row stands for what Enter does; it must be one of this site's.
      if ((await popup.count('#rows-site [data-item-id]')) === 0) return nothing('not-found');
      await popup.waitFor('#search');
      await popup.press('Enter');
    } else {
      await pick(app, popup, id);
    }
    // The popup shows the outcome, and after a success closes so soon that a slow reader finds nothing: the background
    // then tells the same.
    const told = async () => {
      const shown = await popup.evaluate(READ_OUTCOME).catch(() => null);
      if (shown !== null) return JSON.parse(shown);
      return (await lastAttempt(app, tabId)) > before ? app.desk.ask('own/last-fill', { tabId }) : undefined;
    };
    return normal(await until(told, 'the popup to say what came of the fill', 10_000));
  } finally {
    await popup.close().catch(() => undefined);
  }
}

const READ_OUTCOME = "document.querySelector('[data-outcome]')?.dataset.outcome ?? null";

const lastAttempt = async (app, tabId) => (await app.desk.ask('own/last-fill', { tabId }))?.attempt ?? 0;

/**
 * Presses the mark in the field and, in Chromium, the item's row in the menu below it; in Firefox the mark opens the
 * popup, and the choice is made there.
 * @param {App} app @param {Page} page @param {string | undefined} id @param {import('./page.mjs').Selector | undefined} field
 */
async function byMenu(app, page, id, field) {
  const tabId = app.tabIdOf(page);
  const before = await lastAttempt(app, tabId);
  await page.bringToFront();
  await openMenu(page, field);
  if (app.browser === 'firefox') return inPopup(app, id, tabId, before, await app.engine.openedPopup());
  const menu = await menuOf(page);
  const state = await menu.evaluate('document.querySelector(\'[data-view="menu"]\').dataset.state');
  if (state !== 'unlocked') return nothing(state === 'none' ? 'no-vault' : 'locked');
  if ((await menu.count('[data-item-id]')) === 0) return nothing('not-found');
  await chooseRow(page, menu, id === undefined ? { css: '[data-item-id]', nth: 0 } : `[data-item-id="${id}"]`);
  return whatCame(app, tabId, before);
}

/** Chooses an item: one of this site's by its row, any other by its own view. */
async function pick(app, popup, id) {
  const row = `[data-item-id="${id}"]`;
  const there = () => popup.count(row);
  if (
    (await until(async () => (await popup.count('[data-item-id]')) > 0, 'rows', 2_000).catch(() => false)) &&
    (await there()) === 0
  ) {
    // Only rows in sight are in the document; the search brings the item there.
    const { others } = await app.desk.ask('own/list', { query: '' });
    const { title } = others.find((one) => one.id === id);
    await popup.type('#search', title);
    await popup.waitFor(row);
  }
  const ofSite = (await popup.count(`#rows-site ${row}`)) > 0;
  await popup.click(row);
  if (!ofSite) await popup.click('[data-view="item"] [data-action="fill"]');
}

/**
 * The gesture gives no answer of its own: the background tells of the attempt.
 * @param {App} app
 * @param {Page} page
 * @param {() => Promise<void>} gesture
 */
async function byTrigger(app, page, gesture) {
  const tabId = app.tabIdOf(page);
  await page.bringToFront();
  const before = await lastAttempt(app, tabId);
  await gesture();
  return whatCame(app, tabId, before);
}

async function whatCame(app, tabId, before) {
  await until(async () => (await lastAttempt(app, tabId)) > before, 'the background to tell what came of the fill');
  const outcome = normal(await app.desk.ask('own/last-fill', { tabId }));
  if (outcome.filled.length === 0) {
    // Where nothing could be filled the popup opens, a moment later, to show why; the page is given back.
    await until(() => app.engine.popupIsOpen(), 'the popup', POPUP_MS).catch(() => undefined);
    await app.engine.closePopup();
  }
  return outcome;
}
