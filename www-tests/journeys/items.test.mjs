// Every kind of item in the popup: made, shown, kept as it was; archive and trash; guarded items; one-time codes.

import assert from 'node:assert/strict';
import { MASTER, testInTurn as test } from '../harness.mjs';
import { putFile, readFiles } from './changes.mjs';

const LIST = '[data-view="list"]';
const ITEM = '[data-view="item"]';
/** So long a busy machine may take to derive a key. */
const DERIVED_MS = 60_000;

async function choose(popup, selector, value) {
  await popup.waitFor(selector);
  await popup.evaluate(
    (css, chosen) => {
      const select = document.querySelector(css);
      select.value = chosen;
      select.dispatchEvent(new Event('change', { bubbles: true }));
    },
    selector,
    value,
  );
}

test('A card is added in the popup, shown with its secrets covered, edited, and found by its last digits', async ({
  app,
}) => {
  await app.createVault(MASTER);
  const popup = await app.openPopupTab();
  await popup.click({ css: '[data-action="add"]', nth: 0 });
  await choose(popup, '#kind', 'card');
  await popup.type('#title', 'Green card');
  await popup.type('#card-number', '4012 8888 8888 1881');
  await popup.type('#card-pin', '4017');
  await popup.type('#card-name', 'Maren Okafor');
  await popup.click('[data-action="save"]');
  await popup.waitFor(`${ITEM} [data-action="copy-number"]`);
  const shown = await popup.text('main');
  assert.ok(!shown.includes('4017') && !shown.includes('1881'), 'number and PIN are covered');
  assert.ok(shown.includes('Maren Okafor'));
  const [item] = await app.items();
  assert.equal(item.content.kind, 'card');
  assert.deepEqual([item.content.card.number, item.content.card.pin], ['4012 8888 8888 1881', '4017']);
  const { others } = await app.desk.ask('own/list', { query: '1881' });
  assert.deepEqual(
    others.map(({ title, username }) => [title, username]),
    [['Green card', '•••• 1881']],
  );
});

test('An item of every part goes through the editor and comes out as it was', async ({ app }) => {
  await app.createVault(MASTER);
  const { id } = await app.addItem({
    title: 'Harbour Bank',
    notes: 'two\nlines',
    folder: 'Home/Bills',
    tags: ['joint', 'tax'],
    favourite: true,
    login: {
      usernames: ['maren', 'ines'],
      password: 'before-Password-1',
      otp: 'otpauth://totp/Harbour:maren?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
      urls: [
        { url: 'https://bank.example/', rule: 'domain' },
        { url: 'https://id.bank.example/sign-in', rule: 'exact' },
        { url: 'not an address', rule: 'never' },
      ],
      offersSecondFactor: true,
      passkeys: [
        {
          credentialId: Uint8Array.of(1, 2, 3),
          rpId: 'bank.example',
          rpName: 'Harbour Bank',
          userHandle: Uint8Array.of(4, 5),
          userName: 'maren',
          userDisplayName: 'Maren',
          privateKey: new Uint8Array(138).fill(6),
          algorithm: -7,
          counter: 11,
          discoverable: true,
          createdMs: 1_700_000_000_000,
          others: [{ name: 'fido2Extensions', kind: 'text', value: '{}', section: '', rest: new Uint8Array() }],
          rest: new Uint8Array(),
        },
      ],
    },
    fields: [
      { name: 'Customer no.', value: '2210 884 019' },
      { name: 'Telephone PIN', kind: 'hidden', value: '40179', section: 'By telephone' },
      { name: 'Paper bills', kind: 'boolean', value: 'true' },
      { name: 'Since', kind: 'date', value: '2019-05-03' },
      { name: 'Terms', kind: 'url', value: 'https://bank.example/terms' },
      { name: 'Signs in with', kind: 'linked', value: 'username' },
    ],
  });
  await putFile(app, (await app.items())[0]);
  const [before] = await app.items();
  assert.equal(before.attachments.length, 1);
  const popup = await app.openPopupTab();
  await popup.click(`[data-item-id="${id}"]`);
  await popup.click('[data-action="edit"]');
  await popup.type('#password', 'after-Password-2');
  await popup.click('[data-action="save"]');
  await popup.waitFor(`${ITEM} [data-action="history"]`);
  const [after] = await app.items();
  assert.deepEqual(after.content, {
    ...before.content,
    login: { ...before.content.login, password: 'after-Password-2' },
  });
  assert.deepEqual(
    after.history.map(({ password }) => password),
    ['before-Password-1'],
  );
  assert.ok(after.history[0].replacedMs > 0);
  assert.deepEqual(after.attachments, before.attachments);
  await readFiles(app);
  // The rail of the vault page has a shelf for passkeys, where there are any.
  await app.addItem({ title: 'Bare', username: 'ines' });
  const page = await app.openVaultPage('items');
  await page.click('[data-filing^="passkey"]');
  assert.deepEqual(
    await page.evaluate(() => [...document.querySelectorAll('.row .a')].map((each) => each.textContent)),
    [before.content.title],
  );
  assert.equal(await page.text('[data-filing^="passkey"] .n'), '1');
  await app.shot(page, 'passkeys-shelf');
  // Where there is room, the editor says how much differs, and Ctrl+Enter saves from a text of several lines.
  await page.click('.row .a');
  await page.click(`${ITEM} [data-action="edit"]`);
  await page.waitFor('#notes');
  assert.equal(await page.count('[data-changes="0"]'), 1);
  await page.type('#password', 'third-Password-3');
  await page.type('#notes', 'three');
  await page.waitFor('[data-changes="2"]');
  assert.equal(await page.text('[data-changes]'), '2 changes. The old password stays in the history.');
  await app.shot(page, 'edit-groups');
  await page.raw.keyboard.down('Control');
  await page.press('Enter');
  await page.raw.keyboard.up('Control');
  await page.waitFor(`${ITEM} [data-action="history"]`);
  await app.shot(page, 'item-beside');
});

test('A favourite stands first; the archive takes an item out of list and fill, and gives it back', async ({ app }) => {
  await app.createVault(MASTER);
  const first = await app.addItem({
    title: 'First',
    username: 'a',
    password: 'one-1',
    url: 'https://shop.example/login',
  });
  await app.addItem({ title: 'Second', username: 'b' });
  const page = await app.openPage('https://shop.example/login');
  const popup = await app.openPopupTab();
  const titles = async () => (await app.items()).map(({ title }) => title);
  assert.deepEqual(await titles(), ['Second', 'First']);
  await popup.click(`[data-item-id="${first.id}"]`);
  await popup.click('[data-action="favourite"]');
  await popup.waitFor('[data-action="favourite"][aria-pressed="true"]');
  assert.deepEqual(await titles(), ['First', 'Second']);
  await popup.click('[data-action="archive"]');
  await popup.waitFor(LIST);
  assert.deepEqual(await titles(), ['Second']);
  assert.equal((await app.fill(page)).blocked, 'not-found');
  await popup.bringToFront();
  await popup.click('[data-shelf="archive"]');
  await popup.click(`[data-item-id="${first.id}"]`);
  await popup.click('[data-action="archive"]');
  await popup.waitFor(LIST);
  assert.deepEqual(await titles(), ['First', 'Second']);
});

test('A guarded item asks for the master password before it is shown or filled, also after the worker died', async ({
  app,
}) => {
  await app.createVault(MASTER);
  const url = 'https://shop.example/login';
  const { id } = await app.addItem({ title: 'Plain', username: 'maren', password: 'to-be-Guarded-1', url });
  const page = await app.openPage(url);
  const popup = await app.openPopupTab();
  const prove = async () => {
    await popup.type('#master-asked', MASTER);
    await popup.click('[data-action="prove"]');
    await popup.waitFor(`${ITEM} [data-action="copy-password"]`, { timeout_ms: DERIVED_MS });
  };
  await popup.click(`[data-item-id="${id}"]`);
  await popup.click('[data-action="edit"]');
  await popup.click('[data-action="more"]');
  await popup.click('#guarded');
  await popup.click('[data-action="save"]');
  await popup.waitFor('[data-asks="master-password"]');
  await popup.type('#master-asked', 'not this one');
  await popup.click('[data-action="prove"]');
  await popup.waitFor('[data-error="wrong-password"]', { timeout_ms: DERIVED_MS });
  await prove();
  await app.killWorker();
  assert.equal((await app.items())[0].damaged, 'guarded', 'a resumed worker does not have its key');
  assert.equal((await app.fill(page, { via: 'shortcut' })).blocked, 'guarded');
  await popup.bringToFront();
  await popup.click('[data-action="back"]');
  await popup.click(`[data-item-id="${id}"]`);
  await prove();
  assert.equal((await app.items())[0].password, 'to-be-Guarded-1');
  assert.deepEqual((await app.fill(page, { via: 'shortcut' })).filled, ['email', 'current-password']);
});

test('A one-time code is shown with the time that is left; a text that gives none is shown as it was kept', async ({
  app,
}) => {
  await app.createVault(MASTER);
  const otp = 'otpauth://totp/Shop:maren?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
  const { id } = await app.addItem({ title: 'With code', login: { otp } });
  const raw = await app.addItem({ title: 'With text', login: { otp: 'by letter, 1!' } });
  const popup = await app.openPopupTab();
  await popup.click(`[data-item-id="${id}"]`);
  await popup.waitFor('[data-otp] .ring');
  const code = await popup.evaluate(() => document.querySelector('[data-otp]').dataset.otp);
  assert.match(code, /^\d{6}$/);
  const { now, next } = await app.desk.ask('own/otp', { id });
  assert.notEqual(now.code, next.code);
  assert.equal(now.validUntilMs - now.validFromMs, 30_000);
  await popup.click('[data-action="back"]');
  await popup.click(`[data-item-id="${raw.id}"]`);
  await popup.waitFor('[data-action="copy-otp"]');
  assert.equal(await popup.count('[data-otp]'), 0);
  assert.equal(await popup.count('.inset.foot'), 0, 'and nobody is told that the item is gone');
});

test('A code that counts goes on by one at each wish, as RFC 4226 has it, and is kept where the count stands', async ({
  app,
}) => {
  await app.createVault(MASTER);
  const otp = 'otpauth://hotp/Shop:maren?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&counter=0';
  const { id } = await app.addItem({ title: 'Counting', login: { otp } });
  const popup = await app.openPopupTab();
  await popup.click(`[data-item-id="${id}"]`);
  // Appendix D of RFC 4226.
  for (const code of ['755224', '287082', '359152', '969429']) {
    await popup.waitFor(`[data-otp="${code}"]`);
    await popup.click('[data-action="advance-otp"]');
  }
  await popup.waitFor('[data-otp="338314"]');
  await app.killWorker();
  assert.equal((await app.desk.ask('own/otp', { id })).now.code, '338314');
  assert.match((await app.items())[0].content.login.otp, /[?&]counter=4(&|$)/);
});

test('E11 A clock that is behind what it said before is told beside the code, and a right one is not', async ({
  app,
}) => {
  await app.createVault(MASTER);
  const otp = 'otpauth://totp/Shop:maren?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
  const { id } = await app.addItem({ title: 'With code', login: { otp } });
  const popup = await app.openPopupTab();
  await popup.click(`[data-item-id="${id}"]`);
  await popup.waitFor('[data-otp] .ring');
  assert.equal(await popup.count('[data-clock]'), 0);
  // The page's own clock alone goes back: no test may set the machine's.
  await popup.evaluate(() => {
    const right = Date.now;
    Date.now = () => right() - 90_000;
  });
  await popup.waitFor('[data-clock="slow"]');
  assert.match(await popup.text('[data-clock="slow"]'), /clock is slow: it says \d+ \w+ \d{4}/);
  await app.shot(popup, 'slow-clock');
});

test('What was used last is remembered on this device, after a fill and after a copy', async ({ app }) => {
  await app.createVault(MASTER);
  const url = 'https://shop.example/login';
  const filled = await app.addItem({ title: 'Filled', username: 'maren', password: 'lamp-Rope-1', url });
  const copied = await app.addItem({ title: 'Copied', username: 'ines', password: 'lamp-Rope-2' });
  const usedMs = async (id) =>
    (await app.desk.ask('own/list', { query: '' })).others.find((row) => row.id === id).usedMs;
  const page = await app.openPage(url);
  assert.ok((await app.fill(page)).filled.length > 0);
  await app.until(async () => (await usedMs(filled.id)) > 0, 'the fill to be noted');
  assert.equal(await usedMs(copied.id), 0);
  const popup = await app.openPopupTab();
  await popup.click(`[data-item-id="${copied.id}"]`);
  await popup.click('[data-action="copy-password"]');
  await app.until(async () => (await usedMs(copied.id)) > 0, 'the copy to be noted');
  await app.killWorker();
  assert.ok((await usedMs(filled.id)) > 0, 'it outlives the worker');
});
