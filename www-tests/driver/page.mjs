// The page object that tests see: the same few gestures in both browsers, on a page or on one of its frames.
// A selector is a CSS string or { css, text?, nth? }; it pierces open shadow roots, as a user's eye does.
// It knows nothing of the extension.

import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { typeText } from './typing.mjs';

export const TIMEOUT_MS = 10_000;
const POLL_MS = 40;

/**
 * `text` is a part of the element's text, `nth` counts the matches from 0; `at` is where in the element's box a press
 * goes, in parts of it, if not on its middle: a closed shadow root hides what stands there from all but the mouse.
 * @typedef {string | { css: string, text?: string, nth?: number, at?: { x: number, y: number } }} Selector
 *
 * @typedef {object} Surface What a page and a frame have in common.
 * @property {() => string} url
 * @property {(sel: Selector, options?: { button?: 'left' | 'right' }) => Promise<void>} click Waits for the element, then presses the mouse on its middle.
 * @property {(sel: Selector, text: string) => Promise<void>} type Clicks the field, replaces its content key by key.
 * @property {(key: string) => Promise<void>} press A key by its name: 'Enter', 'Tab', 'a'.
 * @property {(sel: Selector, options?: { timeout_ms?: number }) => Promise<string>} text The element's visible text.
 * @property {(sel: Selector) => Promise<string>} value The field's value.
 * @property {(sel: Selector) => Promise<number>} count How many elements match now; does not wait.
 * @property {(sel: Selector, options?: { timeout_ms?: number, gone?: boolean }) => Promise<void>} waitFor
 *   Waits until it is there and has a box; with `gone` until it is not.
 * @property {(fn: Function | string, ...args: unknown[]) => Promise<any>} evaluate In the page's own world.
 *
 * @typedef {Surface & {
 *   goto: (url: string) => Promise<void>,
 *   frames: () => Promise<Surface[]>,
 *   screenshot: (name: string) => Promise<string>,
 *   capture: () => Promise<Buffer>,
 *   bringToFront: () => Promise<void>,
 *   close: () => Promise<void>,
 *   raw: import('puppeteer-core').Page,
 * }} Page
 */

/**
 * Runs in the page: all elements that match, through open shadow roots, in document order.
 * @param {{ css: string, text?: string, nth?: number }} sel
 */
function findAll(sel) {
  const found = [];
  const walk = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.matches(sel.css)) found.push(element);
      if (element.shadowRoot) walk(element.shadowRoot);
    }
  };
  walk(document);
  const { text } = sel;
  const fitting = text === undefined ? found : found.filter((e) => (e.innerText ?? e.textContent ?? '').includes(text));
  return sel.nth === undefined ? fitting : fitting.slice(sel.nth, sel.nth + 1);
}

/** Puts `findAll` in front of what is done with its result, so that one round trip does both. */
const over = (body) => `((sel) => { ${findAll.toString()}; const [element, ...more] = findAll(sel); ${body} })`;
const HAS_BOX =
  'const r = element && element.getBoundingClientRect(); return Boolean(r && r.width > 0 && r.height > 0);';
const TEXT = "return element ? (element.innerText ?? element.textContent ?? '') : null;";
const VALUE = "return element ? String(element.value ?? '') : null;";
const SELECT_ALL = 'element.focus(); if (element.select) element.select();';

/** How long a press of the mouse lasts. */
const PRESS_MS = 60;
const full = (sel) => (typeof sel === 'string' ? { css: sel } : sel);
const shown = (sel) => JSON.stringify(sel);
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Asks again until the answer is neither false, null nor undefined; a document on its way out counts as "not yet".
 * @template T
 * @param {() => Promise<T>} question
 * @param {string} what Completes "Waited in vain for …".
 * @param {number} [timeout_ms]
 * @returns {Promise<NonNullable<T>>}
 */
/** Ends a browser that puppeteer launched by SIGKILL. @param {import('puppeteer-core').Browser} browser */
export async function killBrowser(browser) {
  const process = browser.process();
  if (process === null) throw new Error('This browser was not launched here.');
  const gone = new Promise((resolve) => process.once('exit', resolve));
  process.kill('SIGKILL');
  await gone;
}

export async function until(question, what, timeout_ms = TIMEOUT_MS) {
  const deadline = Date.now() + timeout_ms;
  let last;
  for (;;) {
    try {
      const answer = await question();
      if (answer !== false && answer !== null && answer !== undefined) return answer;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (Date.now() > deadline) {
      const why = last === undefined ? '' : ` (last error: ${String(last).split('\n')[0]})`;
      throw new Error(`Waited in vain for ${what}${why}.`);
    }
    await sleep(POLL_MS);
  }
}

/**
 * What a surface is made of: how to evaluate, point and press in one document.
 * @typedef {object} Hands
 * @property {() => string} url
 * @property {(fn: Function | string, ...args: unknown[]) => Promise<any>} evaluate
 * @property {(expression: string, options?: { button?: 'left' | 'right', at?: { x: number, y: number } }) => Promise<void>} clickOn
 *   Presses the mouse on the middle of the element that the expression gives, or at another part of its box.
 * @property {(key: string) => Promise<void>} press
 * @property {(text: string) => Promise<void>} typeText
 */

/**
 * @param {Hands} hands
 * @returns {Surface}
 */
export function surfaceWith(hands) {
  // Expressions instead of functions: puppeteer would not find `findAll` in what it serialises.
  const ask = (body, sel) => hands.evaluate(`${over(body)}(${JSON.stringify(full(sel))})`);
  const surface = {
    url: hands.url,
    async waitFor(sel, { timeout_ms = TIMEOUT_MS, gone = false } = {}) {
      await until(
        async () => (await ask(HAS_BOX, sel)) !== gone,
        `${shown(sel)} ${gone ? 'to go' : 'to appear'} on ${hands.url()}`,
        timeout_ms,
      );
    },
    async click(sel, options = {}) {
      await surface.waitFor(sel);
      const { at } = full(sel);
      await hands.clickOn(`${over('return element;')}(${JSON.stringify(full(sel))})`, { at, ...options });
    },
    async type(sel, text) {
      // A page may move the focus while it settles; what is typed belongs into this field.
      await until(
        async () => {
          await surface.click(sel);
          await ask(SELECT_ALL, sel);
          await hands.press('Delete');
          return ask('return element.getRootNode().activeElement === element;', sel);
        },
        `${shown(sel)} to keep the focus`,
      );
      await hands.typeText(text);
    },
    press: hands.press,
    async text(sel, { timeout_ms = TIMEOUT_MS } = {}) {
      return (await until(async () => wrapped(await ask(TEXT, sel)), `${shown(sel)} on ${hands.url()}`, timeout_ms))
        .value;
    },
    async value(sel) {
      return (await until(async () => wrapped(await ask(VALUE, sel)), `${shown(sel)} on ${hands.url()}`)).value;
    },
    count: (sel) => ask('return (element ? 1 : 0) + more.length;', sel),
    evaluate: hands.evaluate,
  };
  return surface;
}

/**
 * @param {import('puppeteer-core').Frame} frame
 * @param {import('puppeteer-core').Page} page
 * @param {string} [url] Where puppeteer's own word is not to be trusted.
 */
export const surfaceOf = (frame, page, url) => ({
  ...surfaceWith({
    url: () => url ?? frame.url(),
    evaluate: (fn, ...args) => frame.evaluate(fn, ...args),
    async clickOn(expression, { at = { x: 0.5, y: 0.5 }, ...options } = {}) {
      const element = (await frame.evaluateHandle(expression)).asElement();
      if (element === null) throw new Error('The element went away before the click.');
      // Not puppeteer's own click: in a document in quirks mode it takes frames for cut off that are in plain sight.
      await element.scrollIntoView();
      const box = await element.boundingBox();
      if (box === null) throw new Error('The element has no box to click on.');
      // A person holds a button for a moment.
      await page.mouse.click(box.x + box.width * at.x, box.y + box.height * at.y, { delay: PRESS_MS, ...options });
      await element.dispose().catch(() => undefined);
    },
    press: (key) => page.keyboard.press(key),
    typeText: (text) => typeText(page, text),
  }),
  /** The protocol's own session of a document that has a process to itself; Chromium only. */
  session: () => frame.client,
});

/** An empty string is an answer too. */
const wrapped = (value) => (value === null ? null : { value });

/**
 * @param {import('puppeteer-core').Page} raw
 * @param {string} folder Where screenshots go.
 * @returns {Page}
 */
export function pageOver(raw, folder) {
  return {
    ...surfaceOf(raw.mainFrame(), raw),
    url: () => raw.url(),
    async goto(url) {
      const go = () => raw.goto(url, { waitUntil: 'load', timeout: TIMEOUT_MS * 2 });
      // A navigation that the page began itself, after a click, may end this one; a user would ask for the page again.
      await go().catch((error) =>
        /ERR_ABORTED|NS_BINDING_ABORTED/.test(String(error)) ? go() : Promise.reject(error),
      );
    },
    async frames() {
      const frames = await Promise.all(
        raw.frames().map(async (frame) => {
          // Firefox keeps `about:blank` for frames that hold a page of the extension: the document itself knows.
          const url = await frame.evaluate(() => location.href).catch(() => undefined);
          return url === undefined ? undefined : surfaceOf(frame, raw, url);
        }),
      );
      return frames.filter((frame) => frame !== undefined);
    },
    async screenshot(name) {
      await mkdir(folder, { recursive: true });
      const file = path.join(folder, `${name}.png`);
      await raw.screenshot({ path: file });
      return file;
    },
    /** Chooses files in a file field. @param {string} css @param {string[]} files Their paths. */
    async choose(css, files) {
      const field = await raw.$(css);
      if (field === null) throw new Error(`There is no ${css} on ${raw.url()}.`);
      await field.uploadFile(...files);
    },
    capture: async () => Buffer.from(await raw.screenshot()),
    bringToFront: () => raw.bringToFront(),
    close: () => raw.close(),
    raw,
  };
}
