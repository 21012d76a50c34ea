// "Open and fill": one press opens a login's address in a new tab and fills it there. Its journey, and what must not come
// of it: a fill after a redirect elsewhere, into a frame, after half a minute, or after a lock.

import assert from 'node:assert/strict';
import { pageOver } from '../driver/page.mjs';
import { allValues, assertNowhere, html, isWhole, LOGIN_FORM, MASTER, paths, test } from '../harness.mjs';

const SECRET = 'quay-Lantern-1908';
const SITE = 'https://quay.example';
const redirect = (to) => (_request, response) => response.writeHead(302, { location: to }).end();
const script = (code) => html(`<h1>Moment</h1><script>${code}</script>`);
/** As long as a page may take to draw its form late, and a bit. */
const SETTLED_MS = 7_000;
const VALID_MS = 30_000;
/** A fill that was to come has come by then. */
const LATE_MS = 4_000;
/** A promise and what resolves it. */
function gate() {
  let resolve;
  const promise = new Promise((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** The page in the tab that a press opened, once it is at an address. */
async function openedAt(app, url) {
  const raw = await app.until(
    async () => (await app.desk.page.browser().pages()).find((each) => each.url() === url),
    `a page at ${url}`,
  );
  return pageOver(raw, app.shots);
}

const tabIdAt = (app, url) =>
  app.until(
    () => app.desk.page.evaluate(async (at) => (await browser.tabs.query({})).find((tab) => tab.url === at)?.id, url),
    `a tab at ${url}`,
  );

const add = (app, path) =>
  app.addItem({ title: path, username: 'ada', password: SECRET, url: `${SITE}${path}` }).then(({ id }) => id);

/** What came of it in a tab, once it is told. */
const told = async (app, url) => {
  const tabId = await tabIdAt(app, url);
  return app.until(() => app.desk.ask('own/last-fill', { tabId }), `the outcome at ${url}`);
};

test('A login is opened and filled by one press in the vault page, also where its form comes late', async ({ app }) => {
  app.hosts['quay.example'] = paths({
    '/start': html(LOGIN_FORM),
    '/late': html(`<main></main><script>
      setTimeout(() => { document.querySelector('main').innerHTML = ${JSON.stringify(LOGIN_FORM)}; }, 1500);</script>`),
    '/gate': script("location.replace('/start')"),
  });
  await app.createVault(MASTER);
  await add(app, '/start');
  const vault = await app.openVaultPage('items');
  await vault.click('[data-item-id]');
  await vault.waitFor('[data-action="open-and-fill"]');
  await app.shot(vault, 'open-and-fill', ['light']);
  await vault.click('[data-action="open-and-fill"]');
  const page = await openedAt(app, `${SITE}/start`);
  await app.until(async () => (await page.value('#pass')) === SECRET, 'the password');
  assert.equal(await page.value('#user'), 'ada');
  assert.equal(await page.evaluate(() => window.opener), null);
  const { itemId, blocked } = await told(app, `${SITE}/start`);
  assert.deepEqual([typeof itemId, blocked], ['string', undefined]);
  await page.close();

  await app.desk.ask('own/open-and-fill', { id: await add(app, '/late') });
  const late = await openedAt(app, `${SITE}/late`);
  await app.until(async () => (await late.value('#pass')) === SECRET, 'the password of the late form');
  await late.close();

  await app.desk.ask('own/open-and-fill', { id: await add(app, '/gate') });
  const led = await openedAt(app, `${SITE}/start`);
  await app.until(async () => (await led.value('#pass')) === SECRET, 'the password where the site itself leads');
  await led.close();
});

test('Opened and led elsewhere, into a frame, or kept waiting too long: nothing is filled', async ({
  app,
  browser,
}) => {
  const held = gate();
  const FORM = html(LOGIN_FORM);
  app.hosts['quay.example'] = paths({
    '/away': redirect('https://other.example/form'),
    '/host': redirect('https://www.quay.example/form'),
    '/plain': redirect('http://quay.example/form'),
    '/pong': script("location.replace('https://other.example/ping')"),
    '/back': FORM,
    '/form': FORM,
    '/frame': html(`<h1>Quay</h1><iframe src="/form" width="600" height="400"></iframe>`),
    '/slow': async (request, response) => {
      await held.promise;
      FORM(request, response);
    },
  });
  app.hosts['www.quay.example'] = paths({ '/form': FORM });
  app.hosts['other.example'] = paths({
    '/form': FORM,
    '/ping': script("location.replace('https://quay.example/back')"),
  });
  await app.createVault(MASTER);
  const open = async (path) => app.desk.ask('own/open-and-fill', { id: await add(app, path) });
  const begun_ms = Date.now();
  // Half a minute is long: with `--all`, and in one browser.
  const waits = isWhole && browser === 'chromium';
  if (waits) await open('/slow');

  // Each with the reason that the user is told, in the popup that opens.
  const elsewhere = [
    ['/away', 'https://other.example/form', 'other-site'],
    // Another host of the site: the popup has the login on top, with both hosts in sight.
    ['/host', 'https://www.quay.example/form', undefined],
    ['/plain', 'http://quay.example/form', 'insecure-page'],
  ];
  for (const [path, url, why] of elsewhere) {
    await open(path);
    const page = await openedAt(app, url);
    await page.waitFor('#pass');
    if (why === undefined) {
      const popup = await app.engine.openedPopup();
      await popup.waitFor('#rows-site [data-item-id]');
      assert.equal(await app.desk.ask('own/last-fill', { tabId: await tabIdAt(app, url) }), null, path);
    } else {
      const { filled, blocked } = await told(app, url);
      assert.deepEqual([filled, blocked], [[], why], path);
    }
    assert.deepEqual(await allValues(page), [], path);
    await app.engine.closePopup();
    await page.close();
  }

  // Whoever was elsewhere and came back gets nothing either: between, the tab was in other hands.
  await open('/pong');
  await open('/frame');
  const back = await openedAt(app, `${SITE}/back`);
  const framed = await openedAt(app, `${SITE}/frame`);
  await sleep(SETTLED_MS);
  assert.deepEqual(await allValues(back), [], 'there and back');
  assert.deepEqual(await allValues(framed), [], 'a frame');
  await app.engine.closePopup();

  if (waits) {
    await sleep(Math.max(0, VALID_MS + 500 - (Date.now() - begun_ms)));
    held.resolve();
    const slow = await openedAt(app, `${SITE}/slow`);
    await slow.waitFor('#pass');
    await sleep(LATE_MS);
    assert.deepEqual(await allValues(slow), [], 'too late');
    await slow.close();
  }
  await assertNowhere(app, [SECRET, MASTER]);
  await back.close();
  await framed.close();
});

test('A lock while the page is on its way: nothing is filled, not even once the vault is open again', async ({
  app,
}) => {
  const held = gate();
  const asked = gate();
  app.hosts['quay.example'] = paths({
    '/slow': async (request, response) => {
      asked.resolve();
      await held.promise;
      html(LOGIN_FORM)(request, response);
    },
  });
  await app.createVault(MASTER);
  const id = await add(app, '/slow');
  await app.desk.ask('own/open-and-fill', { id });
  await asked.promise;
  await app.lock();
  await assert.rejects(app.desk.ask('own/open-and-fill', { id }), { code: 'locked' });
  await app.unlock(MASTER);
  held.resolve();
  const page = await openedAt(app, `${SITE}/slow`);
  await page.waitFor('#pass');
  await sleep(LATE_MS);
  assert.deepEqual(await allValues(page), []);
  await assertNowhere(app, [SECRET, MASTER]);
  await page.close();
});
