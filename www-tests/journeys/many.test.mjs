// The vault page for many items: what is filed is counted and shown; several are chosen by keys and pointer, changed by one
// change and undone by one; folders and tags get other names; logins that are stored twice become one.

import assert from 'node:assert/strict';
import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { contentOf } from '../driver/vault.mjs';
import { MASTER, once, testInTurn as test } from '../harness.mjs';
import { openFile, putFile } from './changes.mjs';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const ITEM = '[data-view="item"]';
const DONE = '[data-done]';
const titlesOf = (page) => page.evaluate(() => [...document.querySelectorAll('.row .a')].map((row) => row.innerText));
const chosen = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('[data-picking] [aria-selected="true"] .a')].map((row) => row.innerText),
  );
const count = (page, filing) =>
  page.evaluate((css) => document.querySelector(css)?.querySelector('.n')?.innerText, filing);

/** Presses keys together, the last one briefly. */
async function chord(page, ...keys) {
  const last = keys.pop();
  for (const key of keys) await page.raw.keyboard.down(key);
  await page.raw.keyboard.press(last);
  for (const key of keys.reverse()) await page.raw.keyboard.up(key);
}

async function clickWith(page, modifier, selector) {
  await page.raw.keyboard.down(modifier);
  await page.click(selector);
  await page.raw.keyboard.up(modifier);
}

/** Presses an action of the bar, and waits until it is done and said: not what was said of the one before. */
async function act(page, action) {
  const last = '[data-action="close-done"]';
  if ((await page.count(last)) > 0) await page.click(last);
  await page.waitFor(DONE, { gone: true });
  await page.click(`[data-action="${action}"]`);
  await page.waitFor(DONE);
}

async function undoMany(app, page, is) {
  await page.click('[data-action="undo-many"]');
  await page.waitFor('[data-action="undo-many"]', { gone: true });
  await app.until(is, 'everything to be as it was');
}

const filedItems = [
  { title: 'Bank', username: 'maren', folder: 'Home/Bills', tags: ['tax'], password: 'a-1' },
  { title: 'Clinic', username: 'maren', folder: 'Home', password: 'b-2' },
  { title: 'Kiln', username: 'mokafor', folder: 'Homely', favourite: true, password: 'c-3' },
  { title: 'Locker', kind: 'note', notes: 'left 3' },
  { title: 'Old forum', username: 'maren', folder: 'Home', archived: true, tags: ['tax'] },
];

test('Many: the rail counts kinds, folders, tags and shelves, and a folder or tag gets another name in all its items', async ({
  app,
}) => {
  await app.createVault(MASTER);
  for (const item of filedItems) await app.addItem(item);
  const page = await app.openVaultPage('items');
  await page.waitFor('.row');
  const shows = (expected) =>
    app.until(async () => String(await titlesOf(page)) === String(expected), `only ${expected}`);
  await shows(['Bank', 'Clinic', 'Kiln', 'Locker']);
  for (const [filing, n] of [
    ['[data-shelf="items"]', '4'],
    ['[data-filing="favourite "]', '1'],
    ['[data-filing="kind login"]', '3'],
    ['[data-filing="kind note"]', '1'],
    ['[data-filing="folder Home"]', '2'],
    ['[data-filing="folder Home/Bills"]', '1'],
    ['[data-filing="folder Homely"]', '1'],
    ['[data-filing="tag tax"]', '1'],
    ['[data-shelf="archive"]', '1'],
    ['[data-shelf="trash"]', '0'],
  ])
    await app.until(async () => (await count(page, filing)) === n, `${n} beside ${filing}`);

  const foldersOf = async () =>
    [...(await app.items()), ...(await app.items('archive'))]
      .map(({ title, content }) => `${title}: ${content.folder}`)
      .sort();
  await page.click('[data-filing="folder Home"]');
  await shows(['Bank', 'Clinic']);
  assert.ok(!(await page.evaluate(() => location.href)).includes('Home'), 'no name of a folder in the address');
  await page.click('[data-action="rename"]');
  await page.type('#label-name', ' House / Old ');
  await page.press('Enter');
  await page.waitFor('[data-filing="folder House/Old"][aria-current="page"]');
  await shows(['Bank', 'Clinic']);
  assert.deepEqual(await foldersOf(), [
    'Bank: House/Old/Bills',
    'Clinic: House/Old',
    'Kiln: Homely',
    'Locker: ',
    'Old forum: House/Old',
  ]);
  await undoMany(app, page, async () => (await foldersOf())[0] === 'Bank: Home/Bills');

  await page.click('[data-filing="folder Home"]');
  await page.click('[data-action="remove-label"]');
  await page.waitFor('[role="alertdialog"]');
  await app.shot(page, 'many-remove-folder');
  await page.press('Enter');
  await page.waitFor('[role="alertdialog"]', { gone: true });
  assert.equal((await foldersOf())[0], 'Bank: Home/Bills', 'a stray Enter removes nothing');
  await page.click('[data-action="remove-label"]');
  await act(page, 'confirm-delete');
  assert.deepEqual(await foldersOf(), ['Bank: Bills', 'Clinic: ', 'Kiln: Homely', 'Locker: ', 'Old forum: ']);

  await page.click('[data-filing="tag tax"]');
  await page.click('[data-action="rename"]');
  await page.type('#label-name', 'taxes');
  await page.press('Enter');
  await page.waitFor('[data-filing="tag taxes"]');
  await page.waitFor('[data-filing="tag tax"]', { gone: true });
  const [old] = await app.items('archive');
  assert.deepEqual(old.content.tags, ['taxes'], 'in the archive too');

  // Who goes on at once is not brought back: what was said of the last work goes with the press, and what is chosen while
  // the list comes anew stays chosen.
  await page.waitFor(DONE);
  await page.click('[data-filing="folder Homely"]');
  await page.click('[data-action="remove-label"]');
  await page.waitFor('[data-action="confirm-delete"]');
  const stands = await page.evaluate(async (done) => {
    const next = new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        if (document.querySelector(`${done} [data-action="undo-many"]`) === null) return;
        observer.disconnect();
        document.querySelector('[data-filing="tag taxes"]').click();
        resolve();
      });
      setTimeout(() => observer.observe(document.body, { subtree: true, childList: true, attributes: true }), 0);
    });
    document.querySelector('[data-action="confirm-delete"]').click();
    await new Promise((resolve) => setTimeout(resolve, 0));
    const stood = document.querySelector(done) !== null;
    await next;
    return stood;
  }, DONE);
  assert.equal(stands, false, 'what was done before is not said of this');
  await page.waitFor('[data-filing="folder Homely"]', { gone: true });
  await page.waitFor('[data-filing="tag taxes"][aria-current="page"]');
  await shows(['Bank']);
});

test('Many: an undo in one tab and an import in another both come to their end, or the later one says why not', async ({
  app,
}) => {
  const ask = (kind, request) => app.desk.ask(kind, request);
  await app.createVault(MASTER);
  for (const letter of 'ab') await app.addItem({ title: letter, username: 'ada', password: `${letter}-1` });
  const page = await app.openVaultPage('items');
  await page.waitFor('.row');
  const all = async (action) => {
    await page.click('#search');
    await chord(page, 'Control', 'a');
    await act(page, action);
  };
  const says = async (of) => (await app.items()).map((item) => `${item.title}:${of(item.content)}`).sort();
  await all('many-favourite');
  const token = await ask('own/import-begin');
  const item = (title) => ({
    content: contentOf({ title }),
    trashed: false,
    history: [],
    attachments: [],
    remarks: [],
  });
  await ask('own/import-add', { ...token, items: [item('c')] });
  await undoMany(app, page, async () => (await app.items()).every(({ content }) => !content.favourite));
  await ask('own/import-add', { ...token, items: [item('d')] });
  assert.equal((await ask('own/import-finish', token)).length, 2);
  assert.deepEqual(await says(({ favourite }) => favourite), ['a:false', 'b:false', 'c:false', 'd:false']);

  // Both about the same items: the later one changes nothing and says so.
  const other = await ask('own/import-begin');
  const bases = (await app.items()).map(({ id, revision }) => ({ id, revision }));
  await ask('own/refile', { ...other, bases, what: 'tag', from: '', to: 'late' });
  await page.bringToFront();
  await all('many-favourite');
  await assert.rejects(ask('own/import-finish', other), { code: 'conflict' });
  assert.deepEqual(await says(({ tags }) => tags.join()), ['a:', 'b:', 'c:', 'd:']);
});

test('Many: items are chosen by keys and pointer; each action is one change, undone as one', async ({
  app,
  browser,
}) => {
  await app.createVault(MASTER);
  for (const letter of 'abcdef') await app.addItem({ title: letter, username: 'ada', password: `${letter}-1` });
  const page = await app.openVaultPage('items');
  await page.waitFor('.row');
  const picks = (expected) =>
    app.until(async () => String(await chosen(page)) === String(expected), `${expected} to be chosen`);
  const all = ['a', 'b', 'c', 'd', 'e', 'f'];

  // By keys, the search keeping the focus.
  await page.press(' ');
  await picks(['a']);
  await chord(page, 'Shift', 'ArrowDown');
  await chord(page, 'Shift', 'ArrowDown');
  await picks(['a', 'b', 'c']);
  await chord(page, 'Shift', 'ArrowUp');
  await picks(['a', 'b']);
  await page.press('ArrowDown');
  await page.press('ArrowDown');
  await page.press(' ');
  await picks(['a', 'b', 'd']);
  await chord(page, 'Control', 'a');
  await picks(all);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'search');
  await page.press('Escape');
  await page.waitFor('[data-many]', { gone: true });
  // By the pointer.
  const row = (n) => ({ css: '.row', nth: n });
  await clickWith(page, 'Control', row(1));
  await clickWith(page, 'Shift', row(3));
  await picks(['b', 'c', 'd']);
  await page.click({ css: '.row [data-action="pick"]', nth: 0 });
  await picks(['a', 'b', 'c', 'd']);
  assert.equal(await page.count(ITEM), 0, 'choosing opens nothing');
  await app.shot(page, 'many-chosen');

  const revisions = async () => (await app.items()).map(({ title, revision }) => `${title}${revision}`).sort();
  const contents = async (of) =>
    (await app.items())
      .map((item) => `${item.title}:${of(item.content)}`)
      .sort()
      .join(' ');
  await page.click('[data-action="many-folder"]');
  await page.type('#many-name', 'Work/New');
  await page.press('Enter');
  await page.waitFor(DONE);
  await page.waitFor('[data-many]', { gone: true });
  const folder = ({ folder: name }) => name;
  assert.equal(await contents(folder), 'a:Work/New b:Work/New c:Work/New d:Work/New e: f:');
  assert.deepEqual(await revisions(), ['a2', 'b2', 'c2', 'd2', 'e1', 'f1']);
  await undoMany(app, page, async () => (await contents(folder)) === 'a: b: c: d: e: f:');

  // A finger chooses by pressing, once it said so.
  await page.click('[data-action="several"]');
  await page.click(row(4));
  await page.click(row(5));
  await picks(['e', 'f']);
  await page.click('[data-action="many-tag"]');
  await page.type('#many-name', 'tax');
  await act(page, 'name-it');
  const tags = (content) => content.tags.join();
  assert.equal(await contents(tags), 'a: b: c: d: e:tax f:tax');
  await page.click('#search');
  await chord(page, 'Control', 'a');
  await page.click('[data-action="many-tag"]');
  await page.type('#many-name', 'tax');
  await act(page, 'take-off');
  assert.equal(await contents(tags), 'a: b: c: d: e: f:');
  await undoMany(app, page, async () => (await contents(tags)) === 'a: b: c: d: e:tax f:tax');

  await page.click('#search');
  await chord(page, 'Control', 'a');
  await act(page, 'many-favourite');
  assert.equal(await contents(({ favourite }) => favourite), all.map((each) => `${each}:true`).join(' '));
  await chord(page, 'Control', 'a');
  await act(page, 'many-archive');
  await app.until(async () => (await app.items('archive')).length === 6, 'six in the archive');
  await page.click('[data-shelf="archive"]');
  await page.click('#search');
  await page.waitFor('.row');
  await chord(page, 'Control', 'a');
  await act(page, 'many-unarchive');
  assert.equal((await app.items()).length, 6);
  await page.click('[data-shelf="items"]');
  await page.waitFor('.row');
  await page.click('#search');
  await chord(page, 'Control', 'a');
  await act(page, 'many-trash');
  assert.deepEqual([(await app.items()).length, (await app.items('trash')).length], [0, 6]);
  await page.click('[data-shelf="trash"]');
  await page.waitFor('.row');
  await clickWith(page, 'Control', row(0));
  await act(page, 'many-restore');
  assert.equal((await app.items()).length, 1);
  await clickWith(page, 'Control', row(0));
  await clickWith(page, 'Control', row(1));
  await page.click('[data-action="many-delete"]');
  await page.waitFor('[role="alertdialog"]');
  await app.shot(page, 'many-delete');
  await act(page, 'confirm-delete');
  assert.equal((await app.items('trash')).length, 3);
  assert.equal(await page.count('[data-action="undo-many"]'), 0, 'what is gone for good is not promised back');

  if (browser === 'firefox') return;
  // Changed in another window meanwhile: nothing is done to any of them, and that change stays.
  await page.click('#search');
  await chord(page, 'Control', 'a');
  const [first] = await app.items('trash');
  await app.desk.ask('own/trash', { base: { id: first.id, revision: first.revision }, trashed: false });
  await page.click('[data-action="many-restore"]');
  await page.waitFor('[data-error="conflict"]');
  assert.equal((await app.items('trash')).length, 2);
  // What left the shelf is chosen no more, so the others can go on.
  await act(page, 'many-restore');
  await app.until(async () => (await app.items('trash')).length === 0, 'the others to be restored');
});

test('Many: three columns, two, one: what is narrow goes step by step, and the menu gives the focus back', async ({
  app,
}) => {
  await app.createVault(MASTER);
  await app.addItem({ title: 'Kiln', username: 'mokafor', folder: 'Work', password: 'a-1' });
  await app.addItem({ title: 'Clinic', username: 'maren', password: 'b-1' });
  const page = await app.openVaultPage('items');
  const isSeen = (css) => page.evaluate((of) => document.querySelector(of)?.checkVisibility() ?? false, css);
  const sees = async (width, seen, unseen) => {
    await page.raw.setViewport({ width, height: 700 });
    for (const css of seen) await app.until(() => isSeen(css), `${css} to be seen at ${width} px`);
    for (const css of unseen) await app.until(async () => !(await isSeen(css)), `${css} not to be seen at ${width} px`);
  };
  const [folder, row, back] = ['[data-filing="folder Work"]', '.row', `${ITEM} [data-action="back"]`];
  await page.waitFor(row);
  await page.press('Enter');
  await page.waitFor(`${ITEM} [data-action="edit"]`);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'search', 'the search keeps the keys');
  await sees(1280, [folder, row, ITEM, '.nav .n'], [back, '.topbar']);
  await sees(900, [row, ITEM, '.nav'], [folder, back, '.nav .n', '.topbar']);
  await sees(420, [ITEM, back, '.topbar'], [row, folder, '.nav']);
  await page.click(back);
  await sees(320, [row, '.topbar'], [ITEM, '.nav']);
  assert.ok(
    await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
    'nothing lies beside the page',
  );
  await page.click('[data-action="menu"]');
  await page.waitFor('[data-open="true"]');
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-current')), 'page');
  await page.press('Escape');
  await page.waitFor('[data-open="true"].side', { gone: true });
  assert.equal(await page.evaluate(() => document.activeElement.dataset.action), 'menu');
  await page.press('Enter');
  await page.click(folder);
  await app.until(async () => String(await titlesOf(page)) === 'Kiln', 'the folder alone');
  await sees(320, [row], [folder]);
});

test('Many: guarded items ask for the master password first, then it goes on', async ({ app }) => {
  await app.createVault(MASTER);
  await app.addItem({ title: 'a', username: 'ada', password: 'a-1' });
  const { id } = await app.addItem({ title: 'b', username: 'ada', password: 'b-1' });
  const page = await app.openVaultPage('items');
  await page.click(`[data-item-id="${id}"]`);
  await page.click('[data-action="edit"]');
  await page.click('[data-action="more"]');
  await page.click('#guarded');
  await page.click('[data-action="save"]');
  await page.type('#master-asked', MASTER);
  await page.press('Enter');
  await page.waitFor(`${ITEM} [data-action="copy-password"]`, { timeout_ms: 60_000 });
  // A worker that ended forgot the key of guarded items.
  await app.killWorker();
  await page.press('Escape');
  await page.waitFor(ITEM, { gone: true });
  await page.click('#search');
  await chord(page, 'Control', 'a');
  await page.click('[data-action="many-trash"]');
  await page.waitFor('[data-error="guarded"] [data-asks="master-password"]');
  assert.equal((await app.items('trash')).length, 0);
  await app.shot(page, 'many-guarded');
  await page.type('#master-asked', MASTER);
  await page.press('Enter');
  await page.waitFor(DONE, { timeout_ms: 60_000 });
  const { others } = await app.desk.ask('own/list', { query: '', shelf: 'trash' });
  assert.equal(others.length, 2);
});

test('Many: chosen items alone go into the encrypted file', async ({ app }) => {
  await app.createVault(MASTER);
  for (const letter of 'abc') await app.addItem({ title: `item ${letter}`, username: 'ada', password: `${letter}-1` });
  await app.desk.ask('own/note-generated', { password: 'made-For-Another-1' });
  await app.settings({ lockAfterMinutes: 60 });
  const page = await app.openVaultPage('items');
  await page.waitFor('.row');
  await page.click({ css: '.row [data-action="pick"]', nth: 0 });
  await page.click({ css: '.row [data-action="pick"]', nth: 2 });
  await page.click('[data-action="many-export"]');
  await page.waitFor('[data-only="2"]');
  await page.type('#file-password', MASTER);
  await page.type('#file-password-again', MASTER);
  await app.shot(page, 'many-export');
  await page.click('[data-action="write-file"]');
  await page.waitFor('[data-written]', { timeout_ms: 60_000 });
  assert.match(await page.text('[data-written]'), /\b2\b/);
  assert.equal(await page.count('[data-part="other"]'), 0, 'no other format takes a choice');
  const kept = path.join(ROOT, 'target', `many-${app.browser}.latchkey`);
  await copyFile(await app.downloaded(/latchkey-items.*latchkey$/), kept);
  await page.click('[data-action="export-all"]');
  await page.waitFor('[data-only]', { gone: true });
  await page.waitFor('[data-part="other"]');
  await page.close();

  // Into an empty vault: the items, and nothing else of the one that they are from.
  await app.reset();
  await app.createVault(MASTER);
  const empty = await app.openVaultPage('import');
  await empty.waitFor('#import-files');
  await openFile(empty, kept, MASTER);
  await empty.waitFor('[data-plan="2"]', { timeout_ms: 60_000 });
  await empty.click('[data-action="restore"]');
  await empty.waitFor('[data-restored="2"]', { timeout_ms: 60_000 });
  assert.deepEqual((await app.items()).map(({ title }) => title).sort(), ['item a', 'item c']);
  assert.deepEqual(await app.desk.ask('own/generated'), []);
  assert.equal((await app.settings()).lockAfterMinutes, 15);
});

test('Many: logins that are stored more than once become one without loss, and come apart again', async ({ app }) => {
  await app.createVault(MASTER);
  const login = { username: 'ada', password: 'Same-Word-41' };
  await app.addItem({ ...login, title: 'Shop', url: 'https://shop.example/' });
  const other = await app.addItem({
    ...login,
    title: 'Shop, imported',
    url: 'https://www.shop.example/login',
    notes: 'a note',
    tags: ['old'],
    fields: [{ name: 'Customer no.', value: '2210' }],
  });
  await app.addItem({ ...login, title: 'Elsewhere', url: 'https://else.example/' });
  await putFile(
    app,
    (await app.items()).find(({ id }) => id === other.id),
  );
  const before = JSON.stringify((await app.items()).map(({ title, content }) => [title, content]).sort());
  const page = await app.openVaultPage('health');
  await page.click('[data-finding="duplicates"] [data-action="show"]');
  await page.waitFor('.alike');
  assert.equal(await page.count('.alike [data-alike]'), 2, 'another site is another login');
  await page.click(`[data-alike]:not([data-alike="${other.id}"]) input`);
  await app.until(
    async () => /1 address, 1 tag, notes, 1 field, 1 file/.test(await page.text('.alikefoot')),
    'the preview',
  );
  await app.shot(page, 'duplicates');
  await act(page, 'merge');
  await page.waitFor('[data-finding="duplicates"]', { gone: true });
  const items = await app.items();
  assert.deepEqual(items.map(({ title }) => title).sort(), ['Elsewhere', 'Shop']);
  const shop = items.find(({ title }) => title === 'Shop');
  assert.deepEqual(
    [shop.urls.length, shop.notes, shop.content.tags, shop.attachments.length],
    [2, 'a note', ['old'], 1],
  );
  assert.equal((await app.items('trash')).length, 1);
  await undoMany(app, page, async () => (await app.items()).length === 3);
  await page.waitFor('[data-finding="duplicates"]');
  assert.equal(JSON.stringify((await app.items()).map(({ title, content }) => [title, content]).sort()), before);
  assert.equal((await app.items()).find(({ id }) => id === other.id).attachments.length, 1);
});

test(
  'Many: of ten thousand items only what is seen is in the page, and one change moves them all',
  async ({ app }) => {
    await app.createVault(MASTER);
    const token = await app.desk.ask('own/import-begin');
    const content = (n) => ({
      kind: 'login',
      label: '',
      title: `Site ${String(n).padStart(5, '0')}`,
      notes: '',
      folder: n % 2 ? 'Odd' : '',
      tags: [],
      favourite: false,
      archived: false,
      guarded: false,
      login: {
        usernames: ['ada'],
        password: `pw-${n}`,
        otp: '',
        urls: [],
        passkeys: [],
        offersSecondFactor: false,
        rest: new Uint8Array(),
      },
      fields: [],
      rest: new Uint8Array(),
    });
    for (let at = 0; at < 10_000; at += 1_000) {
      const items = Array.from({ length: 1_000 }, (_, n) => ({
        content: content(at + n),
        trashed: false,
        history: [],
        attachments: [],
        remarks: [],
      }));
      await app.desk.ask('own/import-add', { ...token, items });
    }
    await app.desk.ask('own/import-finish', token);
    const page = await app.openVaultPage('items');
    await page.waitFor('.row');
    await app.until(async () => (await count(page, '[data-filing="folder Odd"]')) === '5,000', 'the count of a folder');
    assert.ok((await page.count('.row')) < 60);
    await page.evaluate(() => {
      const list = document.querySelector('.results');
      list.scrollTop = list.scrollHeight;
    });
    await app.until(async () => (await titlesOf(page)).at(-1) === 'Site 09999', 'the last row');
    assert.ok((await page.count('.row')) < 60);
    await page.click('#search');
    await chord(page, 'Control', 'a');
    await page.waitFor('[data-many="10000"]');
    await page.click('[data-action="many-folder"]');
    await page.type('#many-name', 'All');
    await page.press('Enter');
    await page.waitFor('[data-going] [data-action="cancel"]');
    await page.waitFor(DONE, { timeout_ms: 120_000 });
    await app.until(async () => (await count(page, '[data-filing="folder All"]')) === '10,000', 'all to be moved');
    await page.click('[data-action="undo-many"]');
    await app.until(
      async () => (await count(page, '[data-filing="folder Odd"]')) === '5,000',
      'all to be back',
      120_000,
    );
  },
  { in: once('chromium'), timeout_ms: 300_000 },
);

test('A new item is of the kind, in the folder, with the tag or among the favourites that the list shows', async ({
  app,
}) => {
  await app.createVault(MASTER);
  await app.addItem({ title: 'Green card', kind: 'card' });
  await app.addItem({ title: 'Bank', folder: 'Home/Bills', tags: ['tax'], favourite: true });
  const page = await app.openVaultPage('items');
  const begin = async (filing) => {
    await page.click(`[data-filing="${filing}"]`);
    await page.click('.itemslist [data-action="add"]');
    await page.waitFor('[data-view="edit"]');
  };
  const save = async (title) => {
    await page.type('#title', title);
    await page.click('[data-action="save"]');
    await page.waitFor('[data-view="item"]');
    const { content } = (await app.items()).find((item) => item.title === title);
    const { kind, folder, tags, favourite } = content;
    return { kind, folder, tags, favourite };
  };
  const plain = { kind: 'login', folder: '', tags: [], favourite: false };
  await begin('kind card');
  assert.deepEqual(await save('Blue card'), { ...plain, kind: 'card' });
  await begin('folder Home/Bills');
  // Another kind lies there as well.
  await page.evaluate(() => {
    const kind = document.querySelector('#kind');
    kind.value = 'note';
    kind.dispatchEvent(new Event('change', { bubbles: true }));
  });
  assert.deepEqual(await save('Meter'), { ...plain, kind: 'note', folder: 'Home/Bills' });
  await begin('tag tax');
  assert.deepEqual(await save('Office'), { ...plain, tags: ['tax'] });
  await begin('favourite ');
  assert.deepEqual(await save('Best'), { ...plain, favourite: true });
});
