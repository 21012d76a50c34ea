// What an open page shows of changes that were made elsewhere, and what it leaves alone meanwhile.

import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { contentOf } from '../driver/vault.mjs';
import { MASTER, test } from '../harness.mjs';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

const counted = (page) => page.evaluate(() => document.querySelector('[data-shelf="items"] .n')?.innerText);
const searchSays = (page) => page.evaluate(() => document.querySelector('#search')?.placeholder.match(/\d+/)?.[0]);
const deadline = (app) =>
  app.desk.page.evaluate(async () => (await browser.storage.session.get('lock')).lock.deadlineMs);

test('An open vault page shows what was changed elsewhere: list, rail and item; it puts off no lock by it', async ({
  app,
}) => {
  await app.createVault(MASTER);
  const { id } = await app.addItem({ title: 'Lamps', username: 'maren', password: 'first-1' });
  const popup = await app.openPopupTab(await app.openPage('https://shop.example/login'));
  await popup.waitFor('[data-item-id]');
  const page = await app.openVaultPage('items');
  await page.click(`[data-item-id="${id}"]`);
  await page.waitFor('[data-view="item"]');
  await page.bringToFront();
  // What the pages ask by themselves when they open is a use of the vault.
  await app.until(async () => {
    const before = await deadline(app);
    await new Promise((resolve) => setTimeout(resolve, 700));
    return (await deadline(app)) === before;
  }, 'the pages to rest');

  const content = contentOf({ title: 'Lamps', login: { usernames: ['ines'], password: 'first-1' } });
  await app.desk.ask('own/put', { input: { base: { id, revision: 1 }, content } });
  await app.addItem({ title: 'Elsewhere' });
  const before = await deadline(app);
  await app.until(
    async () => (await page.text('[data-view="item"]')).includes('ines'),
    'the new user name in the item',
  );
  await app.until(async () => (await searchSays(page)) === '2', 'the new item in the list');
  await app.until(async () => (await counted(page)) === '2', 'the new count in the rail');
  assert.equal(await deadline(app), before, 'a page that asks by itself puts off no lock');

  await popup.bringToFront();
  await app.until(async () => (await searchSays(popup)) === '2', 'the hidden popup to ask once it is seen');
});

test('An editor, the focus, the chosen row and the place in the list stay as they are when something changes elsewhere', async ({
  app,
}) => {
  await app.createVault(MASTER);
  for (let i = 10; i < 40; i += 1) await app.addItem({ title: `Item ${i}` });
  const page = await app.openVaultPage('items');
  await page.waitFor('[data-item-id]');
  await page.bringToFront();
  for (let i = 0; i < 3; i += 1) await page.press('ArrowDown');
  const state = () =>
    page.evaluate(() => ({
      chosen: document.querySelector('.itemslist .row[aria-selected="true"] .a')?.innerText,
      focus: document.activeElement?.id,
      top: document.querySelector('.results').scrollTop,
    }));
  const chosen = await state();
  assert.deepEqual(chosen, { chosen: 'Item 13', focus: 'search', top: 0 });
  await app.addItem({ title: 'A first one' });
  await app.until(async () => (await searchSays(page)) === '31', 'the new item');
  assert.deepEqual(await state(), chosen);

  // Away from the chosen row, nobody is brought back to it.
  await page.evaluate(() => document.querySelector('.results').scrollTo(0, 600));
  await app.addItem({ title: 'Another first one' });
  await app.until(async () => (await searchSays(page)) === '32', 'the new item');
  assert.equal((await state()).top, 600);

  await page.click('.itemslist [data-action="add"]');
  await page.type('#title', 'Half typed');
  await app.addItem({ title: 'Third' });
  await app.until(async () => (await counted(page)) === '33', 'the new item');
  assert.equal(await page.value('#title'), 'Half typed');
  assert.equal((await state()).focus, 'title');
});

test('After an import the rail of the same page counts what came', async ({ app }) => {
  await app.createVault(MASTER);
  await app.addItem({ title: 'Here' });
  const folder = path.join(ROOT, 'target/moving');
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, 'News.csv');
  await writeFile(file, 'name,url,username,password,note\nclub,https://club.example/,ines,new-4,\n');
  const page = await app.openVaultPage('import');
  await page.waitFor('#import-files', { timeout_ms: 60_000 });
  await app.until(async () => (await counted(page)) === '1', 'the count of before');
  await page.choose('#import-files', [file]);
  await page.waitFor('[data-part="read"][data-known]', { timeout_ms: 60_000 });
  await page.click('[data-action="read"]');
  await page.waitFor('[data-part="preview"]', { timeout_ms: 60_000 });
  await page.click('[data-action="put"]');
  await page.waitFor('[data-imported]', { timeout_ms: 60_000 });
  await app.until(async () => (await counted(page)) === '2', 'the new count in the rail');
});

test('The report of Health follows what is changed elsewhere', async ({ app }) => {
  await app.createVault(MASTER);
  const { id } = await app.addItem({ title: 'Lamps', username: 'maren', password: 'lamps', strength: 0 });
  const page = await app.openVaultPage('health');
  await page.waitFor('[data-finding="weak"]');
  await page.bringToFront();
  const login = { usernames: ['maren'], password: 'six quiet herons over Skye' };
  const content = contentOf({ title: 'Lamps', login });
  await app.desk.ask('own/put', { input: { base: { id, revision: 1 }, content, strength: 4 } });
  await page.waitFor('[data-finding="weak"]', { gone: true });
  assert.equal(await page.text('h1'), 'Nothing to mend.');
});
