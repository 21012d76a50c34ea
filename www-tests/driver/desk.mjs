// The desk: one page of the extension, kept open in a tab of its own, from which the driver sends the messages that
// the extension's own pages send. It is the popup's page, as any user may open it in a tab.
// It never reaches into the background; what a message does not offer, the driver does not have.

import { pageOver, until } from './page.mjs';

/**
 * @typedef {object} Desk
 * @property {import('puppeteer-core').Page} page
 * @property {import('./page.mjs').Page} surface
 * @property {(kind: string, request?: object) => Promise<any>} ask Sends an own message; the value, or an OwnMessageError.
 * @property {() => Promise<void>} wake Makes sure that the background runs.
 * @property {() => Promise<void>} reload
 * @property {() => Promise<number>} activeTabId
 */

/** What an own message was refused with. */
export class OwnMessageError extends Error {
  /** @param {string} kind @param {string} code */
  constructor(kind, code) {
    super(`${kind} was answered with the code ${code}.`);
    this.code = code;
  }
}

// Bytes do not survive the way into a page and back: they go as lists of numbers that say what they are.
const toWire = (value) => {
  if (value instanceof Uint8Array) return { $bytes: [...value] };
  if (Array.isArray(value)) return value.map(toWire);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([name, inner]) => [name, toWire(inner)]),
  );
};
const fromWire = (value) => {
  if (Array.isArray(value)) return value.map(fromWire);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value.$bytes)) return Uint8Array.from(value.$bytes);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, fromWire(inner)]));
};

/** Runs in the page: the same there. */
async function SEND(wire) {
  const walk = (value, leaf) => {
    const known = leaf(value);
    if (known !== undefined) return known;
    if (Array.isArray(value)) return value.map((each) => walk(each, leaf));
    if (typeof value !== 'object' || value === null) return value ?? null;
    const parts = Object.entries(value).filter(([, inner]) => inner !== undefined);
    return Object.fromEntries(parts.map(([name, inner]) => [name, walk(inner, leaf)]));
  };
  const message = walk(wire, (value) => (Array.isArray(value?.$bytes) ? Uint8Array.from(value.$bytes) : undefined));
  const reply = await browser.runtime.sendMessage(message);
  return walk(reply, (value) => (value instanceof Uint8Array ? { $bytes: [...value] } : undefined));
}

/**
 * @param {import('./chromium.mjs').Engine} engine
 * @returns {Promise<Desk>}
 */
export async function openDesk(engine) {
  const page = await engine.openTab(`${engine.origin}/pages/popup.html?tab=0`);
  const send = async (message) => fromWire(await page.evaluate(SEND, toWire(message)));
  return {
    page,
    surface: pageOver(page, '.'),
    async ask(kind, request = {}) {
      const reply = await send({ ...request, kind });
      if (reply === undefined || reply === null) throw new Error(`Nobody answered ${kind}.`);
      if (!reply.ok) throw new OwnMessageError(kind, reply.code);
      return reply.value;
    },
    async wake() {
      await until(async () => (await send({ kind: 'own/status' })) !== undefined, 'the background to wake');
    },
    async reload() {
      // Not puppeteer's own: in Firefox it waits for an end of the load that is never reported.
      await page.evaluate(() => {
        document.documentElement.dataset.old = '';
        location.reload();
      });
      await until(
        () =>
          page.evaluate(() => document.readyState === 'complete' && document.documentElement.dataset.old === undefined),
        'the popup in a tab to load again',
      );
    },
    activeTabId: () =>
      page.evaluate(async () => {
        const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
        return tab.id;
      }),
  };
}
