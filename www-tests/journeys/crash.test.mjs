// The worker ends at each step that storage takes, the browser is killed at some, and the disk is full at each: afterwards
// the vault is as it was before the change or as it is after it, never anything between. The steps are not listed here:
// they are those of a recording. Needs the build that tells its steps (`cargo xtask build --steps`). In Firefox the whole
// browser is killed alone: a stopped background stops all of its extension process there.

import assert from 'node:assert/strict';
import { keysOf } from '../driver/disk.mjs';
import { NEVER, order, steps, stopped, withTelling } from '../driver/steps.mjs';
import { isWhole, MASTER, sampleOf, stepsToEndAt, stepsToKillAt, test } from '../harness.mjs';
import { CHANGES, FILE_BYTES, FILE_CHANGES, readFiles, state } from './changes.mjs';

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
      const { 'an edit': edit, ...others } = CHANGES;
      for (const [name, change] of [['an edit', edit], ...sampleOf(Object.entries(others), 2)])
        await endAtSteps(app, name, change);
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
      for (const [name, change] of Object.entries({ ...CHANGES, ...FILE_CHANGES })) {
        const writes = (await record(app, change)).filter(({ step }) => /^(write|delete) /.test(step));
        assert.ok(writes.length >= 2, `${name} writes`);
        for (const { count, step } of writes) {
          if ((await app.items()).length < 2) await app.addItem({ title: `More ${count}`, password: 'more-1' });
          const act = await change(app);
          const old = await state(app);
          await order(app, count, 'fill the disk');
          await assert.rejects(act(), { code: 'storage-full' }, `${name}: ${step}`);
          assert.equal(await state(app), old, `${name}: ${step}`);
          await readFiles(app);
        }
        await (await change(app))();
      }
    }),
  { timeout_ms: 5 * 60_000, in: 'chromium' },
);
