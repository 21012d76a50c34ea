// Moving out and in with Latchkey's own files: the vault file written and restored by the vault page as a user sees it,
// and read by the native program; the raw records of a vault that is damaged.

import assert from 'node:assert/strict';
import { copyFile, open, readFile, truncate } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { damage, keysOf } from '../driver/disk.mjs';
import { latchkey } from '../driver/native.mjs';
import { MASTER, once, testInTurn as test } from '../harness.mjs';
import { openFile } from './changes.mjs';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const FILE_PASSWORD = 'nine quiet boats under Mull 77';
const SHELVES = ['items', 'archive', 'trash'];

/** Adds an item with files as an import does. */
async function addWithFiles(app, item, files) {
  const { token } = await app.desk.ask('own/import-begin');
  for (const bytes of files) {
    await app.desk.ask('own/import-file', { token, size: bytes.length });
    for (let at = 0; at === 0 || at < bytes.length; at += 1024 * 1024) {
      await app.desk.ask('own/import-part', { token, bytes: bytes.slice(at, at + 1024 * 1024) });
    }
  }
  await app.desk.ask('own/import-add', { token, items: [item] });
  return app.desk.ask('own/import-finish', { token });
}

const bytesOf = (length) => Uint8Array.from({ length }, (_, at) => (at * 7 + 3) % 251);

/** An item as an import gives it. */
async function importedFrom(app, id) {
  const { content } = await app.desk.ask('own/item', { id });
  return { content, trashed: false, history: [], attachments: [], remarks: [] };
}

/** All of a vault that a vault file keeps, with the files' bytes. */
async function wholeVault(app) {
  const all = [];
  for (const shelf of SHELVES) {
    for (const { id, content, history, createdMs, changedMs, trashedMs, attachments } of await app.items(shelf)) {
      const files = [];
      for (const { id: fileId, name, mediaType, size } of attachments) {
        const parts = [];
        for (let from = 0, done = false; !done; from += 16) {
          const part = await app.desk.ask('own/export-file', { id, fileId, from });
          parts.push(Buffer.from(part.bytes));
          done = part.done;
        }
        files.push({ name, mediaType, size, bytes: Buffer.concat(parts).toString('base64') });
      }
      all.push({ id, content, history, createdMs, changedMs, trashedMs, files });
    }
  }
  return all.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** A vault with an item on each shelf, one with files. */
async function furnish(app) {
  await app.createVault(MASTER);
  const login = await app.addItem({
    title: 'Harbour Bank',
    username: 'maren',
    password: 'old-Tide-1',
    url: 'https://harbourbank.example/login',
    notes: 'two\nlines',
    fields: [{ name: 'Branch', value: '0042' }],
    tags: ['money'],
    login: { otp: 'JBSWY3DPEHPK3PXP' },
  });
  const old = await app.desk.ask('own/item', { id: login.id });
  const content = { ...old.content, login: { ...old.content.login, password: 'new-Tide-2' } };
  await app.desk.ask('own/put', { input: { base: { id: old.id, revision: old.revision }, content } });
  await app.addItem({ kind: 'note', title: 'Boat', notes: 'mooring 7', archived: true });
  const gone = await app.addItem({ title: 'Gone', username: 'x' });
  await app.desk.ask('own/trash', { base: { id: gone.id, revision: 1 }, trashed: true });
  const files = [bytesOf(150_000), new Uint8Array()];
  const item = await importedFrom(app, login.id);
  item.content.title = 'With files';
  item.attachments = files.map((_, at) => ({
    name: `file ${at}.bin`,
    mediaType: 'text/plain',
    bytes: new Uint8Array(),
  }));
  await addWithFiles(app, item, files);
  await app.settings({ lockAfterMinutes: 30 });
}

/** Writes a vault file by the vault page; → its path. */
async function writeFile(app, password = FILE_PASSWORD) {
  const page = await app.openVaultPage('export');
  await page.type('#file-password', password);
  await page.type('#file-password-again', password);
  await page.click('[data-action="write-file"]');
  await page.waitFor('[data-written]', { timeout_ms: 60_000 });
  const file = await app.downloaded(/^latchkey-vault-\d{4}-\d\d-\d\d-\d{4}.*\.latchkey$/);
  return { file, page };
}

/** Opens a vault file on the vault page, as far as what it would do. */
test('A vault file written in one profile restores everything into an empty one, attachments too', async ({ app }) => {
  await furnish(app);
  const before = await wholeVault(app);
  assert.equal(before.length, 4);
  const { file, page } = await writeFile(app);
  await app.shot(page, 'export-vault-file');
  await page.close();
  const kept = path.join(ROOT, 'target', `moving-${app.browser}.latchkey`);
  await copyFile(file, kept);

  const verified = await latchkey(['verify', kept], FILE_PASSWORD);
  assert.equal(verified.code, 0, verified.err);
  assert.match(verified.out, /4 items and 2 whole attachments/);
  assert.match((await latchkey(['list', kept], FILE_PASSWORD)).out, /Harbour Bank {2}maren/);
  assert.match((await latchkey(['show', kept, 'harbour', '--reveal'], FILE_PASSWORD)).out, /new-Tide-2/);
  assert.notEqual((await latchkey(['verify', kept], MASTER)).code, 0, 'the master password is not the file’s');

  await app.reset();
  const popup = await app.openPopupTab();
  await popup.waitFor('[data-action="restore-from-file"]');
  await popup.close();
  const empty = await app.openVaultPage('import');
  await empty.waitFor('[data-view="create"]');
  await app.shot(empty, 'restore-create');
  await empty.type('#master-password', MASTER);
  await empty.type('#master-password-again', MASTER);
  await empty.click('[data-action="create"]');
  await empty.waitFor('#import-files', { timeout_ms: 60_000 });
  await app.shot(empty, 'import-start');
  await openFile(empty, kept, MASTER);
  await empty.waitFor('[data-error="wrong-password"]', { timeout_ms: 60_000 });
  await empty.type('#restore-password', FILE_PASSWORD);
  await empty.click('[data-action="open-file"]');
  await empty.waitFor('[data-plan="4"]', { timeout_ms: 60_000 });
  await app.shot(empty, 'restore-plan');
  assert.deepEqual(await app.items(), [], 'nothing changes before the word');
  await empty.click('[data-action="restore"]');
  await empty.waitFor('[data-restored="4"]', { timeout_ms: 60_000 });
  await app.shot(empty, 'restore-done');
  assert.deepEqual(await wholeVault(app), before);
  assert.equal((await app.settings()).lockAfterMinutes, 30);

  // Once more into the same vault: everything is there.
  await empty.click('[data-action="another"]');
  await openFile(empty, kept, FILE_PASSWORD);
  await empty.waitFor('[data-plan="0"]', { timeout_ms: 60_000 });
  await app.lock();
  await app.unlock(MASTER);
  assert.deepEqual(await wholeVault(app), before, 'also after the sweep at unlocking');
  await empty.close();
});

test('H08 A vault file that is cut or changed adds nothing to an open vault; a whole one adds what is missing', async ({
  app,
}) => {
  await furnish(app);
  const { file, page } = await writeFile(app);
  await page.close();
  const kept = path.join(ROOT, 'target', `moving-${app.browser}-2.latchkey`);
  await copyFile(file, kept);
  const [gone] = (await app.items()).filter(({ title }) => title === 'With files');
  await app.desk.ask('own/delete', { bases: [{ id: gone.id, revision: gone.revision }] });
  await app.settings({ lockAfterMinutes: 5 });
  const before = await wholeVault(app);

  const cut = `${kept}.cut`;
  await copyFile(kept, cut);
  await truncate(cut, (await readFile(kept)).length - 1);
  const changed = `${kept}.changed`;
  await copyFile(kept, changed);
  const handle = await open(changed, 'r+');
  await handle.write(Uint8Array.of(1, 2, 3), 0, 3, 120_000);
  await handle.close();
  const vaultPage = await app.openVaultPage('import');
  for (const bad of [cut, changed]) {
    await openFile(vaultPage, bad, FILE_PASSWORD);
    await vaultPage.waitFor('[data-error="damaged"]', { timeout_ms: 60_000 });
    await vaultPage.click('[data-action="another"]');
  }
  assert.deepEqual(await wholeVault(app), before);

  await openFile(vaultPage, kept, FILE_PASSWORD);
  await vaultPage.waitFor('[data-plan="1"][data-there="3"]', { timeout_ms: 60_000 });
  await vaultPage.click('[data-action="restore"]');
  await vaultPage.waitFor('[data-restored="1"]', { timeout_ms: 60_000 });
  const after = await wholeVault(app);
  assert.equal(after.length, 4);
  assert.equal((await app.settings()).lockAfterMinutes, 5, 'an open vault keeps its settings');
  await vaultPage.close();
});

test(
  'Guarded items come along in a vault file and back, each time after the master password',
  async ({ app }) => {
    await app.createVault(MASTER);
    const { id } = await app.addItem({ title: 'Safe', username: 'maren', password: 'behind-Glass-3' });
    const popup = await app.openPopupTab();
    await popup.click(`[data-item-id="${id}"]`);
    await popup.click('[data-action="edit"]');
    await popup.click('[data-action="more"]');
    await popup.click('#guarded');
    await popup.click('[data-action="save"]');
    const prove = async (page, then) => {
      await page.type('#master-asked', MASTER);
      await page.click('[data-action="prove"]');
      await page.waitFor(then, { timeout_ms: 60_000 });
    };
    await prove(popup, '[data-view="item"] [data-action="copy-password"]');
    await popup.close();
    await app.killWorker();
    const out = await app.openVaultPage('export');
    await out.type('#file-password', FILE_PASSWORD);
    await out.type('#file-password-again', FILE_PASSWORD);
    await out.click('[data-action="write-file"]');
    await out.waitFor('#master-asked', { timeout_ms: 60_000 });
    await prove(out, '[data-written]');
    const kept = path.join(ROOT, 'target', `moving-${app.browser}-4.latchkey`);
    await copyFile(await app.downloaded(/^latchkey-vault-/), kept);
    await out.close();
    assert.match((await latchkey(['show', kept, 'safe', '--reveal'], FILE_PASSWORD)).out, /behind-Glass-3/);
    await app.reset();
    await app.createVault(MASTER);
    const back = await app.openVaultPage('import');
    await openFile(back, kept, FILE_PASSWORD);
    await back.waitFor('[data-plan="1"] #master-asked', { timeout_ms: 60_000 });
    await prove(back, '[data-restored="1"]');
    const [item] = await app.items();
    assert.deepEqual([item.password, item.content.guarded], ['behind-Glass-3', true]);
    await app.killWorker();
    assert.equal((await app.items())[0].damaged, 'guarded');
    await back.close();
  },
  { in: once('firefox') },
);

test('E08 One damaged record of a thousand leaves the others open and is named; a damaged index still gives the raw records', async ({
  app,
}) => {
  await app.createVault(MASTER);
  const { token } = await app.desk.ask('own/import-begin');
  const { id: first } = await app.addItem({ title: 'Hurt', username: 'maren' });
  const item = await importedFrom(app, first);
  const many = Array.from({ length: 250 }, (_, at) => ({ ...item, content: { ...item.content, title: `Item ${at}` } }));
  for (let batch = 0; batch < 4; batch += 1) await app.desk.ask('own/import-add', { token, items: many });
  await app.desk.ask('own/import-finish', { token });
  await app.lock();
  await app.killWorker();
  await damage(app, `item/${first}`);
  await app.unlock(MASTER);
  assert.equal((await app.status()).alarm, undefined);
  const { others } = await app.desk.ask('own/list', { query: '', shelf: 'items' });
  assert.equal(others.length, 1001);
  await assert.rejects(app.desk.ask('own/item', { id: first }), { code: 'damaged-item' });
  assert.equal(
    (await app.desk.ask('own/item', { id: others.find(({ id }) => id !== first).id })).content.login.usernames[0],
    'maren',
  );
  const { file, page } = await writeFile(app);
  await page.waitFor({ css: '[data-left-out="1"]', text: 'Hurt' });
  await app.shot(page, 'export-left-out');
  await page.close();
  const kept = path.join(ROOT, 'target', `moving-${app.browser}-3.latchkey`);
  await copyFile(file, kept);
  assert.match((await latchkey(['verify', kept], FILE_PASSWORD)).out, /1000 items/);

  await app.lock();
  await app.killWorker();
  await damage(app, (await keysOf(app, 'leaf/'))[0]);
  await app.unlock(MASTER);
  assert.equal((await app.status()).alarm, 'damaged');
  const popup = await app.openPopupTab();
  await popup.waitFor('[data-alarm="damaged"] [data-action="raw-way"]');
  await popup.close();
  const out = await app.openVaultPage('export');
  await out.waitFor('[data-part="raw"]');
  assert.equal(await out.count('[data-part="vault-file"]'), 0, 'no vault file of a damaged vault');
  await app.shot(out, 'export-damaged');
  await out.click('[data-action="save-raw"]');
  await out.waitFor('[data-part="raw"] [data-written]');
  const raw = path.join(ROOT, 'target', `moving-${app.browser}.latchraw`);
  await copyFile(await app.downloaded(/^latchkey-raw-.*\.latchraw$/), raw);
  const rebuilt = await latchkey(['list', raw, '--rebuild'], MASTER);
  assert.match(rebuilt.out, /Item 249/);
  assert.equal(rebuilt.out.match(/Item 7 /g)?.length, 4);
  await out.close();

  // Without the root nothing opens any more; the records can still be saved.
  await app.lock();
  await app.killWorker();
  await damage(app, 'root');
  await assert.rejects(app.unlock(MASTER), { code: 'damaged' });
  await app.desk.surface.waitFor('[data-error="damaged"] [data-action="raw-way"]');
  const closed = await app.openVaultPage('raw');
  await closed.waitFor('[data-view="unlock"]');
  await closed.click('[data-action="save-raw"]');
  await closed.waitFor('[data-written]');
  await app.shot(closed, 'raw-locked');
  await closed.close();
});
