// The one list of all views: how each is reached, in stages that leave the vault as the next one needs it. The gallery
// photographs them, and a test looks at each for faults. No text of the interface stands here: it has many languages.

import { addAll, HARD, LOGINS, OTHER_KINDS, OTP } from '../demo/items.mjs';
import { MASTER, signIn } from '../harness.mjs';

/**
 * @typedef {import('../driver/index.mjs').App} App
 * @typedef {import('../driver/page.mjs').Page} Page
 * @typedef {import('../driver/page.mjs').Surface} Surface
 *
 * @typedef {object} View
 * @property {string} name Of its pictures.
 * @property {'popup' | 'vault' | 'page' | 'window'} on The popup behind the button, the vault page, a web page with what
 *   stands in it, or our window for a site that asks by the browser, where the extension may answer.
 * @property {string} [section] Of the vault page.
 * @property {string} wait What is there once it is drawn.
 * @property {(surface: any, app: App) => Promise<void>} [act] What leads to it.
 * @property {string} [url] Of the web page; the shop's if absent.
 * @property {(page: Page, app: App) => Promise<Surface>} [inner] What stands in the page.
 * @property {boolean} [closes] What stands in the page goes when the window changes; `act` brings it back.
 * @property {'chromium'} [only]
 *
 * @typedef {{ prepare: (app: App) => Promise<void>, views: View[] }} Stage
 */

export const SHOP = 'https://shop.example/login';
const ITEM = '[data-view="item"] [data-action="edit"]';

const popup = (name, wait, act) => ({ name: `popup-${name}`, on: 'popup', wait, act });
const vault = (name, section, wait, act) => ({ name: `vault-${name}`, on: 'vault', section, wait, act });

/** Types into the search until its first answer is the wanted one. */
const find = async (surface, app, words) => {
  await surface.type('#search', words);
  const first = "document.querySelector('.row .a')?.textContent ?? ''";
  await app.until(async () => (await surface.evaluate(first)).includes(words), `the row of ${words}`);
};
const open = (words) => async (surface, app) => {
  await find(surface, app, words);
  await surface.click({ css: '.row .a', text: words });
  await surface.waitFor(ITEM);
};
/** In the popup a row of this site fills when it is pressed; what opens it stands at its end or in the dock. */
const openInPopup = (words) => async (surface, app) => {
  await find(surface, app, words);
  await surface.click('.row [data-action="open"], .dock [data-action="open"]');
  await surface.waitFor(ITEM);
};
const then =
  (...acts) =>
  async (surface, app) => {
    for (const act of acts) await act(surface, app);
  };
const press =
  (sel, wait = 'body') =>
  async (surface) => {
    await surface.click(sel);
    await surface.waitFor(wait);
  };
const typing = (sel, text, wait) => async (surface) => {
  await surface.type(sel, text);
  await surface.waitFor(wait);
};
const newMaster = async (surface) => {
  await surface.type('#master-password', MASTER);
  await surface.type('#master-password-again', MASTER);
  await surface.waitFor({ css: '.meter .small b' });
};

/** As the meter would score the logins. */
const STRENGTHS = [4, 3, 3, 4, 1];
/** Adds items, and forgets that the last of them can be undone: that would stand in every picture. */
const fill = async (app, items) => {
  await addAll(app, items);
  await app.desk.page.evaluate(() => browser.storage.session.remove('undos'));
};

/** @type {Stage[]} */
export const STAGES = [
  {
    prepare: async () => {},
    views: [
      popup('create', '[data-view="create"]', newMaster),
      vault('create', 'items', '[data-view="create"]'),
      vault('welcome', 'welcome', '.welcome h1'),
      vault('help-before', 'help', '[data-shown]'),
    ],
  },
  {
    prepare: async (app) => {
      await app.createVault(MASTER);
      await app.desk.ask('own/first-run', { step: 'done' });
    },
    views: [
      popup('empty', 'main.empty'),
      vault('items-none', 'items', '.itemslist .empty'),
      vault('health-none', 'health', 'h1'),
    ],
  },
  {
    prepare: async (app) => {
      const logins = LOGINS.map((login, place) => ({ ...login, strength: STRENGTHS[place] }));
      const [first, bank, ...others] = logins;
      await fill(app, [first, { ...bank, login: { otp: OTP } }, ...others, ...OTHER_KINDS]);
    },
    views: [
      popup('list', '[data-item-id]'),
      popup('search', '#search', typing('#search', 'tide', { css: '.row .a', text: 'Tideline' })),
      popup('no-match', '#search', typing('#search', 'zzzz', '.nomatch')),
      popup('item', '#search', openInPopup('Pier')),
      popup('item-code', '#search', openInPopup('Harbour')),
      popup('item-card', '#search', openInPopup('Green card')),
      popup('item-identity', '#search', openInPopup('Maren at home')),
      popup('item-note', '#search', openInPopup('Alarm')),
      popup('edit', '#search', then(openInPopup('Pier'), press('[data-action="edit"]', '[data-view="edit"]'))),
      popup('generator', '#search', press('[data-action="generator"]', '#made')),
      popup('settings', '#search', press('[data-action="settings"]', '[data-view="settings"]')),
      vault('items', 'items', '.itemslist .row'),
      vault('item', 'items', '.itemslist .row', open('Harbour')),
      vault('item-edit', 'items', '.row', then(open('Harbour'), press('[data-action="edit"]', '[data-view="edit"]'))),
      vault('health', 'health', '.plot'),
      vault('generator', 'generator', '#made'),
      vault('import', 'import', '[data-section="import"] h1'),
      vault('export', 'export', '[data-action="show-sheet"]'),
      vault('sheet', 'export', '[data-action="show-sheet"]', press('[data-action="show-sheet"]', '.paper')),
      vault('settings', 'settings', '[data-section="settings"] h1'),
      vault('security', 'security', '[data-section="security"] h1'),
      vault('help', 'help', '[data-shown]'),
      {
        name: 'page-menu',
        on: 'page',
        closes: true,
        only: 'chromium',
        wait: '#password',
        act: (page, app) => app.menu.open(page, '#password'),
        inner: (page, app) => app.menu.of(page),
      },
      {
        name: 'page-menu-new',
        on: 'page',
        closes: true,
        only: 'chromium',
        url: 'https://club.example/',
        wait: '#password',
        act: (page, app) => app.menu.open(page, '#password'),
        inner: (page, app) => app.menu.of(page),
      },
      {
        name: 'page-prompt',
        on: 'page',
        url: 'https://club.example/',
        wait: '#name',
        act: (page) =>
          signIn(page, {
            '#name': 'Ines',
            '#email': 'ines@tideline.example',
            '#password': 'oars-And-Soup-1908',
            '#again': 'oars-And-Soup-1908',
          }),
        inner: (page, app) => app.prompt(page),
      },
      // The page of the view before stands there still, and its offer waits.
      { ...popup('offer', '[data-view="offer"]'), keeps: true },
      { name: 'http-auth', on: 'window', only: 'chromium', wait: '[data-item-id]' },
    ],
  },
  {
    prepare: (app) => fill(app, HARD),
    views: [
      popup('hard-list', '[data-item-id]'),
      popup('hard-item', '#search', openInPopup('Harbour Bank joint')),
      popup('hard-item-rtl', '#search', openInPopup('الميناء')),
      popup('hard-edit', '#search', then(openInPopup('WWWW'), press('[data-action="edit"]', '[data-view="edit"]'))),
      vault('hard-items', 'items', '.itemslist .row', open('Harbour Bank joint')),
      vault('hard-item-rtl', 'items', '.itemslist .row', open('الميناء')),
      vault(
        'hard-edit',
        'items',
        '.row',
        then(open('Harbour Bank joint'), press('[data-action="edit"]', '[data-view="edit"]')),
      ),
      vault('hard-health', 'health', '.plot'),
    ],
  },
  {
    prepare: (app) => app.lock(),
    views: [
      popup('unlock', '[data-view="unlock"]'),
      popup('unlock-error', '[data-view="unlock"]', async (surface) => {
        await surface.type('#master-password', 'not this one');
        await surface.click('[data-action="unlock"]');
        await surface.waitFor('[data-error="wrong-password"]', { timeout_ms: 30_000 });
      }),
      vault('unlock', 'items', '[data-view="unlock"]'),
      {
        name: 'page-menu-locked',
        on: 'page',
        closes: true,
        only: 'chromium',
        wait: '#password',
        act: (page, app) => app.menu.open(page, '#password'),
        inner: (page, app) => app.menu.of(page),
      },
    ],
  },
];
