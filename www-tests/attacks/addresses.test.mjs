// Group A of the catalogue, where the page stands: hosts that look alike or lie beside, ports, frames and their ancestors.

import assert from 'node:assert/strict';
import { allValues, html, LOGIN_FORM, test } from '../harness.mjs';
import { assertEmpty, assertOnly, assertRefused, mall, SECRET, sleep, USER, visit } from './mall.mjs';

const scene = mall;
const both = { user: USER, pass: SECRET };
const frameOf = (url, more = '') => `<h1>Here</h1><iframe src="${url}" width="500" height="400" ${more}></iframe>`;
const framesCame = (app, page, count) =>
  app.until(
    async () =>
      (await Promise.all((await page.frames()).map((frame) => frame.count('#pass')))).filter((n) => n > 0).length >=
      count,
    'the frames',
  );

test(
  'Control of the address attacks: at its own address each login is filled, by popup and shortcut',
  async ({ app, ids }) => {
    for (const [name, url] of Object.entries({
      bank: 'https://BANK.test/',
      port: 'https://port.test:8443/',
      idn: 'https://bücher.example/',
    })) {
      for (const via of ['popup', 'shortcut']) {
        const page = await visit(app, url);
        const { filled } = await app.fill(page, { via, item: ids[name] });
        assert.deepEqual(filled, ['username', 'current-password'], `${url} by ${via}`);
        await page.close();
      }
    }
  },
  { scene },
);

/** Nothing is filled at any of these addresses. */
const neverAt = (id, name, urls, ways) =>
  test(
    id,
    async ({ app, ids }) => {
      for (const url of urls) {
        const page = await visit(app, url);
        await assertRefused(app, page, ids[name], ways);
        await page.close();
      }
    },
    { scene },
  );

neverAt('A01', 'bank', [
  'https://bank.test.evil.test/',
  'https://evilbank.test/',
  'https://bank.test@evil.test/',
  'https://bank-test.test/',
]);
neverAt('A02 under a listed suffix of a service', 'pages', ['https://b.github.io/', 'https://github.io/']);
neverAt('A02 under a country’s second level', 'company', ['https://y.co.uk/']);
neverAt('A05', 'port', ['https://port.test/', 'https://port.test:9443/', 'http://port.test:8443/']);
neverAt('A06', 'shop', ['https://shop.example./', 'https://127.0.0.1.nip.example/', 'https://sh0p.example/']);

test(
  'A03',
  async ({ app, ids }) => {
    const page = await visit(app, 'https://ugc.shop.test/');
    // Without a list that shows both hosts, nothing.
    for (const via of ['shortcut', 'context-menu']) assert.deepEqual((await app.fill(page, { via })).filled, [], via);
    await assertEmpty(app, page);
    const popup = await app.popup(page);
    const row = await popup.text(`#rows-site [data-item-id="${ids.www}"]`);
    assert.match(row, /www\.shop\.test/, 'the saved host stands in the row, the page’s above it');
    await app.engine.closePopup();
    if (app.browser === 'firefox') return;
    // In the menu in the page the row is there with its host, and choosing it opens the popup: that is the second act.
    await app.menu.open(page);
    const menu = await app.menu.of(page);
    assert.match(await menu.text('[data-item-id]'), /www\.shop\.test/);
    await app.menu.choose(page, menu, '[data-item-id]');
    await app.engine.openedPopup();
    await app.engine.closePopup();
    await assertEmpty(app, page);
  },
  { scene },
);

test(
  'A09',
  async ({ app }) => {
    const urls = [
      'https://shop.example/',
      'https://bank.test/',
      'https://a.github.io/',
      'https://x.co.uk/',
      'https://www.shop.test/',
    ];
    const page = await visit(app, 'https://evil.example/', urls.map((url) => frameOf(url)).join(''));
    await framesCame(app, page, urls.length);
    await sleep(600);
    await assertEmpty(app, page);
    // And one after the other in the whole tab.
    for (const url of urls) {
      await page.goto(url);
      await sleep(100);
      await assertEmpty(app, page);
    }
  },
  { scene },
);

test(
  'A10',
  async ({ app, ids }) => {
    const page = await visit(app, 'https://evil.example/', frameOf('https://bank.test/'));
    await framesCame(app, page, 1);
    const why = await assertRefused(app, page, ids.bank, ['popup', 'shortcut', 'context-menu']);
    assert.equal(why.popup, 'foreign-ancestor', 'and the user is told why');
  },
  { scene },
);

test(
  'A11',
  async ({ app, ids }) => {
    app.hosts['evil.example'] = html(LOGIN_FORM);
    const page = await visit(app, 'https://shop.example/', `${LOGIN_FORM}${frameOf('https://evil.example/')}`);
    await framesCame(app, page, 2);
    assert.deepEqual((await app.fill(page, { item: ids.shop })).filled, ['username', 'current-password']);
    assert.deepEqual(await allValues(page), [USER, SECRET], 'the fill goes to one frame, and it is not the stranger’s');
    const evil = (await page.frames()).find((frame) => frame.url().startsWith('https://evil.example/'));
    assert.equal(await evil.value('#pass'), '');
    await page.close();
    // With a form in the stranger's frame alone, nothing.
    app.hosts['shop.example'] = html(frameOf('https://evil.example/'));
    const other = await app.openPage('https://shop.example/');
    await framesCame(app, other, 1);
    await assertRefused(app, other, ids.shop, ['popup', 'shortcut', 'context-menu']).finally(() => {
      app.hosts['shop.example'] = html(LOGIN_FORM);
    });
  },
  { scene },
);

test(
  'A27',
  async ({ app, ids }) => {
    const code =
      '<h1>One-time code</h1><form><label for="code">Code</label><input id="code" autocomplete="one-time-code" inputmode="numeric"><button>Go</button></form>';
    const page = await visit(app, 'https://codes.bank.test/', code);
    await assertRefused(app, page, ids.bank, ['shortcut', 'context-menu']);
  },
  { scene },
);

test(
  'A29',
  async ({ app, ids }) => {
    // A page that waits in the wings, and one that is kept for going back, ask for nothing and get nothing.
    app.hosts['shop.example'] = (request, response) =>
      html(
        request.url === '/wings'
          ? LOGIN_FORM
          : `<h1>Shop</h1><a href="/wings">Sign in</a><script type="speculationrules">{"prerender":[{"source":"list","urls":["/wings"],"eagerness":"immediate"}]}</script>`,
      )(request, response);
    const page = await app.openPage('https://shop.example/');
    await sleep(800);
    for (const via of ['popup', 'shortcut'])
      assert.deepEqual((await app.fill(page, { via, item: ids.shop })).filled, []);
    await page.goto('https://shop.example/wings');
    await assertEmpty(app, page);
    await page.raw.goBack({ timeout: 3_000 }).catch(() => undefined);
    await page.text({ css: 'h1', text: 'Shop' });
    for (const via of ['popup', 'shortcut'])
      assert.deepEqual((await app.fill(page, { via, item: ids.shop })).filled, []);
    await page.close();
    // A credentialless frame of the same site is nobody's.
    app.hosts['shop.example'] = (request, response) =>
      html(request.url === '/login' ? LOGIN_FORM : frameOf('/login', 'credentialless'))(request, response);
    const other = await app.openPage('https://shop.example/');
    await framesCame(app, other, 1);
    // Firefox knows no such frames: there it is an ordinary one.
    if (app.browser === 'chromium') await assertRefused(app, other, ids.shop, ['popup', 'shortcut']);
    app.hosts['shop.example'] = html(LOGIN_FORM);
  },
  { scene },
);

test(
  'A30',
  async ({ app, ids }) => {
    app.hosts['evil.example'] = html(frameOf('https://bank.test/login'));
    app.hosts['bank.test'] = (request, response) =>
      html(request.url === '/login' ? LOGIN_FORM : frameOf('https://evil.example/'))(request, response);
    const page = await app.openPage('https://bank.test/');
    await framesCame(app, page, 1);
    const why = await assertRefused(app, page, ids.bank, ['popup', 'shortcut', 'context-menu']);
    app.hosts['bank.test'] = html(LOGIN_FORM);
    assert.equal(why.popup, 'foreign-ancestor');
  },
  { scene },
);

test(
  'A33',
  async ({ app, ids }) => {
    app.hosts['bank.test'] = (request, response) =>
      html(request.url === '/login' ? LOGIN_FORM : frameOf('https://bank.test/login'))(request, response);
    const page = await app.openPage('http://bank.test/');
    await framesCame(app, page, 1);
    await assertRefused(app, page, ids.bank);
    app.hosts['bank.test'] = html(LOGIN_FORM);
  },
  { scene },
);

test(
  'Control of the frame attacks: a frame of the site itself is filled, and no other field',
  async ({ app, ids }) => {
    app.hosts['bank.test'] = (request, response) =>
      html(request.url === '/login' ? LOGIN_FORM : frameOf('https://bank.test/login'))(request, response);
    const page = await app.openPage('https://bank.test/');
    await framesCame(app, page, 1);
    assert.deepEqual((await app.fill(page, { item: ids.bank })).filled, ['username', 'current-password']);
    await assertOnly((await page.frames())[1], both);
    app.hosts['bank.test'] = html(LOGIN_FORM);
  },
  { scene },
);
