// The extension starts anew under open pages, as it is or as a newer version: in the middle of an edit, and above pages
// that still hold its old content scripts. Each case has a folder of its own for the extension; `dist` is never changed.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { appendFile, cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { OTHER_KINDS } from '../demo/items.mjs';
import { launch } from '../driver/index.mjs';
import { html, LOGIN_FORM, MASTER, testInTurn as test } from '../harness.mjs';

const OLDER = path.join(path.dirname(fileURLToPath(import.meta.url)), '../older');
const ITEM = { title: 'Shop', username: 'maren', password: 'kept-Lantern-4', url: 'https://plain.example/' };
const STAYS = '<script>document.addEventListener("submit", (event) => event.preventDefault())</script>';

/** Does something in a browser of its own, with a vault of one item and an extension that may be overwritten. */
async function withApp({ app: { extension: dist }, browser }, work) {
  const extension = await mkdtemp(path.join(tmpdir(), 'latchkey-reload-'));
  try {
    await cp(dist, extension, { recursive: true });
    const app = await launch({ browser, extension, hosts: { 'plain.example': html(LOGIN_FORM + STAYS) } });
    try {
      await app.createVault(MASTER);
      const { id } = await app.addItem(ITEM);
      await work(app, id);
    } finally {
      await app.close();
    }
  } finally {
    await rm(extension, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

const manifestOf = async (app) => JSON.parse(await readFile(path.join(app.extension, 'manifest.json'), 'utf8'));
const versionThatRuns = (app) => app.desk.page.evaluate(() => browser.runtime.getManifest().version);

// What the newer version has beside the older one, so that it can be told which of them runs, and as what it came.
const IN_BACKGROUND = `
browser.runtime.onInstalled.addListener(({ reason, previousVersion }) => {
  void browser.storage.session.set({ cameAs: { reason, previousVersion } });
});
`;
const IN_CONTENT = '\nglobalThis.isNewer = true;\n';
const hasNewerScript = (app, page) => app.inContentScript(page, 'globalThis.isNewer === true');

/** Puts a newer version in the place of the one that runs, and lets the browser load it. */
async function update(app) {
  const manifest = await manifestOf(app);
  const { version } = manifest;
  assert.equal(await versionThatRuns(app), version);
  const newer = version.replace(/\d+$/, (last) => String(Number(last) + 1));
  await writeFile(path.join(app.extension, 'manifest.json'), JSON.stringify({ ...manifest, version: newer }));
  await appendFile(path.join(app.extension, 'background.js'), IN_BACKGROUND);
  await appendFile(path.join(app.extension, 'content.js'), IN_CONTENT);
  // An unpacked extension is read from its folder again, in Firefox installed from there over the one that runs.
  await app.reloadExtension();
  assert.equal(await versionThatRuns(app), newer);
  const cameAs = await app.until(
    () => app.desk.page.evaluate(async () => (await browser.storage.session.get('cameAs')).cameAs),
    'the newer version to say as what it came',
  );
  assert.deepEqual(cameAs, { reason: 'update', previousVersion: version });
}

const WAYS = {
  'starts anew': { renew: (app) => app.reloadExtension(), isNewer: false },
  'is updated to a newer version': { renew: update, isNewer: true },
};

for (const [name, { renew, isNewer }] of Object.entries(WAYS)) {
  test(`E12 The extension ${name} in the middle of an edit: the vault is locked, and the item is as it was`, (world) =>
    withApp(world, async (app, id) => {
      const popup = await app.openPopupTab();
      await popup.click(`[data-item-id="${id}"]`);
      await popup.click('[data-view="item"] [data-action="edit"]');
      await popup.type('#password', 'half-typed-9');
      await renew(app);
      assert.equal((await app.status()).state, 'locked');
      await app.unlock(MASTER);
      const [item, ...others] = await app.items();
      assert.deepEqual([item.title, item.username, item.password], [ITEM.title, ITEM.username, ITEM.password]);
      assert.deepEqual(others, []);
      const status = await app.status();
      assert.deepEqual([status.alarm, status.offersWaiting], [undefined, 0]);
      // And it can be edited as ever.
      await app.addItem({ title: 'Afterwards', password: 'new-Lantern-5' });
      assert.equal((await app.items()).length, 2);
    }));

  test(`E13 A page with an old content script, when the extension ${name}: it fills nothing and offers nothing, and no error shows in the page`, (world) =>
    withApp(world, async (app) => {
      const page = await app.openPage('https://plain.example/login');
      // It is awake: it has seen somebody type, and it watches for what is sent.
      await page.type('#user', 'maren');
      assert.ok((await app.fill(page)).filled.includes('current-password'), 'before, it fills');
      assert.equal(await hasNewerScript(app, page), false);
      await renew(app);
      await page.bringToFront();
      await page.type('#user', 'someone');
      await page.type('#pass', 'typed-Password-1');
      await page.click('form button');
      await page.click('#user');
      assert.equal(await page.value('#user'), 'someone');
      assert.equal(await page.value('#pass'), 'typed-Password-1');
      assert.deepEqual(app.console(), []);
      assert.equal((await app.status()).offersWaiting, 0);
      await app.unlock(MASTER);
      assert.deepEqual(await app.offers(page), []);
      // The user's own choice in the popup brings the new extension's script, into this document too.
      assert.ok((await app.fill(page)).filled.includes('current-password'));
      assert.equal(await page.value('#pass'), ITEM.password);
      // What a new document gets is the new one, and it works.
      await page.goto('https://plain.example/login?again');
      assert.equal(await hasNewerScript(app, page), isNewer);
      assert.ok((await app.fill(page)).filled.includes('current-password'), 'after, the new one fills');
      assert.deepEqual(app.console(), []);
    }));
}

/** The older packages that are kept. */
const older = (await readdir(OLDER)).filter((name) => name.endsWith('.tar.gz'));
assert.ok(older.length > 0, 'an older package is kept');

for (const name of older) {
  test(`E12 What ${name.replace('.tar.gz', '')} saved, the present version opens in its place and goes on with`, async ({
    app: { extension: present },
    browser,
  }) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'latchkey-older-'));
    try {
      await promisify(execFile)('tar', ['-xzf', path.join(OLDER, name), '-C', folder]);
      await withApp({ app: { extension: folder }, browser }, async (app) => {
        for (const item of OTHER_KINDS) await app.addItem(item);
        await app.settings({ lockAfterMinutes: 60 });
        const page = await app.openPage('https://plain.example/login');
        assert.ok((await app.fill(page)).filled.includes('current-password'), 'the older one fills');
        const before = (await app.items()).map(({ content }) => content);
        assert.equal(before.length, OTHER_KINDS.length + 1);

        for (const file of await readdir(app.extension)) await rm(path.join(app.extension, file), { recursive: true });
        await cp(present, app.extension, { recursive: true });
        await app.reloadExtension();
        const shown = await app.desk.page.evaluate(async () => (await fetch('/manifest.json')).text());
        assert.equal(shown, await readFile(path.join(present, 'manifest.json'), 'utf8'), 'the present one runs');

        assert.equal((await app.status()).state, 'locked');
        await app.unlock(MASTER);
        assert.equal((await app.status()).alarm, undefined);
        assert.deepEqual(
          (await app.items()).map(({ content }) => content),
          before,
        );
        assert.equal((await app.settings()).lockAfterMinutes, 60);
        await app.addItem({ title: 'Afterwards', password: 'new-Lantern-5' });
        await page.goto('https://plain.example/login?again');
        assert.ok((await app.fill(page)).filled.includes('current-password'), 'the present one fills');
        await app.lock();
        await app.killWorker();
        await app.unlock(MASTER);
        assert.equal((await app.items()).length, before.length + 1);
        assert.equal((await app.status()).alarm, undefined);
      });
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    }
  });
}
