// The worker ends, or the browser is killed, at each step of a change of the ways in: afterwards the old factors open the
// vault or the new ones do, never both and never neither, with every item and with the draft that waits; a draft goes with
// the browser. And the disk is full at each write of such a change: then the old way in opens it. Needs the build that tells its steps.

import assert from 'node:assert/strict';
import { ACCOUNTS, makeHosts } from '../demo/server.mjs';
import { NEVER, order, steps, stopped, told, withTelling } from '../driver/steps.mjs';
import { changePassword } from '../driver/ways.mjs';
import { MASTER, signIn, stepsToEndAt, stepsToKillAt, testInTurn as test } from '../harness.mjs';

/** A master password's factor without the master password: what is tried here are the steps, not Argon2id. */
const factor = (byte) => ({
  info: { kind: 'password', kdf: { memoryKib: 65_536, passes: 3, lanes: 1, salt: new Uint8Array(32).fill(1) } },
  output: new Uint8Array(32).fill(byte),
});
const slot = (byte) => ({ factors: [factor(byte)] });
const proofs = (byte) => [{ kind: 'password', output: factor(byte).output }];

/** Changes: from the factor that opens the vault to another. */
const CHANGES = {
  'a change of password': (app, from, to) => app.desk.ask('own/replace-slot', { proofs: proofs(from), slot: slot(to) }),
  'new keys': (app, from, to) => app.desk.ask('own/rotate', { proofs: proofs(from), slots: [slot(to)] }),
};

const opens = (app, byte) =>
  app.desk.ask('own/unlock', { proofs: proofs(byte) }).then(
    () => true,
    ({ code }) => {
      assert.equal(code, 'wrong-password');
      return false;
    },
  );

async function vaultOfThree(app, byte) {
  await app.desk.ask('own/create', { slots: [slot(byte)] });
  for (const title of ['One', 'Two', 'Three']) await app.addItem({ title, password: `${title}-secret-1` });
}

const assertAllThere = async (app, when) =>
  assert.deepEqual(
    (await app.items()).map(({ title, password }) => `${title} ${password}`).sort(),
    ['One One-secret-1', 'Three Three-secret-1', 'Two Two-secret-1'],
    when,
  );

for (const [name, change] of Object.entries(CHANGES)) {
  test(
    `E02 A browser that is killed at a step of ${name} leaves the old way in or the new one, and every item`,
    ({ browser }) =>
      withTelling(
        async (app) => {
          let now = 1;
          await vaultOfThree(app, now);
          await order(app, NEVER, 'stop');
          await change(app, now, now + 1);
          now += 1;
          let [before, after] = [0, 0];
          for (const at of stepsToKillAt(await steps(app))) {
            await order(app, at, 'stop');
            const begun = change(app, now, now + 1).catch(() => undefined);
            const step = await stopped(app);
            await app.restart({ killed: true });
            await begun;
            const [old, fresh] = [await opens(app, now), await opens(app, now + 1)];
            assert.equal(old, !fresh, `after ${step}, number ${at}, either the old one opens it or the new one`);
            assert.equal((await app.status()).alarm, undefined, `no alarm after ${step}`);
            await assertAllThere(app, `after ${step}`);
            if (old) before += 1;
            else after += 1;
            if (fresh) now += 1;
          }
          assert.ok(before > 0 && after > 0, `${before} before, ${after} after`);
        },
        { browser },
      ),
    { timeout_ms: 15 * 60_000 },
  );

  test(
    `E02 A worker that ends at any step of ${name} leaves the old way in or the new one, every item, and what waits`,
    () =>
      withTelling(
        async (app) => {
          let now = 1;
          await vaultOfThree(app, now);
          const page = await app.openPage('https://shop.example/login');
          const { username, password } = ACCOUNTS.shop;
          await signIn(page, { '#email': username, '#password': password });
          await app.until(async () => (await app.offers(page)).length === 1, 'the offer');

          await order(app, NEVER, 'stop');
          await change(app, now, now + 1);
          now += 1;
          const { length } = await steps(app);
          assert.ok(length > 4, `${name} has steps`);
          let [before, after] = [0, 0];
          for (const at of stepsToEndAt(length)) {
            await order(app, at, 'stop');
            // Nobody answers any more, unless other steps were counted among those of the recording.
            const begun = change(app, now, now + 1).then(
              () => 'done',
              () => 'ended',
            );
            const stopped = told(app, ({ what }) => what === 'stop').catch(() => undefined);
            const first = await Promise.race([stopped, begun]);
            if (first === 'done') {
              assert.ok(at > 4, 'it had steps');
              now += 1;
              break;
            }
            const { step } = await stopped;
            await app.killWorker();
            await begun;
            await app.desk.wake();
            await app.lock();
            const [old, fresh] = [await opens(app, now), await opens(app, now + 1)];
            assert.equal(old, !fresh, `after ${step} either the old one opens it or the new one`);
            assert.equal((await app.status()).alarm, undefined, `no alarm after ${step}`);
            await assertAllThere(app, `after ${step}`);
            assert.equal((await app.offers(page))[0]?.username, username, `the draft waits after ${step}`);
            if (old) before += 1;
            else after += 1;
            if (fresh) now += 1;
          }
          // Both must be met, or the steps are not those of the change.
          assert.ok(before > 0 && after > 0, `${before} before, ${after} after`);
          // An order that was not come to would stop what follows.
          await order(app, NEVER, 'stop');
          const [offer] = await app.offers(page);
          await app.accept(offer);
          assert.equal((await app.items()).find((item) => item.username === username)?.password, password);
        },
        { hosts: makeHosts() },
      ),
    { timeout_ms: 15 * 60_000, in: 'chromium' },
  );
}

test(
  'E06 A disk that is full at any write of a change of password or of new keys leaves the old way in, and every item',
  () =>
    withTelling(async (app) => {
      let now = 1;
      await vaultOfThree(app, now);
      for (const [name, change] of Object.entries(CHANGES)) {
        await order(app, NEVER, 'stop');
        await change(app, now, now + 1);
        now += 1;
        const writes = (await steps(app)).filter(({ step }) => /^(write|delete) /.test(step));
        assert.ok(writes.length >= (name === 'new keys' ? 5 : 1), `${name} writes`);
        for (const { count, step } of writes) {
          await order(app, count, 'fill the disk');
          await assert.rejects(change(app, now, now + 1), { code: 'storage-full' }, `${name}: ${step}`);
          await assertAllThere(app, `${name}: ${step}`);
          await app.lock();
          assert.equal(await opens(app, now + 1), false, `${name}: the new one opens nothing after ${step}`);
          assert.equal(await opens(app, now), true, `${name}: the old one opens it after ${step}`);
          assert.equal((await app.status()).alarm, undefined, `${name}: no alarm after ${step}`);
          await assertAllThere(app, `${name}: ${step}`);
        }
        await change(app, now, now + 1);
        now += 1;
        await app.lock();
        assert.equal(await opens(app, now), true, `${name} works once there is room`);
        await assertAllThere(app, name);
      }
    }),
  { timeout_ms: 10 * 60_000, in: 'chromium' },
);

test(
  'E06 A disk that is full while the master password changes: the page says so, and the old one opens everything',
  () =>
    withTelling(async (app) => {
      await app.createVault(MASTER);
      for (const title of ['One', 'Two', 'Three']) await app.addItem({ title, password: `${title}-secret-1` });
      for (const only of [true, false]) {
        const page = await app.openVaultPage('security');
        await changePassword(page, { old: MASTER, next: 'nine slow barges past Runcorn 7', only, press: false });
        await order(app, 'write header', 'fill the disk');
        await page.click('[data-action="change-password"]');
        await page.waitFor('[data-error="storage-full"]', { timeout_ms: 60_000 });
        assert.match(await page.text('[data-error="storage-full"]'), /The disk is full.*Your vault is as it was/s);
        await page.close();
        await app.lock();
        await app.unlock(MASTER);
        await assertAllThere(app, only ? 'a change' : 'new keys');
      }
    }),
  { timeout_ms: 5 * 60_000, in: 'chromium' },
);
