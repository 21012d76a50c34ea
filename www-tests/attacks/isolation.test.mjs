// Group C of the catalogue, the rest of it: forged and fuzzed messages, what a content script or a page can read of us,
// frames that ask for others, nonces used elsewhere.

import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { assertNowhere, html, LOGIN_FORM, MASTER, signIn, test } from '../harness.mjs';
import { assertEmpty, assertRefused, mall, SECRET, sleep, USER, visit } from './mall.mjs';

const scene = mall;
const AT = 'https://bank.test/';
const sending = (message) =>
  `browser.runtime.sendMessage(${message}).then((reply) => JSON.stringify(reply ?? null), (error) => JSON.stringify({ thrown: String(error) }))`;
/** What the background answers a content script of the page. */
const asScript = async (app, page, message) =>
  JSON.parse(await app.inContentScript(page, sending(typeof message === 'string' ? message : JSON.stringify(message))));
const EMPTY = { title: '', lang: '', headings: [], forms: [], fields: [] };
/** A page in which our second script is there as well. */
async function awake(app, url = AT) {
  const page = await visit(app, url);
  await page.click('#pass');
  await app.menu.mark(page);
  return page;
}

test(
  'C01',
  async ({ app }) => {
    const page = await awake(app);
    await page.evaluate(() => {
      window.heard = [];
      addEventListener('message', ({ data, source }) => window.heard.push([JSON.stringify(data), source === window]));
      const kinds = [
        'own/list',
        'own/item',
        'page/redeem',
        'menu/rows',
        'menu/choose',
        'content/knock',
        'content/survey',
        'frame/offer',
      ];
      for (const kind of kinds) {
        for (const message of [{ kind, nonce: 'x', id: 'x' }, { latchkey: 'port', kind }, JSON.stringify({ kind })]) {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = ({ data }) => window.heard.push([JSON.stringify(data), false]);
          window.postMessage(message, '*', [port2]);
          document.dispatchEvent(new CustomEvent(kind, { detail: message }));
        }
      }
    });
    await sleep(500);
    const heard = await page.evaluate('heard');
    assert.ok(heard.length > 0 && heard.every(([, own]) => own), 'the page hears nobody but itself');
    await assertEmpty(app, page);
  },
  { scene },
);

test(
  'C03',
  async ({ app, ids }) => {
    // A renderer that was taken over says that it is the bank.
    app.hosts['evil.example'] = html(LOGIN_FORM);
    const page = await awake(app, 'https://evil.example/');
    const claims = {
      url: AT,
      origin: 'https://bank.test',
      tabId: 1,
      frameId: 0,
      documentId: 'x',
      sender: { url: AT, origin: 'https://bank.test' },
    };
    const field = {
      form: 0,
      tag: 'input',
      inputType: 'password',
      name: 'p',
      id: 'p',
      autocomplete: 'current-password',
      label: '',
      placeholder: '',
      nearby: '',
      host: '',
      visible: true,
      enabled: true,
      readOnly: false,
      focused: true,
      options: [],
    };
    const snapshot = {
      ...EMPTY,
      forms: [{ action: '', method: 'post', name: '', text: '', buttons: [] }],
      fields: [field],
    };
    const redeemed = await asScript(app, page, {
      kind: 'page/redeem',
      nonce: crypto.randomUUID(),
      snapshot,
      ...claims,
    });
    assert.equal(redeemed.ok, false);
    await asScript(app, page, {
      kind: 'page/captured',
      snapshot,
      values: [{ field: 0, value: 'typed-Secret-2', given: true }],
      sent: true,
      ...claims,
    });
    const [offer] = await app.until(async () => {
      const all = await app.offers(page);
      return all.length > 0 && all;
    }, 'the offer');
    assert.equal(offer.origin, 'https://evil.example', 'whose it is, the browser says');
    await app.dismiss(offer);
    await assertRefused(app, page, ids.bank);
  },
  { scene },
);

test(
  'C05',
  async ({ app }) => {
    app.hosts['evil.example'] = html(LOGIN_FORM);
    const page = await visit(
      app,
      AT,
      `${LOGIN_FORM}<iframe src="https://evil.example/" width="500" height="400"></iframe>`,
    );
    const inner = await app.until(
      async () => (await page.frames()).find((frame) => frame.url().startsWith('https://evil.example/')),
      'the frame',
    );
    await inner.waitFor('#pass');
    // A gesture in the stranger's frame asks for the stranger's logins, whatever stands around it.
    const { filled } = await app
      .fill(page, { via: 'context-menu', field: { css: '#pass', nth: 0 } })
      .catch(() => ({ filled: [] }));
    assert.equal(await inner.value('#pass'), '');
    assert.ok(filled.length === 0 || (await page.value('#pass')) === SECRET, 'the bank’s own frame may be filled');
    await inner.click('#pass');
    await sleep(400);
    assert.equal(await inner.evaluate(() => document.querySelectorAll('html > [popover]').length), 0);
    app.hosts['bank.test'] = html(LOGIN_FORM);
  },
  { scene },
);

test(
  'C06',
  async ({ app, ids }) => {
    const page = await awake(app);
    const fuzz = [
      'null',
      '0',
      '""',
      '[]',
      '{}',
      '{ kind: null }',
      '{ kind: 1 }',
      '{ kind: {} }',
      '{ kind: ["page/hello"] }',
      '{ kind: "__proto__" }',
      '{ kind: "constructor", __proto__: { nonce: 1 } }',
      'JSON.parse(\'{"kind":"page/hello","__proto__":{"polluted":1}}\')',
      '{ kind: "page/redeem" }',
      '{ kind: "page/redeem", nonce: {}, snapshot: 7 }',
      '{ kind: "page/redeem", nonce: "x", snapshot: { fields: "many" } }',
      '{ kind: "page/mark", snapshot: null, field: "0" }',
      '{ kind: "page/mark", snapshot: { fields: [{}] }, field: -1 }',
      '{ kind: "page/mark", field: NaN }',
      '{ kind: "page/captured", snapshot: {}, values: 3 }',
      '{ kind: "page/captured", snapshot: null, values: null }',
      '{ kind: "page/captured", values: [[[[]]]] }',
      '{ kind: "page/popup", covered: {} }',
      '{ kind: "page/hello", more: new Array(100000).fill({ a: 1 }) }',
      '{ kind: "page/captured", snapshot: { title: "x".repeat(50e6), lang: "", headings: [], forms: [], fields: [] }, values: [], sent: true }',
      '{ kind: "page/mark", field: 0, snapshot: { title: "", lang: "", headings: [], forms: [], fields: new Array(100000).fill({ name: "x" }) } }',
    ];
    for (const message of fuzz) {
      const reply = await asScript(app, page, message);
      assert.ok(
        reply?.thrown !== undefined || reply?.ok === false || reply?.value === null || reply?.value === false,
        message.slice(0, 80),
      );
      assert.equal(reply?.value?.writes, undefined);
    }
    await app.engine.closePopup();
    assert.equal(
      (await app.desk.ask('own/item', { id: ids.bank })).content.login.password,
      SECRET,
      'the worker lives, and answers as always',
    );
    assert.equal(await app.desk.page.evaluate(() => ({}).polluted), undefined);
  },
  { scene },
);

test(
  'C08',
  async ({ app, ids }) => {
    const page = await awake(app);
    await app
      .inContentScript(
        page,
        `globalThis.changes = []; browser.storage.onChanged.addListener((change, area) => changes.push([area, JSON.stringify(change)]))`,
      )
      .catch(() => undefined);
    await app.settings({ lockAfterMinutes: 30 });
    const { filled } = await app.fill(page, { item: ids.bank });
    assert.ok(filled.length > 0);
    await app.lock();
    await app.unlock(MASTER);
    const changes = await app.inContentScript(page, 'JSON.stringify(globalThis.changes ?? [])');
    for (const word of [SECRET, USER, 'bank.test', 'resume', 'session'])
      assert.ok(!changes.includes(word), `"${word}" was seen`);
  },
  { scene },
);

test(
  'C09',
  async ({ app, browser }) => {
    const files = (await readdir(app.extension, { recursive: true, withFileTypes: true })).filter((each) =>
      each.isFile(),
    );
    const names = files.map((each) => path.relative(app.extension, path.join(each.parentPath, each.name)));
    assert.ok(names.includes('fields.js') && names.length > 20);
    const page = await visit(app, 'https://evil.example/');
    const found = await page.evaluate(
      async (origin, all) => {
        const there = [];
        for (const name of all) {
          const got = await fetch(`${origin}/${name}`).then(
            () => true,
            () => false,
          );
          const drawn = await new Promise((resolve) => {
            const image = new Image();
            image.onload = () => resolve(true);
            image.onerror = () => resolve(false);
            image.src = `${origin}/${name}`;
          });
          if (got || drawn) there.push(name);
        }
        return there;
      },
      app.origin,
      names,
    );
    // In Firefox the address is random in each profile, and here the page was told it; the two frames can be reached by it.
    const reachable = browser === 'firefox' ? ['pages/menu.html', 'pages/prompt.html'] : [];
    assert.deepEqual(
      found.filter((name) => !reachable.includes(name)),
      [],
    );
    const manifest = JSON.parse(await readFile(path.join(app.extension, 'manifest.json'), 'utf8'));
    for (const entry of manifest.web_accessible_resources) assert.equal(entry.use_dynamic_url, true);
  },
  { scene },
);

test(
  'C10',
  async ({ app }) => {
    const nasty = `<img src=x onerror="globalThis.hacked = 1"><svg onload="globalThis.hacked = 1">`;
    await app.addItem({ title: nasty, username: nasty, password: SECRET, notes: nasty, url: 'https://nasty.test/' });
    const page = await visit(app, 'https://nasty.test/');
    const popup = await app.popup(page);
    assert.match(await popup.text('#rows-site [data-item-id]'), /<img src=x/, 'the text itself is shown');
    assert.equal(
      await popup.evaluate(() => globalThis.hacked ?? document.querySelectorAll('[data-item-id] img').length),
      0,
    );
    await app.engine.closePopup();
    if (app.browser === 'firefox') return;
    await app.menu.open(page);
    const menu = await app.menu.of(page);
    assert.match(await menu.text('[data-item-id]'), /<img src=x/);
    assert.equal(await menu.evaluate(() => globalThis.hacked ?? document.querySelectorAll('img').length), 0);
  },
  { scene },
);

test(
  'C11',
  async ({ app }) => {
    const page = await awake(app);
    // No port of a content script's stays open, by whichever name it asks for one.
    for (const name of ['', 'line', 'offscreen']) {
      const closed = await app.inContentScript(
        page,
        `new Promise((resolve) => { try { const port = browser.runtime.connect({ name: '${name}' }); port.onDisconnect.addListener(() => resolve(true)); setTimeout(resolve, 2000, false); } catch { resolve(true); } })`,
      );
      assert.equal(closed, true, name);
    }
    // And what a document was told is worth nothing in the next one.
    const told =
      app.browser === 'chromium' ? await asScript(app, page, { kind: 'page/menu' }) : { value: { nonce: 'x' } };
    await page.goto(`${AT}?next`);
    await page.click('#pass');
    await app.menu.mark(page);
    if (app.browser === 'chromium') {
      await app.menu.open(page);
      const menu = await app.menu.of(page);
      const reply = JSON.parse(
        await menu.evaluate(sending(JSON.stringify({ kind: 'menu/rows', nonce: told.value.nonce }))),
      );
      assert.deepEqual(reply, { ok: false, code: 'forbidden' });
    }
    await assertEmpty(app, page);
  },
  { scene },
);

test(
  'C12',
  async ({ app }) => {
    // There is no shim: the page's own `navigator.credentials` is the browser's, and no message asks for a passkey.
    const page = await awake(app);
    const native = await page.evaluate(() =>
      ['create', 'get'].map((name) => Function.prototype.toString.call(navigator.credentials?.[name] ?? (() => {}))),
    );
    for (const text of native) assert.match(text, /native code|=>/);
    for (const kind of ['page/passkey', 'page/credentials', 'page/assert']) {
      assert.deepEqual(await asScript(app, page, { kind, rpId: 'bank.test' }), { ok: false, code: 'forbidden' });
    }
  },
  { scene },
);

test(
  'C13',
  async ({ app }) => {
    const page = await awake(app);
    const manifest = JSON.parse(await readFile(path.join(app.extension, 'manifest.json'), 'utf8'));
    for (const script of manifest.content_scripts)
      assert.equal(script.world ?? 'ISOLATED', 'ISOLATED', 'nothing of ours runs in the page’s world');
    assert.deepEqual(await page.evaluate(() => Object.keys(window).filter((name) => /latchkey/i.test(name))), []);
  },
  { scene },
);

test(
  'C18',
  async ({ app, browser }) => {
    const page = await awake(app);
    // In Firefox no nonce is ever given out by the mark; a renderer that was taken over may ask for one all the same.
    const { value } = await asScript(app, page, { kind: 'page/menu' });
    for (const kind of ['menu/rows', 'menu/choose', 'menu/hide', 'menu/popup', 'frame/offer'])
      assert.deepEqual(
        await asScript(app, page, { kind, nonce: value.nonce }),
        { ok: false, code: 'forbidden' },
        `${kind} from the page`,
      );
    if (browser === 'firefox') return;
    const other = await awake(app, 'https://shop.example/');
    await app.menu.open(other);
    const menu = await app.menu.of(other);
    for (const kind of ['menu/rows', 'menu/choose', 'menu/hide', 'menu/popup']) {
      const reply = JSON.parse(
        await menu.evaluate(sending(JSON.stringify({ kind, nonce: value.nonce, id: 'x', everywhere: true }))),
      );
      assert.deepEqual(reply, { ok: false, code: 'forbidden' }, `${kind} from another tab`);
    }
    assert.equal((await app.desk.ask('own/menu')).on, true);
    await assertNowhere(app, [SECRET, MASTER]);
  },
  { scene },
);

test(
  'C19',
  async ({ app }) => {
    const page = await visit(app, 'https://new-shop.test/');
    app.hosts['new-shop.test'] = (request, response) =>
      request.method === 'POST'
        ? response.writeHead(302, { location: 'https://evil.example/' }).end()
        : html(LOGIN_FORM)(request, response);
    app.hosts['evil.example'] = html('<h1>Elsewhere</h1>');
    await signIn(page, { '#user': 'typed', '#pass': 'typed-Secret-3' });
    await app.until(
      async () => page.url().startsWith('https://evil.example/') && (await app.offers(page)).length > 0,
      'the page after the redirect',
    );
    await sleep(500);
    assert.deepEqual(
      await asScript(app, page, { kind: 'page/hello' }),
      { ok: true, value: null },
      'hello is answered with nothing',
    );
    assert.deepEqual(await asScript(app, page, { kind: 'frame/offer', nonce: 'x' }), { ok: false, code: 'forbidden' });
    await assertNowhere(app, ['typed-Secret-3']);
    for (const offer of await app.offers(page)) await app.dismiss(offer);
  },
  { scene },
);

test('In our own pages no text becomes markup, and no address a worker, but those of our two workers', async ({
  app,
}) => {
  await app.createVault(MASTER);
  for (const page of [await app.openPopupTab(), await app.openVaultPage('items')]) {
    await page.waitFor('[data-view="list"], [data-view="vault"]');
    const refused = await page.evaluate(() => {
      const attempts = {
        markup: () => document.createElement('p').insertAdjacentHTML('beforeend', '<b>x</b>'),
        worker: () => new Worker(browser.runtime.getURL('pages/kdf-worker.js')),
        script: () => Object.assign(document.createElement('script'), { src: browser.runtime.getURL('background.js') }),
        policy: () => trustedTypes.createPolicy('other', { createScriptURL: (url) => url }),
        twice: () => trustedTypes.createPolicy('latchkey', { createScriptURL: (url) => url }),
      };
      return Object.entries(attempts).flatMap(([name, attempt]) => {
        try {
          attempt();
          return [];
        } catch (error) {
          return [`${name}: ${error.name}`];
        }
      });
    });
    assert.deepEqual(
      refused,
      ['markup', 'worker', 'script', 'policy', 'twice'].map((name) => `${name}: TypeError`),
    );
    await page.close();
  }
});
