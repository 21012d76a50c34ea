// The sections of the vault page and the ways to them: each opens at its top, and each way is seen, whatever else there is.

import assert from 'node:assert/strict';
import { MASTER, test } from '../harness.mjs';

test('A section of the vault page opens at its top, wherever the one before was left', async ({ app }) => {
  await app.createVault(MASTER);
  const page = await app.openVaultPage('help');
  for (const [width, height] of [
    [1280, 800],
    [320, 640],
  ]) {
    await page.raw.setViewport({ width, height });
    for (const section of ['settings', 'export', 'security', 'settings', 'help']) {
      await page.evaluate((to) => {
        scrollTo(0, document.documentElement.scrollHeight);
        location.hash = `#${to}`;
      }, section);
      await page.waitFor(`[data-section="${section}"]`);
      const top = await page.evaluate(() => scrollY);
      assert.equal(top, 0, `${section} at ${width} px`);
    }
  }
});

test('However many folders and tags there are, the ways to all sections are seen in the rail', async ({ app }) => {
  await app.createVault(MASTER);
  const KINDS = ['login', 'card', 'identity', 'note'];
  for (let i = 10; i < 34; i += 1) {
    await app.addItem({
      title: `Item ${i}`,
      kind: KINDS[i % 4],
      folder: `Folder ${i}`,
      tags: [`tag ${i % 6}`],
      favourite: true,
    });
  }
  const page = await app.openVaultPage('items');
  await page.raw.setViewport({ width: 1280, height: 800 });
  await page.waitFor('[data-filing="folder Folder 33"]');
  const hidden = (selectors) =>
    page.evaluate(
      (all) =>
        all.filter((css) => {
          const link = document.querySelector(css);
          const { x, y, width, height } = link.getBoundingClientRect();
          return [y + 2, y + height - 2].some((at) => !link.contains(document.elementFromPoint(x + width / 2, at)));
        }),
      selectors,
    );
  const sections = ['health', 'generator', 'import', 'export', 'security', 'settings', 'help'];
  const ways = [
    '[data-shelf="items"]',
    '[data-shelf="archive"]',
    '[data-shelf="trash"]',
    ...sections.map((id) => `.nav[href="#${id}"]`),
    '[data-action="lock"]',
  ];
  assert.deepEqual(await hidden(ways), []);
  await app.shot(page, 'rail-many');
  // What is filed is reached by scrolling, and by the keyboard.
  await page.evaluate(() => document.querySelector('[data-filing="folder Folder 33"]').focus());
  assert.deepEqual(await hidden(['[data-filing="folder Folder 33"]', ...ways]), []);
  // Where the window is low everything is reached all the same.
  await page.raw.setViewport({ width: 1280, height: 420 });
  for (const way of ways) {
    await page.evaluate((css) => document.querySelector(css).focus(), way);
    assert.deepEqual(await hidden([way]), []);
  }
});
