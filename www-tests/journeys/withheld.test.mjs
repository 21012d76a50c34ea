// Journeys of a user who gives Latchkey no site: the browser withholds every address, and the press of the toolbar button
// alone lets Latchkey into the tab. A browser of its own, because the browser keeps what was withheld.

import assert from 'node:assert/strict';
import { makeHosts } from '../demo/server.mjs';
import { launch } from '../driver/index.mjs';
import { MASTER, test } from '../harness.mjs';

/** Takes every site away, as the user does in the browser's page of extensions. */
const withhold = {
  chromium: (app) => inExtensionsPage(app, { hostAccess: 'ON_CLICK' }),
  async firefox(app) {
    const gone = await app.desk.page.evaluate(() =>
      browser.permissions.remove({ origins: ['http://*/*', 'https://*/*'] }),
    );
    assert.equal(gone, true);
  },
};

/** What the page of extensions does when the user chooses there; `host` is a site that is let in again. */
async function inExtensionsPage(app, { hostAccess, host }) {
  const page = await app.engine.openTab('chrome://extensions/');
  await page.evaluate(
    async (extensionId, access, site) => {
      const { developerPrivate } = chrome;
      if (access !== undefined)
        await developerPrivate.updateExtensionConfiguration({ extensionId, hostAccess: access });
      if (site !== undefined) await developerPrivate.addHostPermission(extensionId, site);
    },
    app.engine.id,
    hostAccess,
    host,
  );
  await page.close();
}

const LOGIN = { username: 'maren@tideline.example', password: 'lamp-Under-9-stairs' };

/** In a browser of its own, with two logins in its vault, from which every site has been withheld. */
async function withheld(browser, work) {
  const app = await launch({ browser, cheapVaults: true, hosts: makeHosts() });
  try {
    await app.createVault(MASTER);
    await app.addItem({ title: 'Shop', ...LOGIN, urls: ['https://shop.example/'] });
    await app.addItem({ title: 'Club', ...LOGIN, urls: ['https://club.example/'] });
    await withhold[browser](app);
    await work(app);
  } finally {
    await app.close();
  }
}

async function fillsByPopup(app, page) {
  const popup = await app.popup(page);
  await popup.waitFor({ css: '[data-item-id]', text: 'Shop' });
  await popup.close();
  const { filled, blocked } = await app.fill(page, { via: 'popup' });
  assert.equal(blocked, undefined);
  assert.deepEqual(filled.toSorted(), ['current-password', 'email']);
  assert.equal(await page.value('input[type=password]'), LOGIN.password);
}

test(
  'Every site withheld: the press of the toolbar button alone lets Latchkey into the tab, and it fills there',
  ({ browser }) =>
    withheld(browser, async (app) => {
      const page = await app.openPage('https://shop.example/login');
      const [shop] = (await app.items()).filter(({ title }) => title === 'Shop');
      // Without the press nothing reaches the page, so it is the press that lets Latchkey in.
      const unasked = await app.desk
        .ask('own/fill', { tabId: app.tabIdOf(page), id: shop.id })
        .catch(({ code }) => code);
      assert.equal(unasked.blocked ?? unasked, 'page-unreachable');
      await fillsByPopup(app, page);
    }),
  { timeout_ms: 120_000, in: 'firefox' },
);

// Chromium answers the first press on a withheld site by asking the user to load it again, in a bubble that no driver can
// press; what the user then grants is given here on the page of extensions.
test(
  'Every site withheld but one: the popup fills there, and on any other says that it cannot act',
  ({ browser }) =>
    withheld(browser, async (app) => {
      await inExtensionsPage(app, { host: 'https://shop.example/*' });
      await fillsByPopup(app, await app.openPage('https://shop.example/login'));

      const page = await app.openPage('https://club.example/login');
      const popup = await app.openPopupTab(page);
      await popup.type('#search', 'Club');
      await popup.waitFor({ css: '.row .a', text: 'Club' });
      await popup.click('[data-action="fill"]');
      await popup.waitFor('.note');
      assert.match(await popup.text('.note'), /The browser does not let extensions act on this page/);
      assert.equal(await page.value('input[type=password]'), '');
    }),
  { timeout_ms: 120_000, in: 'chromium' },
);
