// The worker ends at each step that storage takes, the browser is killed at some, and the disk is full at each: afterwards
// the vault is as it was before the change or as it is after it, never anything between. The steps are not listed here:
// they are those of a recording. Needs the build that tells its steps (`cargo xtask build --steps`). In Firefox the whole
// browser is killed alone: a stopped background stops all of its extension process there.

import assert from 'node:assert/strict';
import { keysOf } from '../driver/disk.mjs';
import { NEVER, order, steps, stopped, withTelling } from '../driver/steps.mjs';
import { contentOf } from '../driver/vault.mjs';
import { isWhole, MASTER, stepsToEndAt, stepsToKillAt, test } from '../harness.mjs';

/** What the vault holds, in a form that can be compared. */
async function state(app) {
  const all = [...(await app.items()), ...(await app.items('trash'))];
  const settings = await app.desk.ask('own/settings');
  return JSON.stringify([
    all
      .map(({ id, title, password, trashedMs, damaged, attachments }) => [
        ...[id, title, password, trashedMs !== undefined, damaged],
        attachments?.map((file) => [file.id, file.name, Number(file.size)]),
      ])
      .sort(),
    settings.lockAfterMinutes,
  ]);
}

/** Changes: each looks at the vault first and gives the act itself, so that only its own steps are counted. */
const CHANGES = {
  'a new login': async (app) => () => app.addItem({ title: `New ${Math.random()}`, password: 'new-Password-1' }),
  'an edit': async (app) => {
    const [{ id, revision, content }] = await app.items();
    const login = { ...content.login, password: `other-${Math.random()}` };
    const input = { base: { id, revision }, content: contentOf({ ...content, login }) };
    return () => app.desk.ask('own/put', { input });
  },
  'the way to the trash': async (app) => {
    const [{ id, revision }] = await app.items();
    return () => app.desk.ask('own/trash', { base: { id, revision }, trashed: true });
  },
  'a deletion': async (app) => {
    const [{ id, revision }] = await app.items();
    return () => app.desk.ask('own/delete', { bases: [{ id, revision }] });
  },
  settings: async (app) => {
    const { lockAfterMinutes } = await app.desk.ask('own/settings');
    return () => app.settings({ lockAfterMinutes: lockAfterMinutes === 30 ? 60 : 30 });
  },
};

/** The same for the files of items. */
const FILE_CHANGES = {
  'a new file': async (app) => {
    const [item] = await app.items();
    return () => putFile(app, item);
  },
  'the removal of a file': async (app) => {
    if ((await app.items())[0].attachments.length === 0) await putFile(app, (await app.items())[0]);
    const [{ id, revision, attachments }] = await app.items();
    return () => app.desk.ask('own/file-detach', { base: { id, revision }, fileId: attachments[0].id });
  },
};

/** A file of two chunks, the second of which is short. */
const FILE_BYTES = 64 * 1024 + 17;

/** Puts a file into an item, as the vault page does: begun, sent in chunks, made the item's. */
async function putFile(app, { id, revision }) {
  const { handle, chunks, chunkBytes } = await app.desk.ask('own/file-begin', { size: FILE_BYTES });
  for (let number = 0; number < chunks; number += 1) {
    const length = Math.min(chunkBytes, FILE_BYTES - number * chunkBytes);
    await app.desk.ask('own/file-put', { handle, number, data: new Uint8Array(length).fill(7) });
  }
  const file = { name: 'scan.pdf', mediaType: 'application/pdf' };
  await app.desk.ask('own/file-attach', { handle, base: { id, revision }, ...file });
}

/** Reads every file of every item whole: one that lacks a chunk throws. */
async function readFiles(app) {
  for (const { id, attachments } of await app.items()) {
    for (const file of attachments) {
      const { handle, chunks } = await app.desk.ask('own/file-open', { id, fileId: file.id });
      let bytes = 0;
      for (let number = 0; number < chunks; number += 1)
        bytes += (await app.desk.ask('own/file-read', { handle, number })).length;
      await app.desk.ask('own/file-drop', { handle });
      assert.equal(bytes, Number(file.size));
    }
  }
}

/** How many chunks are stored, whether an item names them or not. */
const storedChunks = async (app) => (await keysOf(app, 'chunk/')).length;

/** How many chunks the items name. */
const namedChunks = async (app) =>
  (await app.items()).flatMap(({ attachments }) => attachments).length * Math.ceil(FILE_BYTES / (64 * 1024));

/** The steps that a change takes. */
async function record(app, change) {
  const act = await change(app);
  await order(app, NEVER, 'stop');
  await act();
  return steps(app);
}

/** Ends the worker. */
const endWorker = (app) => app.killWorker();

/** Kills the browser, as a power cut does, and unlocks the vault that is left. */
async function killBrowser(app) {
  await app.restart({ killed: true });
  await app.unlock(MASTER);
}

/** Ends it at steps of a change, one after the other: each time the vault is the old or the new one. */
async function endAtSteps(app, name, change, { end = endWorker, which = ({ length }) => stepsToEndAt(length) } = {}) {
  const recorded = await record(app, change);
  assert.ok(recorded.length > 4, `${name} has steps`);
  let [before, after] = [0, 0];
  for (const at of which(recorded)) {
    if ((await app.items()).length < 2) await app.addItem({ title: `More ${at}`, password: 'more-1' });
    const act = await change(app);
    const old = await state(app);
    await order(app, at, 'stop');
    // Nobody answers any more.
    const begun = act().catch(() => undefined);
    const step = await stopped(app);
    await end(app);
    await begun;
    const now = await state(app);
    assert.equal((await app.status()).alarm, undefined, `${name}: no alarm after ${step}`);
    assert.ok(!now.includes('damaged'), `${name}: nothing is damaged after ${step}`);
    await readFiles(app);
    if (now === old) before += 1;
    else after += 1;
  }
  // Both must be met, or the steps are not those of the change.
  assert.ok(before > 0 && after > 0, `${name}: ${before} before, ${after} after`);
}

test(
  'E01 A worker that ends at any step of a change leaves the vault before it or after it',
  () =>
    withTelling(async (app) => {
      await app.createVault(MASTER);
      for (const title of ['One', 'Two', 'Three']) await app.addItem({ title, password: `${title}-secret-1` });
      for (const [name, change] of Object.entries(CHANGES)) await endAtSteps(app, name, change);
    }),
  { timeout_ms: 15 * 60_000, in: 'chromium' },
);

test(
  'E01 A worker that ends while a file is put in or taken away leaves the item with all of it or none; unlocking sweeps up',
  () =>
    withTelling(async (app) => {
      await app.createVault(MASTER);
      for (const title of ['One', 'Two']) await app.addItem({ title, password: `${title}-secret-1` });
      for (const [name, change] of Object.entries(FILE_CHANGES)) await endAtSteps(app, name, change);
      // Put in without its last step: chunks that no item names.
      const [item] = await app.items();
      const { handle, chunkBytes } = await app.desk.ask('own/file-begin', { size: FILE_BYTES });
      await app.desk.ask('own/file-put', { handle, number: 0, data: new Uint8Array(chunkBytes) });
      await app.killWorker();
      const base = { id: item.id, revision: item.revision };
      const file = { name: 'scan.pdf', mediaType: 'application/pdf' };
      await assert.rejects(app.desk.ask('own/file-attach', { handle, base, ...file }), { code: 'not-found' });
      assert.ok((await storedChunks(app)) > (await namedChunks(app)), 'what was left lies there');
      await app.lock();
      await app.unlock(MASTER);
      await app.until(
        async () => (await storedChunks(app)) === (await namedChunks(app)),
        'what was left over to be swept up',
      );
      await readFiles(app);
    }),
  { timeout_ms: 5 * 60_000, in: 'chromium' },
);

test(
  'E01 A browser that is killed at a step of a change has the vault before it or after it',
  ({ browser }) =>
    withTelling(
      async (app) => {
        await app.createVault(MASTER);
        for (const title of ['One', 'Two', 'Three']) await app.addItem({ title, password: `${title}-secret-1` });
        const changes = { 'an edit': CHANGES['an edit'], ...(isWhole ? FILE_CHANGES : {}) };
        for (const [name, change] of Object.entries(changes))
          await endAtSteps(app, name, change, { end: killBrowser, which: stepsToKillAt });
      },
      { browser },
    ),
  { timeout_ms: 15 * 60_000 },
);

test(
  'E06 A disk that is full at any write of a change leaves the vault as it was, and the next change works',
  () =>
    withTelling(async (app) => {
      await app.createVault(MASTER);
      for (const title of ['One', 'Two']) await app.addItem({ title, password: `${title}-secret-1` });
      const edit = CHANGES['an edit'];
      const writes = (await record(app, edit)).filter(({ step }) => step.startsWith('write '));
      assert.ok(writes.length >= 3, 'item, leaf and root');
      for (const { count } of writes) {
        const old = await state(app);
        const act = await edit(app);
        await order(app, count, 'fill the disk');
        await assert.rejects(act(), { code: 'storage-full' });
        assert.equal(await state(app), old);
      }
      await (await edit(app))();
    }),
  { timeout_ms: 5 * 60_000, in: 'chromium' },
);
