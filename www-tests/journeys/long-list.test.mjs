// A list that is longer than what the popup asks for at first: what is scrolled to, moved to or counted is all of it.

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
