// A day when a guess at a master password is to cost more than on the day that the vault was made: our pages of that day
// offer to make it dearer, by the master password alone or, beside a second factor, with new keys.

import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launch } from '../driver/index.mjs';
import { beginTask, ended, plugIn, takeCode } from '../driver/ways.mjs';
import { MASTER, testInTurn as test } from '../harness.mjs';
import { load } from '../wasm/modules.mjs';

/** The least that a new vault costs today, as the build writes it. */
const LEAST_COST = /(?<=[\w$]=)[\w$]+\*[\w$]+(?=,[\w$]+=\(\{memoryKib:)/;
const LATER_COST = 65_536 * 4;

async function copyOfExtension(app) {
  const folder = await mkdtemp(path.join(tmpdir(), 'latchkey-later-'));
  await cp(app.extension, folder, { recursive: true });
  return folder;
}

/** Makes an extension that of a later day, when a third more is asked for. */
async function askMore(extension) {
  for (const name of ['popup', 'vault']) {
    const file = path.join(extension, `pages/${name}.js`);
    const parts = (await readFile(file, 'utf8')).split(LEAST_COST);
    assert.equal(parts.length, 2, `${name}.js says once what a vault costs`);
    await writeFile(file, parts.join('65536*4'));
  }
}

/** A vault with one login that costs as little as is allowed today. */
async function cheapVault(app) {
  const { derive } = await load('kdf');
  const kdf = { memoryKib: 65_536, passes: 3, lanes: 1, salt: new Uint8Array(32).fill(7) };
  const output = derive(new TextEncoder().encode(MASTER), kdf.salt, kdf.memoryKib, kdf.passes, kdf.lanes);
  await app.desk.ask('own/create', { slots: [{ factors: [{ info: { kind: 'password', kdf }, output }] }] });
  await app.addItem({ title: 'One', password: 'One-secret-1' });
}

/** What each way in that holds the master password costs. */
const costsOf = async (app) =>
  (await app.status()).slots
    .flatMap(({ factors }) => factors.flatMap(({ kdf }) => kdf ?? []))
    .map(({ memoryKib, passes }) => memoryKib * passes);

test('A vault that was made when less was asked for is offered dearer guesses, takes them, and is offered them no more', async ({
  app,
  browser,
}) => {
  const extension = await copyOfExtension(app);
  await askMore(extension);
  const later = await launch({ browser, extension });
  try {
    await cheapVault(later);
    const page = await later.openPopupTab();
    await page.click('[data-action="settings"]');
    await page.type('[data-offers="upgrade"] #master-asked', 'not this one');
    await page.click('[data-offers="upgrade"] [data-action="prove"]');
    await page.waitFor('[data-offers="upgrade"] [data-error="wrong-password"]');
    await page.type('[data-offers="upgrade"] #master-asked', MASTER);
    await page.click('[data-offers="upgrade"] [data-action="prove"]');
    await page.waitFor('[data-offers="upgrade"]', { gone: true, timeout_ms: 30_000 });
    const [cost, ...others] = await costsOf(later);
    assert.deepEqual(others, []);
    assert.ok(cost >= LATER_COST, `${cost}`);
    await later.lock();
    await later.unlock(MASTER);
    assert.equal((await later.items())[0].password, 'One-secret-1');
  } finally {
    await later.close();
    await rm(extension, { recursive: true, force: true });
  }
});

test(
  'A vault with a second factor that was made when less was asked for is offered new keys, which cost what is asked for now',
  async ({ app }) => {
    const extension = await copyOfExtension(app);
    const later = await launch({ browser: 'chromium', extension });
    try {
      await cheapVault(later);
      const page = await later.openVaultPage('security');
      await plugIn(page, 'internal');
      await beginTask(page, 'add-key', MASTER);
      await page.click('[data-action="make-key"]');
      await ended(page, 'add-key');
      await beginTask(page, 'make-code', MASTER);
      await takeCode(page);
      await ended(page, 'make-code');
      await beginTask(page, 'turn-on', MASTER);
      await page.click('[data-action="ask-key"]');
      await takeCode(page);
      await ended(page, 'turn-on');
      assert.equal(await page.count('[data-offers="upgrade"]'), 0, 'it costs enough for today');
      assert.deepEqual(await costsOf(later), [65_536 * 3]);

      await askMore(extension);
      const popup = await later.openPopupTab();
      await popup.click('[data-action="settings"]');
      await popup.waitFor('[data-offers="upgrade"] [data-action="security"]');
      assert.equal(await popup.count('[data-offers="upgrade"] #master-asked'), 0);
      await later.shot(popup, 'upgrade-both');
      await page.bringToFront();
      await page.evaluate(() => location.reload());
      await page.waitFor('[data-offers="upgrade"]', { timeout_ms: 30_000 });
      await later.shot(page, 'security-upgrade');
      await page.click('[data-offers="upgrade"] [data-action="new-keys"]');
      await page.type('#master-asked', MASTER);
      await page.click('[data-action="prove"]');
      await takeCode(page);
      await ended(page, 'new-keys');
      assert.equal(await page.count('[data-offers="upgrade"]'), 0);
      const [cost, ...others] = await costsOf(later);
      assert.deepEqual(others, []);
      assert.ok(cost >= LATER_COST, `${cost}`);
      await later.lock();
      await page.bringToFront();
      await page.type('#master-password', MASTER);
      await page.click('[data-action="unlock"]');
      await page.waitFor('[data-view="vault"]', { timeout_ms: 30_000 });
      assert.equal((await later.items())[0].password, 'One-secret-1');
    } finally {
      await later.close();
      await rm(extension, { recursive: true, force: true });
    }
  },
  { in: 'chromium' },
);
