// The first run: opened once by installing, led through by real presses and keys, left and gone on with.

import assert from 'node:assert/strict';
import { takeCode } from '../driver/ways.mjs';
import { MASTER, testInTurn as test } from '../harness.mjs';

const at = (step) => `[data-step-shown="${step}"]`;

async function welcome(app) {
  const page = await app.openVaultPage('welcome');
  await page.waitFor('[data-view="welcome"]');
  return page;
}

/** Light and dark, wide and as narrow as a phone. */
async function shots(app, page, name) {
  await page.raw.setViewport({ width: 1280, height: 900 });
  await app.shot(page, name);
  await page.raw.setViewport({ width: 420, height: 900 });
  assert.equal(
    await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
    true,
    `${name} is too wide`,
  );
  await app.shot(page, `${name}-420`);
  await page.raw.setViewport({ width: 1280, height: 900 });
}

test('Installing opens the first run, once; it makes a vault with a recovery code and ends in the vault', async ({
  app,
}) => {
  assert.equal(app.firstRuns, 1);
  await app.desk.ask('own/first-run', { step: 'create' });
  const page = await welcome(app);
  await page.waitFor('[data-words]');
  const words = await page.text('[data-words]');
  await page.click('[data-action="other-words"]');
  await app.until(async () => (await page.text('[data-words]')) !== words, 'other words');
  const taken = await page.text('[data-words]');
  assert.equal(taken.split(' ').length, 5);
  await shots(app, page, 'first-run-create');
  await page.click('[data-action="use-words"]');
  assert.equal(await page.value('#master-password'), taken);
  // The second field has the focus: the words are typed by hand, and sent by Enter.
  await page.raw.keyboard.type('something else');
  await page.press('Enter');
  await page.waitFor('[data-error="differ"]');
  await page.type('#master-password-again', taken);
  await page.press('Enter');
  await page.waitFor(at('code'), { timeout_ms: 60_000 });
  await page.waitFor('.codes');
  await shots(app, page, 'first-run-code');
  await takeCode(page);
  await page.waitFor(at('import'));
  assert.ok((await app.status()).slots.some(({ factors }) => factors[0].kind === 'recovery'));
  await shots(app, page, 'first-run-import');
  await page.click('[data-action="go-on"]');
  await page.waitFor(at('pin'));
  await shots(app, page, 'first-run-pin');
  await page.click('[data-action="go-on"]');
  await page.waitFor(at('try'));
  await page.click('[data-action="practice-send"]');
  assert.equal(await page.value('#practice-user'), '', 'nothing was filled without a choice');
  await page.click('[data-action="practice-mark"]');
  await page.waitFor('[data-part="practice-menu"]');
  await shots(app, page, 'first-run-try');
  await page.press('Escape');
  await page.waitFor('[data-part="practice-menu"]', { gone: true });
  await page.press('Enter');
  await page.waitFor('[data-part="practice-menu"]');
  await page.press('Enter');
  await page.waitFor('[data-stage="filled"]');
  assert.equal(await page.value('#practice-user'), 'maren@practice.example');
  await page.press('Enter');
  await page.waitFor({ css: '.note.good', text: 'That is all' });
  await shots(app, page, 'first-run-done');
  await page.click('[data-action="finish"]');
  await page.waitFor('[data-section="items"]');
  assert.equal(await page.count('[data-part="first-run"]'), 0);
  assert.deepEqual(await app.items(), [], 'the practice left nothing in the vault');
  await app.lock();
  await app.unlock(taken);
});

test('The first run is left and gone on with at the step where it was, and each step can be passed over', async ({
  app,
}) => {
  await app.desk.ask('own/first-run', { step: 'create' });
  let page = await welcome(app);
  await page.type('#master-password', MASTER);
  await page.type('#master-password-again', MASTER);
  await page.click('[data-action="create"]');
  await page.waitFor(`${at('code')} .codes`, { timeout_ms: 60_000 });
  page.raw.on('dialog', (dialog) => void dialog.accept());
  await page.close();
  // Whoever comes back types the master password again before a code is made.
  page = await welcome(app);
  await page.waitFor(`${at('code')} #master-asked`);
  await page.type('#master-asked', 'not this one');
  await page.click('[data-action="prove"]');
  await page.waitFor('[data-error="wrong-password"]', { timeout_ms: 30_000 });
  await page.type('#master-asked', MASTER);
  await page.click('[data-action="prove"]');
  await page.waitFor('.codes', { timeout_ms: 30_000 });
  await page.click('[data-action="skip-step"]');
  await page.waitFor(at('import'));
  await page.click('[data-action="finish-later"]');
  await page.waitFor('[data-section="items"] ');
  await page.click('[data-action="go-on-first-run"]');
  await page.waitFor(at('import'));
  await app.lock();
  await page.waitFor('[data-view="unlock"]');
  await page.type('#master-password', MASTER);
  await page.press('Enter');
  await page.waitFor(at('import'), { timeout_ms: 30_000 });
  for (const step of ['pin', 'try']) {
    await page.click('[data-action="go-on"]');
    await page.waitFor(at(step));
  }
  await app.killWorker();
  await page.click('[data-action="finish"]');
  await page.waitFor('[data-section="items"]');
  assert.deepEqual(await app.desk.ask('own/first-run'), { step: 'done' });
});
