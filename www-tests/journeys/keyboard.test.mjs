// The main jobs by the keyboard alone, in the popup's page and in the vault page. After each step the focus stands on
// something: it is never lost to the document. The prompt by keys is in prompt.test.mjs, choosing several in many.test.mjs.

import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { MASTER, test } from '../harness.mjs';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
/** More stops than any view of few items has. */
const MOST_TABS = 60;

const focused = (page) =>
  page.evaluate(() => {
    const { activeElement: at } = document;
    return at === null || at === document.body ? '' : `${at.localName}#${at.id}.${at.className}`;
  });
const isOn = (page, sel) => page.evaluate((css) => document.activeElement?.matches(css) ?? false, sel);

/** Waits until what a selector names has the focus by itself. */
const comesTo = (app, page, sel) => app.until(() => isOn(page, sel), `the focus on ${sel}`);

/** The focus stands somewhere, once the view has come to rest. */
const isHeld = (app, page, where) => app.until(async () => (await focused(page)) !== '', `a focus ${where}`);

/** Tab, until what a selector names has the focus. Tab never stays where it was. */
async function tabTo(page, sel) {
  const passed = [];
  for (let n = 0; n < MOST_TABS; n += 1) {
    if (await isOn(page, sel)) return;
    await page.evaluate(() => {
      globalThis.before = document.activeElement;
    });
    await page.press('Tab');
    passed.push(await focused(page));
    // Past the last stop it goes to the browser, and comes in again.
    const isStuck = await page.evaluate(() => {
      const { activeElement: at } = document;
      return at === globalThis.before && at !== document.body && document.hasFocus();
    });
    assert.equal(isStuck, false, `Tab stays on ${passed.at(-1)}`);
  }
  assert.fail(`Tab does not come to ${sel}: ${passed.join(' ')}`);
}

const press = async (page, sel, key = 'Enter') => {
  await tabTo(page, sel);
  await page.press(key);
};
const write = async (page, sel, text) => {
  await tabTo(page, sel);
  await page.raw.keyboard.type(text);
};
const chord = async (page, modifier, key) => {
  await page.raw.keyboard.down(modifier);
  await page.press(key);
  await page.raw.keyboard.up(modifier);
};

test('By the keyboard alone, in the popup: create, add, find, fill, copy, edit, trash and undo, a setting, lock, unlock', async ({
  app,
}) => {
  const site = await app.openPage('https://shop.example/login');
  const popup = await app.openPopupTab(site);
  await comesTo(app, popup, '#master-password');
  await popup.raw.keyboard.type(MASTER);
  await write(popup, '#master-password-again', MASTER);
  await popup.press('Enter');
  await app.until(async () => (await popup.count('[data-view="list"]')) > 0, 'the vault to be made', 60_000);
  await isHeld(app, popup, 'in the empty vault');

  await press(popup, '[data-action="add"]');
  await comesTo(app, popup, '#title');
  await popup.raw.keyboard.type('Pier');
  await write(popup, '#username', 'maren');
  await write(popup, '#password', 'lamp-and-Soup-7');
  await popup.press('Enter');
  await popup.waitFor('[data-view="item"]');
  await comesTo(app, popup, '[data-action="back"]');
  await app.addItem({ title: 'Kiln', username: 'cone', password: 'clay', url: 'https://kiln.example/' });
  await popup.press('Escape');
  await comesTo(app, popup, '#search');

  // Arrows move the chosen row while the search keeps the focus; Enter fills.
  await popup.press('ArrowDown');
  await popup.press('ArrowUp');
  await popup.raw.keyboard.type('pie');
  await popup.waitFor({ css: '[aria-selected="true"]', text: 'Pier' });
  assert.ok(await isOn(popup, '#search'));
  await popup.press('Enter');
  await app.until(async () => (await site.value('#password')) === 'lamp-and-Soup-7', 'the page to be filled');
  await popup.bringToFront();
  await isHeld(app, popup, 'after a fill');
  await tabTo(popup, '#search');
  await chord(popup, 'Control', 'c');
  await popup.waitFor('[data-action="clear-now"]');
  await press(popup, '[data-action="clear-now"]');
  await popup.waitFor('[data-action="clear-now"]', { gone: true });
  await isHeld(app, popup, 'after the clipboard was cleared');

  await tabTo(popup, '#search');
  await chord(popup, 'Shift', 'Enter');
  await comesTo(app, popup, '[data-action="back"]');
  await press(popup, '[data-action="edit"]');
  await comesTo(app, popup, '#title');
  await popup.raw.keyboard.type(' Street');
  await popup.press('Enter');
  await popup.waitFor({ css: '[data-view="item"] .title', text: 'Pier Street' });
  await comesTo(app, popup, '[data-action="back"]');
  await press(popup, '[data-action="trash"]');
  await comesTo(app, popup, '#search');
  assert.deepEqual(
    (await app.items()).map(({ title }) => title),
    ['Kiln'],
  );
  // It waits until nothing else is said in its place.
  await popup.waitFor('[data-action="undo"]', { timeout_ms: 20_000 });
  await press(popup, '[data-action="undo"]');
  await app.until(async () => (await app.items()).length === 2, 'the item to be back');
  await isHeld(app, popup, 'after the undo');

  await press(popup, '[data-action="settings"]');
  await comesTo(app, popup, '[data-action="back"]');
  await tabTo(popup, '#lock-after');
  await popup.press('ArrowDown');
  await app.until(async () => (await app.settings()).lockAfterMinutes === 30, 'the time to be kept');
  await popup.press('Escape');
  await comesTo(app, popup, '#search');
  await press(popup, '[data-action="lock"]');
  await comesTo(app, popup, '#master-password');
  await popup.raw.keyboard.type(MASTER);
  await popup.press('Enter');
  await app.until(() => isOn(popup, '#search'), 'the search to have the focus', 60_000);
});

test(
  'By the keyboard alone, in the vault page: bring in a file, take one out, mend what Health finds',
  async ({ app }) => {
    await app.createVault(MASTER);
    const page = await app.openVaultPage('items');
    await isHeld(app, page, 'in the vault page');
    await press(page, 'a[href="#import"]');
    await page.waitFor('[data-action="choose-files"]');
    // The window for choosing a file is the browser's.
    await tabTo(page, '[data-action="choose-files"]');
    const folder = path.join(ROOT, 'target/moving');
    await mkdir(folder, { recursive: true });
    const file = path.join(folder, `keyboard-${app.browser}.csv`);
    await writeFile(
      file,
      'name,url,username,password,note\nPier,https://pier.example/,maren,ferry-Terminal-88-quay,\n',
    );
    await page.choose('#import-files', [file]);
    await page.waitFor('[data-part="read"][data-known]');
    await isHeld(app, page, 'at what the file seems to be');
    await press(page, '[data-action="read"]');
    await page.waitFor('[data-part="preview"]');
    await isHeld(app, page, 'at the preview');
    await press(page, '[data-action="put"]');
    await page.waitFor('[data-imported="1"]');
    await isHeld(app, page, 'after the import');

    await press(page, 'a[href="#export"]');
    await write(page, '#file-password', MASTER);
    await write(page, '#file-password-again', MASTER);
    await page.press('Enter');
    await page.waitFor('[data-written]', { timeout_ms: 60_000 });
    await isHeld(app, page, 'after the export');

    await app.addItem({
      title: 'Weak',
      username: 'ada',
      password: 'lamp-1',
      strength: 1,
      url: 'https://weak.example/',
    });
    await press(page, 'a[href="#health"]');
    await page.waitFor('[data-finding="weak"]');
    await press(page, '[data-finding="weak"] [data-action="show"]');
    await press(page, '[data-finding="weak"] .findingrow');
    await page.waitFor('[data-view="item"]');
    await comesTo(app, page, '[data-action="back"]');
    await press(page, '[data-action="edit"]');
    await comesTo(app, page, '#title');
    await tabTo(page, '#password');
    await page.raw.keyboard.type('oars-And-Soup-1908-tide');
    await page.press('Enter');
    await page.waitFor('[data-view="item"]');
    await comesTo(app, page, '[data-action="back"]');
    await page.press('Escape');
    await page.waitFor('[data-health="ready"]');
    await app.until(async () => (await page.count('[data-finding="weak"]')) === 0, 'the finding to be gone');
    await isHeld(app, page, 'back in Health');
    const weak = (await app.items()).find(({ title }) => title === 'Weak');
    assert.equal(weak.password, 'oars-And-Soup-1908-tide');
  },
  { in: 'chromium' },
);
