// Walks the table of save scenarios: what the user does on each page, and what is then offered, in the page and in the
// popup's list. One vault serves them all, each scenario has a site of its own, and each failure says its scenario's name.

import assert from 'node:assert/strict';
import { pageOver } from '../driver/page.mjs';
import { isWhole, MASTER, test } from '../harness.mjs';
import { scenarios } from '../scenarios/index.mjs';
import { serve } from '../scenarios/pages.mjs';

/** How long a page is given to bring an offer that it must not bring. */
const QUIET_MS = 800;
/** As long as a person rests between typing a password and anything else at least. */
const REST_MS = 300;
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** All scenarios with hosts of their own. */
const all = Object.entries(scenarios).flatMap(([subject, list], part) =>
  list.map((scenario, index) => ({ subject, host: `save-${part}-${index}.example`, ...scenario })),
);
const put = (text, host) => text.replaceAll('%', host);

/** A vault that holds what all scenarios know, and their sites. @param {import('../driver/index.mjs').App} app */
async function scene(app) {
  await app.createVault(MASTER);
  for (const { host, site = {}, others = {}, saved = [] } of all) {
    app.hosts[host] = serve(site, host);
    for (const [name, pages] of Object.entries(others)) app.hosts[put(name, host)] = serve(pages, host);
    for (const { url, rule = 'domain', ...item } of saved) {
      await app.addItem({ ...item, urls: [{ url: put(url, host), rule, rest: new Uint8Array() }] });
    }
  }
  const left = all.filter(({ neverSave }) => neverSave);
  await app.settings({
    sites: left.map(({ host }) => ({ host, neverSave: true, noMenu: false, rest: new Uint8Array() })),
  });
  const titles = new Map((await app.items()).map(({ id, title }) => [id, title]));
  return { titles };
}

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

async function walk(app, titles, { host, start = 'https://%/', acts, offer: wanted, ownWindow = false }) {
  const page = await app.openPage(put(start, host));
  try {
    await act(
      app,
      page,
      acts.map((one) => one.map((part) => put(part, host))),
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
    const expected = { origin: `https://${host}`, of: undefined, ...wanted };
    assert.deepEqual(views.map(seen(titles)), [{ ...expected, origin: put(expected.origin, host) }]);
    if (!isListed) await app.until(() => promptIn(page), 'the prompt in the page', 4_000);
  } finally {
    for (const other of await page.raw.browser().pages()) {
      if (new URL(other.url()).hostname === host) await other.close().catch(() => undefined);
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

/** The scenarios of a subject: all with `--all`, else each in one of the two browsers, turn by turn. */
const ofThisRun = (browser, subject) =>
  all
    .filter((one) => one.subject === subject)
    .filter((_, index) => isWhole || index % 2 === (browser === 'firefox' ? 1 : 0));

for (const subject of Object.keys(scenarios)) {
  test(
    `Save scenarios: ${subject}`,
    async ({ app, titles }) => {
      const failures = [];
      for (const scenario of ofThisRun(app.browser, subject)) {
        await walk(app, titles, scenario).catch((error) => failures.push(`${scenario.name}: ${error.message}`));
      }
      assert.deepEqual(failures, [], failures.join('\n'));
    },
    { scene, timeout_ms: 240_000 },
  );
}
