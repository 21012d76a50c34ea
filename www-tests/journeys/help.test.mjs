// The help and the report of a problem: found offline, from an error to its article, and nothing of the user's in a report.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { MASTER, test } from '../harness.mjs';

test('The help is searched without a network, opens while the vault is locked, and an error leads to its article', async ({
  app,
}) => {
  await app.createVault(MASTER);
  const page = await app.openVaultPage('help');
  await page.waitFor('[data-shown="start"]');
  await app.shot(page, 'help-start');
  await page.type('#help-search', 'wont fill');
  await page.waitFor('[data-article="will-not-fill"] mark');
  assert.equal(await page.count('.hit[data-article]'), 1);
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
  assert.equal(ids.length, 12);
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
