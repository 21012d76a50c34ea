// What the disk may do to a vault: a damaged item, a damaged frame, a newer version, a lost database, no room left.
// Each is said plainly, nothing is overwritten, and never is a fresh vault made over what was there.

import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { copyOf, damage, lose } from '../driver/disk.mjs';
import { launch } from '../driver/index.mjs';
import { MASTER, testInTurn as test } from '../harness.mjs';

async function vaultOfThree(app) {
  await app.createVault(MASTER);
  for (const title of ['One', 'Two', 'Three']) {
    await app.addItem({
      title,
      username: title.toLowerCase(),
      password: `${title}-secret-1`,
      url: `https://${title.toLowerCase()}.example/`,
    });
  }
}

/** A way into a vault, as a page of ours makes it of a password. */
function passwordSlot(byte) {
  const kdf = { memoryKib: 65_536, passes: 3, lanes: 1, salt: new Uint8Array(32).fill(byte) };
  return { factors: [{ info: { kind: 'password', kdf }, output: new Uint8Array(32).fill(byte) }] };
}

/** The vault cannot be opened: the page says why, offers no new vault, and the records are as they were. */
async function assertClosed(app, code) {
  const before = await copyOf(app);
  const { state, trouble } = await app.status();
  assert.equal(state, 'locked', 'never "none"');
  const popup = await app.openPopupTab();
  if (trouble === undefined) {
    // It looks whole until it is opened.
    await assert.rejects(app.unlock(MASTER), (error) => error.code === code && error.message.length > 40);
  } else {
    assert.equal(trouble, code);
    await popup.waitFor(`[data-trouble="${code}"]`);
    assert.ok(
      (await popup.text(`[data-trouble="${code}"]`)).length > 40,
      'it says what happened, what is safe, what to do',
    );
  }
  assert.equal(await popup.count('[data-view="create"]'), 0);
  await assert.rejects(app.desk.ask('own/create', { slots: [passwordSlot(7)] }), (error) => error.code !== undefined);
  assert.deepEqual(await copyOf(app), before, 'nothing was written');
}

test('E08 One damaged item: it is named as damaged, the others open as always', async ({ app }) => {
  await vaultOfThree(app);
  const victim = (await app.items()).find(({ title }) => title === 'Two');
  await app.killWorker();
  await damage(app, `item/${victim.id}`, -5);
  const items = await app.items();
  assert.equal(items.length, 3);
  assert.equal(items.find(({ id }) => id === victim.id).damaged, 'damaged-item');
  assert.deepEqual(
    items
      .filter(({ damaged }) => damaged === undefined)
      .map(({ password }) => password)
      .sort(),
    ['One-secret-1', 'Three-secret-1'],
  );
  const popup = await app.openPopupTab();
  await popup.click(`[data-item-id="${victim.id}"]`);
  await popup.waitFor('[data-error="damaged-item"]');
  assert.ok((await popup.text('[data-error="damaged-item"]')).length > 40);
  await popup.waitFor('[data-error="damaged-item"] [data-action="raw-way"]');
  const { id } = await app.addItem({
    title: 'Four',
    username: 'four',
    password: 'Four-secret-1',
    url: 'https://four.example/',
  });
  assert.equal(
    (await app.items()).find((item) => item.id === id).password,
    'Four-secret-1',
    'and the vault still takes new ones',
  );
});

test('E07 A damaged root: "damaged" is said, and no fresh vault is ever made over it', async ({ app }) => {
  await vaultOfThree(app);
  await app.lock();
  await app.killWorker();
  await damage(app, 'root', -5);
  await assertClosed(app, 'damaged');
});

test('A header that is not the one that was written: the vault opens for reading only, says so, and nothing is written', async ({
  app,
}) => {
  await vaultOfThree(app);
  await app.lock();
  await app.killWorker();
  await damage(app, 'header', -5);
  const before = await copyOf(app);
  await app.unlock(MASTER);
  assert.equal((await app.status()).alarm, 'header-changed');
  assert.equal((await app.items()).length, 3, 'what is in it can be read');
  await assert.rejects(app.addItem({ title: 'Four' }), { code: 'read-only' });
  const popup = await app.openPopupTab();
  await popup.waitFor('[data-alarm="header-changed"]');
  assert.deepEqual(await copyOf(app), before);
});

test('E09 A vault of a newer version: refused as such, nothing is written', async ({ app }) => {
  await vaultOfThree(app);
  await app.lock();
  // The format's first bytes are a magic word and then the version.
  await damage(app, 'header', 8);
  await assertClosed(app, 'newer-version');
});

test('E07 A lost database is "damaged", never a fresh start', async ({ app }) => {
  await vaultOfThree(app);
  await app.lock();
  await app.killWorker();
  await lose(app);
  await assertClosed(app, 'damaged');
});

test('A damaged record while the vault is open and the worker dies: nothing is overwritten', async ({ app }) => {
  await vaultOfThree(app);
  await app.killWorker();
  await damage(app, 'root', -5);
  const before = await copyOf(app);
  const put = app.addItem({ title: 'Five', username: 'five', password: 'Five-secret-1' });
  await assert.rejects(put, (error) => error.code !== undefined);
  assert.deepEqual(await copyOf(app), before);
});

/** The extension without the permission for unlimited storage, so that a limit can be reached at all. */
async function limitedExtension(app) {
  const folder = await mkdtemp(path.join(tmpdir(), 'latchkey-limited-'));
  await cp(app.extension, folder, { recursive: true });
  const file = path.join(folder, 'manifest.json');
  const manifest = JSON.parse(await readFile(file, 'utf8'));
  manifest.permissions = manifest.permissions.filter((permission) => permission !== 'unlimitedStorage');
  await writeFile(file, JSON.stringify(manifest));
  return folder;
}

test('Records that changed under the open vault are not overwritten: the change is refused, and unlocking says why', async ({
  app,
}) => {
  await vaultOfThree(app);
  await damage(app, 'root', -5);
  const before = await copyOf(app);
  await assert.rejects(app.addItem({ title: 'Six', username: 'six' }), { code: 'conflict' });
  assert.deepEqual(await copyOf(app), before);
  // Nothing stays open over records that are not those that were opened.
  await assert.rejects(app.addItem({ title: 'Six', username: 'six' }), { code: 'locked' });
  assert.deepEqual(await copyOf(app), before);
  await assertClosed(app, 'damaged');
});

test('E06 No room left: the change is refused with its reason, the vault is as it was, and works again with room', async ({
  app,
  browser,
}) => {
  const extension = await limitedExtension(app);
  const profile = await mkdtemp(path.join(tmpdir(), 'latchkey-full-'));
  const roomOf = (kib) => ({ 'dom.quotaManager.temporaryStorage.fixedLimit': kib });
  let full = await launch({ browser, extension, profile, preferences: roomOf(3_072) });
  try {
    if (browser === 'chromium') {
      // Before the first write: Chromium keeps what it knows of the room for half a minute.
      const session = await full.desk.page.createCDPSession();
      await session.send('Storage.overrideQuotaForOrigin', { origin: full.origin, quotaSize: 1_000_000 });
    }
    await vaultOfThree(full);
    let kept = 3;
    const addBig = () => full.addItem({ title: `Big ${kept}`, notes: 'x'.repeat(95_000) });
    const refused = await full.until(
      async () => {
        const error = await addBig().catch((thrown) => thrown);
        if (error instanceof Error) return error;
        kept += 1;
        return undefined;
      },
      'the room to end',
      60_000,
    );
    assert.equal(refused.code, 'storage-full');
    const before = await copyOf(full);
    // Firefox gives the reason for the first refusal only, and may find room for one more after it.
    const again = await addBig().catch((thrown) => thrown);
    if (again instanceof Error) {
      assert.ok(['storage-full', 'storage-failed'].includes(again.code));
      assert.deepEqual(await copyOf(full), before, 'nothing was half-written');
    } else kept += 1;
    assert.equal((await full.items()).length, kept, 'every login that was kept is still there');
    await full.killWorker();
    assert.equal((await full.items()).length, kept);

    // With room again the vault works as before.
    await full.close();
    full = await launch({ browser, extension, profile, preferences: roomOf(-1) });
    await full.unlock(MASTER);
    assert.equal((await full.items()).length, kept);
    await full.addItem({ title: 'Small', username: 'small' });
    assert.equal((await full.items()).length, kept + 1);
  } finally {
    await full.close();
    for (const folder of [extension, profile])
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
});
