// Firefox under the driver: launched by puppeteer over WebDriver BiDi, the extension installed for the session.
// What a protocol for pages cannot reach (the toolbar popup, shortcuts, the context menu, the event page) is done in
// the browser's own window, with the browser's own commands. It reads nothing out of the extension there.

import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import puppeteer from 'puppeteer-core';
import { popupOver } from './firefox-popup.mjs';
import { killBrowser, TIMEOUT_MS, until } from './page.mjs';

const EXECUTABLE = process.env.FIREFOX ?? '/usr/bin/firefox-esr';

/** Nothing but what the test asks for may leave the browser, and the profile must keep what the extension stores. */
const PREFERENCES = {
  // After a keyword the address bar always waits so long for whatever an extension may still find; 3 s else.
  'browser.urlbar.extension.omnibox.timeout': 1_000,
  'extensions.webextensions.keepStorageOnUninstall': true,
  'extensions.webextensions.keepUuidOnUninstall': true,
  'network.proxy.type': 1,
  'network.proxy.allow_hijacking_localhost': true,
  'network.proxy.no_proxies_on': '',
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.trr.mode': 5,
  'browser.contentblocking.report.lockwise.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.safebrowsing.downloads.remote.enabled': false,
  'browser.region.network.url': '',
  'browser.topsites.contile.enabled': false,
  'app.normandy.enabled': false,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'signon.rememberSignons': false,
  'signon.autofillForms': false,
  'dom.security.https_first': false,
  'ui.systemUsesDarkTheme': 0,
};

/** Put before what runs in the browser's window: waits for a condition there. */
const WAIT = `const wait = async (condition, what) => {
  for (let tries = 0; tries < 200; tries += 1) {
    if (condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('Waited in vain for ' + what);
};`;

/** Runs in the tab's process, with the browser's rights: evaluates in the very sandbox of our content script. */
const IN_CONTENT_SCRIPT = `{
  const { ExtensionContent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionContent.sys.mjs');
  const evaluate = async ({ data: { id, expression } }) => {
    removeMessageListener('latchkey:evaluate', evaluate);
    const { sandbox } = ExtensionContent.getContextByExtensionId(id, content);
    try {
      const value = await Cu.evalInSandbox(expression, sandbox);
      sendAsyncMessage('latchkey:answer', { value: JSON.stringify(value) });
    } catch (error) {
      sendAsyncMessage('latchkey:answer', { error: String(error) });
    }
  };
  addMessageListener('latchkey:evaluate', evaluate);
}`;

/** Opens the popup as the toolbar button does. */
const OPEN_POPUP = 'await ExtensionParent.apiManager.global.browserActionFor(extension).openPopup(window, false);';

/** Makes a document that is in no tab known to BiDi, which looks for tabs only. */
const KNOW = `const know = (browser) => {
    const { NavigableManager } = ChromeUtils.importESModule('chrome://remote/content/shared/NavigableManager.sys.mjs');
    browser.permanentKey ??= {};
    const id = NavigableManager.getIdForBrowser(browser);
    const before = NavigableManager.getBrowserById;
    NavigableManager.getBrowserById = (wanted) => (wanted === id ? browser : before.call(NavigableManager, wanted));
    return id;
  };`;

/** Waits for the popup. */
const FIND_POPUP = `${WAIT} ${KNOW}
  const popup = () => document.querySelector('.webextension-popup-browser');
  await wait(() => popup()?.currentURI?.spec.includes('popup.html') && popup().closest('panel').state === 'open', 'the popup');
  return know(popup());`;

/** Waits for the sidebar. */
const FIND_PANEL = `${WAIT} ${KNOW}
  const panel = () => document.getElementById('sidebar')?.contentDocument?.getElementById('webext-panels-browser');
  await wait(() => panel()?.currentURI?.spec.includes('panel.html'), 'the sidebar');
  return know(panel());`;

const CLOSE_PANEL = 'SidebarController.hide();';

/** A panel that is still opening does not heed the first call. */
const CLOSE_POPUP = `${WAIT}
  await wait(() => {
    const popup = document.querySelector('.webextension-popup-browser');
    popup?.closest('panel').hidePopup();
    return popup === null;
  }, 'the popup to close');`;

/** So long no window is open after all were closed. */
const AWAY_MS = 2_000;

/**
 * Closes every window, and opens one again after a while. Firefox ends with its last window but on macOS; here it is told
 * to live on, as it does there. What waits lives in a world of its own, for that of a window goes with it.
 */
const CLOSE_WINDOWS = `
  const { setTimeout } = ChromeUtils.importESModule('resource://gre/modules/Timer.sys.mjs');
  const { BrowserWindowTracker } = ChromeUtils.importESModule('resource:///modules/BrowserWindowTracker.sys.mjs');
  const world = new Cu.Sandbox(Services.scriptSecurityManager.getSystemPrincipal());
  Object.assign(world, { setTimeout, BrowserWindowTracker, Services: Cu.getGlobalForObject(BrowserWindowTracker).Services });
  Cu.evalInSandbox(\`
    Services.startup.enterLastWindowClosingSurvivalArea();
    setTimeout(() => {
      for (const each of [...Services.wm.getEnumerator('navigator:browser')]) each.close();
      setTimeout(() => {
        BrowserWindowTracker.openWindow({});
        Services.startup.exitLastWindowClosingSurvivalArea();
      }, ${AWAY_MS});
    }, 0);\`, world);`;

const IS_STARTED = `
  const window = Services.wm.getMostRecentBrowserWindow();
  return window?.gBrowserInit?.delayedStartupFinished === true && Boolean(window.gBrowser?.selectedTab);`;

/**
 * @param {Parameters<typeof import('./chromium.mjs').launchChromium>[0]} options
 * @returns {Promise<import('./chromium.mjs').Engine>}
 */
export async function launchFirefox({ extensions, proxyPort, profile, headless, preferences, downloads }) {
  const manifests = await Promise.all(
    extensions.map(async (folder) => JSON.parse(await readFile(path.join(folder, 'manifest.json'), 'utf8'))),
  );
  const idsByOrder = manifests.map((each) => each.browser_specific_settings.gecko.id);
  const [id] = idsByOrder;
  // The same address in every session of a profile, or what the extension stored would be lost.
  const kept = await keptUuids(profile);
  const uuids = Object.fromEntries(idsByOrder.map((each) => [each, kept[each] ?? randomUUID()]));
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: EXECUTABLE,
    headless,
    handleSIGINT: headless,
    userDataDir: profile,
    acceptInsecureCerts: true,
    // Lets the preference for the settings' server count, so that the browser asks for none.
    env: { ...process.env, MOZ_REMOTE_SETTINGS_DEVTOOLS: '1' },
    defaultViewport: null,
    args: ['--remote-allow-system-access', '--width=1280', '--height=900'],
    extraPrefsFirefox: {
      ...PREFERENCES,
      ...preferences,
      'extensions.webextensions.uuids': JSON.stringify(uuids),
      'network.proxy.http': '127.0.0.1',
      'network.proxy.http_port': proxyPort,
      'network.proxy.ssl': '127.0.0.1',
      'network.proxy.ssl_port': proxyPort,
      'browser.download.folderList': 2,
      'browser.download.dir': downloads,
      'browser.download.always_ask_before_handling_new_types': false,
      // While its own panel is open, Firefox opens no popup of an extension.
      'browser.download.alwaysOpenPanel': false,
    },
  });
  for (const folder of extensions) await browser.installExtension(folder);
  const origins = idsByOrder.map((each) => `moz-extension://${uuids[each]}`);
  const [origin] = origins;

  const send = async (method, params) => (await browser.connection.send(method, params)).result;
  const firstWindow = async () =>
    (await send('browsingContext.getTree', { 'moz:scope': 'chrome' })).contexts[0]?.context;
  let window = await firstWindow();
  /** Evaluates the body of an async function in the browser's own window; what it returns must survive JSON. */
  const inChrome = async (body) => {
    const result = await send('script.evaluate', {
      expression: `(async () => {
        const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
        const extension = ExtensionParent.GlobalManager.getExtension(${JSON.stringify(id)});
        const { tabTracker } = ExtensionParent.apiManager.global;
        return JSON.stringify(await (async () => { ${body} })() ?? null);
      })()`,
      awaitPromise: true,
      target: { context: window },
    });
    if (result.type !== 'success') throw new Error(`In the browser's window: ${result.exceptionDetails.text}`);
    return JSON.parse(result.result.value);
  };
  /** Before a window has its tabs, the browser finds none beside which it could open another. */
  const started = () => until(() => inChrome(IS_STARTED).catch(() => false), 'the window to have its tabs');
  await started();
  const openedPopup = async () =>
    popupOver(send, await inChrome(FIND_POPUP), `${origin}/pages/popup.html`, () => inChrome(CLOSE_POPUP));
  return {
    browser,
    origin,
    origins,
    id,
    async openTab(url) {
      const page = await browser.newPage();
      // Firefox never reports the end of a load of an extension's page; the page is there all the same.
      if (url.startsWith('moz-extension:')) {
        page.goto(url, { timeout: 0 }).catch(() => undefined);
        await until(
          () => page.evaluate((wanted) => location.href === wanted && document.readyState === 'complete', url),
          `${url} to load`,
        );
      } else if (url !== 'about:blank') {
        await page.goto(url, { waitUntil: 'load', timeout: TIMEOUT_MS });
      }
      return page;
    },
    async openPopup(page) {
      await page.bringToFront();
      await inChrome(CLOSE_POPUP);
      await inChrome(OPEN_POPUP);
      return openedPopup();
    },
    openedPopup,
    openedPanel: async () =>
      popupOver(send, await inChrome(FIND_PANEL), `${origin}/pages/panel.html`, () => inChrome(CLOSE_PANEL)),
    popupIsOpen: () => inChrome("return document.querySelector('.webextension-popup-browser') !== null;"),
    async closePopup() {
      await inChrome(CLOSE_POPUP);
    },
    async setScheme(scheme) {
      // The popup stands in the browser's own window and heeds that window's scheme, not the one for pages.
      await inChrome(`
        Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', ${scheme === 'dark' ? 0 : 1});
        const popup = document.querySelector('.webextension-popup-browser');
        if (popup) popup.browsingContext.prefersColorSchemeOverride = ${JSON.stringify(scheme)};`);
    },
    async pressCommand(name, _tabId, desk) {
      const known = await desk.page.evaluate(() => browser.commands.getAll());
      const key = known
        .find((each) => each.name === name)
        ?.shortcut.split('+')
        .pop();
      await inChrome(`
        const keys = [...document.querySelectorAll('keyset[id^="ext-keyset"] key')];
        const key = keys.find((each) => each.getAttribute('key') === ${JSON.stringify(key)});
        if (!key) throw new Error('The browser has no key for ' + ${JSON.stringify(name)});
        key.doCommand();`);
    },
    async chooseMenuItem(menuItemId, _tabId, { page, surface, sel }) {
      await page.bringToFront();
      await surface.click(sel, { button: 'right' });
      await inChrome(`
        const menu = document.getElementById('contentAreaContextMenu');
        ${WAIT}
        await wait(() => menu.state === 'open', 'the context menu');
        const item = [...menu.querySelectorAll('[id*="-menuitem-"]')].find((each) => each.id.endsWith('-_' + ${JSON.stringify(menuItemId)}) && !each.hidden);
        if (!item) { menu.hidePopup(); throw new Error('The menu has no item ' + ${JSON.stringify(menuItemId)}); }
        const list = item.parentNode;
        // Of several entries the browser makes a menu of their own.
        if (list !== menu) {
          list.parentNode.openMenu(true);
          await wait(() => list.state === 'open', 'the menu of the extension');
        }
        list.activateItem(item);
        await wait(() => menu.state === 'closed', 'the menu to close');`);
    },
    /** Types after the keyword in the address bar; → what stands below it. */
    typeInBar: (text) => inChrome(`${typeInBar(text)} return lines;`),
    /** Presses Enter there. */
    enterInBar: (text) => inChrome(`${typeInBar(text)} gURLBar.handleCommand();`),
    async closeWindows() {
      await inChrome(CLOSE_WINDOWS);
      await until(async () => {
        const now = await firstWindow();
        const isAnother = now !== undefined && now !== window;
        if (isAnother) window = now;
        return isAnother;
      }, 'a window to open again');
      await started();
    },
    async killWorker() {
      await inChrome('await extension.terminateBackground();');
    },
    inContentScript: (_page, tabId, expression) =>
      inChrome(`
        const { messageManager } = tabTracker.getTab(${tabId}).linkedBrowser;
        messageManager.loadFrameScript('data:application/javascript;charset=utf-8,' + encodeURIComponent(${JSON.stringify(IN_CONTENT_SCRIPT)}), false);
        const answer = await new Promise((resolve) => {
          messageManager.addMessageListener('latchkey:answer', ({ data }) => resolve(data));
          messageManager.sendAsyncMessage('latchkey:evaluate', { id: extension.id, expression: ${JSON.stringify(expression)} });
        });
        if (answer.error !== undefined) throw new Error(answer.error);
        return answer.value === undefined ? undefined : JSON.parse(answer.value);`),
    async clearCookies() {
      await send('storage.deleteCookies', {});
    },
    close: () => browser.close(),
    async kill() {
      await killBrowser(browser);
      // Puppeteer puts the profile's own preferences back now; who starts a browser meanwhile loses half of both.
      const putAside = ['prefs.js', 'user.js'].map((name) => path.join(profile, `${name}.puppeteer`));
      await until(async () => !putAside.some(existsSync), 'the preferences to be put back');
    },
  };
}

/** In the browser's window: types into the address bar after the extension's keyword, and reads what stands below it. */
const typeInBar = (text) => `
  window.focus();
  gURLBar.search(${JSON.stringify(`lk ${text}`)});
  const { results } = await gURLBar.lastQueryContextPromise;
  const lines = results.filter(({ payload }) => payload.keyword === 'lk').map(({ payload }) => payload.title);`;

/** The addresses that the profile gave to its extensions, by id. @param {string} profile @returns {Promise<Record<string, string>>} */
async function keptUuids(profile) {
  const preferences = await readFile(path.join(profile, 'prefs.js'), 'utf8').catch(() => '');
  const found = /^user_pref\("extensions\.webextensions\.uuids", (".*")\);$/m.exec(preferences)?.[1];
  return found === undefined ? {} : JSON.parse(JSON.parse(found));
}
