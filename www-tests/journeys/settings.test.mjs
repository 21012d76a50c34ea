// The settings as a section of the vault page: found by a search, changed by hand and by keys, and true afterwards.

import assert from 'node:assert/strict';
import { launch } from '../driver/index.mjs';
import { html, LOGIN_FORM, MASTER, paths, signIn, testInTurn as test } from '../harness.mjs';

const rows = (page) =>
  page.evaluate(() => [...document.querySelectorAll('[data-setting]')].map((e) => e.dataset.setting));

/** A width as of a phone, then back. */
async function narrowed(page, work) {
  await page.raw.setViewport({ width: 420, height: 900 });
  await work();
  await page.raw.setViewport({ width: 1280, height: 900 });
}

test('Settings are found by a search, changed by keys alone, and hold', async ({ app }) => {
  await app.createVault(MASTER);
  const page = await app.openVaultPage('settings');
  await page.waitFor('[data-setting="lock-after"] select');
  const all = await rows(page);
  assert.equal(new Set(all).size, all.length);
  await app.shot(page, 'settings-all');
  await narrowed(page, () => app.shot(page, 'settings-all-420'));
  assert.equal(await page.evaluate(() => document.activeElement.id), 'settings-search', 'the search is focused');
  await page.raw.keyboard.type('lock');
  await page.waitFor('mark');
  const found = await rows(page);
  assert.ok(found.includes('lock-after') && found.includes('key-lock') && !found.includes('theme'), found.join());
  assert.equal(await page.text('.setsearch [role="status"]'), `${found.length} of ${all.length}`);
  await app.shot(page, 'settings-lock');
  // From the search by keys: over the button that clears it, to the first row, and down to the next value.
  await page.press('Tab');
  await page.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'lock-after');
  await page.press('ArrowDown');
  await app.until(async () => (await app.settings()).lockAfterMinutes === 30, 'the time to be kept');
  await page.press('Tab');
  await page.press(' ');
  await app.until(async () => !(await app.settings()).lockWithSystem, 'the switch to be kept');
  await page.type('#settings-search', 'zebra');
  await page.waitFor('[data-action="search-help"]');
  assert.deepEqual(await rows(page), []);
  await page.click('[data-action="clear-search"]');
  assert.equal((await rows(page)).length, all.length);
});

test('A rule for a site is added, changed and removed in the settings, and saving heeds it', async ({ app }) => {
  app.hosts['shop.example'] = paths({ '/': html(LOGIN_FORM), '/login': html('<h1>Signed in</h1>') });
  await app.createVault(MASTER);
  const page = await app.openVaultPage('settings');
  await page.type('#site-host', 'no such site');
  await page.click('[data-action="add-site"]');
  await page.waitFor('#site-host-note');
  await page.type('#site-host', 'https://shop.example/login');
  await page.press('Enter');
  await page.waitFor('[data-host="shop.example"]');
  assert.deepEqual(
    (await app.settings()).sites.map(({ host, neverSave, noMenu }) => [host, neverSave, noMenu]),
    [['shop.example', true, false]],
  );
  await app.shot(page, 'settings-sites');
  await narrowed(page, () => app.shot(page, 'settings-sites-420'));
  const shop = await app.openPage('https://shop.example/');
  await signIn(shop, { '#user': 'maren', '#pass': 'lamp-and-Soup-7' });
  await shop.text({ css: 'h1', text: 'Signed in' });
  await app.until(async () => (await app.status()).offersWaiting === 0, 'nothing to wait');
  assert.deepEqual(await app.offers(shop), []);

  await page.bringToFront();
  await page.click({ css: '[data-host="shop.example"] input', nth: 1 });
  await app.until(async () => (await app.settings()).sites[0]?.noMenu, 'the second rule');
  await page.click({ css: '[data-host="shop.example"] input', nth: 0 });
  await app.until(async () => !(await app.settings()).sites[0]?.neverSave, 'the first rule to go');
  const again = await app.openPage('https://shop.example/');
  await signIn(again, { '#user': 'maren', '#pass': 'lamp-and-Soup-7' });
  await again.text({ css: 'h1', text: 'Signed in' });
  await app.until(async () => (await app.offers(again)).length === 1, 'an offer again');
  await page.bringToFront();
  await page.click('[data-host="shop.example"] [data-action="remove-site"]');
  await page.waitFor('[data-host]', { gone: true });
  assert.deepEqual((await app.settings()).sites, []);
});

test('Theme and rows hold on every page of ours and while the vault is locked; the shortcuts are the browser’s own', async ({
  app,
}) => {
  await app.createVault(MASTER);
  const page = await app.openVaultPage('settings');
  await page.waitFor('#theme');
  await page.raw.select('#theme', 'dark');
  await page.raw.select('#rows', 'compact');
  await page.waitFor('[data-theme="dark"][data-density="compact"]');
  const keys = await page.evaluate(async () => {
    const all = await browser.commands.getAll();
    return all.map(({ name, shortcut }) => [name, shortcut]);
  });
  assert.equal(keys.length, 4);
  for (const [name, shortcut] of keys)
    assert.equal(
      await page.evaluate((id) => document.querySelector(`[data-setting="key-${id}"] [data-keys]`)?.dataset.keys, name),
      shortcut,
    );
  const popup = await app.openPopupTab();
  await popup.waitFor('[data-theme="dark"]');
  await app.lock();
  const locked = await app.openVaultPage('items');
  await locked.waitFor('[data-theme="dark"] [data-view="unlock"]');
  assert.equal(await locked.evaluate(() => getComputedStyle(document.documentElement).colorScheme), 'dark');
});

test('The popup shows the few settings of every day, and leads to all of them', async ({ app }) => {
  await app.createVault(MASTER);
  const popup = await app.openPopupTab();
  await popup.click('[data-action="settings"]');
  await popup.waitFor('#lock-after');
  await popup.raw.select('#lock-after', '5');
  await app.until(async () => (await app.settings()).lockAfterMinutes === 5, 'the time to be kept');
  assert.equal(await popup.count('[data-setting]'), 4);
  await popup.click('[data-action="all-settings"]');
  const opened = await app.until(async () => {
    for (const each of await app.engine.browser.pages())
      if ((await each.evaluate(() => location.href).catch(() => '')).endsWith('vault.html#settings')) return each;
    return undefined;
  }, 'the vault page to open');
  await opened.close();
});

test(
  'The browser’s own password saver is asked about by a press only, turned off, and given back',
  async ({ app }) => {
    await app.createVault(MASTER);
    const asking = await app.openVaultPage('settings');
    await asking.waitFor('[data-saver="unknown"]');
    await asking.evaluate(() => {
      browser.permissions.request = async () => false;
    });
    await asking.click('[data-setting="password-saver"] button');
    await asking.waitFor('[data-saver="unknown"]');

    // A browser that answers its own question with yes, which no automation can press.
    const preferences = { 'signon.rememberSignons': true, 'extensions.webextOptionalPermissionPrompts': false };
    const given = await launch({
      browser: 'firefox',
      extension: app.extension,
      preferences,
      shots: app.shots,
      cheapVaults: true,
    });
    try {
      await given.createVault(MASTER);
      const page = await given.openVaultPage('settings');
      const saves = () =>
        page.evaluate(async () => (await browser.privacy.services.passwordSavingEnabled.get({})).value);
      await page.waitFor('[data-saver="unknown"]');
      await page.click('[data-setting="password-saver"] button');
      await page.waitFor('[data-saver="off"]');
      assert.equal(await saves(), false);
      await given.shot(page, 'settings-saver');
      await page.click('[data-setting="password-saver"] button');
      await page.waitFor('[data-saver="on"]');
      assert.equal(await saves(), true);
    } finally {
      await given.close();
    }
  },
  { in: 'firefox' },
);
