// Offers to save: what waits, and the user's answer to it.
// It knows of a password only where the product shows it to its own pages.

import { until } from './page.mjs';

/** @typedef {import('./index.mjs').App} App */

/**
 * @typedef {object} SaveOffer
 * @property {string} id
 * @property {'new' | 'update' | 'add-address' | 'unlock'} kind `unlock`: something waits, sealed, until the vault is open.
 * @property {string} title
 * @property {string} username
 * @property {string} origin Where it was sent from.
 * @property {string} [itemId] The item that would change.
 */

/**
 * The offers of a page's tab.
 * @param {App} app
 * @param {import('./page.mjs').Page} page
 * @returns {Promise<SaveOffer[]>}
 */
export async function offers(app, page) {
  const views = await app.desk.ask('own/offers', { tabId: app.tabIdOf(page) });
  return views.map(({ id, kind, offer, origin }) => ({
    id,
    kind,
    title: offer?.title ?? '',
    username: offer?.username ?? '',
    origin: offer?.origin ?? origin ?? '',
    ...(offer?.base == null ? {} : { itemId: offer.base.id }),
  }));
}

/**
 * @param {App} app
 * @param {SaveOffer} offer
 * @param {{ title?: string, username?: string, password?: string, asNew?: boolean }} [edits]
 */
export async function accept(app, offer, edits = {}) {
  await app.desk.ask('own/accept', { offerId: offer.id, edits });
}

/**
 * @param {App} app
 * @param {SaveOffer} offer
 * @param {{ never?: boolean }} [how] `never`: nor again for this site.
 */
export async function dismiss(app, offer, { never = false } = {}) {
  await app.desk.ask('own/dismiss', { offerId: offer.id, never });
}

/** The prompt's size and whether its main button is in sight; null while it has none. */
const LOOK = `(() => {
  const button = document.querySelector('[data-action="accept"]');
  if (!button) return null;
  const box = button.getBoundingClientRect();
  return { size: innerWidth + ' ' + innerHeight, inSight: box.height > 0 && box.bottom <= innerHeight };
})()`;
const STILL_MS = 200;

/**
 * The save prompt in a page, as a surface; waits until it is there whole and has come to rest.
 * @param {import('./page.mjs').Page} page
 * @param {{ timeout_ms?: number }} [options]
 * @returns {Promise<import('./page.mjs').Surface>}
 */
export async function promptOf(page, { timeout_ms } = {}) {
  const find = async () => {
    const frame = (await page.frames()).find((each) => each.url().includes('/pages/prompt.html'));
    return frame && { frame, look: await frame.evaluate(LOOK) };
  };
  return until(
    async () => {
      const first = await find();
      if (!first?.look?.inSight) return undefined;
      await new Promise((resolve) => setTimeout(resolve, STILL_MS));
      return (await first.frame.evaluate(LOOK))?.size === first.look.size ? first.frame : undefined;
    },
    'the save prompt in the page',
    timeout_ms,
  );
}
