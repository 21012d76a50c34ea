// The help and the report of a problem: found offline, from an error to its article, and nothing of the user's in a report.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { MASTER, testInTurn as test } from '../harness.mjs';

test('The help is searched without a network, opens while the vault is locked, and an error leads to its article', async ({
  app,
}) => {
  await app.createVault(MASTER);
  const page = await app.openVaultPage('help');
  await page.waitFor('[data-shown="start"]');
  await app.shot(page, 'help-start');
  await page.type('#help-search', 'wont fill');
  await page.waitFor('[data-article="will-not-fill"] mark');
  await page.press('Enter');
  await page.waitFor('[data-shown="will-not-fill"]');
  await app.shot(page, 'help-found');
  await page.type('#help-search', 'zebra');
  assert.equal(await page.count('.hit[data-article]'), 0);
  await page.type('#help-search', '');
  // Every article opens by its link, and every link inside the help leads somewhere.
  const ids = await page.evaluate(() =>
    [...document.querySelectorAll('.hit[data-article]')].map((each) => each.dataset.article),
  );
  assert.equal(ids.length, 15);
  for (const id of ids) {
    await page.click(`.hit[data-article="${id}"]`);
    await page.waitFor(`[data-shown="${id}"]`);
    assert.equal(await page.count('h1'), 1);
  }
  assert.deepEqual(
    app.requests().filter(({ url }) => /help|latchkey/.test(url)),
    [],
  );

  await app.lock();
  await page.waitFor('.helphead');
  await page.waitFor('[data-shown]');
  await app.shot(page, 'help-locked');
  await page.click('.helphead a');
  await page.type('#master-password', 'not it');
  await page.click('[data-action="unlock"]');
  await page.waitFor('[data-error="wrong-password"] [data-help="master-password"]', { timeout_ms: 30_000 });
  await page.click('[data-help="master-password"]');
  await page.waitFor('[data-shown="master-password"]');
});

test('The help is found by what people type, and by the best where no article has all of it', async ({ app }) => {
  await app.createVault(MASTER);
  const page = await app.openVaultPage('help');
  await page.waitFor('[data-shown="start"]');
  for (const [typed, article] of [
    ['forgot my password', 'master-password'],
    ['how do I reset the master password?', 'master-password'],
    ['fingerprint', 'master-password'],
    ['delete my vault', 'master-password'],
    ['autofill not working', 'will-not-fill'],
    ['not working', 'will-not-fill'],
    ['import from chrome', 'moving'],
    ['importing', 'moving'],
    ['lastpass', 'moving'],
    ['export', 'moving'],
    ['totp', 'save-and-fill'],
    ['two factor', 'save-and-fill'],
    ['uninstall', 'backups'],
    ['auto lock', 'locking'],
    ['sync with my phone', 'devices'],
    ['dark mode', 'settings'],
  ]) {
    await page.type('#help-search', typed);
    await app.until(
      () => page.evaluate((id) => document.querySelector('.hit[data-article]')?.dataset.article === id, article),
      `${article} first for "${typed}"`,
      3_000,
    );
  }
  await page.type('#help-search', 'zebra');
  await app.until(async () => (await page.count('[data-shown]')) === 0, 'nothing to stand there as if it were found');
});

test('A report of a problem is shown whole before it is copied or saved, and holds nothing of what the user typed', async ({
  app,
}) => {
  const canary = (n) => `canary${n}zq`;
  await app.createVault(MASTER);
  const { id } = await app.addItem({
    title: canary(1),
    username: canary(2),
    password: canary(3),
    url: `https://${canary(4)}.example/${canary(5)}`,
    notes: canary(6),
    folder: canary(7),
    tags: [canary(8)],
    fields: [{ name: canary(9), value: canary(10) }],
  });
  await app.addItem({ kind: 'note', title: canary(11), notes: canary(12) });
  const rest = new Uint8Array();
  await app.settings({
    sites: [{ host: `${canary(13)}.example`, neverSave: true, noMenu: true, rest }],
    equivalentDomains: [[`${canary(14)}.example`, `${canary(15)}.example`]],
  });
  // Errors of the user's own requests are told by their codes.
  await assert.rejects(app.desk.ask('own/item', { id: '0'.repeat(32) }), { code: 'not-found' });
  await assert.rejects(
    app.desk.ask('own/put', { input: { base: { id, revision: 9 }, content: { title: canary(16) } } }),
  );
  await assert.rejects(app.desk.ask(`own/${canary(17)}`), { code: 'forbidden' });
  const page = await app.openVaultPage('help/report');
  await page.waitFor('.reported');
  await app.shot(page, 'help-report');
  const text = await page.text('.reported');
  assert.doesNotMatch(text, /canary|herons|example/);
  const said = JSON.parse(text);
  assert.equal(said.vault, 'unlocked');
  assert.deepEqual([said.open.items.login, said.open.items.note], [1, 1]);
  assert.deepEqual([said.open.settings.sitesNeverSaved, said.open.settings.groupsOfSites], [1, 1]);
  assert.ok(said.errors.some(({ code, to }) => code === 'not-found' && to === 'own/item'));
  await page.click('[data-action="save-report"]');
  const file = await app.downloaded(/^latchkey-report-.*\.txt$/);
  assert.deepEqual(JSON.parse(await readFile(file, 'utf8')), said, 'what is saved is what was shown');
  await app.lock();
  await page.evaluate(() => location.reload());
  await page.waitFor('.reported');
  const closed = JSON.parse(await page.text('.reported'));
  assert.deepEqual([closed.vault, closed.open], ['locked', undefined]);
});

test('A report from the popup says where the fields of its page stand, and neither its address nor a word of it', async ({
  app,
}) => {
  const form = `<!doctype html><title>canary-title</title><h1>canary-heading</h1>
    <form action="/canary-action"><label>canary-label <input name="canary-name" id="canary-id" autocomplete="username canary-word"></label>
    <input type="password" placeholder="canary-hint" class="canary-class"><input type="canary-type" value="canary-value"></form>`;
  app.hosts['canary.example'] = (_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(form);
  };
  await app.createVault(MASTER);
  const { id } = await app.addItem({ title: 'x', username: 'y', password: 'z', url: 'https://other.example/' });
  const page = await app.openPage('https://canary.example/canary-path');
  await page.type('#canary-id', 'canary-typed');
  await app.desk.ask('own/fill', { tabId: app.tabIdOf(page), id });
  const report = await app.openOwn('vault.html', `?about=${app.tabIdOf(page)}#help/report`);
  await report.waitFor('.reported');
  const text = await report.text('.reported');
  assert.doesNotMatch(text, /canary/i);
  const said = JSON.parse(text).page;
  assert.deepEqual(
    said.fields.map(({ type, autocomplete }) => [type, autocomplete]),
    [
      ['none', ['username', 'other']],
      ['password', []],
      ['other', []],
    ],
  );
  assert.equal(said.fields[0].role, 'username');
  assert.ok(said.fields.every(({ path }) => path.length > 2 && path.every(Number.isInteger)));
  assert.equal(said.lastFill.blocked, 'other-site');
});

test('The popup leads to the help', async ({ app }) => {
  await app.createVault(MASTER);
  const popup = await app.openPopupTab();
  await popup.click('[aria-label="Settings"]');
  const tabs = () => app.desk.page.evaluate(() => browser.tabs.query({}).then((all) => all.map(({ url }) => url)));
  await popup.click('[data-action="help"]');
  await app.until(
    async () => (await tabs()).some((url) => url?.includes('/vault.html?about=0#help')),
    'the help to open',
  );
});
