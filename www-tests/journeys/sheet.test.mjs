// The emergency sheet: what stands on it, what does not until the master password was typed, and what is printed.

import assert from 'node:assert/strict';
import { MASTER, test } from '../harness.mjs';

test('The emergency sheet tells where things are, holds items only after the master password, and prints alone', async ({
  app,
  browser,
}) => {
  await app.createVault(MASTER);
  const { id } = await app.addItem({
    title: 'Harbour Bank',
    username: 'maren',
    password: 'old-Tide-1',
    url: 'https://harbourbank.example/login',
  });
  await app.addItem({ title: 'Boat Club', username: 'maren', password: 'other-Tide-3' });
  const page = await app.openVaultPage('export');
  await page.click('[data-action="show-sheet"]');
  await page.waitFor('.paper');
  await app.shot(page, 'sheet');
  const paper = () => page.text('.paper');
  assert.match(await paper(), /latchkey-backup-/);
  assert.ok((await page.count('.paper .blank')) >= 6, 'lines to fill in by hand');
  assert.doesNotMatch(await paper(), /Harbour|Tide/);
  await page.click('.section details > summary');
  await page.type('#master-asked', MASTER);
  await page.click('[data-action="prove"]');
  await page.waitFor('#sheet-filter', { timeout_ms: 60_000 });
  await page.type('#sheet-filter', 'HARBOUR');
  assert.equal(await page.count('[data-choose]'), 1);
  await page.click(`[data-choose="${id}"] input`);
  await page.waitFor(`[data-printed="${id}"]`);
  assert.match(await paper(), /Harbour Bank/);
  assert.match(await paper(), /old-Tide-1/);
  assert.doesNotMatch(await paper(), /other-Tide-3/);
  await app.shot(page, 'sheet-items');
  if (browser === 'chromium') {
    await page.raw.emulateMediaType('print');
    const seen = await page.evaluate(
      () =>
        [...document.querySelectorAll('.side, .section > header, [data-action="print"], #sheet-filter')].filter(
          (each) => each.checkVisibility(),
        ).length,
    );
    assert.equal(seen, 0, 'nothing but the sheet is printed');
    await page.screenshot('sheet-print');
    await page.raw.emulateMediaType('screen');
  }
  // Leaving the view forgets what stood on it.
  await page.click('[data-action="leave-sheet"]');
  await page.click('[data-action="show-sheet"]');
  await page.waitFor('.paper');
  assert.doesNotMatch(await paper(), /Tide/);
});
