// A new password where the site asks for one: made by the menu in the field or in the popup's generator, written into
// the field and its repetition, kept before the page has it, and offered to be saved with the account.

import assert from 'node:assert/strict';
import { ACCOUNTS } from '../demo/server.mjs';
import { allValues, html, MASTER, test } from '../harness.mjs';

const MADE = /^[\w!#$%&*+.=?@^-]{20}$/;
const MAKE = '[data-action="make"]';

const generated = (app) => app.desk.ask('own/generated');

/** Fills the popup's generator into the page behind it. */
async function byGenerator(popup) {
  await popup.click('[data-action="generator"]');
  await popup.waitFor('[data-action="fill-new"][aria-disabled="false"]');
  await popup.click('[data-action="fill-new"]');
}

/** By the menu in the field; in Firefox, where no row stands in a page, its mark opens the popup. */
async function makeByMark(app, browser, page, field) {
  await app.menu.open(page, field);
  if (browser === 'firefox') return byGenerator(await app.engine.openedPopup());
  const menu = await app.menu.of(page);
  await app.menu.choose(page, menu, MAKE);
}

const valueOnceMade = (app, page, field) =>
  app.until(async () => (await page.value(field)) || undefined, 'the new password in the page');

test('A sign-up: the mark in the field makes a password, which is kept at once and saved with the account', async ({
  app,
  browser,
}) => {
  await app.createVault(MASTER);
  const page = await app.openPage('https://club.example/');
  await page.type('#name', 'Maren');
  await page.type('#email', 'maren@club.test');
  await makeByMark(app, browser, page, '#password');
  const password = await valueOnceMade(app, page, '#password');
  assert.match(password, MADE);
  assert.equal(await page.value('#again'), password);
  const [kept] = await generated(app);
  assert.deepEqual([kept.password, kept.origin], [password, 'https://club.example']);
  await page.click('form button');
  await page.text({ css: 'h1', text: 'Welcome aboard' });
  await (await app.prompt(page)).click('[data-action="accept"]');
  const [item] = await app.until(async () => {
    const items = await app.items();
    return items.length === 1 && items;
  }, 'the account to be saved');
  assert.deepEqual([item.username, item.password], ['maren@club.test', password]);
});

test('A change of password: the generator fills the new one and its repetition, and the saved login follows', async ({
  app,
}) => {
  const { username, password } = ACCOUNTS.shop;
  await app.createVault(MASTER);
  await app.addItem({ title: 'Shop', username, password, url: 'https://shop.example/' });
  const page = await app.openPage('https://shop.example/login');
  await app.fill(page);
  await page.click('form button');
  await page.click({ css: 'a', text: 'Change password' });
  await page.waitFor('#new');
  await app.fill(page);
  assert.equal(await page.value('#current'), password);
  const popup = await app.popup(page);
  await popup.click('[data-action="generator"]');
  await popup.waitFor('[data-action="fill-new"][aria-disabled="false"]');
  await app.shot(popup, 'generator-fill');
  await popup.click('[data-action="fill-new"]');
  const made = await valueOnceMade(app, page, '#new');
  assert.match(made, MADE);
  assert.equal(await page.value('#again'), made);
  assert.equal(await page.value('#current'), password);
  await page.click('form button');
  const offer = await app.until(async () => (await app.offers(page))[0], 'the offer to change the login');
  assert.equal(offer.kind, 'update');
  await app.accept(offer);
  assert.equal((await app.items())[0].password, made);
});

test('A page without a field for a new password: the generator only copies', async ({ app }) => {
  app.hosts['plain.example'] = html('<form><input name="q" aria-label="Search"></form>');
  await app.createVault(MASTER);
  const popup = await app.popup(await app.openPage('https://plain.example/'));
  await popup.click('[data-action="generator"]');
  await popup.waitFor('[data-action="copy"][aria-disabled="false"]');
  assert.equal(await popup.count('[data-action="fill-new"]'), 0);
});

test('A25 A page finds no made password before its person chose one, whatever it dispatches; then only in its fields', async ({
  app,
  browser,
}) => {
  app.hosts['club.test'] = html(`
    <form action="/" method="post">
      <input type="email" id="email" name="email" autocomplete="email">
      <input type="password" id="password" name="password" autocomplete="new-password">
      <input type="password" id="again" name="again" autocomplete="new-password">
      <button>Create account</button>
    </form>
    <script>
      window.heard = [];
      for (const kind of ['input', 'change', 'message', 'paste', 'beforeinput'])
        addEventListener(kind, ({ target, data }) => heard.push(String(target?.value ?? data)), true);
    </script>`);
  await app.createVault(MASTER);
  const page = await app.openPage('https://club.test/');
  await app.menu.open(page, '#password');
  if (browser === 'firefox') await app.engine.closePopup();
  else {
    const menu = await app.menu.of(page);
    await menu.waitFor(MAKE);
    await app.shot(page, 'menu-new-password');
    // What a page can do of itself: events of every kind at our host, and at its own fields.
    await page.evaluate(() => {
      const ours = [...document.documentElement.children].filter((each) => each.matches(':popover-open'));
      for (const target of [...ours, document.querySelector('#password'), document]) {
        for (const kind of ['pointerdown', 'pointerup', 'click'])
          target.dispatchEvent(new PointerEvent(kind, { bubbles: true, composed: true, detail: 1 }));
        for (const key of ['ArrowDown', 'Enter'])
          target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));
      }
    });
  }
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  assert.deepEqual(await generated(app), [], 'nothing was made');
  assert.deepEqual(await allValues(page), []);
  assert.deepEqual(await page.evaluate(() => window.heard.filter((text) => text.length > 8)), []);

  await page.goto('https://club.test/');
  await makeByMark(app, browser, page, '#password');
  const password = await valueOnceMade(app, page, '#password');
  assert.deepEqual(await allValues(page), [password, password]);
  assert.equal((await generated(app)).length, 1, 'one choice makes one');
  assert.ok(!(await page.evaluate(() => document.documentElement.outerHTML)).includes(password));
});

test('Two forms that ask for a new password: the one whose mark was pressed gets it', async ({ app, browser }) => {
  const form = (id, text) =>
    `<form method="post"><h2>${text}</h2><input type="password" id="${id}" autocomplete="new-password">
     <button>${text}</button></form>`;
  app.hosts['two.example'] = html(form('first', 'Create account') + form('second', 'Set the password of the list'));
  await app.createVault(MASTER);
  const page = await app.openPage('https://two.example/');
  await makeByMark(app, browser, page, '#second');
  assert.match(await valueOnceMade(app, page, '#second'), MADE);
  assert.equal(await page.value('#first'), '');
});
