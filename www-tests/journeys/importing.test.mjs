// Bringing in and taking out files of other programs, by the vault page as a user sees it.

import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { MASTER, once, sampleOf, test } from '../harness.mjs';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const OWN = path.join(ROOT, 'crate/core/tests/imports');
/** Samples of many programs, where they are at hand. */
const SAMPLES = process.env.LATCHKEY_SAMPLES;
const HEAD = 'name,url,username,password,note';

/** Writes a file for the browser to choose; → its path. */
async function made(name, text) {
  const folder = path.join(ROOT, 'target/moving');
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, name);
  await writeFile(file, text);
  return file;
}

/** Chooses files on the vault page and waits for what they seem to be. */
async function chooseFiles(page, files) {
  await page.waitFor('#import-files', { timeout_ms: 60_000 });
  await page.choose('#import-files', files);
  await page.waitFor('[data-part="read"][data-known], [data-part="read"] [data-error]', { timeout_ms: 60_000 });
}

async function preview(page, files) {
  await chooseFiles(page, files);
  await page.click('[data-action="read"]');
  await page.waitFor('[data-part="preview"]', { timeout_ms: 60_000 });
}

const counts = async (page) => {
  const read = async (name) => Number((await page.text(`[data-count="${name}"] dd`)).replaceAll(',', ''));
  return { fresh: await read('new'), same: await read('same'), similar: await read('similar') };
};

const putAll = async (page, timeout_ms = 60_000) => {
  await page.click('[data-action="put"]');
  await page.waitFor('[data-imported]', { timeout_ms });
};

/** What matters of the items, in an order that does not depend on time. */
const summary = async (app) =>
  (await app.items())
    .map(({ title, username, password, notes, history, content }) => ({
      title,
      username,
      password,
      notes,
      folder: content.folder,
      past: history.map((each) => each.password),
    }))
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

test('H07 An import shows what is new, there already and similar, merges without loss, and is undone as a whole', async ({
  app,
}) => {
  await app.createVault(MASTER);
  await app.addItem({ title: 'Shop', username: 'maren', password: 'same-1', url: 'https://shop.example/' });
  await app.addItem({ title: 'Bank', username: 'maren', password: 'mine-2', url: 'https://bank.example/' });
  const before = await summary(app);
  const file = await made(
    'Passwords.csv',
    `${HEAD}\nshop.example,https://shop.example/,maren,same-1,"from\nChrome"\nbank.example,https://bank.example/,maren,theirs-3,\nclub.example,https://club.example/,ines,new-4,\n`,
  );
  const page = await app.openVaultPage('import');
  await preview(page, [file]);
  assert.deepEqual(await counts(page), { fresh: 1, same: 1, similar: 1 });
  assert.deepEqual(await summary(app), before, 'a preview changes nothing');
  await app.shot(page, 'import-preview');
  await page.click('[data-choice="similar"] input[value="merge"]');
  await page.type('#import-folder', 'From Chrome');
  await putAll(page);
  await app.shot(page, 'import-done');
  assert.equal(await page.count('[data-imported="1"][data-merged="2"]'), 1);
  assert.deepEqual(await summary(app), [
    { title: 'Bank', username: 'maren', password: 'mine-2', notes: '', folder: 'From Chrome', past: ['theirs-3'] },
    { title: 'Shop', username: 'maren', password: 'same-1', notes: 'from\nChrome', folder: 'From Chrome', past: [] },
    { title: 'club.example', username: 'ines', password: 'new-4', notes: '', folder: 'From Chrome', past: [] },
  ]);
  await page.click('[data-action="undo"]');
  await page.waitFor('[data-undone]');
  assert.deepEqual(await summary(app), before);

  await preview(page, [file]);
  await page.click('[data-choice="same"] input[value="leave"]');
  await page.click('[data-choice="similar"] input[value="leave"]');
  await putAll(page);
  const items = await app.items();
  assert.equal(items.length, 3);
  const { unscored } = await app.desk.ask('own/health');
  const unjudged = items.filter(({ id }) => unscored.includes(id)).map(({ title }) => title);
  assert.deepEqual(unjudged.sort(), ['Bank', 'Shop'], 'what came in is judged');
  await page.close();
});

test('H05 H08 A fault of a file is told with its line, and nothing changes', async ({ app }) => {
  await app.createVault(MASTER);
  const popup = await app.openPopupTab();
  await popup.waitFor('[data-action="import"]');
  await app.shot(popup, 'popup-empty');
  await popup.close();
  const page = await app.openVaultPage('import');
  await page.waitFor('[data-part="drop"]');
  await page.evaluate(() => {
    const dropped = new DataTransfer();
    dropped.items.add(new File(['name,url,username,password\nx,https://x.example/,y,"z'], 'dropped.csv'));
    document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: dropped }));
  });
  await page.waitFor('[data-part="read"][data-known="chromium-csv"]');
  await page.click('[data-action="read"]');
  await page.waitFor('[data-remarks]', { timeout_ms: 60_000 });
  assert.match(await page.text('[data-remarks]'), /quotation mark is never closed.*line 2/s);
  await app.shot(page, 'import-remarks');
  await page.click('[data-action="back"]');
  await page.click('[data-action="another"]');
  const broken = await made('broken.json', '{"items": [\n  {"type": 1, "name": "x"},\n  oops\n]}');
  await chooseFiles(page, [broken]);
  await page.evaluate(() => {
    const select = document.querySelector('#import-format');
    select.value = 'bitwarden-json';
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await page.waitFor('[data-error]');
  const told = await page.text('[data-error]');
  assert.match(told, /broken\.json, line 3/);
  await app.shot(page, 'import-fault');
  const nothing = await made('nothing.bin', '\u0001\u0002\u0003');
  await page.click('[data-action="another"]');
  await chooseFiles(page, [nothing]);
  await page.waitFor('[data-error]');
  assert.deepEqual(await app.items(), []);
  await page.close();
});

test(
  'H07 H08 Ten thousand rows come in with a count, can be cancelled without a trace, and go by one undo',
  async ({ app }) => {
    await app.createVault(MASTER);
    const rows = Array.from({ length: 10_000 }, (_, at) => `s${at},https://s${at}.example/,user${at},pass-${at},`);
    const file = await made('many.csv', `${HEAD}\n${rows.join('\n')}\n`);
    const page = await app.openVaultPage('import');
    await preview(page, [file]);
    assert.deepEqual(await counts(page), { fresh: 10_000, same: 0, similar: 0 });
    // As soon as it can be: a press by the driver may come when all is in.
    await page.evaluate(() => {
      new MutationObserver((_, observer) => {
        const cancel = document.querySelector('[data-action="cancel"]');
        if (cancel === null) return;
        observer.disconnect();
        cancel.click();
      }).observe(document.body, { childList: true, subtree: true });
    });
    await page.click('[data-action="put"]');
    await page.waitFor('[data-error="cancelled"]', { timeout_ms: 60_000 });
    const total = async () => (await app.desk.ask('own/list', { query: '', shelf: 'items' })).total;
    assert.equal(await total(), 0);
    await putAll(page, 120_000);
    assert.equal(await total(), 10_000);
    await page.click('[data-action="undo"]');
    await page.waitFor('[data-undone]', { timeout_ms: 120_000 });
    assert.equal(await total(), 0);
    await page.close();
  },
  { in: once('chromium') },
);

test('A file under a password asks for it; columns of an unknown CSV are mapped by hand', async ({ app }) => {
  await app.createVault(MASTER);
  const page = await app.openVaultPage('import');
  const locked = path.join(OWN, 'bitwarden-locked.json');
  await chooseFiles(page, [locked]);
  await page.type('#import-password', 'not this one');
  await page.click('[data-action="read"]');
  await page.waitFor('[data-error="wrong-password"]', { timeout_ms: 60_000 });
  await page.type('#import-password', 'pässword');
  await page.click('[data-action="read"]');
  await page.waitFor('[data-part="preview"][data-items="1"]', { timeout_ms: 60_000 });
  await page.click('[data-action="back"]');
  await page.click('[data-action="another"]');
  const odd = await made('odd.csv', 'where,who,what\nhttps://odd.example/,maren,odd-Secret-9\n');
  await chooseFiles(page, [odd]);
  await page.evaluate(() => {
    const set = (id, value) => {
      const select = document.getElementById(id);
      select.value = value;
      select.dispatchEvent(new Event('change', { bubbles: true }));
    };
    if (document.querySelector('#import-format').value !== 'csv') set('import-format', 'csv');
  });
  await page.waitFor('[data-part="columns"]');
  await app.shot(page, 'import-columns');
  for (const [at, role] of ['url', 'username', 'password'].entries()) {
    await page.evaluate(
      (id, value) => {
        const select = document.getElementById(id);
        select.value = value;
        select.dispatchEvent(new Event('change', { bubbles: true }));
      },
      `column-${at}`,
      role,
    );
  }
  await page.click('[data-action="read"]');
  await page.waitFor('[data-part="preview"]', { timeout_ms: 60_000 });
  await putAll(page);
  const [item] = await app.items();
  assert.deepEqual([item.username, item.password, item.urls[0]], ['maren', 'odd-Secret-9', 'https://odd.example/']);
  await page.close();
});

test(
  'H01 H10 H11 Exports in clear ask for the master password again; what is taken out comes back whole',
  async ({ app }) => {
    await app.createVault(MASTER);
    await app.addItem({
      title: '=1+2',
      username: 'maren',
      password: '@sum',
      url: 'https://shop.example/',
      notes: 'a\nb',
    });
    await app.addItem({ title: 'Old', username: 'ines', password: 'x', archived: true });
    const before = await summary(app);
    const page = await app.openVaultPage('export');
    const choose = (format) =>
      page.evaluate((value) => {
        const select = document.querySelector('#export-format');
        select.value = value;
        select.dispatchEvent(new Event('change', { bubbles: true }));
      }, format);
    const files = {};
    for (const format of ['csv', 'csv-for-spreadsheets', 'bitwarden-json', 'fido-cxf', 'bitwarden-zip']) {
      await page.waitFor('#export-format');
      await choose(format);
      await page.waitFor('[data-plain] #master-asked');
      if (format === 'csv') {
        await app.shot(page, 'export-plain');
        await page.type('#master-asked', 'not this one');
        await page.click('[data-action="prove"]');
        await page.waitFor('[data-error="wrong-password"]', { timeout_ms: 60_000 });
      }
      await page.type('#master-asked', MASTER);
      await page.click('[data-action="prove"]');
      await page.waitFor('[data-part="other"] [data-written]', { timeout_ms: 60_000 });
      files[format] = await kept(app, format);
    }
    for (const format of ['kee-pass-kdbx', 'bitwarden-json-locked']) {
      await choose(format);
      await page.type('#export-password', 'a password of its own 5');
      await page.type('#export-password-again', 'a password of its own 5');
      await page.click('[data-action="write-export"]');
      await page.waitFor('[data-part="other"] [data-written]', { timeout_ms: 60_000 });
      files[format] = await kept(app, format);
    }
    await page.close();
    assert.match(await readFile(files.csv, 'utf8'), /^=1\+2,/m);
    assert.match(await readFile(files['csv-for-spreadsheets'], 'utf8'), /^"'=1\+2",.*"'@sum"/m);

    // The core's own tests read all of them back; here some do each day.
    for (const [format, file] of sampleOf(Object.entries(files), 3)) {
      await app.reset();
      await app.createVault(MASTER);
      const into = await app.openVaultPage('import');
      await chooseFiles(into, [file]);
      if ((await into.count('#import-password')) > 0) await into.type('#import-password', 'a password of its own 5');
      await into.click('[data-action="read"]');
      await into.waitFor('[data-part="preview"]', { timeout_ms: 60_000 });
      await putAll(into);
      assert.deepEqual(await summary(app), before, format);
      assert.equal((await app.items('archive')).length, 1, format);
      await into.close();
    }
  },
  { in: once('chromium') },
);

/** The file that was downloaded last, taken out of the downloads, so that the next one is not taken for it. */
async function kept(app, format) {
  const file = await app.downloaded(/^latchkey-export-/);
  const copy = await made(`${app.browser}-${format}${path.extname(file)}`, await readFile(file));
  await rm(file);
  return copy;
}

test('Samples of other programs are recognised and read, where they are at hand', async ({ app }) => {
  const manifest = SAMPLES && (await readFile(path.join(SAMPLES, 'manifest.json'), 'utf8').catch(() => undefined));
  if (!manifest) {
    console.log('# no samples here: LATCHKEY_SAMPLES names their folder');
    return;
  }
  await app.createVault(MASTER);
  const page = await app.openVaultPage('import');
  const folders = new Set();
  const wrong = [];
  for (const { file, expected, password } of JSON.parse(manifest)) {
    const folder = path.dirname(file);
    if (folders.has(folder) || password === null || expected === undefined) continue;
    folders.add(folder);
    const items = JSON.parse(await readFile(path.join(SAMPLES, expected), 'utf8'));
    await chooseFiles(page, [path.join(SAMPLES, file)]);
    if (typeof password === 'string' && (await page.count('#import-password')) > 0)
      await page.type('#import-password', password);
    await page.click('[data-action="read"]');
    await page.waitFor('[data-part="preview"], [data-part="read"] [data-error]', { timeout_ms: 60_000 });
    // How many items it makes is held against the sample in the core's own tests.
    const read = await page.count('[data-part="preview"]');
    if (read === 0 || items.length === 0) wrong.push(file);
    if ((await page.count('[data-part="preview"]')) > 0) await page.click('[data-action="back"]');
    await page.click('[data-action="another"]');
  }
  console.log(`# samples of ${folders.size} kinds`);
  assert.deepEqual(wrong, []);
  await page.close();
});
