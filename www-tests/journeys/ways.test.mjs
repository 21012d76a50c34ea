// The ways into the vault: the master password changes, everything gets new keys, a recovery code and keys are made, used
// and taken away. After each, what ought to open opens, and what ended opens nothing.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { ACCOUNTS } from '../demo/server.mjs';
import { copyOf, putBack, putRecord, recordOf } from '../driver/disk.mjs';
import { beginTask, changePassword, ended, takeCode } from '../driver/ways.mjs';
import { assertNowhere, MASTER, signIn, testInTurn as test } from '../harness.mjs';

const NEXT = 'nine slow barges past Runcorn 7';

/** Items by title and password. */
const held = async (app) => (await app.items()).map(({ title, password }) => `${title} ${password}`).sort();

async function fullVault(app) {
  await app.createVault(MASTER);
  for (const title of ['One', 'Two', 'Three']) await app.addItem({ title, password: `${title}-secret-1` });
  const { id } = await app.addItem({ title: 'Gone', password: 'gone-secret-1' });
  await app.desk.ask('own/trash', { base: { id, revision: 1 }, trashed: true });
  await app.desk.ask('own/put', {
    input: { content: { ...(await app.items())[0].content, title: 'Shelved', archived: true } },
  });
  return held(app);
}

async function assertOpensBy(app, master, items) {
  await app.lock();
  await app.unlock(master);
  assert.equal((await app.status()).alarm, undefined);
  assert.deepEqual(await held(app), items);
  assert.equal((await app.items('trash'))[0].password, 'gone-secret-1');
  assert.equal((await app.items('archive'))[0].title, 'Shelved');
}

test('The master password changes, and only then; what was typed wrong is said beside it', async ({ app }) => {
  const items = await fullVault(app);
  const page = await app.openVaultPage('security');
  await page.waitFor('[data-way="password"]');
  await app.shot(page, 'security');
  await page.click('[data-action="password"]');
  await page.click('[data-action="change-password"]');
  await page.waitFor('[data-error="empty"]');
  await page.type('#old-password', 'not it at all 4');
  await page.type('#new-password', NEXT);
  await page.type('#new-password-again', `${NEXT}x`);
  await page.click('[data-action="change-password"]');
  await page.waitFor('[data-error="differ"]');
  await page.type('#new-password-again', NEXT);
  await app.shot(page, 'security-password');
  for (const only of ['#only', '#leaked']) {
    await page.click(only);
    await page.click('[data-action="change-password"]');
    await page.waitFor('[data-error="wrong-password"]', { timeout_ms: 30_000 });
  }
  await assertOpensBy(app, MASTER, items);

  await page.bringToFront();
  // A tab that was unlocked elsewhere looks for itself once it is seen again; without a screen none is ever hidden.
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await page.waitFor('[data-view="vault"]');
  const { epoch } = await app.status();
  await changePassword(page, { old: MASTER, next: NEXT, only: true });
  await ended(page, 'password');
  await app.shot(page, 'security-done');
  assert.equal((await app.status()).epoch, epoch, 'the keys are the same');
  await app.lock();
  await assert.rejects(app.unlock(MASTER), { code: 'wrong-password' });
  await assertOpensBy(app, NEXT, items);
});

test('D24 A change of password with new keys keeps every item and every waiting draft, and an old header opens nothing', async ({
  app,
}) => {
  const items = await fullVault(app);
  const shop = await app.openPage('https://shop.example/login');
  const { username, password } = ACCOUNTS.shop;
  await signIn(shop, { '#email': username, '#password': password });
  await app.until(async () => (await app.offers(shop)).length === 1, 'the offer');
  const old = await recordOf(app, 'header');

  const page = await app.openVaultPage('security');
  await changePassword(page, { old: MASTER, next: NEXT });
  await ended(page, 'password');
  assert.equal((await app.status()).epoch, 2);
  const [offer] = await app.offers(shop);
  assert.equal(offer.username, username, 'the draft opens under the new keys');

  await app.killWorker();
  assert.equal((await app.status()).state, 'unlocked', 'a resumed worker has the new keys');
  await app.accept(offer);
  const saved = (await app.items()).find((item) => item.username === username);
  assert.equal(saved.password, password);
  await app.desk.ask('own/delete', { bases: [{ id: saved.id, revision: saved.revision }] });
  await app.lock();
  await assert.rejects(app.unlock(MASTER), { code: 'wrong-password' });
  await assertOpensBy(app, NEXT, items);

  await app.lock();
  const now = await recordOf(app, 'header');
  await putRecord(app, 'header', old);
  await assert.rejects(
    app.unlock(MASTER),
    { code: 'damaged' },
    'the old password opens the old header and nothing behind',
  );
  await putRecord(app, 'header', now);
  await assertOpensBy(app, NEXT, items);
});

test('D24 New keys for many items: a bar is seen meanwhile, and it grows with what was sealed anew', async ({
  app,
}) => {
  const COUNT = 160;
  await app.createVault(MASTER);
  for (let n = 0; n < COUNT; n += 1) await app.addItem({ title: `Item ${n}`, password: `secret-${n}` });
  const items = await held(app);
  const page = await app.openVaultPage('security');
  await page.waitFor('[data-way="password"]');
  // Each picture that the page draws, as it is drawn: the work is over too soon to be looked at from outside.
  await page.evaluate(() => {
    globalThis.drawn = [];
    const look = () => {
      const bar = document.querySelector('[data-working] .blade');
      if (bar === null) return;
      const now = { text: bar.ariaLabel, part: bar.firstElementChild.style.inlineSize, isSeen: bar.checkVisibility() };
      if (globalThis.drawn.at(-1)?.text !== now.text) globalThis.drawn.push(now);
    };
    const changes = { subtree: true, childList: true, attributes: true, characterData: true };
    new MutationObserver(look).observe(document.body, changes);
  });
  await changePassword(page, { old: MASTER, next: NEXT });
  await ended(page, 'password');
  const drawn = await page.evaluate(() => globalThis.drawn);
  assert.ok(drawn.every(({ isSeen }) => isSeen));
  const told = drawn.filter(({ text }) => text.endsWith(` of ${COUNT}`));
  assert.deepEqual(
    told.map(({ text, part }) => [Number(/\d+/.exec(text)?.[0]), part]),
    [
      [0, '0%'],
      [50, '31%'],
      [100, '63%'],
      [150, '94%'],
    ],
  );
  await app.lock();
  await app.unlock(NEXT);
  assert.deepEqual(await held(app), items);
});

test('D10 A whole older vault, put back after new keys, is looked at only: nothing is written by its old keys', async ({
  app,
}) => {
  const items = await fullVault(app);
  const older = await copyOf(app);
  const page = await app.openVaultPage('security');
  await changePassword(page, { old: MASTER, next: NEXT });
  await ended(page, 'password');
  await app.lock();
  const newer = await copyOf(app);
  await putBack(app, older);
  await app.unlock(MASTER);
  assert.equal((await app.status()).alarm, 'older-vault');
  await assert.rejects(app.addItem({ title: 'x' }), { code: 'read-only' });
  await page.bringToFront();
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await beginTask(page, 'new-keys', MASTER);
  await page.waitFor('[data-error="read-only"]', { timeout_ms: 30_000 });
  await app.lock();
  await putBack(app, newer);
  await assertOpensBy(app, NEXT, items);
});

test('D16 New keys are the way out of a header that somebody changed', async ({ app }) => {
  const items = await fullVault(app);
  await app.lock();
  const header = await recordOf(app, 'header');
  header[header.length - 1] ^= 1;
  await putRecord(app, 'header', header);
  await app.unlock(MASTER);
  assert.equal((await app.status()).alarm, 'header-changed');
  await assert.rejects(app.addItem({ title: 'x' }), { code: 'read-only' });
  const page = await app.openVaultPage('security');
  await beginTask(page, 'new-keys', 'not it at all 4');
  await page.waitFor('[data-error="wrong-password"]', { timeout_ms: 30_000 });
  await page.type('#master-asked', MASTER);
  await page.click('[data-action="prove"]');
  await ended(page, 'new-keys');
  assert.equal((await app.status()).alarm, undefined);
  await app.addItem({ title: 'After', password: 'after-1' });
  await assertOpensBy(app, MASTER, [...items, 'After after-1'].sort());
});

test('G14 A recovery code is made, typed back, and opens a locked vault, after which a new master password is set', async ({
  app,
}) => {
  const items = await fullVault(app);
  await app.lock();
  const locked = await app.openPopupTab();
  await locked.waitFor('#master-password');
  assert.equal(await locked.count('[data-action="by-code"]'), 0, 'not offered before there is one');
  await app.unlock(MASTER);

  const page = await app.openVaultPage('security');
  await beginTask(page, 'make-code', MASTER);
  await page.waitFor('.paper', { timeout_ms: 30_000 });
  await app.shot(page, 'recovery-sheet');
  const code = await page.evaluate(() =>
    [...document.querySelectorAll('.codes .secret')].map(({ textContent }) => textContent).join('-'),
  );
  assert.match(code, /^([0-9A-HJKMNP-TV-Z]{4}-){8}[0-9A-HJKMNP-TV-Z]{4}$/);
  assert.equal((await app.status()).slots.length, 1, 'it opens nothing before it is confirmed');
  // The sheet is printed, and kept as a file, by its own buttons.
  await page.evaluate(() => {
    globalThis.printed = 0;
    globalThis.print = () => {
      globalThis.printed += 1;
    };
  });
  await page.click('[data-action="print"]');
  assert.equal(await page.evaluate(() => globalThis.printed), 1);
  await page.click('[data-action="save-file"]');
  const file = await readFile(await app.downloaded(/\.txt$/), 'utf8');
  assert.ok(file.includes(code), 'the file holds the code');
  assert.ok(!file.includes(MASTER));

  await page.click('[data-action="have-code"]');
  const wrong = `${code.slice(0, -1)}${code.endsWith('7') ? '8' : '7'}`;
  await page.type('#recovery-code', wrong);
  await page.click('[data-action="confirm-code"]');
  await page.waitFor('[data-error="mistyped-code"]', { timeout_ms: 30_000 });
  await app.shot(page, 'recovery-confirm');
  await page.click('[data-action="show-again"]');
  await page.waitFor('.paper');
  await page.click('[data-action="have-code"]');
  // As a person types it: in small letters, with blanks.
  await page.type('#recovery-code', code.toLowerCase().replaceAll('-', ' '));
  await page.click('[data-action="confirm-code"]');
  await ended(page, 'make-code');
  assert.deepEqual(
    (await app.status()).slots.map(({ factors }) => factors.map(({ kind }) => kind)),
    [['password'], ['recovery']],
  );
  await assertNowhere(app, [code, code.replaceAll('-', '')]);

  await app.lock();
  await page.bringToFront();
  await page.click('[data-action="by-code"]');
  await page.type('#recovery-code', wrong);
  await page.click('[data-action="unlock"]');
  await page.waitFor('[data-error="mistyped-code"]', { timeout_ms: 30_000 });
  await app.shot(page, 'unlock-by-code');
  await page.type('#recovery-code', code);
  await page.click('[data-action="unlock"]');
  await page.waitFor('[data-task="recovered"]', { timeout_ms: 30_000 });
  await app.shot(page, 'recovered');
  await changePassword(page, { next: NEXT });
  const second = await takeCode(page);
  await ended(page, 'recovered');
  assert.notEqual(second, code);
  await app.lock();
  await assert.rejects(app.unlock(MASTER), { code: 'wrong-password' });
  await assertOpensBy(app, NEXT, items);

  // The code that was used ended with it; the new one opens.
  await app.lock();
  await page.bringToFront();
  await page.click('[data-action="by-code"]');
  await page.type('#recovery-code', code);
  await page.click('[data-action="unlock"]');
  await page.waitFor('[data-error="wrong-password"]', { timeout_ms: 30_000 });
  await page.type('#recovery-code', second);
  await page.click('[data-action="unlock"]');
  await page.waitFor('[data-task="recovered"]', { timeout_ms: 30_000 });
  assert.deepEqual(await held(app), items);
});

test('D24 A new recovery code kills the old one, and a removed one opens nothing, not even by its old header', async ({
  app,
}) => {
  const items = await fullVault(app);
  const page = await app.openVaultPage('security');
  await beginTask(page, 'make-code', MASTER);
  const first = await takeCode(page);
  await ended(page, 'make-code');
  const before = await recordOf(app, 'header');
  await beginTask(page, 'replace-code', MASTER);
  const second = await takeCode(page);
  await ended(page, 'replace-code');
  assert.equal((await app.status()).epoch, 2);
  const tryCode = async (code, outcome) => {
    await page.bringToFront();
    if ((await page.count('#recovery-code')) === 0) await page.click('[data-action="by-code"]');
    await page.type('#recovery-code', code);
    await page.click('[data-action="unlock"]');
    await page.waitFor(outcome, { timeout_ms: 30_000 });
  };
  await app.lock();
  await tryCode(first, '[data-error="wrong-password"]');
  const now = await recordOf(app, 'header');
  await putRecord(app, 'header', before);
  await tryCode(first, '[data-error="damaged"]');
  await putRecord(app, 'header', now);
  await tryCode(second, '[data-task="recovered"]');
  await page.click('[data-action="leave-task"]');

  await beginTask(page, 'remove-code', MASTER);
  await ended(page, 'remove-code');
  await app.lock();
  await page.bringToFront();
  await page.waitFor('#master-password');
  assert.equal(await page.count('[data-action="by-code"]'), 0);
  await assertOpensBy(app, MASTER, items);
});

test('D17 A recovery code that somebody took out of the header is missed, and said', async ({ app }) => {
  await fullVault(app);
  const without = await recordOf(app, 'header');
  const page = await app.openVaultPage('security');
  await beginTask(page, 'make-code', MASTER);
  await takeCode(page);
  await ended(page, 'make-code');
  await app.lock();
  await putRecord(app, 'header', without);
  await app.unlock(MASTER);
  assert.equal((await app.status()).alarm, 'header-changed');
  await assert.rejects(app.addItem({ title: 'x' }), { code: 'read-only' });
});
