// Bytes that are spoiled on their way, at the hook that tells the steps of storage: as they are read, or as they are
// written. What is spoiled is named or refused, everything else opens as always, nothing is overwritten or swept up
// because of it, and no fresh vault can be made over it. Needs the build that tells its steps.

import assert from 'node:assert/strict';
import { copyOf, putBack } from '../driver/disk.mjs';
import { NEVER, order, steps, told, withTelling } from '../driver/steps.mjs';
import { testInTurn as test } from '../harness.mjs';
import { CHANGES, FILE_CHANGES, putFile, readFiles, state } from './changes.mjs';

/** A way in whose factor needs no Argon2id: what is tried here lies behind it. */
const FACTOR = { kind: 'password', output: new Uint8Array(32).fill(9) };
const KDF = { memoryKib: 65_536, passes: 3, lanes: 1, salt: new Uint8Array(32).fill(1) };
const SLOTS = [{ factors: [{ info: { kind: 'password', kdf: KDF }, output: FACTOR.output }] }];

/** The writes that a change makes of the vault; what is local is written by other work of the background too. */
const WRITES = '^write (?!local/)';

const unlock = (app) => app.desk.ask('own/unlock', { proofs: [FACTOR] });

async function vaultWithFiles(app) {
  await app.desk.ask('own/create', { slots: SLOTS });
  for (const title of ['One', 'Two', 'Three']) await app.addItem({ title, password: `${title}-secret-1` });
  await putFile(app, (await app.items())[0]);
}

/** Unlocks where that is needed, opens every item and reads every file; → the codes of what it heard of damage. */
async function lookAtAll(app, { isLocked }) {
  const heard = [];
  const hear = async (work) => {
    try {
      return await work();
    } catch (error) {
      assert.notEqual(error.code, undefined, String(error));
      heard.push(error.code);
      return undefined;
    }
  };
  if (isLocked) await hear(() => unlock(app));
  const { alarm, state } = await app.status();
  assert.notEqual(state, 'none', 'never a fresh start');
  if (alarm !== undefined) heard.push(alarm);
  if (state !== 'unlocked') return [...heard, state];
  const items = (await hear(async () => [...(await app.items()), ...(await app.items('trash'))])) ?? [];
  heard.push(...items.flatMap(({ damaged }) => damaged ?? []));
  if (items.every(({ damaged }) => damaged === undefined)) await hear(() => readFiles(app));
  return heard;
}

/** The vault is as it was: every item, every file, no alarm. */
async function assertWhole(app, was, when) {
  const isLocked = (await app.status()).state === 'locked';
  assert.deepEqual(await lookAtAll(app, { isLocked }), [], when);
  assert.equal(await state(app), was, when);
}

const LOOKS = {
  unlocking: { isLocked: true, begin: (app) => app.lock() },
  'going on after the worker died': { isLocked: false, begin: (app) => app.killWorker() },
};

test(
  'E07 E08 Bytes that are spoiled as they are read: each is noticed, nothing is written or swept up, and the next look is whole',
  () =>
    withTelling(async (app) => {
      await vaultWithFiles(app);
      const was = await state(app);
      for (const [name, { isLocked, begin }] of Object.entries(LOOKS)) {
        await begin(app);
        await order(app, NEVER, 'damage');
        assert.deepEqual(await lookAtAll(app, { isLocked }), []);
        // By name: other work of the background may come in between, sooner or later.
        const told = (await steps(app)).filter(({ step, bytes }) => step.startsWith('read ') && bytes > 0);
        const reads = [...new Set(told.map(({ step }) => step))];
        for (const kind of ['header', 'root', 'leaf/', 'item/', 'chunk/'])
          assert.ok(
            reads.some((step) => step.startsWith(`read ${kind}`)),
            `${name} reads ${kind}`,
          );
        for (const step of reads) {
          await begin(app);
          const before = await copyOf(app);
          await order(app, step, 'damage');
          const heard = await lookAtAll(app, { isLocked });
          // What is local can be made anew, and is: a device without its keys joins the list again (format.md).
          if (step.startsWith('read local/')) assert.deepEqual(heard, [], step);
          else {
            assert.ok(heard.length > 0, `${name}: ${step} was spoiled, and nobody said so`);
            assert.ok(!heard.includes('internal'), `${name}: ${step}: ${heard}`);
            assert.deepEqual(await copyOf(app), before, `${name}: nothing is written after ${step}`);
          }
          await app.killWorker();
          await assertWhole(app, was, `${name}: after ${step}`);
        }
      }
    }),
  { timeout_ms: 10 * 60_000, in: 'chromium' },
);

test(
  'E08 A record that could not be read is no damaged one: the vault file is not written without it',
  () =>
    withTelling(async (app) => {
      await vaultWithFiles(app);
      const [{ id }] = await app.items();
      const { token } = await app.desk.ask('own/backup-begin', { slots: SLOTS });
      await order(app, `read item/${id}`, 'fill the disk');
      const draw = () => app.desk.ask('own/backup-next', { token });
      await assert.rejects(async () => {
        while (!(await draw()).done);
      });
      assert.ok((await steps(app)).some(({ what }) => what === 'fill the disk'));
    }),
  { in: 'chromium' },
);

test(
  'E07 E08 Bytes that are spoiled as they are written: it is said at the next look, the rest opens, and no vault is made over it',
  () =>
    withTelling(async (app) => {
      await vaultWithFiles(app);
      for (const [name, change] of Object.entries({ ...CHANGES, ...FILE_CHANGES })) {
        const first = await change(app);
        await order(app, NEVER, 'damage');
        await first();
        const writes = (await steps(app)).filter(({ step }) => new RegExp(WRITES).test(step));
        assert.ok(writes.length > 0, name);
        for (const at of writes.keys()) {
          if ((await app.items()).length < 2) await app.addItem({ title: `More ${at}`, password: 'more-1' });
          const act = await change(app);
          const whole = await copyOf(app);
          const was = await state(app);
          await order(app, at + 1, 'damage', WRITES);
          await act();
          const { step } = await told(app, ({ what }) => what === 'damage');
          await app.killWorker();
          await app.lock();
          const heard = await lookAtAll(app, { isLocked: true });
          assert.ok(heard.length > 0, `${name}: ${step} was spoiled, and nobody said so`);
          assert.ok(!heard.includes('internal'), `${name}: ${step}: ${heard}`);
          if (step.startsWith('write item/')) {
            const all = [...(await app.items()), ...(await app.items('trash'))];
            const damaged = all.filter((item) => item.damaged !== undefined);
            assert.equal(damaged.length, 1, `${name}: one item alone is lost to ${step}`);
          }
          await assert.rejects(app.desk.ask('own/create', { slots: SLOTS }), { code: 'vault-exists' });
          // Locked, so that a worker that wakes for other work in between resumes nothing from half of it.
          await app.lock();
          await putBack(app, whole);
          await app.desk.page.evaluate(() => browser.storage.local.remove('seen'));
          await assertWhole(app, was, `${name}: as before ${step}`);
        }
      }
    }),
  { timeout_ms: 10 * 60_000, in: 'chromium' },
);
