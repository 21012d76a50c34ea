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
