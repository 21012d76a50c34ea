// Changing a password at its site, begun at the item: the page for it is opened, old and new are filled by one press, and
// the update is offered. And a new password by context menu and shortcut, held against the field's own pattern.

import assert from 'node:assert/strict';
import { pageOver } from '../driver/page.mjs';
import { allValues, html, MASTER, paths, testInTurn as test } from '../harness.mjs';

const SITE = 'https://quay.example';
const CHANGE = `<h1>Change password</h1><form method="post" action="/done">
  <label>Current password <input id="old" type="password" autocomplete="current-password"></label>
  <label>New password <input id="new" type="password" autocomplete="new-password" minlength="12"></label>
  <label>Confirm new password <input id="again" type="password" autocomplete="new-password"></label>
  <button>Change password</button></form>`;
const DONE = html('<h1 id="done">Your password was changed</h1>');
const redirect = (to) => (_request, response) => response.writeHead(302, { location: to }).end();
const item = { title: 'Quay', username: 'ada', password: 'old one', url: `${SITE}/start` };

/** The tab that shows an address of the site, as a page and by its id. */
async function tabAt(app, part) {
  const [tab] = await app.until(async () => {
    const tabs = await app.desk.page.evaluate((url) => browser.tabs.query({ url }), `${SITE}/*`);
    const found = tabs.filter(({ url, status }) => url.includes(part) && status === 'complete');
    return found.length > 0 && found;
  }, `a tab at ${part}`);
  const raw = await app.until(
    async () => (await app.desk.page.browser().pages()).find((other) => other.url().includes(part)),
    `a page at ${part}`,
  );
  return { id: tab.id, page: pageOver(raw, app.shots) };
}

test('A change of password from the item: the site’s page opens, old and new are filled, and the update is offered', async ({
  app,
}) => {
  app.hosts['quay.example'] = paths({
    '/.well-known/change-password': redirect('/account/password'),
    '/account/password': html(CHANGE),
    '/start': html('<h1>Quay</h1>'),
    '/done': DONE,
  });
  await app.createVault(MASTER);
  const { id } = await app.addItem(item);
  const vault = await app.openVaultPage('items');
  await vault.click('[data-item-id]');
  await vault.waitFor('[data-action="change-at-site"]');
  await app.shot(vault, 'change-way');
  await vault.click('[data-action="change-at-site"]');
  const tab = await tabAt(app, '/account/password');
  await app.killWorker();
  const popup = await app.openOwn('popup.html', `?tab=${tab.id}`);
  await popup.waitFor(`[data-change="${id}"]`);
  await app.shot(popup, 'change-card');
  await popup.click('[data-action="fill-change"]');
  await app.until(async () => (await tab.page.value('#new')) !== '', 'the new password');
  const made = await tab.page.value('#new');
  assert.deepEqual([await tab.page.value('#old'), await tab.page.value('#again')], ['old one', made]);
  assert.ok(made.length >= 12);
  assert.equal((await app.desk.ask('own/generated'))[0].password, made, 'it is kept before the page has it');
  await tab.page.bringToFront();
  await tab.page.click('form button');
  await tab.page.text('#done');
  const [offer] = await app.until(async () => {
    const found = await app.desk.ask('own/offers', { tabId: tab.id });
    return found.length > 0 && found;
  }, 'the offer');
  assert.deepEqual([offer.kind, offer.offer.base.id, offer.offer.password], ['update', id, made]);
  await app.desk.ask('own/accept', { offerId: offer.id, edits: {} });
  assert.equal((await app.items())[0].password, made);
});

test('A site without a page for it: the saved address opens in its place', async ({ app }) => {
  app.hosts['quay.example'] = paths({ '/start': html('<h1 id="start">Quay</h1>') });
  await app.createVault(MASTER);
  const { id } = await app.addItem(item);
  await app.desk.ask('own/change-password', { id });
  const tab = await tabAt(app, '/start');
  assert.deepEqual(await app.desk.ask('own/changing', { tabId: tab.id }), { itemId: id });
  await tab.page.close();
  await app.until(
    async () => (await app.desk.ask('own/changing', { tabId: tab.id })) === null,
    'the tab to be forgotten',
  );
});

const broken = (_request, response) => response.socket.destroy();
const MOMENT_MS = 5_000;

test('A page for it that cannot be had: the saved address opens in its place', async ({ app }) => {
  app.hosts['quay.example'] = paths({ '/.well-known/change-password': broken, '/start': html('<h1>Quay</h1>') });
  await app.createVault(MASTER);
  const { id } = await app.addItem(item);
  await app.desk.ask('own/change-password', { id });
  await (await tabAt(app, '/start')).page.close();
});

test('Who has gone on meanwhile is not pulled back to the saved address', async ({ app }) => {
  app.hosts['quay.example'] = paths({
    '/.well-known/change-password': () => undefined,
    '/start': html('<h1>Quay</h1>'),
    '/broken': broken,
  });
  await app.createVault(MASTER);
  const { id } = await app.addItem(item);
  const known = await app.desk.page.evaluate(async () => (await browser.tabs.query({})).map((tab) => tab.id));
  await app.desk.ask('own/change-password', { id });
  // The page for it never comes; the user goes elsewhere, and there finds nothing either.
  const urlOf = (known, to) =>
    app.desk.page.evaluate(
      async (known, to) => {
        const [tab] = (await browser.tabs.query({})).filter((each) => !known.includes(each.id));
        if (to !== null) await browser.tabs.update(tab.id, { url: to });
        return tab.url;
      },
      known,
      to ?? null,
    );
  await app.until(
    async () => (await app.requests()).some((each) => JSON.stringify(each).includes('quay.example')),
    'it to be asked for',
  );
  await urlOf(known, `${SITE}/broken`);
  await new Promise((resolve) => setTimeout(resolve, MOMENT_MS));
  assert.equal(await urlOf(known), `${SITE}/broken`);
  await app.desk.page.evaluate(async (known) => {
    for (const { id } of await browser.tabs.query({})) if (!known.includes(id)) await browser.tabs.remove(id);
  }, known);
});

test('A site whose page for it stands at another site: that one gets neither the old password nor a new one', async ({
  app,
}) => {
  app.hosts['quay.example'] = paths({ '/.well-known/change-password': redirect('https://other.example/password') });
  app.hosts['other.example'] = paths({ '/password': html(CHANGE) });
  await app.createVault(MASTER);
  const { id } = await app.addItem(item);
  const page = await app.openPage('https://other.example/password');
  await app.desk.ask('own/change-password', { id });
  const tabId = await app.until(async () => {
    const tabs = await app.desk.page.evaluate(() => browser.tabs.query({ url: 'https://other.example/*' }));
    return tabs.find((tab) => tab.id !== app.tabIdOf(page) && tab.status === 'complete')?.id;
  }, 'the page at the other site');
  const outcome = await app.desk.ask('own/fill-change', { tabId });
  assert.deepEqual([outcome.filled, outcome.blocked], [[], 'other-site']);
  assert.deepEqual(await app.desk.ask('own/generated'), [], 'none is made');
  await app.desk.page.evaluate((tabId) => browser.tabs.remove(tabId), tabId);
});

test('A new password asked for by another site’s frame in the right page is made for none', async ({ app }) => {
  app.hosts['quay.example'] = paths({
    '/.well-known/change-password': redirect('/account/password'),
    '/account/password': html(
      '<h1>Quay</h1><iframe src="https://other.example/password" width="600" height="400"></iframe>',
    ),
  });
  app.hosts['other.example'] = paths({ '/password': html(CHANGE) });
  await app.createVault(MASTER);
  const { id } = await app.addItem(item);
  await app.desk.ask('own/change-password', { id });
  const tab = await tabAt(app, '/account/password');
  const outcome = await app.desk.ask('own/fill-change', { tabId: tab.id });
  assert.deepEqual([outcome.filled, outcome.blocked], [[], 'other-site']);
  assert.deepEqual(await app.desk.ask('own/generated'), [], 'none is made');
  await tab.page.close();
});

const JOIN = (more) =>
  html(`<h1>Create account</h1><form><label>E-mail <input type="email" name="email"></label>
    <label>Choose a password <input id="new" type="password" autocomplete="new-password" ${more}></label>
    <label>Repeat it <input id="again" type="password" autocomplete="new-password"></label><button>Sign up</button></form>`);

test('The context menu makes a new password that the field’s own pattern takes, and keeps it', async ({ app }) => {
  app.hosts['quay.example'] = paths({ '/join': JOIN('pattern="[A-Za-z0-9]{8,}"') });
  await app.createVault(MASTER);
  const page = await app.openPage(`${SITE}/join`);
  const on = { surface: page, sel: { css: '#new', nth: 0 }, page, desk: app.desk };
  await app.engine.chooseMenuItem('make', app.tabIdOf(page), on);
  const made = await app.until(async () => (await page.value('#new')) || undefined, 'the new password');
  assert.match(made, /^[A-Za-z0-9]{8,}$/);
  assert.equal(await page.value('#again'), made);
  assert.equal((await app.desk.ask('own/generated'))[0].password, made);
});

test('A pattern that takes none of a hundred: nothing is filled, and the user is told', async ({ app }) => {
  app.hosts['quay.example'] = paths({ '/join': JOIN('pattern="Sesame [0-9]{40}"') });
  await app.createVault(MASTER);
  const page = await app.openPage(`${SITE}/join`);
  const tabId = app.tabIdOf(page);
  const on = { surface: page, sel: { css: '#new', nth: 0 }, page, desk: app.desk };
  await app.engine.chooseMenuItem('make', tabId, on);
  const last = await app.until(() => app.desk.ask('own/last-fill', { tabId }), 'what came of it');
  assert.equal(last.blocked, 'pattern');
  assert.deepEqual(await allValues(page), []);
  assert.deepEqual(await app.desk.ask('own/generated'), [], 'none is kept');
  const popup = await app.engine.openedPopup();
  await popup.click('[data-action="generator"]');
  await popup.waitFor('[data-misfit]');
  await app.shot(popup, 'generator-misfit');
  await popup.close();
});

test('A page that cannot be asked about its pattern is asked once, and it is not told as the pattern’s refusal', async ({
  app,
}) => {
  app.hosts['quay.example'] = paths({ '/join': JOIN('pattern="[A-Za-z0-9]{8,}"') });
  await app.createVault(MASTER);
  const page = await app.openPage(`${SITE}/join`);
  const tabId = app.tabIdOf(page);
  const popup = await app.openPopupTab(page);
  await app.desk.ask('own/demands', { tabId });
  // The very getter by which the content script asks the browser.
  await app.inContentScript(
    page,
    `globalThis.asked = 0;
    Object.defineProperty(ValidityState.prototype, 'patternMismatch', {
      get() {
        globalThis.asked += 1;
        throw new Error('out of order');
      },
    });
    true;`,
  );
  await page.bringToFront();
  const on = { surface: page, sel: { css: '#new', nth: 0 }, page, desk: app.desk };
  await app.engine.chooseMenuItem('make', tabId, on);
  const last = await app.until(() => app.desk.ask('own/last-fill', { tabId }), 'what came of it');
  assert.equal(last.blocked, 'internal');
  assert.equal(await app.inContentScript(page, 'globalThis.asked'), 1);
  assert.deepEqual(await allValues(page), []);
  await popup.bringToFront();
  await popup.click('[data-action="generator"]');
  await popup.waitFor('[data-misfit="internal"]');
  await app.shot(popup, 'generator-untried');
});

test(
  'The shortcut for a new password fills it where the page asks for one',
  async ({ app }) => {
    app.hosts['quay.example'] = paths({ '/join': JOIN('') });
    await app.createVault(MASTER);
    const page = await app.openPage(`${SITE}/join`);
    await app.engine.pressCommand('make', app.tabIdOf(page), app.desk);
    const made = await app.until(async () => (await page.value('#new')) || undefined, 'the new password');
    assert.equal(await page.value('#again'), made);
  },
  // It has no key of its own, and Firefox gives none to press before the user has chosen one.
  { in: 'chromium' },
);
