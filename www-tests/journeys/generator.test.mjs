// The generator in the popup: what each kind makes, what the page's field demands, the list of what was made, and the
// way from the editor.

import assert from 'node:assert/strict';
import { html, MASTER, testInTurn as test } from '../harness.mjs';

const VIEW = '[data-view="generator"]';

/** What stands there now, once it is of the tab. */
const made = (popup, tab) =>
  popup
    .waitFor(`[data-made="${tab}"] .secret`)
    .then(() => popup.evaluate(() => document.querySelector('[data-made] .secret').textContent));

/** What stands there once it differs from what was there before. */
const madeAnew = (app, popup, tab, before) =>
  app.until(async () => {
    const now = await made(popup, tab);
    return now !== '' && now !== before && now;
  }, 'another one');

/** Sets a field as a person would, and tells it. */
async function put(popup, selector, value) {
  await popup.waitFor(selector);
  await popup.evaluate(
    (css, text) => {
      const field = document.querySelector(css);
      field.value = text;
      field.dispatchEvent(new Event(field.localName === 'select' ? 'change' : 'input', { bubbles: true }));
    },
    selector,
    value,
  );
}

/** Keeps what is written to the clipboard where the test can read it: headless browsers share none. */
const catchCopies = (popup) =>
  popup.evaluate(() => {
    window.copies = [];
    navigator.clipboard.writeText = async (text) => void window.copies.push(text);
  });

test('The generator makes passwords, words, PINs and user names as wished, each another one', async ({ app }) => {
  await app.createVault(MASTER);
  const popup = await app.openPopupTab();
  await popup.click('[data-action="generator"]');
  const first = await made(popup, 'password');
  assert.match(first, /^[\w!#$%&*+.=?@^-]{20}$/);
  await popup.click('[data-action="another"]');
  const second = await madeAnew(app, popup, 'password', first);
  assert.match(second, /^[\w!#$%&*+.=?@^-]{20}$/);
  await app.shot(popup, 'generator-password');
  await put(popup, '#amount', '32');
  await popup.click('#signs');
  await popup.click('#upper');
  await popup.click('#look-alikes');
  await app.until(async () => /^[a-z2-9]{32}$/.test(await made(popup, 'password')), 'a password as wished');
  assert.match(await popup.text('#made'), /\d+ bits/);
  // The last class stays on, whatever is pressed.
  await popup.click('#digits');
  await popup.click('#lower');
  await app.until(async () => /^[a-z]{32}$/.test(await made(popup, 'password')), 'letters alone');
  assert.equal(await popup.evaluate(() => document.querySelector('#lower').checked), true);

  await popup.click('#make-passphrase');
  assert.match(await made(popup, 'passphrase'), /^[a-z]+(-[a-z]+){4,}$/);
  await put(popup, '#separator', ' ');
  await popup.click('#capitals');
  await app.until(async () => /^[A-Z][a-z-]+( [A-Z][a-z-]+){4}$/.test(await made(popup, 'passphrase')), 'five words');
  await app.shot(popup, 'generator-words');
  await popup.click('#make-pin');
  assert.match(await made(popup, 'pin'), /^\d{6}$/);
  await popup.click('#make-username');
  assert.match(await made(popup, 'username'), /^[a-z-]+\d{4}$/);
  await put(popup, '#name-kind', 'plus-address');
  await popup.type('#plus-address', 'maren@tideline.example');
  await app.until(
    async () => /^maren\+[a-z0-9]{8}@tideline\.example$/.test(await made(popup, 'username')),
    'an address with a tag',
  );
  await popup.press('Escape');
  await popup.waitFor('[data-view="list"]');
});

test('What is copied from the generator is kept sealed, newest first, and is there after a restart', async ({
  app,
}) => {
  await app.createVault(MASTER);
  const popup = await app.openPopupTab();
  await popup.click('[data-action="generator"]');
  await popup.waitFor(VIEW);
  await catchCopies(popup);
  const first = await made(popup, 'password');
  assert.deepEqual(await app.desk.ask('own/generated'), [], 'what is only shown is not kept');
  // The plate has the focus: Enter copies.
  await popup.press('Enter');
  await app.until(async () => (await app.desk.ask('own/generated')).length === 1, 'it to be kept');
  await popup.click('[data-action="another"]');
  const second = await madeAnew(app, popup, 'password', first);
  await popup.click('[data-action="copy"]');
  await app.until(async () => (await app.desk.ask('own/generated')).length === 2, 'both to be kept');
  await app.until(async () => (await popup.evaluate(() => window.copies.length)) === 2, 'both to be copied');
  assert.deepEqual(await popup.evaluate(() => window.copies), [first, second]);
  await popup.click('#make-username');
  await made(popup, 'username');
  await popup.click('[data-action="copy"]');
  await app.until(async () => (await popup.evaluate(() => window.copies.length)) === 3, 'the user name to be copied');
  await popup.close();
  await app.restart();
  await app.unlock(MASTER);
  const kept = await app.desk.ask('own/generated');
  assert.deepEqual(
    kept.map(({ password }) => password),
    [second, first],
    'user names are no secrets and are not kept',
  );
  const again = await app.openPopupTab();
  await again.click('[data-action="generator"]');
  await again.click('[data-action="made-lately"]');
  await again.waitFor('[data-view="made-lately"] .line');
  assert.ok(!(await again.text('main')).includes(second), 'each is quiet until it is asked for');
  await again.click({ css: '[data-action="reveal"]', nth: 0 });
  assert.ok((await again.text('main')).includes(second));
  await app.shot(again, 'generator-history');
  // A sign-up that was never noticed costs nobody an account: the password becomes a login from here.
  await again.click({ css: '[data-action="save-made"]', nth: 1 });
  await again.waitFor('[data-view="edit"]');
  await again.type('#title', 'Never noticed');
  await again.click('[data-action="save"]');
  await app.until(async () => (await app.items()).length === 1, 'the login to be saved');
  const [{ title, password }] = await app.items();
  assert.deepEqual({ title, password }, { title: 'Never noticed', password: first });
  await again.click('[data-action="back"]');
  await again.click('[data-action="generator"]');
  await again.click('[data-action="made-lately"]');
  await again.waitFor('[data-view="made-lately"] .line');
  await again.press('Escape');
  await again.waitFor(VIEW);
});

test('The generator stands in the vault page too', async ({ app }) => {
  await app.createVault(MASTER);
  const page = await app.openOwn('vault.html', '#generator');
  await catchCopies(page);
  const first = await made(page, 'password');
  await app.shot(page, 'generator-vault');
  await page.click('[data-action="copy"]');
  await app.until(async () => (await page.evaluate(() => window.copies)).includes(first), 'it to be copied');
  assert.deepEqual(
    (await app.desk.ask('own/generated')).map(({ password }) => password),
    [first],
  );
});

test('The generator obeys what the page’s field for a new password demands, and says so', async ({ app }) => {
  app.hosts['rules.example'] = html(`<h1>Create your account</h1><form method="post" action="/join">
    <label for="mail">E-mail</label><input id="mail" type="email" autocomplete="email">
    <label for="new">New password</label><input id="new" type="password" autocomplete="new-password" minlength="6"
      maxlength="12" passwordrules="required: lower; required: upper; required: digit; allowed: [-_.!]">
    <button>Create account</button></form>`);
  await app.createVault(MASTER);
  const page = await app.openPage('https://rules.example/');
  const popup = await app.openPopupTab(page);
  await popup.click('[data-action="generator"]');
  await popup.waitFor('[data-site-limits]');
  for (let tries = 0, before = ''; tries < 4; tries += 1) {
    before = await madeAnew(app, popup, 'password', before);
    assert.match(before, /^[A-Za-z0-9_.!-]{12}$/);
    await popup.click('[data-action="another"]');
  }
  const said = await popup.text('[data-site-limits]');
  assert.ok(said.includes('rules.example') && said.includes('12'), said);
  await app.shot(popup, 'generator-site');
  assert.equal(await page.value('#new'), '', 'nothing is filled');
});

test('The die in the editor fills the password; the generator opens from there and gives one back', async ({ app }) => {
  await app.createVault(MASTER);
  const { id } = await app.addItem({ title: 'Kiln', username: 'maren', password: 'before-Password-1' });
  const popup = await app.openPopupTab();
  await popup.click(`[data-item-id="${id}"]`);
  await popup.click('[data-action="edit"]');
  await popup.type('#title', 'Kiln, renamed');
  await popup.click('[data-action="die"]');
  const first = await app.until(async () => {
    const value = await popup.value('#password');
    return value !== 'before-Password-1' && value;
  }, 'a password from the die');
  assert.match(first, /^.{20}$/);
  await app.shot(popup, 'generator-editor');
  await popup.click('[data-action="generator"]');
  const shown = await madeAnew(app, popup, 'password', first);
  await popup.press('Enter');
  await app.until(async () => (await popup.value('#password')) === shown, 'the chosen password');
  assert.equal(await popup.value('#title'), 'Kiln, renamed', 'what was typed is still there');
  await popup.click('[data-action="save"]');
  await popup.waitFor('[data-view="item"] [data-action="history"]');
  const [item] = await app.items();
  assert.deepEqual([item.title, item.password], ['Kiln, renamed', shown]);
  assert.deepEqual(
    (await app.desk.ask('own/generated')).map(({ password }) => password),
    [shown, first],
  );
});
