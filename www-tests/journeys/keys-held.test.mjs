// What a hasty hand does to a password, to the clipboard and to a form: keys that come once too often, keys that copy, and a
// password that was typed to be done with it.

import assert from 'node:assert/strict';
import { MASTER, test } from '../harness.mjs';

const chord = async (page, key) => {
  await page.raw.keyboard.down('Control');
  await page.press(key);
  await page.raw.keyboard.up('Control');
};

/** What the clipboard holds, by pasting it as a user would. */
async function pasted(app) {
  const tab = await app.openOwn('popup.html', '?tab=0');
  await tab.waitFor('#search');
  await tab.click('#search');
  await chord(tab, 'v');
  const text = await tab.value('#search');
  await tab.close();
  return text;
}

test('Enter pressed again and again shows no master password, and goes to no other control', async ({ app }) => {
  await app.createVault(MASTER);
  await app.lock();
  const popup = await app.openPopupTab();
  await popup.type('#master-password', 'not the password');
  await popup.evaluate(() => {
    globalThis.seen = [];
    const field = document.querySelector('#master-password');
    new MutationObserver((all) => globalThis.seen.push(...all.map(({ attributeName }) => attributeName))).observe(
      field,
      {
        attributeFilter: ['type', 'disabled', 'readonly'],
      },
    );
    addEventListener('focusin', ({ target }) => globalThis.seen.push(target.dataset.action ?? target.id));
  });
  for (let n = 0; n < 3; n += 1) await popup.press('Enter');
  await popup.waitFor('[data-error="wrong-password"]');
  const seen = new Set(await popup.evaluate(() => globalThis.seen));
  seen.delete('master-password');
  assert.deepEqual([...seen], ['readonly'], 'it is put out of use for the while, and nothing else happens');
});

test('Keys copy the user name, the password and the code of the chosen row, and say where there is none', async ({
  app,
}) => {
  await app.createVault(MASTER);
  const otp = 'otpauth://totp/Shop:maren?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
  await app.addItem({ title: 'Whole', login: { usernames: ['maren'], password: 'of-Whole-1', otp } });
  await app.addItem({ title: 'Bare', username: '', password: '' });
  await app.addItem({
    kind: 'identity',
    title: 'Person',
    identity: { givenName: 'Maren', email: 'm@tideline.example' },
  });
  const popup = await app.openPopupTab();
  await popup.waitFor('[data-item-id]');
  const copies = async (title, key) => {
    await popup.bringToFront();
    await popup.type('#search', title);
    await app.until(
      () =>
        popup.evaluate((t) => document.querySelector('[role=row][aria-selected=true] .a')?.textContent === t, title),
      `${title} to be chosen`,
    );
    await chord(popup, key);
  };
  // It is copied before another page is looked at: a page that is not in front may not.
  const says = (text) =>
    app.until(
      () => popup.evaluate((t) => document.querySelector('.toast')?.textContent.includes(t), text),
      `"${text}"`,
    );
  for (const [key, text] of [
    ['c', /^of-Whole-1$/],
    ['o', /^\d{6}$/],
  ]) {
    await copies('Whole', 'u');
    await says('User name copied');
    await copies('Whole', key);
    await says('Clears in');
    assert.match(await pasted(app), text);
  }
  for (const title of ['Bare', 'Person'])
    for (const key of ['c', 'u', 'o']) {
      await copies('Whole', 'u');
      await says('User name copied');
      await copies(title, key);
      await says('nothing of that');
    }
  assert.equal(await pasted(app), 'maren', 'the clipboard is as it was');
});

test('A form that cannot be saved says so where it is seen, and after saving the focus is on what was pressed', async ({
  app,
}) => {
  await app.createVault(MASTER);
  await app.addItem({ title: 'Whole', username: 'maren', password: 'of-Whole-1', url: 'https://shop.example/' });
  const popup = await app.openPopupTab();
  await popup.raw.setViewport({ width: 380, height: 600 });
  await popup.click('[data-action="add"]');
  await popup.evaluate(() => {
    const field = document.querySelector('#kind');
    field.value = 'identity';
    field.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await app.until(() => popup.evaluate(() => document.querySelector('#password') === null), 'the form of an identity');
  await popup.click('[data-action="save"]');
  const isSeen = () =>
    popup.evaluate(() => {
      const note = [...document.querySelectorAll('[role=alert]')].find((each) => each.textContent !== '');
      const box = note?.getBoundingClientRect();
      return box !== undefined && box.top >= 0 && box.bottom <= innerHeight;
    });
  await app.until(isSeen, 'the word to be seen');
  const vault = await app.openVaultPage('items');
  await vault.raw.setViewport({ width: 1400, height: 900 });
  await vault.click('[data-item-id]');
  await vault.click('[data-view="item"] [data-action="edit"]');
  await vault.type('#title', 'Whole again');
  await vault.press('Enter');
  await app.until(
    () => vault.evaluate(() => document.activeElement?.matches('[data-view="item"] [data-action="edit"]')),
    'the focus on the way to edit',
  );
});

test('A password that is guessed at once seals a file only when that is wanted all the same', async ({ app }) => {
  await app.createVault(MASTER);
  await app.addItem({ title: 'Whole', username: 'maren', password: 'of-Whole-1' });
  const page = await app.openVaultPage('export');
  const type = async (password) => {
    await page.type('#file-password', password);
    await page.type('#file-password-again', password);
  };
  const isWanted = () => page.evaluate(() => document.querySelector('#file-password-despite').checked);
  // What is said of the password moves it while that is judged.
  const want = async () => {
    await page.evaluate(() => document.querySelector('#file-password-despite').click());
    await app.until(isWanted, 'it to be wanted');
  };
  await type('abc');
  await page.waitFor('#file-password-despite');
  await page.click('[data-action="write-file"]');
  await page.waitFor('[data-error="weak"]');
  await app.shot(page, 'export-weak');
  await want();
  // Another password is asked for anew.
  await type('abcd');
  await app.until(async () => !(await isWanted()), 'another to be asked for anew');
  await want();
  await page.click('[data-action="write-file"]');
  await app.downloaded(/^latchkey-vault.*\.latchkey$/);
  // One that is not guessed so soon is asked for nothing.
  await type(MASTER);
  await app.until(async () => (await page.count('#file-password-despite')) === 0, 'the question to go');
});

test('A key that comes before the answer is for its first row, and for none of those before', async ({ app }) => {
  await app.createVault(MASTER);
  for (const title of ['Anvil', 'Bellows', 'Crucible']) await app.addItem({ title, username: `of-${title}` });
  const popup = await app.openPopupTab();
  await popup.waitFor('[data-item-id]');
  // The last one stands first. Typed and pressed in one task, so that no answer can come in between.
  await popup.evaluate(() => {
    const field = document.querySelector('#search');
    field.value = 'anvil';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    const press = (init) =>
      field.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init }));
    press({ key: 'Enter', shiftKey: true });
  });
  await popup.waitFor('[data-view="item"]');
  assert.match(await popup.text('[data-view="item"] h1'), /Anvil/);
});
