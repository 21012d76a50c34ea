// A28 and its journey: sites that ask for a login by the protocol. Without the permission nobody is answered; with it one
// whole page is, once, for a login that the user chose in our window. In Chromium the extension is one that was given the
// permission already, for no protocol presses the browser's own question; in Firefox the switch in the settings gives it.
// One browser serves all cases. What ends in a question of the browser's own ends with its tab.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { extensionThatMayAnswer } from '../asking.mjs';
import { launch } from '../driver/index.mjs';
import { pageOver } from '../driver/page.mjs';
import { html, LOGIN_FORM, MASTER, test } from '../harness.mjs';
import { assertEmpty, mall, SECRET, sleep, USER, visit } from './mall.mjs';

const OURS = '/pages/http-auth.html';
const basic = (user, password) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
const GOOD = basic(USER, SECRET);
/** So long nothing of ours appears where nothing must. */
const QUIET_MS = 1_000;

/** Shows a page to whoever brings the right login, and asks everybody else. */
const asking =
  (realm, good = GOOD, body = '<h1>Signed in</h1>') =>
  (request, response) => {
    if (request.headers.authorization === good) return html(body)(request, response);
    response.writeHead(401, { 'www-authenticate': `Basic realm="${realm}"`, 'content-type': 'text/html' });
    response.end('<h1>Not signed in</h1>');
  };

const md5 = (text) => createHash('md5').update(text).digest('hex');

/** The same by Digest: what is brought proves the password and does not hold it. */
const askingByDigest = (realm) => (request, response) => {
  const said = Object.fromEntries(
    [...(request.headers.authorization ?? '').matchAll(/(\w+)=(?:"([^"]*)"|([^\s,]+))/g)].map(
      ([, name, quoted, bare]) => [name, quoted ?? bare],
    ),
  );
  const login = md5(`${said.username}:${realm}:${SECRET}`);
  const asked = md5(`${request.method}:${said.uri}`);
  const right = md5([login, said.nonce, said.nc, said.cnonce, said.qop, asked].join(':'));
  if (said.username === USER && said.response === right) return html('<h1>Signed in</h1>')(request, response);
  const challenge = `Digest realm="${realm}", nonce="${md5(realm)}", qop="auth", algorithm=MD5`;
  response.writeHead(401, { 'www-authenticate': challenge, 'content-type': 'text/html' });
  response.end('<h1>Not signed in</h1>');
};

/** Every request that brought a login, and what it brought. */
const brought = (app) =>
  app
    .requests()
    .filter(({ headers }) => headers.authorization !== undefined || headers['proxy-authorization'] !== undefined)
    .map(({ url, headers }) => `${url} ${headers.authorization ?? headers['proxy-authorization']}`);
const countOf = (app, url) => app.requests().filter((each) => each.url === url).length;
const heading = (page) => page.evaluate(() => document.querySelector('h1')?.textContent ?? '').catch(() => '');

/** Our windows that ask. */
async function asks(app) {
  const found = [];
  for (const page of await app.engine.browser.pages()) {
    // Firefox names no page of an extension but in the page itself; a tab that is asked for a login answers nobody.
    const named = app.browser === 'firefox' ? page.evaluate(() => location.href).catch(() => '') : page.url();
    const url = await Promise.race([named, sleep(500).then(() => '')]);
    if (url.endsWith(OURS)) found.push(page);
  }
  return found;
}
const window = async (app) => pageOver(await app.until(async () => (await asks(app))[0], 'our window'), app.shots);
const noWindow = (app) => app.until(async () => (await asks(app)).length === 0, 'our window to close');

/** Leads the tab to an address, which may ask. */
const lead = (page, url) =>
  page.evaluate((to) => {
    setTimeout(() => {
      location.href = to;
    }, 0);
  }, url);

/** Looks as long as a person does, moves the mouse to the row of a login, and presses. */
async function choose(asked, id) {
  const row = `[data-item-id="${id}"]`;
  await asked.bringToFront();
  await asked.waitFor(row);
  for (const x of [30, 60, 90]) await asked.raw.mouse.move(x, 40);
  await sleep(1_000);
  await asked.click(row);
}

/** Keys that come before the window has stood for 700 ms reach no row, and so choose none. */
async function isTooEarly(app, asked) {
  const gap_ms = async () => {
    await asked.evaluate(() => {
      addEventListener('keydown', () => (globalThis.gap_ms = performance.now() - globalThis.begun_ms), {
        once: true,
        capture: true,
      });
      // What changes the window begins the wait anew.
      dispatchEvent(new Event('resize'));
      globalThis.begun_ms = performance.now();
    });
    await asked.press('ArrowDown');
    return asked.evaluate(() => globalThis.gap_ms);
  };
  // A busy machine can press too late for what is looked for.
  await app.until(async () => (await gap_ms()) < 600, 'a press that comes early');
  await asked.press('Enter');
  assert.equal(await asked.count('[aria-selected="true"]'), 0, 'no row is reached');
}

/** A browser of its own, in which Latchkey may answer. */
async function permitted(browser, work) {
  const { extension, remove } = await extensionThatMayAnswer(browser);
  const preferences = { 'extensions.webextOptionalPermissionPrompts': false };
  const app = await launch({ browser, extension, preferences, cheapVaults: true });
  try {
    await work(app);
  } finally {
    await app.close();
    await remove();
  }
}

/** What is saved, by name: where, and whether the site takes it. */
const SAVED = {
  router: 'https://router.test/',
  second: 'https://router.test/',
  wrong: 'https://wrong.test/',
  plain: 'http://plain.test/',
  proxy: 'http://proxy.test/',
  guarded: 'https://guarded.test/',
  digest: 'https://digest.test/',
};

/** Has an item ask for the master password, as a user does; afterwards nothing of it is at hand. */
async function guard(app, id) {
  const popup = await app.openPopupTab();
  await popup.click(`[data-item-id="${id}"]`);
  await popup.click('[data-action="edit"]');
  await popup.click('[data-action="more"]');
  await popup.click('#guarded');
  await popup.click('[data-action="save"]');
  await popup.type('#master-asked', MASTER);
  await popup.click('[data-action="prove"]');
  await popup.waitFor('[data-view="item"] [data-action="copy-password"]', { timeout_ms: 60_000 });
  await popup.close();
  await app.lock();
  await app.unlock(MASTER);
}

async function furnish(app) {
  await app.createVault(MASTER);
  const ids = {};
  for (const [name, url] of Object.entries(SAVED)) {
    const username = name === 'second' ? 'someone-else' : USER;
    ids[name] = (await app.addItem({ title: name, username, password: SECRET, url })).id;
  }
  await guard(app, ids.guarded);
  app.hosts['*'] = html('<h1>Page</h1>');
  app.hosts['router.test'] = (request, response) => asking(request.url.split('/')[1])(request, response);
  app.hosts['wrong.test'] = asking('strict', 'never');
  app.hosts['plain.test'] = asking(`\xa0 a  'b' ${'x'.repeat(300)}`);
  app.hosts['guarded.test'] = asking('vault');
  app.hosts['digest.test'] = askingByDigest('cellar');
  app.hosts['proxy.test'] = (_request, response) =>
    response.writeHead(407, { 'proxy-authenticate': 'Basic realm="proxy"' }).end('<h1>Proxy</h1>');
  return ids;
}

/** In a tab of its own that an address is opened in; the tab goes, and with it what the browser asks there. */
async function inTab(app, url, work) {
  const page = await app.openPage('https://start.example/');
  await lead(page, url);
  try {
    await work(page);
  } finally {
    await page.close();
  }
  await noWindow(app);
}

/** Nothing of ours comes up for what an address asks, and nothing is brought to anybody. */
const isLeftAlone = (app, url, prepare = async () => {}) =>
  inTab(app, url, async (page) => {
    const before = brought(app);
    await prepare(page);
    await sleep(QUIET_MS);
    assert.equal((await asks(app)).length, 0, `no window for ${url}`);
    assert.deepEqual(brought(app), before, `nothing is brought to ${url}`);
  });

const signedIn = (app, page) => app.until(async () => (await heading(page)) === 'Signed in', 'the page to open');
/** Chromium shows the site's own page for it, Firefox stays on the page before. */
const cancelled = async (app, page) => {
  await noWindow(app);
  const shown = app.browser === 'chromium' ? 'Not signed in' : 'Page';
  await app.until(async () => (await heading(page)) === shown, `“${shown}” after a cancel`);
};

/** Has the next wait of a minute in the worker be over soon; Chromium's protocol alone reaches into it. */
const hurry = (app) =>
  app.engine.withWorker(app.desk, (session) =>
    session.send('Runtime.evaluate', {
      expression: `(() => {
        const slow = setTimeout;
        globalThis.setTimeout = (then, ms) => {
          if (ms === 60_000) globalThis.setTimeout = slow;
          return slow(then, ms === 60_000 ? 1_500 : ms);
        };
      })()`,
    }),
  );

/** The ways out of our window beside a choice and Cancel; what the browser itself asks then stands in no page. */
const WAYS_OUT = {
  closed: { leave: (asked) => asked.close(), after: cancelled },
  'by-browser': { leave: (asked) => asked.click('[data-action="in-browser"]') },
  late: { only: 'chromium', before: hurry, leave: () => undefined },
};

test(
  'A28 Without the permission nobody is answered, before a fill or after',
  async ({ app, ids }) => {
    app.hosts['pictures.example'] = asking('bank.test');
    const picture = 'https://pictures.example/picture.png';
    const page = await visit(app, 'https://bank.test/', `${LOGIN_FORM}<img src="${picture}" alt="">`);
    await app.until(() => countOf(app, picture) > 0, 'the picture to ask');
    await sleep(500);
    assert.deepEqual(brought(app), []);
    const may = await app.desk.page.evaluate(() => browser.permissions.contains({ permissions: ['webRequest'] }));
    assert.equal(may, false, 'it is not there before it is asked for');
    await assertEmpty(app, page);
    const { filled } = await app.fill(page, { item: ids.bank });
    assert.deepEqual(filled, ['username', 'current-password'], 'control: the form is filled');
    await page.evaluate(() => {
      document.querySelector('img').src = 'https://pictures.example/again.png';
    });
    await app.until(() => countOf(app, 'https://pictures.example/again.png') > 0, 'the picture to ask again');
    await sleep(500);
    assert.deepEqual(brought(app), []);
  },
  { scene: mall },
);

test(
  'A28 A site that asks by the browser is answered once, after a choice, and nobody else is',
  ({ browser }) =>
    permitted(browser, async (app) => {
      const ids = await furnish(app);
      if (browser === 'firefox') {
        await isLeftAlone(app, 'https://router.test/attic/');
        const settings = await app.openVaultPage('settings');
        await settings.click('#answer-sites');
        await settings.waitFor('#answer-sites:checked');
        await settings.close();
      }

      // The choice, by pointer; before it a stray Enter and a press by script choose nothing.
      await inTab(app, 'https://router.test/attic/', async (page) => {
        const asked = await window(app);
        await asked.waitFor('[data-item-id]');
        assert.equal(await asked.text('[data-asks="origin"]'), 'https://router.test');
        assert.equal(await asked.text('[data-asks="realm"]'), 'attic');
        assert.equal(await asked.count('[data-item-id]'), 2);
        assert.equal(await asked.count('[aria-selected="true"]'), 0, 'nothing is chosen beforehand');
        await app.shot(asked, 'http-auth');
        await asked.bringToFront();
        await asked.press('Enter');
        await asked.evaluate(() => document.querySelector('[data-item-id]').click());
        await sleep(300);
        assert.deepEqual(brought(app), [], 'nothing goes before the choice');
        await isTooEarly(app, asked);
        assert.deepEqual(brought(app), [], 'nor by keys that come too early');
        await choose(asked, ids.router);
        await signedIn(app, page);
        assert.deepEqual(brought(app), [`https://router.test/attic/ ${GOOD}`]);
      });

      // Another realm of the same host asks anew; by keys, and cancelled.
      await inTab(app, 'https://router.test/cellar/', async (page) => {
        const asked = await window(app);
        assert.equal(await asked.text('[data-asks="realm"]'), 'cellar');
        await asked.click('[data-action="cancel"]');
        await cancelled(app, page);
        assert.equal(brought(app).length, 1);
      });
      await inTab(app, 'https://router.test/cellar/', async (page) => {
        const asked = await window(app);
        await asked.waitFor('[data-item-id]');
        await asked.bringToFront();
        await sleep(1_000);
        await asked.press('ArrowDown');
        await asked.waitFor('[aria-selected="true"]');
        while ((await asked.count(`[data-item-id="${ids.router}"][aria-selected="true"]`)) === 0)
          await asked.press('ArrowDown');
        await asked.press('Enter');
        await signedIn(app, page);
        assert.deepEqual(brought(app).slice(1), [`https://router.test/cellar/ ${GOOD}`]);
      });

      // Whoever asks but is no whole page of exactly this address.
      await isLeftAlone(app, 'https://router.test:8443/garage/');
      await isLeftAlone(app, 'https://www.router.test/garage/');
      await isLeftAlone(app, 'http://proxy.test/');
      const inside = {
        img: (src) => document.body.append(Object.assign(new Image(), { src })),
        frame: (src) => document.body.append(Object.assign(document.createElement('iframe'), { src })),
        fetch: (src) => void fetch(src, { credentials: 'include', mode: 'no-cors' }).catch(() => undefined),
      };
      for (const [name, put] of Object.entries(inside)) {
        const src = `https://router.test/${name}/`;
        await isLeftAlone(app, 'https://evil.test/', async (page) => {
          await app.until(async () => page.url() === 'https://evil.test/', 'the page');
          await page.evaluate(put, src).catch(() => undefined);
          await app.until(() => countOf(app, src) > 0, `the ${name} to ask`);
        });
      }

      // A login that the site refuses is sent once; the second question says so and waits.
      await inTab(app, 'https://wrong.test/', async (page) => {
        const first = await window(app);
        await choose(first, ids.wrong);
        const again = await app.until(
          async () => (await asks(app)).map((raw) => pageOver(raw, app.shots)).find(({ raw }) => raw !== first.raw),
          'the second question',
        );
        await again.waitFor('.note.bad');
        await app.shot(again, 'http-auth-refused');
        assert.equal(brought(app).filter((each) => each.includes('wrong.test')).length, 1);
        await again.click('[data-action="cancel"]');
        await cancelled(app, page);
        assert.equal(brought(app).filter((each) => each.includes('wrong.test')).length, 1);
      });

      // By Digest the browser proves the password; nobody else hears it.
      await inTab(app, 'https://digest.test/', async (page) => {
        const asked = await window(app);
        await choose(asked, ids.digest);
        await signedIn(app, page);
        const [sent, ...more] = brought(app).filter((each) => each.includes('digest.test'));
        assert.deepEqual([more.length, sent.includes(' Digest '), sent.includes(SECRET)], [0, true, false]);
      });

      // Every other way out answers nothing, and the tab rests.
      const sent = brought(app);
      for (const [name, { only, before, leave, after }] of Object.entries(WAYS_OUT)) {
        if (only !== undefined && only !== browser) continue;
        await before?.(app);
        await inTab(app, `https://router.test/${name}/`, async (page) => {
          const asked = await window(app);
          await asked.waitFor('[data-item-id]');
          await leave(asked);
          await noWindow(app);
          await after?.(app, page);
          // A tab that the browser itself asks in answers nobody; that it rests too is shown of the rule.
          if (after === undefined) return;
          const again = `https://router.test/${name}/again`;
          await lead(page, again);
          await app.until(async () => countOf(app, again) > 0, 'the site to ask again');
          await sleep(QUIET_MS);
          assert.equal((await asks(app)).length, 0, `no second window after ${name}`);
        });
        assert.deepEqual(brought(app), sent, `nothing is brought after ${name}`);
      }

      // Without encryption it says so; the realm is a stranger's text. A tab in which none was chosen rests.
      await inTab(app, 'http://plain.test/', async (page) => {
        const asked = await window(app);
        await asked.waitFor('.note.warn');
        const realm = await asked.text('[data-asks="realm"]');
        assert.ok(realm.startsWith("a 'b' xxx") && [...realm].length <= 80, realm);
        await app.shot(asked, 'http-auth-plain');
        await asked.click('[data-action="cancel"]');
        await cancelled(app, page);
        await lead(page, 'http://plain.test/again');
        await app.until(() => countOf(app, 'http://plain.test/again') > 0, 'the site to ask again');
        await sleep(QUIET_MS);
        assert.equal((await asks(app)).length, 0, 'no second window in that tab');
      });

      // An item that asks for the master password does so in the popup; a window that comes up by itself takes none.
      await inTab(app, 'https://guarded.test/', async (page) => {
        const asked = await window(app);
        await choose(asked, ids.guarded);
        await asked.waitFor('.note.bad');
        assert.equal(await asked.count('input'), 0);
        assert.equal(brought(app).filter((each) => each.includes('guarded.test')).length, 0);
        const popup = await app.openPopupTab();
        await popup.click(`[data-item-id="${ids.guarded}"]`);
        await popup.type('#master-asked', MASTER);
        await popup.click('[data-action="prove"]');
        await popup.waitFor('[data-view="item"] [data-action="copy-password"]', { timeout_ms: 60_000 });
        await popup.close();
        await choose(asked, ids.guarded);
        await signedIn(app, page);
      });

      // The question goes with its tab and with its worker, and does not come while the vault is locked.
      const held = brought(app).length;
      await inTab(app, 'https://router.test/shed/', () => window(app));
      // Firefox ends no background that somebody waits for.
      if (browser === 'chromium')
        await inTab(app, 'https://router.test/shed/', async () => {
          const asked = await window(app);
          await asked.waitFor('[data-item-id]');
          await app.killWorker();
          await choose(asked, ids.router).catch(() => undefined);
          await noWindow(app);
        });
      await app.lock();
      await isLeftAlone(app, 'https://router.test/shed/');
      assert.equal(brought(app).length, held, 'nothing was answered later');
    }),
  { timeout_ms: 300_000 },
);
