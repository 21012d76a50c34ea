// Walks one save scenario in a browser: does what the user does, and sees what is offered, in the page and in the popup's
// list. It makes no vault and serves no site.

import assert from 'node:assert/strict';
import { pageOver } from '../driver/page.mjs';

/** How long a page is given to bring an offer that it must not bring. */
const QUIET_MS = 800;
/** As long as a person rests between typing a password and anything else at least. */
const REST_MS = 300;
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** A text of a scenario, with its own host in place of `%`. */
export const put = (text, host) => text.replaceAll('%', host);
/** The same of what else stands in an act. */
const putIn = (part, host) => (typeof part === 'string' ? put(part, host) : part);

/** Does what the user does. */
async function act(app, page, acts) {
  let at = page;
  for (const [what, where = '', text = ''] of acts) {
    if (what === 'type') await at.type(where, text);
    else if (what === 'click') await at.click(where);
    else if (what === 'see') await at.text(where);
    else if (what === 'press') await at.press(where);
    else if (what === 'keys') await page.raw.keyboard.type(where);
    else if (what === 'kill') await app.killWorker();
    else if (what === 'low') await at.click({ css: where, at: { x: 0.2, y: 0.9 } });
    else if (what === 'rest') await sleep(REST_MS);
    else if (what === 'go') await page.goto(where);
    else if (what === 'in') at = where === '' ? page : await frameOf(app, page, where);
    else if (what === 'window') at = await windowOf(app, page, where);
    else throw new Error(`There is no act ${what}.`);
  }
}

const frameOf = (app, page, part) =>
  app.until(async () => (await page.frames()).slice(1).find((frame) => frame.url().includes(part)), `a frame ${part}`);

const windowOf = async (app, page, part) =>
  pageOver(
    await app.until(
      async () => (await page.raw.browser().pages()).find((other) => other.url().includes(part)),
      `a window ${part}`,
    ),
    app.shots,
  );

const promptIn = async (page) => (await page.frames()).find((frame) => frame.url().includes('/pages/prompt.html'));
const waiting = (app, page) => app.desk.ask('own/offers', page === undefined ? {} : { tabId: app.tabIdOf(page) });

/**
 * Walks a scenario in a page of its own, and closes what it opened.
 * @param {import('../driver/index.mjs').App} app
 * @param {Map<string, string>} titles Of the items, by their ids.
 * @param {string} origin Of the scenario's site.
 * @param {import('./index.mjs').Scenario} scenario
 */
export async function walk(app, titles, origin, { start, acts, offer: wanted, ownWindow = false }) {
  const { host, hostname } = new URL(origin);
  const page = await app.openPage(start === undefined ? `${origin}/` : put(start, host));
  try {
    await act(
      app,
      page,
      acts.map((one) => one.map((part) => putIn(part, host))),
    );
    if (wanted === undefined) {
      await sleep(QUIET_MS);
      assert.deepEqual((await waiting(app, page)).map(seen(titles)), [], 'nothing is offered');
      assert.equal(await promptIn(page), undefined, 'and no prompt stands in the page');
      return;
    }
    // Firefox does not tell which tab a window was opened by: there the offer waits in the popup's list.
    const isListed = ownWindow && app.browser === 'firefox';
    const views = await app
      .until(async () => {
        const found = await waiting(app, isListed ? undefined : page);
        return found.length > 0 && found;
      }, 'an offer')
      .catch(() => []);
    const expected = { origin, of: undefined, ...wanted };
    assert.deepEqual(views.map(seen(titles)), [{ ...expected, origin: put(expected.origin, host) }]);
    if (!isListed) await app.until(() => promptIn(page), 'the prompt in the page', 4_000);
  } finally {
    for (const other of await page.raw.browser().pages()) {
      if (new URL(other.url()).hostname === hostname) await other.close().catch(() => undefined);
    }
    await page.close().catch(() => undefined);
    for (const { id } of await waiting(app))
      await app.desk.ask('own/dismiss', { offerId: id, never: false }).catch(() => undefined);
  }
}

/** An offer as the table says it. */
const seen =
  (titles) =>
  ({ kind, offer }) => ({
    origin: offer?.origin,
    of: offer?.base == null ? undefined : titles.get(offer.base.id),
    kind,
    username: offer?.username,
    password: offer?.password,
  });
