// The worker ends, or the browser is killed, at each step of a change of the ways in: afterwards the old factors open the
// vault or the new ones do, never both and never neither, with every item and with the draft that waits; a draft goes with
// the browser. Needs the build that tells its steps.

import assert from 'node:assert/strict';
import { ACCOUNTS, makeHosts } from '../demo/server.mjs';
import { NEVER, order, steps, stopped, told, withTelling } from '../driver/steps.mjs';
import { signIn, stepsToEndAt, stepsToKillAt, test } from '../harness.mjs';

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
