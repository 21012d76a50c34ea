// What a row and an item say of a login at a glance: the sign of what Health found, and how strong the password is.
// And the order of what stands in a login, changed by its handles.

import assert from 'node:assert/strict';
import { MASTER, testInTurn as test } from '../harness.mjs';

const STRONG = 'vK7m-Ryt4qBw2Ns!hGe9';
const LOGINS = [
  { title: 'Alder', username: 'maren', password: STRONG, url: 'https://alder.example/', strength: 4 },
  { title: 'Birch', username: 'maren', password: 'twin-Herring-88-Quay', url: 'https://birch.example/', strength: 4 },
  { title: 'Cedar', username: 'maren', password: 'twin-Herring-88-Quay', url: 'http://cedar.example/', strength: 4 },
  { title: 'Dogwood', username: 'maren', password: 'password1', url: 'https://dogwood.example/', strength: 0 },
];

/** What the rows say was found, by title. */
const signs = (surface) =>
  surface.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll('.row')]
        .map((row) => [row.querySelector('.a').textContent, row.querySelector('.found')])
        .map(([title, sign]) => [
          title,
          sign === null ? '' : `${sign.dataset.found}: ${sign.getAttribute('aria-label')}`,
        ]),
    ),
  );

test('Rows bear a sign of what Health found, the item says it in words and how strong its password is', async ({
  app,
}) => {
  await app.createVault(MASTER);
  for (const login of LOGINS) await app.addItem(login);
  const wanted = {
    Alder: '',
    Birch: 'reused: Same password as another login',
    Cedar: 'reused insecureAddress: Same password as another login, Address without encryption',
    Dogwood: 'weak: Weak password',
  };
  for (const surface of [await app.openVaultPage('items'), await app.openPopupTab()]) {
    await surface.waitFor('.found');
    const found = await signs(surface);
    assert.deepEqual(Object.fromEntries(Object.entries(found).toSorted()), wanted);
    await app.shot(surface, `signs-${surface.url().includes('popup') ? 'popup' : 'vault'}`);
    await surface.click({ css: '.row', text: 'Dogwood' });
    await app.until(
      async () => /very weak/i.test(await surface.text({ css: '.line', text: 'Password' })),
      'how strong it is',
    );
    await app.shot(surface, `strength-${surface.url().includes('popup') ? 'popup' : 'vault'}`);
    await surface.close();
  }
  const vault = await app.openVaultPage('items');
  await vault.click({ css: '.row', text: 'Cedar' });
  await vault.waitFor('.line.found[data-found="reused insecureAddress"]');
  // Once it is mended, the sign goes, of the other login too.
  const cedar = (await app.items()).find(({ title }) => title === 'Cedar');
  const content = { ...cedar.content, login: { ...cedar.content.login, password: 'ochre-Mitten-31-Sail' } };
  await app.desk.ask('own/put', {
    input: { base: { id: cedar.id, revision: cedar.revision }, content, strength: 4 },
  });
  await vault.evaluate(() => location.reload());
  await vault.waitFor({ css: '.row', text: 'Cedar' });
  await app.until(async () => (await signs(vault)).Cedar?.startsWith('insecureAddress:'), 'one finding less');
  assert.equal((await signs(vault)).Birch, '');
  await app.lock();
  await vault.waitFor('[data-view="unlock"]');
  assert.equal(await vault.count('.found'), 0);
});

test('The order of user names and addresses is changed by keys and by dragging', async ({ app }) => {
  await app.createVault(MASTER);
  const urls = ['https://one.example/', 'https://two.example/', 'https://three.example/'];
  await app.addItem({ title: 'Elm', password: STRONG, urls, login: { usernames: ['ada', 'bea'] } });
  const vault = await app.openVaultPage('items');
  await vault.click({ css: '.row', text: 'Elm' });
  await vault.click('[data-action="edit"]');
  const grips = '.editgroup .grip';
  await vault.waitFor(grips);
  assert.equal(await vault.count(grips), 5);
  // By keys: the second user name up; the handle goes along.
  await vault.evaluate(() => document.querySelectorAll('.editgroup .grip')[1].focus());
  await vault.press('ArrowUp');
  assert.equal(await vault.value('#username'), 'bea');
  assert.equal(await vault.evaluate(() => document.activeElement === document.querySelector('.editgroup .grip')), true);
  await vault.press('ArrowUp');
  assert.equal(await vault.value('#username'), 'bea', 'the first goes no further');
  // By dragging: the first address to the end.
  const [start, end] = await vault.evaluate(() => {
    const found = [...document.querySelectorAll('.editgroup .grip')];
    found[3].scrollIntoView({ block: 'center' });
    return [found[2], found[4]].map((grip) => {
      const { left, top, width, height } = grip.getBoundingClientRect();
      return { x: left + width / 2, y: top + height / 2 };
    });
  });
  const { mouse } = vault.raw;
  await mouse.move(start.x, start.y);
  await mouse.down();
  await mouse.move(end.x, end.y, { steps: 8 });
  await app.shot(vault, 'handles', ['light']);
  await mouse.up();
  await vault.click('[data-action="save"]');
  await vault.waitFor('[data-view="item"]');
  const [{ content }] = await app.items();
  assert.deepEqual(content.login.usernames, ['bea', 'ada']);
  assert.deepEqual(
    content.login.urls.map(({ url }) => url),
    [urls[1], urls[2], urls[0]],
  );
});
