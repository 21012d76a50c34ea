// The keyword in the address bar: it finds by title and host, opens the item's page, and is silent while the vault is
// locked. In Firefox the address bar itself is typed into; no protocol reaches Chromium's, so its events are dispatched to
// the extension's own listeners.

import assert from 'node:assert/strict';
import { html, LOGIN_FORM, MASTER, test } from '../harness.mjs';

/** Presses Enter after what was typed; → the page of ours that opens. */
async function enter(app, text, end) {
  const before = new Set(await app.engine.browser.pages());
  await app.engine.enterInBar(text, app.desk);
  return app.until(async () => {
    for (const page of await app.engine.browser.pages())
      if (!before.has(page) && (await page.evaluate(() => location.href).catch(() => '')).endsWith(end)) return page;
    return undefined;
  }, `a page that ends with ${end}`);
}

test('The keyword finds items by title and host, opens the chosen one and fills nothing; while locked it names none', async ({
  app,
  browser,
}) => {
  app.hosts['kiln.example'] = html(LOGIN_FORM);
  await app.createVault(MASTER);
  await app.addItem({ title: 'Kiln <b>&amp;', username: 'zephyr', password: 'clay-1', url: 'https://kiln.example/' });
  await app.addItem({ title: 'Harbour Bank', username: 'maren', password: 'tide-1', url: 'https://bank.example/' });
  await app.addItem({ title: 'Harbour Club', username: 'maren', password: 'tide-2', url: 'https://club.example/' });
  const site = await app.openPage('https://kiln.example/');
  const type = (text) => app.engine.typeInBar(text, app.desk);
  /** What is found, below the line that stands beside the keyword. */
  const find = async (text) => (await type(text)).slice(1);
  const both = await app.until(async () => {
    const lines = await find('harb');
    return lines.length === 2 && lines;
  }, 'both to be found');
  assert.deepEqual(both.toSorted(), ['Harbour Bank · bank.example', 'Harbour Club · club.example']);
  assert.deepEqual(await find('club.ex harbour'), ['Harbour Club · club.example']);
  for (const no of ['zephyr', 'clay', 'tide', 'zzz']) assert.deepEqual(await find(no), [], no);
  const marks = browser === 'firefox' ? 'Kiln <b>&amp;' : 'Kiln &#60;b&#62;&#38;amp;';
  assert.deepEqual(await find('kiln'), [`${marks} · kiln.example`]);
  const page = await enter(app, 'kiln', 'vault.html#items');
  await app.until(
    () => page.evaluate(() => document.querySelector('[data-view="item"] .title')?.textContent === 'Kiln <b>&amp;'),
    'the item to be shown',
  );
  assert.equal(await site.value('#pass'), '');
  await page.close();
  // Two accounts of one site stand apart, and the second opens the second.
  const second = { title: 'Harbour Club', username: 'ines', password: 'tide-3', url: 'https://club.example/' };
  const { id } = await app.addItem(second);
  const lines = await find('club.ex harbour');
  assert.deepEqual(lines, ['Harbour Club · club.example', 'Harbour Club · club.example (2)']);
  const places = [];
  for (const line of lines) {
    const shown = await enter(app, line, 'vault.html#items');
    places.push(
      await app.until(
        () => shown.evaluate(() => document.querySelector('[data-item-id].detail')?.dataset.itemId),
        'an item',
      ),
    );
    await shown.close();
  }
  assert.ok(places[0] !== places[1] && places.includes(id));

  await app.lock();
  await site.bringToFront();
  await app.until(async () => {
    const lines = await type('kiln');
    assert.equal(lines.length, 1, 'nothing is named');
    return lines[0] === 'Latchkey is locked. Press Enter to unlock it.';
  }, 'the word that it is locked');
  const locked = await enter(app, 'kiln', 'vault.html#items');
  await app.until(
    () => locked.evaluate(() => document.querySelector('[data-view="unlock"]') !== null),
    'the unlock view',
  );
  await locked.close();
});
