// A list that is longer than what the popup asks for at first: what is scrolled to, moved to or counted is all of it; and
// a list that is answered anew while somebody presses.

import assert from 'node:assert/strict';
import { MASTER, test } from '../harness.mjs';

const COUNT = 100;

test('A long list: the popup counts all of it, shows its end by scrolling and by keys, and opens an item from there', async ({
  app,
}) => {
  await app.createVault(MASTER);
  for (let number = 0; number < COUNT; number += 1) await app.addItem({ title: `Item ${number}`, username: 'maren' });
  const popup = await app.openPopupTab();
  await popup.waitFor('[data-item-id]');
  const shown = () => popup.evaluate(() => document.querySelector('#rows-others').textContent);
  assert.equal(await popup.evaluate(() => document.querySelector('#rows-others').ariaRowCount), String(COUNT));
  // The first that was added is the last in order.
  assert.ok(!/Item 0\D/.test(await shown()));
  await popup.evaluate(() => {
    const area = document.querySelector('.results');
    area.scrollTop = area.scrollHeight;
  });
  await app.until(async () => /Item 0\D/.test(await shown()), 'the last row');
  // Another question begins anew, and its end is reached by keys.
  await popup.type('#search', 'item');
  await app.until(
    () => popup.evaluate((n) => document.querySelector('.results [role=status]').textContent.includes(n), `${COUNT}`),
    'the count of what was found',
  );
  for (let press = 0; press < COUNT / 7 + 1; press += 1) await popup.press('PageDown');
  await app.until(async () => /Item 0\D/.test(await shown()), 'the last row by keys');
  await app.until(
    () =>
      popup.evaluate(() => document.querySelector('[role=row][aria-selected=true]')?.textContent.includes('Item 0')),
    'the last row to be chosen',
  );
  await popup.press('Enter');
  await popup.waitFor('[data-view="item"]');
});

test('A list that gets more room is drawn as far down as it is seen, before anybody scrolls', async ({ app }) => {
  await app.createVault(MASTER);
  for (let number = 0; number < 30; number += 1) await app.addItem({ title: `Item ${number}` });
  // The popup is never higher than what it draws at first.
  const vault = await app.openVaultPage('items');
  await vault.waitFor('[data-item-id]');
  await vault.raw.setViewport({ width: 1000, height: 1400 });
  await app.until(
    () =>
      vault.evaluate(() => {
        const { left, bottom } = document.querySelector('.results').getBoundingClientRect();
        return document.elementFromPoint(left + 40, bottom - 4)?.closest('[role=row]') !== null;
      }),
    'a row at the end of what is seen',
  );
});

test('A press counts for the item that it began on: another that took its place meanwhile is not opened', async ({
  app,
}) => {
  await app.createVault(MASTER);
  for (const title of ['Alder', 'Birch']) await app.addItem({ title, username: 'maren' });
  const popup = await app.openPopupTab();
  await popup.waitFor('[data-item-id]');
  const first = () => popup.evaluate(() => document.querySelector('[role=row] .a').textContent);
  const begun = await first();
  const other = begun === 'Alder' ? 'Birch' : 'Alder';
  const { x, y } = await popup.evaluate(() => {
    const box = document.querySelector('[role=row] .a').getBoundingClientRect();
    return { x: box.x + 5, y: box.y + box.height / 2 };
  });
  const search = (text) =>
    popup.evaluate((typed) => {
      const field = document.querySelector('#search');
      field.value = typed;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }, text);
  await popup.evaluate(() => {
    window.clicks = 0;
    addEventListener('click', () => (window.clicks += 1), true);
  });
  await popup.raw.mouse.move(x, y);
  await popup.raw.mouse.down();
  await search(other);
  await app.until(async () => (await first()) === other, 'the other item to stand there');
  await popup.raw.mouse.up();
  assert.equal(await popup.evaluate(() => window.clicks), 1, 'the browser tells of a press');
  await search('');
  await app.until(async () => (await first()) === begun, 'the first item to stand there again');
  assert.equal(await popup.count('[data-view="list"]'), 1, 'nothing was opened');
  // The same without a change in between opens what was pressed.
  await popup.raw.mouse.down();
  await popup.raw.mouse.up();
  await popup.waitFor('[data-view="item"]');
});
