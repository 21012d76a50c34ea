// Backups that write themselves: turned on by the vault page, written at an unlocking, the last few kept, and opened by
// the native program. In Chromium the extension is one that was given the downloads already: no protocol presses the
// browser's own question. In Firefox the question is asked, and answered by its own preference.

import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { damage } from '../driver/disk.mjs';
import { launch } from '../driver/index.mjs';
import { latchkey } from '../driver/native.mjs';
import { beginTask, ended } from '../driver/ways.mjs';
import { MASTER, once, testInTurn as test } from '../harness.mjs';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const FILE_PASSWORD = 'nine quiet boats under Mull 77';
const NAME = /^latchkey-backup-\d{4}-\d\d-\d\d-\d{6}\.latchkey$/;

/** A browser of its own, whose profile is kept from start to start; the files are read where a user finds them. */
async function withBackups(browser, work) {
  const profile = await mkdtemp(path.join(tmpdir(), 'latchkey-backups-'));
  const extension = path.join(profile, 'extension');
  await cp(path.join(ROOT, 'dist'), extension, { recursive: true });
  if (browser === 'chromium') {
    const file = path.join(extension, 'manifest.json');
    const manifest = JSON.parse(await readFile(file, 'utf8'));
    manifest.permissions.push(...manifest.optional_permissions);
    delete manifest.optional_permissions;
    await writeFile(file, JSON.stringify(manifest));
  }
  const preferences = { 'extensions.webextOptionalPermissionPrompts': false };
  const app = await launch({ browser, extension, profile, preferences });
  const folder = path.join(profile, 'downloads', 'Latchkey');
  try {
    await work({ app, folder, files: async () => (await readdir(folder).catch(() => [])).sort() });
  } finally {
    await app.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** Turns backups on; → the page. */
async function turnOn(app, { days = 0, keep = 3 } = {}) {
  const page = await app.openVaultPage('export');
  await page.waitFor('[data-backups="off"], [data-backups="stale"]');
  await page.click('[data-action="set-up-backups"]');
  await page.type('#backup-password', FILE_PASSWORD);
  await page.type('#backup-password-again', FILE_PASSWORD);
  await page.evaluate(
    ([days, keep]) => {
      for (const [id, value] of [
        ['backup-days', days],
        ['backup-keep', keep],
      ]) {
        const select = document.getElementById(id);
        select.value = String(value);
        select.dispatchEvent(new Event('change', { bubbles: true }));
      }
    },
    [days, keep],
  );
  await page.click('[data-action="turn-on-backups"]');
  return page;
}

/** Waits until as many backups are noted; → their names, oldest first. */
async function noted(app, count) {
  const names = async () => (await app.desk.ask('own/backups')).made.map(({ name }) => name).sort();
  await app.until(async () => (await names()).length === count, `${count} backups to be noted`, 30_000);
  return names();
}

/** Locks and unlocks; a name has seconds, so each unlocking waits for another one. */
async function again(app) {
  await app.lock();
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  await app.unlock(MASTER);
}

/** Adds an item that asks for the master password, as a user does; afterwards nothing of it is at hand. */
async function addGuarded(app, title) {
  const { id } = await app.addItem({ title, username: 'maren', password: 'deep-Kelp-2' });
  const popup = await app.openPopupTab();
  await popup.click(`[data-item-id="${id}"]`);
  await popup.click('[data-action="edit"]');
  await popup.click('[data-action="more"]');
  await popup.click('#guarded');
  await popup.click('[data-action="save"]');
  await popup.type('#master-asked', MASTER);
  await popup.click('[data-action="prove"]');
  await popup.waitFor('[data-view="item"] [data-action="copy-password"]', { timeout_ms: 60_000 });
  await popup.close();
}

/** Adds an item with a file of so many MiB. The bytes are made in the page: they would take long on the way there. */
async function addLarge(app, title, mebibytes) {
  const [{ id }] = await app.items();
  await app.desk.page.evaluate(
    async ([id, title, mebibytes]) => {
      const ask = async (kind, request = {}) => {
        const reply = await browser.runtime.sendMessage({ ...request, kind });
        if (!reply.ok) throw new Error(`${kind}: ${reply.code}`);
        return reply.value;
      };
      const MIB = 1024 * 1024;
      const { content } = await ask('own/item', { id });
      const { token } = await ask('own/import-begin');
      await ask('own/import-file', { token, size: mebibytes * MIB });
      for (let at = 0; at < mebibytes; at += 1) {
        await ask('own/import-part', { token, bytes: new Uint8Array(MIB).fill(at) });
      }
      const attachments = [{ name: 'large.bin', mediaType: 'text/plain', bytes: new Uint8Array() }];
      const item = { content: { ...content, title }, trashed: false, history: [], attachments, remarks: [] };
      await ask('own/import-add', { token, items: [item] });
      await ask('own/import-finish', { token });
    },
    [id, title, mebibytes],
  );
}

/** What the native program lists of a backup. */
async function titlesIn(file) {
  const { code, out, err } = await latchkey(['list', file], FILE_PASSWORD);
  assert.equal(code, 0, err);
  return out;
}

test('Backups are turned on by one press, written where something changed, and the last few kept, also by a browser that started anew', async ({
  browser,
}) => {
  await withBackups(browser, async ({ app, folder, files }) => {
    await app.createVault(MASTER);
    await app.addItem({ title: 'Harbour Bank', username: 'maren', password: 'old-Tide-1' });
    const page = await turnOn(app, { days: 0, keep: 2 });
    await page.waitFor('[data-backed-up]', { timeout_ms: 30_000 });
    await app.shot(page, 'backups-on');
    const [first] = await files();
    assert.match(first, NAME);
    assert.match(await titlesIn(path.join(folder, first)), /Harbour Bank/);

    // Nothing changed, so nothing is written; then something did, and a guarded item comes along.
    await again(app);
    assert.deepEqual(await noted(app, 1), [first]);
    await addGuarded(app, 'Safe');
    await again(app);
    const two = await noted(app, 2);
    assert.match(await titlesIn(path.join(folder, two[1])), /Safe/);
    // Asked for by hand, it asks as every reading of a guarded item does.
    await app.killWorker();
    await assert.rejects(app.desk.ask('own/back-up'), { code: 'guarded' });

    // A file that is not ours stays, whatever it is called.
    const foreign = 'latchkey-backup-2020-01-01-000000.latchkey';
    await writeFile(path.join(folder, foreign), 'not ours');
    await app.addItem({ title: 'Third' });
    await again(app);
    await app.until(async () => (await noted(app, 2))[0] === two[1], 'the oldest to go', 30_000);
    await app.until(async () => !(await files()).includes(first), 'its file to go');
    await page.close().catch(() => undefined);

    // A browser that started anew may not remember what it downloaded; we do.
    await app.restart();
    await app.unlock(MASTER);
    await app.addItem({ title: 'Fourth' });
    await again(app);
    await app.until(async () => !(await noted(app, 2)).includes(two[1]), 'the oldest to go again', 30_000);
    await app.until(async () => (await files()).length === 3, 'its file to go again');
    assert.deepEqual(await files(), [foreign, ...(await noted(app, 2))]);
    assert.match(await titlesIn(path.join(folder, (await files())[2])), /Fourth/);
    assert.equal(await readFile(path.join(folder, foreign), 'utf8'), 'not ours');
  });
});

test('A backup that cannot be written is told in the popup, and one that is written later takes the word back', async ({
  browser,
}) => {
  await withBackups(browser, async ({ app, folder, files }) => {
    await app.createVault(MASTER);
    await app.addItem({ title: 'Harbour Bank', username: 'maren', password: 'old-Tide-1' });
    // Where the folder should be lies a file.
    await mkdir(path.dirname(folder), { recursive: true });
    await writeFile(folder, 'in the way');
    const page = await turnOn(app);
    await page.waitFor('[data-part="backups"] [data-error="interrupted"]', { timeout_ms: 30_000 });
    await app.shot(page, 'backups-failed');
    const popup = await app.openPopupTab();
    await popup.waitFor('[data-backup="failed"]');
    await app.shot(popup, 'backups-failed-popup');
    await rm(folder);
    await page.bringToFront();
    await page.click('[data-action="back-up"]');
    await page.waitFor('[data-backed-up]', { timeout_ms: 30_000 });
    assert.equal((await files()).length, 1);
    await popup.bringToFront();
    await popup.evaluate(() => location.reload());
    await popup.waitFor('#search');
    await popup.waitFor('[data-backup]', { gone: true });
  });
});

test(
  'A worker that dies while a backup is written leaves nothing that counts as one but whole files',
  async ({ browser }) => {
    await withBackups(browser, async ({ app, folder, files }) => {
      await app.createVault(MASTER);
      await app.addItem({ title: 'Harbour Bank', username: 'maren', password: 'old-Tide-1' });
      await (await turnOn(app, { keep: 10 })).waitFor('[data-backed-up]', { timeout_ms: 30_000 });
      await addLarge(app, 'Large', 24);
      for (const wait_ms of [50, 300, 900]) {
        await new Promise((resolve) => setTimeout(resolve, 1_100));
        const asked = app.desk.ask('own/back-up').catch(() => undefined);
        await new Promise((resolve) => setTimeout(resolve, wait_ms));
        await app.killWorker();
        await Promise.race([asked, new Promise((resolve) => setTimeout(resolve, 3_000))]);
        assert.equal((await app.status()).state, 'unlocked');
      }
      const { made } = await app.desk.ask('own/backups');
      const whole = (await files()).filter((name) => name.endsWith('.latchkey'));
      for (const { name } of made) assert.ok(whole.includes(name), `${name} is noted and there`);
      for (const name of whole) assert.match(await titlesIn(path.join(folder, name)), /Harbour Bank/);
      const { name } = await app.desk.ask('own/back-up');
      assert.match(await titlesIn(path.join(folder, name)), /Large/, 'and the next one is written');
    });
  },
  { in: once('firefox') },
);

test(
  'New keys end the way into backups: its password is asked for once more, and the old bytes open no new file',
  async ({ browser }) => {
    await withBackups(browser, async ({ app, folder, files }) => {
      await app.createVault(MASTER);
      await app.addItem({ title: 'Harbour Bank', username: 'maren', password: 'old-Tide-1' });
      await (await turnOn(app)).waitFor('[data-backed-up]', { timeout_ms: 30_000 });
      const page = await app.openVaultPage('security');
      await beginTask(page, 'new-keys', MASTER);
      await ended(page, 'new-keys');
      assert.equal((await app.desk.ask('own/backups')).plan.stale, true);
      await app.addItem({ title: 'Second' });
      await assert.rejects(app.desk.ask('own/back-up'), { code: 'not-found' });
      await again(app);
      assert.equal((await files()).length, 1, 'nothing is written by the old way in');
      const popup = await app.openPopupTab();
      await popup.waitFor('[data-backup="stale"]');
      const [old] = await files();
      const saltOf = async (name) => (await readFile(path.join(folder, name))).subarray(0, 160).toString('hex');
      await (await turnOn(app)).waitFor('[data-backed-up]', { timeout_ms: 30_000 });
      const [, fresh] = await files();
      assert.notEqual(await saltOf(old), await saltOf(fresh));
      assert.match(await titlesIn(path.join(folder, fresh)), /Second/);
    });
  },
  { in: once('firefox') },
);

test('A backup that had to leave a damaged item out is told as such and removes no earlier one, until one is whole', async ({
  browser,
}) => {
  await withBackups(browser, async ({ app, files }) => {
    await app.createVault(MASTER);
    const { id } = await app.addItem({ title: 'One', password: 'one-secret-1' });
    const page = await turnOn(app);
    await page.waitFor('[data-backed-up]', { timeout_ms: 60_000 });
    await app.desk.ask('own/plan-backups', { everyDays: 0, keep: 1 });
    const whole = await app.desk.ask('own/backups');
    await damage(app, `item/${id}`);
    await app.addItem({ title: 'Two', password: 'two-secret-2' });
    await again(app);
    await noted(app, 2);
    const now = await app.desk.ask('own/backups');
    assert.equal(now.failed, 'damaged-item');
    assert.deepEqual([now.lastMs, now.changed], [whole.lastMs, true], 'the whole vault is in the earlier file alone');
    assert.equal((await files()).length, 2, 'the file with the item in it is still there');
    const popup = await app.openPopupTab();
    await popup.waitFor('[data-backup="incomplete"]');
    await app.shot(popup, 'backups-incomplete-popup');
    await page.bringToFront();
    await page.evaluate(() => location.reload());
    await page.waitFor('[data-part="backups"] [data-error="damaged-item"]');
    await app.shot(page, 'backups-incomplete');

    // Another file of the same state would hold no more; one of another state is written.
    await again(app);
    await app.addItem({ title: 'Three', password: 'three-secret-3' });
    await again(app);
    await noted(app, 3);
    const { revision } = (await app.desk.ask('own/list', { query: '' })).others.find((row) => row.id === id);
    await app.desk.ask('own/delete', { bases: [{ id, revision }] });
    assert.deepEqual((await app.desk.ask('own/back-up')).leftOut, []);
    assert.deepEqual([(await files()).length, (await app.desk.ask('own/backups')).failed], [1, undefined]);
  });
});

test('A file that is not ours stays, though it has a name that a backup would have; what cannot be removed goes later', async ({
  browser,
}) => {
  await withBackups(browser, async ({ app, folder, files }) => {
    await app.createVault(MASTER);
    await app.addItem({ title: 'One', password: 'one-secret-1' });
    const page = await turnOn(app);
    await page.waitFor('[data-backed-up]', { timeout_ms: 60_000 });
    await app.desk.ask('own/plan-backups', { everyDays: 0, keep: 1 });
    // All names of the next half minute are taken.
    const [first] = await files();
    const names = Array.from({ length: 30 }, (_, seconds) => {
      const at = new Date(Date.now() + seconds * 1000 - new Date().getTimezoneOffset() * 60_000).toISOString();
      return `latchkey-backup-${at.slice(0, 10)}-${at.slice(11, 19).replaceAll(':', '')}.latchkey`;
    });
    const taken = names.filter((each) => each !== first);
    for (const each of taken) await writeFile(path.join(folder, each), 'not ours');
    const { name } = await app.desk.ask('own/back-up');
    assert.ok(!NAME.test(name) && (await files()).includes(name), `${name} is the name that the browser gave it`);
    assert.equal((await files()).length, taken.length + 1, 'the first backup is gone, and nothing else');
    await page.close();

    await app.restart();
    await app.unlock(MASTER);
    // What lies there now is nothing that the browser can write over or remove.
    await rm(path.join(folder, name));
    await mkdir(path.join(folder, name));
    await writeFile(path.join(folder, name, 'full'), '');
    const third = await app.desk.ask('own/back-up');
    assert.equal((await app.desk.ask('own/backups')).failed, undefined, 'the backup was made');
    assert.ok((await files()).includes(third.name));
    await rm(path.join(folder, name), { recursive: true, force: true });
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const fourth = await app.desk.ask('own/back-up');
    assert.deepEqual(await noted(app, 1), [fourth.name]);
    for (const each of taken) assert.equal(await readFile(path.join(folder, each), 'utf8'), 'not ours', each);
    assert.equal((await files()).length, taken.length + 1);
  });
});

test('An order that the clipboard’s page cannot obey is answered, and the next one is obeyed', async ({ app }) => {
  await app.createVault(MASTER);
  const digest = new Uint8Array(32);
  // No page of ours sends such a salt; it makes the order fail where it is obeyed.
  await app.desk.ask('own/copied', { salt: -1, digest });
  await assert.rejects(app.desk.ask('own/clear-clipboard'), { code: 'internal' });
  await app.desk.ask('own/copied', { salt: new Uint8Array(16), digest });
  await app.desk.page.bringToFront();
  await app.desk.ask('own/clear-clipboard');
  assert.equal(
    await app.desk.page.evaluate(async () => (await browser.storage.session.get('clipboard')).clipboard),
    undefined,
  );
});

test(
  'A clipboard’s page that says nothing is given up, and whoever waits for it is told',
  async ({ browser }) => {
    const profile = await mkdtemp(path.join(tmpdir(), 'latchkey-silent-'));
    const extension = path.join(profile, 'extension');
    await cp(path.join(ROOT, 'dist'), extension, { recursive: true });
    await writeFile(path.join(extension, 'pages/offscreen.js'), "chrome.runtime.connect({ name: 'offscreen' });");
    const app = await launch({ browser, extension, profile });
    try {
      await app.createVault(MASTER);
      await app.desk.ask('own/copied', { salt: new Uint8Array(16), digest: new Uint8Array(32) });
      await assert.rejects(app.desk.ask('own/clear-clipboard'), { code: 'internal' });
    } finally {
      await app.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    }
  },
  // Firefox has no such page.
  { in: 'chromium' },
);

test('A damaged note of backups is told, and they are turned on again over it', async ({ browser }) => {
  await withBackups(browser, async ({ app, files }) => {
    await app.createVault(MASTER);
    await app.addItem({ title: 'One', password: 'one-secret-1' });
    await (await turnOn(app)).waitFor('[data-backed-up]', { timeout_ms: 60_000 });
    await damage(app, 'local/backups');
    const page = await app.openVaultPage('export');
    await page.waitFor('[data-backups="off"] [data-error="forgotten"]');
    await (await turnOn(app)).waitFor('[data-backed-up]', { timeout_ms: 60_000 });
    assert.equal((await files()).length, 2, 'the file of before lies where it was');
    const { failed, plan } = await app.desk.ask('own/backups');
    assert.deepEqual([failed, plan?.stale], [undefined, false]);
  });
});

test('Who refuses the downloads has no backups, is told so, and still has the vault file; an old vault is told quietly', async ({
  app,
}) => {
  await app.createVault(MASTER);
  await app.addItem({ title: 'Harbour Bank', username: 'maren', password: 'old-Tide-1' });
  await app.lock();
  await app.unlock(MASTER);
  const page = await app.openVaultPage('export');
  await page.waitFor('[data-backups="off"]');
  await app.shot(page, 'backups-off');
  // The browser's own question is answered with no.
  await page.evaluate(() => {
    browser.permissions.request = async () => false;
  });
  await page.click('[data-action="set-up-backups"]');
  await page.type('#backup-password', FILE_PASSWORD);
  await page.type('#backup-password-again', FILE_PASSWORD);
  await page.click('[data-action="turn-on-backups"]');
  await page.waitFor('[data-part="backups"] [data-error="forbidden"]');
  assert.equal((await app.desk.ask('own/backups')).plan, undefined);
  // Whatever a page may say: without the permission the background writes nothing.
  const kdf = { memoryKib: 65_536, passes: 3, lanes: 1, salt: new Uint8Array(32).fill(7) };
  const slot = { factors: [{ info: { kind: 'password', kdf }, output: new Uint8Array(32).fill(9) }] };
  await app.desk.ask('own/plan-backups', { slot, everyDays: 0, keep: 3 });
  await assert.rejects(app.desk.ask('own/back-up'), { code: 'forbidden' });
  await app.desk.ask('own/stop-backups');

  // Eight days without a backup, by the page's own clock.
  const popup = await app.openPopupTab();
  await popup.waitFor('#search');
  assert.equal(await popup.count('[data-backup]'), 0);
  await popup.evaluate(() => {
    const right = Date.now;
    Date.now = () => right() + 8 * 24 * 3_600_000;
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await popup.waitFor('[data-backup="never"]');
  await app.shot(popup, 'backups-never-popup');
  // A vault file by hand is a backup as well, until something changes and a month goes by.
  await app.desk.ask('own/file-written');
  await popup.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await popup.waitFor('[data-backup]', { gone: true });
  await app.addItem({ title: 'Later' });
  await popup.evaluate(() => {
    const right = Date.now;
    Date.now = () => right() + 32 * 24 * 3_600_000;
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await popup.waitFor('[data-backup="old"]');
  assert.match(await popup.text('[data-backup]'), /40 days old/);
});
