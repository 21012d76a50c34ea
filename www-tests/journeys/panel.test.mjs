// The side panel (Chromium) or sidebar (Firefox): the popup opens it, it stays beside the page, and goes with the active tab.

import assert from 'node:assert/strict';
import { MASTER, test } from '../harness.mjs';

test('Side panel: it shows this site’s logins, goes with the active tab, and fills', async ({ app, browser }) => {
  await app.createVault(MASTER);
  const add = (title, host) =>
    app.addItem({ title, username: `${title}-user`, password: `${title}-pw`, url: `https://${host}/login` });
  await add('Shop', 'shop.example');
  await add('Forum', 'forum.example');
  const forum = await app.openPage('https://forum.example/login');
  const shop = await app.openPage('https://shop.example/login');
  const popup = await app.popup(shop);
  await popup.click('[data-action="panel"]');
  const panel = await app.panel();
  try {
    const first = () => panel.evaluate(() => document.querySelector('.row.site .a')?.innerText);
    const shows = (title) => app.until(async () => (await first()) === title, `${title} on top`);
    await shows('Shop');
    assert.equal(await panel.count('[data-action="panel"]'), 0, 'it is open already');
    // Firefox's sidebar has the colours of its window, which the driver does not change.
    const shot = (name) => (browser === 'chromium' ? app.shot(panel, name) : undefined);
    await shot('panel');
    await forum.bringToFront();
    await shows('Forum');
    await forum.goto('https://shop.example/login');
    await shows('Shop');
    await shop.bringToFront();
    await shows('Shop');
    await add('Third', 'third.example');
    const says = () => panel.evaluate(() => document.querySelector('#search')?.placeholder.match(/\d+/)?.[0]);
    await app.until(async () => (await says()) === '3', 'what was added elsewhere to be counted');
    // C15: a page that loads itself again has the panel look, and puts off no lock by it.
    const deadline = () =>
      app.desk.page.evaluate(async () => (await browser.storage.session.get('lock')).lock.deadlineMs);
    const before = await deadline();
    await shop.goto('https://forum.example/login');
    await shows('Forum');
    await shop.goto('https://shop.example/login');
    await shows('Shop');
    assert.equal(await deadline(), before);
    await panel.click('.row.site');
    await app.until(
      async () => shop.evaluate(() => document.querySelector('input[type="password"]')?.value === 'Shop-pw'),
      'the form to be filled',
    );
    await app.lock();
    await panel.waitFor('[data-view="unlock"]');
    await shot('panel-locked');
  } finally {
    await panel.close();
  }
});
