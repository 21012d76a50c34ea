// Chromium under the driver: launched by puppeteer over a pipe, the extension installed over the protocol.
// The toolbar button is pressed by the protocol itself; shortcut and context menu, which a protocol's keys and mouse
// do not reach, are dispatched to the extension's own listeners with what the browser would give them.

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import puppeteer from 'puppeteer-core';
import { killBrowser, surfaceOf, TIMEOUT_MS, until } from './page.mjs';

const EXECUTABLE = process.env.CHROMIUM ?? '/usr/lib/chromium/chromium';
/** So long no window is open after all were closed. */
const AWAY_MS = 2_000;

/**
 * What `index.mjs` needs of a browser; the same for both.
 * @typedef {object} Engine
 * @property {import('puppeteer-core').Browser} browser
 * @property {string} origin Of the extension, without a slash at its end.
 * @property {(url: string) => Promise<import('puppeteer-core').Page>} openTab
 * @property {(page: import('./page.mjs').Page) => Promise<Popup>} openPopup The popup behind the toolbar button, on the page's tab.
 * @property {() => Promise<Popup>} openedPopup The popup that the extension opened by itself.
 * @property {(name: string, tabId: number, desk: Desk) => Promise<void>} pressCommand A keyboard command of the extension.
 * @property {(menuItemId: string, tabId: number, on: MenuPlace) => Promise<void>} chooseMenuItem
 * @property {(text: string, desk: Desk) => Promise<string[]>} typeInBar After the keyword in the address bar; Chromium only, as `enterInBar`.
 * @property {(text: string, desk: Desk) => Promise<void>} enterInBar
 * @property {(desk: Desk) => Promise<void>} killWorker
 * @property {(page: import('./page.mjs').Page, tabId: number, expression: string) => Promise<any>} inContentScript
 *   Evaluates in the world of our content script in the top document, as a compromised renderer could.
 * @property {string[]} origins Of all extensions, in the order in which they were given.
 * @property {() => Promise<boolean>} popupIsOpen
 * @property {() => Promise<void>} closePopup
 * @property {(scheme: 'light' | 'dark', surface: object) => Promise<void>} setScheme What the surface is told that the user prefers.
 * @property {() => Promise<void>} clearCookies
 * @property {() => Promise<void>} close
 * @property {() => Promise<void>} kill Ends the browser at once, as a power cut does.
 *
 * @typedef {import('./desk.mjs').Desk} Desk
 * Where a context menu is opened: on the element that `sel` names, on the page or in the frame that is `surface`.
 * @typedef {{ page: import('./page.mjs').Page, surface: import('./page.mjs').Surface, sel: import('./page.mjs').Selector, desk: Desk }} MenuPlace
 * @typedef {import('./page.mjs').Surface & { capture: () => Promise<Buffer>, close: () => Promise<void> }} Popup
 */

/**
 * @param {object} options
 * @param {string[]} options.extensions Folders; the first is the one under test.
 * @param {number} options.proxyPort
 * @param {string} options.spki
 * @param {string} options.profile
 * @param {boolean} options.headless
 * @param {Record<string, string | number | boolean>} options.preferences For Firefox.
 * @param {string[]} options.switches For Chromium.
 * @param {string} options.downloads Folder for downloads.
 * @returns {Promise<Engine>}
 */
export async function launchChromium({ extensions, proxyPort, spki, profile, headless, switches, downloads }) {
  await writePreferences(profile, downloads);
  const browser = await puppeteer.launch({
    browser: 'chrome',
    executablePath: EXECUTABLE,
    headless,
    // Who looks on ends the demonstration, and with it the browser; nobody ends it under their eyes.
    handleSIGINT: headless,
    ignoreDefaultArgs: headless ? [] : ['--enable-automation'],
    pipe: true,
    enableExtensions: true,
    userDataDir: profile,
    defaultViewport: null,
    // Workers live and die as they do for a user; see withWorker.
    targetFilter: (target) => target.type() !== 'service_worker',
    args: [
      // Chromium's own sandbox does not work for root.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--window-size=1280,900',
      // Without a display the screen is 800 by 600, too low for a popup of its full height.
      ...(headless ? ['--screen-info={1600x1200}'] : ['--hide-crash-restore-bubble']),
      '--disable-features=AutofillServerCommunication',
      '--gaia-url=http://localhost:1',
      `--proxy-server=http://127.0.0.1:${proxyPort}`,
      '--proxy-bypass-list=<-loopback>',
      `--ignore-certificate-errors-spki-list=${spki}`,
      ...switches,
    ],
  });
  const settings = await browser.target().createCDPSession();
  const ids = [];
  // As a user who allows it in private windows too.
  for (const folder of extensions)
    ids.push((await settings.send('Extensions.loadUnpacked', { path: folder, enableInIncognito: true })).id);
  const [id] = ids;
  const origins = ids.map((each) => `chrome-extension://${each}`);
  const [origin] = origins;

  /**
   * Does something with the worker that lives now; a message from one of our pages has just woken it.
   * It attaches for that moment alone: a worker with a debugger attached would never go to sleep by itself.
   */
  const withWorker = async (desk, work) => {
    await desk.wake();
    const root = await browser.target().createCDPSession();
    const { targetInfos } = await root.send('Target.getTargets');
    const target = targetInfos.find((each) => each.type === 'service_worker' && each.url.startsWith(`${origin}/`));
    if (target === undefined) throw new Error("The extension's worker is not running.");
    const { sessionId } = await root.send('Target.attachToTarget', { targetId: target.targetId, flatten: true });
    try {
      return await work(root.connection()?.session(sessionId));
    } finally {
      await root.send('Target.detachFromTarget', { sessionId });
      await root.detach();
    }
  };
  const inWorker = (desk, expression) =>
    withWorker(desk, async (session) => {
      const { exceptionDetails } = await session.send('Runtime.evaluate', { expression, awaitPromise: true });
      if (exceptionDetails !== undefined)
        throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    });

  /** The popup behind the toolbar button; in a tab it would have a question mark in its address. */
  const popupTargets = () => browser.targets().filter((each) => each.url() === `${origin}/pages/popup.html`);

  const closePopup = async () => {
    for (const target of popupTargets()) {
      const page = await target.asPage().catch(() => undefined);
      await page?.close().catch(() => undefined);
    }
    await until(async () => popupTargets().length === 0, 'the popup to close');
  };

  return {
    browser,
    origin,
    origins,
    id,
    async openTab(url) {
      const page = await browser.newPage();
      if (url !== 'about:blank') await page.goto(url, { waitUntil: 'load', timeout: TIMEOUT_MS });
      return page;
    },
    async openPopup(page) {
      await page.bringToFront();
      // Pressing the button of an open popup would close it.
      await closePopup();
      const url = `${origin}/pages/popup.html`;
      const before = new Set(browser.targets());
      const extension = (await browser.extensions()).get(id);
      if (extension === undefined) throw new Error('The extension is not installed.');
      await extension.triggerAction(page.raw);
      const target = await browser.waitForTarget((each) => !before.has(each) && each.url() === url, {
        timeout: TIMEOUT_MS,
      });
      return popupOver(await target.asPage());
    },
    async openedPopup() {
      const [target] = await until(async () => popupTargets().length > 0 && popupTargets(), 'the popup to open');
      return popupOver(await target.asPage());
    },
    async openedPanel() {
      const isPanel = (each) => each.url() === `${origin}/pages/panel.html`;
      const target = await browser.waitForTarget(isPanel, { timeout: TIMEOUT_MS });
      return popupOver(await target.asPage());
    },
    popupIsOpen: async () => popupTargets().length > 0,
    closePopup,
    async setScheme(scheme, { raw }) {
      await raw.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    },
    async pressCommand(name, tabId, desk) {
      await inWorker(
        desk,
        `chrome.tabs.get(${tabId}).then((tab) => chrome.commands.onCommand.dispatch(${JSON.stringify(name)}, tab))`,
      );
    },
    async chooseMenuItem(menuItemId, tabId, { page, surface, desk }) {
      const frames = await desk.page.evaluate((id) => browser.webNavigation.getAllFrames({ tabId: id }), tabId);
      const frameId = frames.find(({ url }) => url === surface.url())?.frameId ?? 0;
      const info = { menuItemId, editable: true, frameId, pageUrl: page.url() };
      await inWorker(
        desk,
        `chrome.tabs.get(${tabId}).then((tab) => chrome.contextMenus.onClicked.dispatch(${JSON.stringify(info)}, tab))`,
      );
    },
    /** Types after the keyword in the address bar, by the event that the browser would send; → what stands below it. */
    async typeInBar(text, desk) {
      const expression = `new Promise((resolve) => {
        let top;
        browser.omnibox.setDefaultSuggestion = ({ description }) => { top = description; };
        chrome.omnibox.onInputChanged.dispatch(${JSON.stringify(text)}, (rest) => resolve(JSON.stringify({ top, rest })));
      })`;
      return withWorker(desk, async (session) => {
        const { result } = await session.send('Runtime.evaluate', {
          expression,
          awaitPromise: true,
          returnByValue: true,
        });
        const { top, rest } = JSON.parse(result.value);
        return [top, ...rest.map(({ description }) => description)];
      });
    },
    /** Presses Enter there. */
    enterInBar: (text, desk) =>
      inWorker(desk, `chrome.omnibox.onInputEntered.dispatch(${JSON.stringify(text)}, 'currentTab')`),
    withWorker,
    async closeWindows(desk) {
      // The page that asks goes with them, so nobody waits for its answer.
      await desk.page.evaluate(() => {
        setTimeout(async () => {
          const all = await browser.windows.getAll();
          for (const { id } of all) void browser.windows.remove(id);
        }, 0);
      });
      await until(async () => (await browser.pages()).length === 0, 'all windows to close');
      // Nobody is there to ask whether the background has heard of it; a user takes a moment as well.
      await new Promise((resolve) => setTimeout(resolve, AWAY_MS));
    },
    /** The system says that its screen is locked. */
    lockSystem: (desk) => inWorker(desk, "chrome.idle.onStateChanged.dispatch('locked')"),
    async killWorker(desk) {
      const session = await desk.page.createCDPSession();
      await session.send('ServiceWorker.enable');
      await session.send('ServiceWorker.stopAllWorkers');
      await session.detach();
    },
    async inContentScript(page, _tabId, expression) {
      const session = await page.raw.createCDPSession();
      const ours = [];
      session.on('Runtime.executionContextCreated', ({ context }) => {
        if (context.origin === origin && context.auxData?.frameId === page.raw.mainFrame()._id) ours.push(context.id);
      });
      await session.send('Runtime.enable');
      const [contextId] = ours;
      if (contextId === undefined) throw new Error('There is no content script in this document.');
      const answer = await session.send('Runtime.evaluate', {
        contextId,
        expression,
        awaitPromise: true,
        returnByValue: true,
      });
      await session.detach();
      if (answer.exceptionDetails !== undefined) throw new Error(answer.exceptionDetails.exception?.description);
      return answer.result.value;
    },
    async clearCookies() {
      const session = await browser.target().createCDPSession();
      await session.send('Storage.clearCookies');
      await session.detach();
    },
    close: () => browser.close(),
    kill: () => killBrowser(browser),
  };
}

/** @param {import('puppeteer-core').Page} page @returns {import('./chromium.mjs').Popup} */
function popupOver(page) {
  return {
    ...surfaceOf(page.mainFrame(), page),
    capture: async () => Buffer.from(await page.screenshot()),
    raw: page,
    close: () => page.close(),
  };
}

/**
 * In a new profile turns the browser's own password saving off, as a user of a password manager does, and names the
 * folder for downloads; the protocol's own way to name it would give the files names of its own.
 */
async function writePreferences(profile, downloads) {
  const folder = path.join(profile, 'Default');
  await mkdir(folder, { recursive: true });
  const profileKeys = { password_manager_enabled: false, password_manager_leak_detection: false };
  // Without it, an unpacked extension that starts anew stays switched off.
  const extensions = { ui: { developer_mode: true } };
  const download = { default_directory: downloads, prompt_for_download: false };
  const preferences = { credentials_enable_service: false, profile: profileKeys, extensions, download };
  await writeFile(path.join(folder, 'Preferences'), JSON.stringify(preferences), { flag: 'wx' }).catch(() => undefined);
}
