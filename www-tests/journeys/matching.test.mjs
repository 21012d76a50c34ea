// Which logins a page is offered, beside those of its own address: patterns, sites that share their logins, and the
// word on a page that could be taken for a saved site's.

import assert from 'node:assert/strict';
import { html, LOGIN_FORM, MASTER, testInTurn as test } from '../harness.mjs';

const rowOf = (title) => ({ css: '#rows-site .row', text: title });

test('Sites that the user calls one share a login: named by its host, filled from the list alone', async ({ app }) => {
  app.hosts['shop.example'] = app.hosts['shop.test'] = html(LOGIN_FORM);
  await app.createVault(MASTER);
  const { id } = await app.addItem({
    title: 'Shop',
    username: 'maren',
    password: 'lamp',
    url: 'https://www.shop.example/',
  });
  const settings = await app.openVaultPage('settings');
  await settings.type('#shared-hosts', 'shop.test');
  await settings.click('[data-action="share"]');
  await settings.text({ css: '#shared-hosts-note', text: 'two sites' });
  await settings.type('#shared-hosts', 'www.shop.example, https://shop.test/in');
  await settings.click('[data-action="share"]');
  await settings.text({ css: '[data-part="shared-logins"] bdi', text: 'shop.example, shop.test' });
  await settings.click('[data-action="share-well-known"]');
  await settings.text({ css: '[data-part="shared-logins"] bdi', text: 'google.com' });
  await app.shot(settings, 'settings-shared-logins');

  const page = await app.openPage('https://shop.test/in');
  assert.equal((await app.fill(page, { via: 'shortcut' })).blocked, 'not-found');
  const popup = await app.popup(page);
  await popup.text({ ...rowOf('Shop'), css: '#rows-site .row .why', text: 'www.shop.example' });
  await app.shot(popup, 'list-shared-login');
  await popup.close();
  assert.deepEqual((await app.fill(page, { item: id })).filled, ['username', 'current-password']);
  assert.equal(await page.value('#pass'), 'lamp');

  await settings.bringToFront();
  await settings.click({ css: '[data-action="unshare"]', nth: 8 });
  await app.until(
    async () => (await app.settings()).equivalentDomains.every((group) => !group.includes('shop.test')),
    'the group to go',
  );
  assert.notEqual((await app.fill(await app.openPage('https://shop.test/in'), { item: id })).blocked, undefined);
});

test('A pattern is held against whole addresses; one that Latchkey cannot read is refused beside its field', async ({
  app,
}) => {
  app.hosts['*.shop.example'] = html(LOGIN_FORM);
  await app.createVault(MASTER);
  const editor = await app.openPopupTab();
  await editor.click({ css: '[data-action="add"]', nth: 0 });
  await editor.type('#title', 'Branches');
  await editor.type('#username', 'maren');
  await editor.type('#password', 'lamp');
  await editor.evaluate(() => {
    const rule = document.querySelector('#url-rule');
    rule.value = 'regular-expression';
    rule.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await editor.type('#url', 'https://(?=x)branch.*');
  await editor.click('[data-action="save"]');
  await editor.text({ css: '#url-note', text: 'pattern' });
  await app.shot(editor, 'editor-pattern-refused');
  await editor.type('#url', 'https://branch[0-9]+[.]shop[.]example/.*');
  await editor.click('[data-action="save"]');
  await app.until(async () => (await app.items()).length === 1, 'the login to be saved');

  const page = await app.openPage('https://branch7.shop.example/in');
  const popup = await app.popup(page);
  await popup.text({ css: '#rows-site .row .why', text: 'Your pattern' });
  await popup.close();
  assert.deepEqual((await app.fill(page)).filled, ['username', 'current-password']);
  assert.equal((await app.fill(await app.openPage('https://branchy.shop.example/'))).blocked, 'not-found');
});

test('A01 A page that could be taken for a saved site is told of, in both ways to write its name', async ({ app }) => {
  app.hosts['xn--80ak6aa92e.example'] = app.hosts['xn--bcher-kva.example'] = html(LOGIN_FORM);
  await app.createVault(MASTER);
  await app.addItem({ title: 'Apple', username: 'maren', password: 'lamp', url: 'https://apple.example/' });
  const page = await app.openPage('https://xn--80ak6aa92e.example/');
  const popup = await app.popup(page);
  await popup.waitFor('[data-lookalike="apple.example"]');
  await popup.text({ css: '.sect bdi', text: 'аррӏе.example (xn--80ak6aa92e.example)' });
  await app.shot(popup, 'list-lookalike');
  await popup.close();
  assert.equal((await app.fill(page)).blocked, 'not-found');

  const other = await app.popup(await app.openPage('https://xn--bcher-kva.example/'));
  await other.text({ css: '.sect bdi', text: 'bücher.example' });
  assert.equal(await other.count('[data-lookalike]'), 0);
});
