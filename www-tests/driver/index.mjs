// A driver for Latchkey in a real browser: launches it, loads the extension, and does what a user does.
// The same calls work in Chromium and in Firefox; README.md lists each. Everything goes through the extension's own
// pages and messages: there is no back door in what ships, and none is made here.

import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeCertificates } from './certificates.mjs';
import { launchChromium } from './chromium.mjs';
import { openDesk } from './desk.mjs';
import { fill } from './fill.mjs';
import { launchFirefox } from './firefox.mjs';
import { chooseRow, markOf, menuOf, openMenu, placeIn, hosts as standing } from './menu.mjs';
import { accept, dismiss, offers, promptOf } from './offers.mjs';
import { pageOver, until } from './page.mjs';
import { startProxy } from './proxy.mjs';
import { addItem, createCheapVault, createVault, items, unlock } from './vault.mjs';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const ENGINES = { chromium: launchChromium, firefox: launchFirefox };

/**
 * @typedef {object} LaunchOptions
 * @property {'chromium' | 'firefox'} browser
 * @property {string} [extension] Folder of the unpacked extension; `dist` of this project if absent.
 * @property {string[]} [others] Folders of further extensions, installed beside it.
 * @property {import('./proxy.mjs').Hosts} [hosts] Host names to servers; see proxy.mjs.
 * @property {string} [profile] A folder to keep the browser's profile in; a temporary one if absent.
 * @property {boolean} [headless] True if absent.
 * @property {Record<string, string | number | boolean>} [preferences] Firefox's own, beside the driver's.
 * @property {string[]} [switches] Of Chromium's command line, beside the driver's.
 * @property {boolean} [cheapVaults] `createVault` makes one of the lowest cost, by message instead of by hand.
 * @property {string} [shots] Folder for screenshots; `target/screens/<browser>` if absent.
 * @property {('light' | 'dark')[]} [schemes] What `shot` takes pictures in; both if absent.
 * @property {(surface: object, name: string) => Promise<void>} [onShot] Called with each view that `shot` has written.
 *
 * @typedef {Awaited<ReturnType<typeof launch>>} App
 */

/**
 * Launches a browser with the extension in it.
 * @param {LaunchOptions} options
 */
export async function launch({
  browser,
  extension,
  others = [],
  hosts = {},
  profile,
  headless = true,
  preferences = {},
  switches = [],
  cheapVaults = false,
  shots,
  schemes: drawn = ['dark', 'light'],
  onShot,
}) {
  const start = ENGINES[browser];
  if (start === undefined) throw new Error(`There is no browser ${browser}: it is chromium or firefox.`);
  const folder = shots ?? path.join(ROOT, 'target/screens', browser);
  const kept =
    profile === undefined ? await mkdtemp(path.join(tmpdir(), `latchkey-${browser}-`)) : path.resolve(profile);
  await mkdir(kept, { recursive: true });
  const certificates = await makeCertificates();
  const proxy = await startProxy(hosts, certificates);
  const options = {
    extensions: [path.resolve(extension ?? path.join(ROOT, 'dist')), ...others.map((other) => path.resolve(other))],
    proxyPort: proxy.port,
    spki: certificates.spki,
    profile: kept,
    headless,
    preferences,
    switches,
    downloads: path.join(kept, 'downloads'),
  };
  await mkdir(options.downloads, { recursive: true });

  /** @type {import('./chromium.mjs').Engine} */
  let engine;
  /** @type {import('./desk.mjs').Desk} */
  let desk;
  /** The pages that are open, with their tab ids. @type {Map<import('./page.mjs').Page, number>} */
  const pages = new Map();

  /** @type {string[]} */
  const lines = [];

  /** How many tabs the first run opened by itself, in all starts. */
  let firstRuns = 0;

  const begin = async () => {
    engine = await start(options);
    desk = await openDesk(engine);
    firstRuns += await closeFirstRun(engine, desk);
  };
  const tabIdOf = (page) => {
    const tabId = pages.get(page);
    if (tabId === undefined) throw new Error('This page was not opened by openPage, or it is closed.');
    return tabId;
  };
  /** A blank tab of a private window of its own; the window goes with it. */
  const openPrivateTab = async () => {
    const known = new Set(await engine.browser.pages());
    await desk.page.evaluate(() => browser.windows.create({ incognito: true }).then(() => undefined));
    return until(
      async () => (await engine.browser.pages()).find((each) => !known.has(each)),
      'the private window to open',
    );
  };
  const openPage = async (url, { inPrivate = false } = {}) => {
    const raw = await (inPrivate ? openPrivateTab() : engine.openTab('about:blank'));
    await raw.bringToFront();
    const tabId = await desk.activeTabId();
    const page = pageOver(raw, folder);
    raw.on('console', (message) => lines.push(message.text()));
    raw.on('pageerror', (error) => lines.push(String(error)));
    raw.once('close', () => pages.delete(page));
    pages.set(page, tabId);
    await page.goto(url);
    return page;
  };
  const openOwn = async (name, query = '') =>
    pageOver(await engine.openTab(`${engine.origin}/pages/${name}${query}`), folder);

  try {
    await begin();
  } catch (error) {
    await engine?.close().catch(() => undefined);
    await proxy.close();
    await certificates.remove();
    throw error;
  }

  const app = {
    browser,
    hosts,
    shots: folder,
    extension: options.extensions[0],
    get origin() {
      return engine.origin;
    },
    get firstRuns() {
      return firstRuns;
    },
    get engine() {
      return engine;
    },
    get desk() {
      return desk;
    },
    tabIdOf,

    createVault: (password) => (cheapVaults ? createCheapVault(app, password) : createVault(app, password)),
    unlock: (password) => unlock(app, password),
    lock: () => desk.ask('own/lock'),
    addItem: (item) => addItem(app, item),
    items: (shelf) => items(app, shelf),
    settings: (patch = {}) => desk.ask('own/put-settings', { patch }),
    status: () => desk.ask('own/status'),

    openPage,
    /** The newest file that the browser has downloaded whole since the last reset; → its path. @param {RegExp} name */
    downloaded: (name) => until(() => newestFile(options.downloads, name), `a download like ${name}`),
    pages: () => [...pages.keys()],
    /** The popup behind the toolbar button, on a page. @param {import('./page.mjs').Page} page */
    popup: (page) => engine.openPopup(page),
    /** The side panel or sidebar, which the popup's button opens. */
    panel: () => engine.openedPanel(),
    /** The popup's page in a tab of its own, acting for a page's tab. @param {import('./page.mjs').Page} [page] */
    openPopupTab: (page) => openOwn('popup.html', page === undefined ? '?tab=0' : `?tab=${tabIdOf(page)}`),
    /** Another page of the extension's own, in a tab. @param {string} name @param {string} [query] */
    openOwn,
    /** The vault page, a whole tab, at one of its sections; `way` unlocks by another way than the master password. */
    openVaultPage: (section, way) => openOwn('vault.html', `${way === undefined ? '' : `?way=${way}`}#${section}`),
    fill: (page, how) => fill(app, page, how),
    offers: (page) => offers(app, page),
    accept: (offer, edits) => accept(app, offer, edits),
    dismiss: (offer, how) => dismiss(app, offer, how),
    prompt: promptOf,
    /** What Latchkey makes of each field, and what that took. */
    inspect: (page) => desk.ask('own/inspect', { tabId: tabIdOf(page) }),
    classify: async (page) => (await app.inspect(page)).fields,
    /** The in-page menu by its single acts; see menu.mjs. */
    menu: { open: openMenu, of: menuOf, mark: markOf, choose: chooseRow, placeIn, standing },

    /** @param {import('./page.mjs').Page} page @param {string} expression Its value must survive JSON. */
    inContentScript: (page, expression) => engine.inContentScript(page, tabIdOf(page), expression),
    /** What pages wrote to their consoles since the last reset. */
    console: () => [...lines],
    killWorker: () => engine.killWorker(desk),
    /** Closes every window, as a user does, and opens one again. Firefox lives on meanwhile, as it does on macOS. */
    async closeWindows() {
      await engine.closeWindows(desk);
      pages.clear();
      desk = await openDesk(engine);
    },
    /** The extension starts anew, as after an update; pages that are open keep its old content scripts. */
    async reloadExtension() {
      await desk.page.evaluate(() => void setTimeout(() => browser.runtime.reload(), 0));
      await until(() => desk.page.evaluate(() => false).catch(() => true), 'our pages to close');
      desk = await until(() => openDesk(engine), 'the extension to start again', 30_000);
    },
    async restart({ killed = false } = {}) {
      await (killed ? engine.kill() : engine.close());
      pages.clear();
      await begin();
    },
    /** Back to a browser that has just installed the extension: no vault, no cookies, no pages. */
    async reset() {
      for (const page of [...pages.keys()]) await page.close().catch(() => undefined);
      pages.clear();
      await engine.closePopup();
      await engine.killWorker(desk);
      await desk.page.evaluate(async () => {
        const gone = (name) =>
          new Promise((resolve, reject) => {
            const request = indexedDB.deleteDatabase(name);
            request.onsuccess = () => resolve(undefined);
            request.onerror = () => reject(request.error);
          });
        for (const { name } of await indexedDB.databases()) await gone(name);
        await browser.storage.session.clear();
        await browser.storage.local.clear();
        // As after the first start: the browser says but once that an extension was installed.
        await browser.storage.local.set({ firstRun: 'done' });
        await browser.alarms.clearAll();
      });
      await engine.killWorker(desk);
      await engine.clearCookies();
      await desk.reload();
      for (const name of await readdir(options.downloads))
        await rm(path.join(options.downloads, name), { recursive: true });
      proxy.requests.length = 0;
      lines.length = 0;
    },
    /** @param {string} name Of the file; it shows the page that was opened last. */
    async screenshot(name) {
      const page = [...pages.keys()].at(-1);
      if (page === undefined) throw new Error('No page is open.');
      return page.screenshot(name);
    },
    /** A picture of a surface once it has come to rest. @param {{ capture: () => Promise<Buffer> }} surface */
    async picture(surface) {
      await settled(surface);
      return surface.capture();
    },
    /** Shows a surface in light or dark, and waits until it is so. @param {'light' | 'dark'} scheme */
    async dress(surface, scheme) {
      await engine.setScheme(scheme, surface);
      await faded(surface, scheme);
    },
    /** Writes what a surface shows, in dark and in light. @param {{ capture: () => Promise<Buffer> }} surface */
    async shot(surface, name, schemes = ['dark', 'light']) {
      await mkdir(folder, { recursive: true });
      await settled(surface);
      for (const scheme of schemes.filter((each) => drawn.includes(each))) {
        await app.dress(surface, scheme);
        await writeFile(path.join(folder, `${name}-${scheme}.png`), await surface.capture());
        await onShot?.(surface, `${name}-${scheme}`);
      }
    },
    requests: () => [...proxy.requests],
    async close() {
      await engine.close().catch(() => undefined);
      await proxy.close();
      await certificates.remove();
      if (profile === undefined) await rm(kept, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
    until,
  };
  return app;
}

/** Waits until a surface has kept its size for a while: popups and prompts grow to fit what they show. */
async function settled(surface) {
  const size = () => surface.evaluate('[innerWidth, innerHeight, document.body.scrollHeight].join()');
  let last = await size();
  let since_ms = Date.now();
  await until(async () => {
    const now = await size();
    if (now !== last) {
      last = now;
      since_ms = Date.now();
    }
    return Date.now() - since_ms >= 400;
  }, 'the popup to settle');
}

/** Runs in a document: ends what fades over; tells whether it shows the scheme and nothing fades any more. */
function FADED(isDark) {
  if (matchMedia('(prefers-color-scheme: dark)').matches !== isDark) return false;
  const fading = document.getAnimations().filter((each) => each instanceof CSSTransition);
  for (const each of fading) each.finish();
  return fading.length === 0;
}

/** Waits until a surface shows the scheme that it was told, with all its frames; a frame that went away is as one that does. */
async function faded(surface, scheme) {
  for (const each of [surface, ...((await surface.frames?.()) ?? [])])
    await until(() => each.evaluate(FADED, scheme === 'dark').catch(() => true), `the ${scheme} scheme`);
}

/** The first start of a new profile opens the first run in a tab of its own, which would come between what tests do. */
async function closeFirstRun(engine, desk) {
  // An older build has none, nor has an extension of a benchmark.
  const has = await desk.page.evaluate(async () => {
    const script = await fetch('/background.js').catch(() => undefined);
    return (await script?.text())?.includes('firstRun') ?? false;
  });
  if (!has) return 0;
  const firstRun = () =>
    desk.page.evaluate(async () => (await browser.storage.local.get(['firstRun', 'vaultMade'])) ?? {});
  await until(async () => Object.keys(await firstRun()).length > 0, 'the first run to begin');
  // Only a new profile has one; whoever left it unfinished does not get it again.
  if ((await firstRun()).firstRun !== 'create') return 0;
  const page = await until(async () => {
    for (const each of await engine.browser.pages()) {
      const url = await each.evaluate(() => location.href).catch(() => '');
      if (url.endsWith('/pages/vault.html#welcome')) return each;
    }
    return undefined;
  }, 'the tab of the first run').catch(() => undefined);
  await page?.close();
  return page === undefined ? 0 : 1;
}

/** The newest file of a folder with such a name, once nothing in it is still being written. */
async function newestFile(folder, name) {
  const names = await readdir(folder);
  if (names.some((each) => /\.(part|crdownload)$/.test(each))) return undefined;
  const found = [];
  for (const each of names.filter((one) => name.test(one))) {
    const about = await stat(path.join(folder, each));
    if (about.size > 0) found.push({ file: path.join(folder, each), made: about.mtimeMs });
  }
  return found.sort((a, b) => b.made - a.made)[0]?.file;
}
