// What an organisation sets by the browser's managed storage: given to the real browser as its administrators give it,
// told in the settings, and enforced by the background. It writes a file where only root may, and removes it again.

import assert from 'node:assert/strict';
import { mkdir, rm, rmdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { launch } from '../driver/index.mjs';
import { html, LOGIN_FORM, MASTER, paths, signIn, testInTurn as test } from '../harness.mjs';

const CHROMIUM_ID = 'gahedmonpebfgfohaplhpjackomjabme';
const GECKO_ID = 'latchkey@latchkey.example';

const RULES = {
  organisation: 'Tideline Ltd',
  lockAfterMinutesMax: 10,
  lockWithLastWindow: true,
  clearClipboardSecondsMax: 60,
  noPlainExport: true,
  noMenu: true,
  neverSave: ['shop.example', '*.bank.example'],
};

/** Where each browser looks, and what it wants to find there. */
const PLACES = {
  chromium: (rules) => ({
    file: '/etc/chromium/policies/managed/latchkey-test.json',
    content: { '3rdparty': { extensions: { [CHROMIUM_ID]: rules } } },
  }),
  firefox: (rules) => ({
    file: `/usr/lib/mozilla/managed-storage/${GECKO_ID}.json`,
    content: { name: GECKO_ID, description: 'A test of Latchkey', type: 'storage', data: rules },
  }),
};

/** Runs a browser under such a policy; the file and the folders that were made for it are gone afterwards. */
async function under(rules, { browser, app }, work) {
  const { file, content } = PLACES[browser](rules);
  const made = await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(content), { flag: 'wx' });
  const tidy = async () => {
    await rm(file, { force: true });
    for (
      let folder = path.dirname(file);
      made !== undefined && folder.length >= made.length;
      folder = path.dirname(folder)
    )
      await rmdir(folder).catch(() => undefined);
  };
  try {
    const managed = await launch({ browser, extension: app.extension, hosts: app.hosts, shots: app.shots });
    try {
      await work(managed);
    } finally {
      await managed.close();
    }
  } finally {
    await tidy();
  }
}

const forbidden = { code: 'forbidden' };

test('What an organisation has set is told in the settings and enforced; what cannot be read of it holds nothing', async (world) => {
  if (process.getuid?.() !== 0) {
    console.log('# passed over: only root may give a browser a policy');
    return;
  }
  for (const host of ['shop.example', 'www.bank.example', 'forum.example'])
    world.app.hosts[host] = paths({ '/': html(LOGIN_FORM), '/login': html('<h1>Signed in</h1>') });
  const odd = { ...RULES, lockWithSystem: 'always', clearClipboardSecondsMax: 0.5, surprise: { deep: [] } };
  // Chromium holds a policy against the schema itself, and drops what does not fit before Latchkey sees it.
  await under(world.browser === 'firefox' ? odd : RULES, world, async (app) => {
    // Chromium reads a policy once it knows the schema of the extension.
    await app.until(async () => (await app.desk.ask('own/policy')) !== null, 'the policy to arrive');
    await app.createVault(MASTER);
    const { id } = await app.addItem({
      title: 'Kiln',
      username: 'maren',
      password: 'clay-1',
      url: 'https://kiln.example/',
    });
    const now = await app.desk.ask('own/settings');
    assert.deepEqual([now.lockAfterMinutes, now.lockWithLastWindow], [10, true]);
    const { deadlineMs } = await app.desk.page.evaluate(async () => (await browser.storage.session.get('lock')).lock);
    assert.ok(deadlineMs <= Date.now() + 10 * 60_000, 'the lock itself heeds it');
    for (const patch of [{ lockAfterMinutes: 0 }, { lockAfterMinutes: 11 }, { lockWithLastWindow: false }])
      await assert.rejects(app.settings(patch), forbidden, JSON.stringify(patch));
    assert.equal((await app.settings({ lockAfterMinutes: 5 })).lockAfterMinutes, 5);
    assert.equal((await app.settings({ lockWithSystem: false })).lockWithSystem, false, 'nothing is set here');
    if (world.browser === 'chromium') await assert.rejects(app.settings({ clearClipboardSeconds: 0 }), forbidden);
    else assert.equal((await app.settings({ clearClipboardSeconds: 0 })).clearClipboardSeconds, 0);
    await assert.rejects(app.desk.ask('own/export-items', { ids: [id], plain: true }), forbidden);
    await assert.rejects(app.desk.ask('own/export-items', { ids: [id] }), forbidden);
    assert.equal((await app.desk.ask('own/export-items', { ids: [id], plain: false })).items.length, 1);
    assert.deepEqual(await app.desk.ask('own/menu', { on: true }), { on: true });

    for (const [host, waiting] of [
      ['shop.example', 0],
      ['www.bank.example', 0],
      ['forum.example', 1],
    ]) {
      const page = await app.openPage(`https://${host}/`);
      await signIn(page, { '#user': 'maren', '#pass': 'lamp-and-Soup-7' });
      await page.text({ css: 'h1', text: 'Signed in' });
      // What is sent arrives before what is asked afterwards from the page that follows.
      await app.until(async () => (await app.status()).offersWaiting === waiting, `${waiting} offers after ${host}`);
      assert.equal((await app.offers(page)).length, waiting);
    }

    const page = await app.openVaultPage('settings');
    await page.waitFor('[data-policy]');
    assert.equal(await page.count('[data-setting="lock-with-last-window"] input'), 0, 'no dead switch');
    await page.text({ css: '[data-setting="lock-with-last-window"] .chip', text: 'Set by your organisation' });
    await page.text({ css: '[data-setting="menu-in-pages"] [data-fixed]', text: 'Off' });
    assert.deepEqual(
      await page.evaluate(() => [...document.querySelectorAll('#lock-after option')].map(({ value }) => Number(value))),
      [1, 5, 10],
    );
    await page.waitFor('[data-set-host="shop.example"]');
    assert.equal(await page.count('[data-unread="3"]'), world.browser === 'firefox' ? 1 : 0);
    await app.shot(page, 'policy');
    await page.type('#settings-search', 'organisation');
    await app.shot(page, 'policy-found');
    const out = await app.openVaultPage('export');
    await out.waitFor('#export-format');
    await out.raw.select('#export-format', 'bitwarden-json');
    await out.waitFor('[data-plain] [data-by="organisation"]');
    assert.equal(await out.count('[data-plain] #master-asked'), 0);
  });
});
