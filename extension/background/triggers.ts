// What the user does outside our pages: the shortcuts and the context menu. A fill takes only a login saved for exactly
// this address, if there is just one; in any doubt it opens the popup, where the user sees both hosts. A new password is
// made on the spot.

import type { ErrorCode, Refusal } from '../generated/core.js';
import type { FillOutcome } from '../messages.js';
import { codeOf } from './failure.js';
import { fill, noteFill } from './fill.js';
import { contextOfFrame, framesOf } from './frames.js';
import { makeInTab } from './generator.js';
import { lock, status, use } from './vault.js';

const FILL = 'fill';
const MAKE = 'make';
/** What the user must hear of, whatever else was filled. */
const TOLD: ReadonlySet<Refusal> = new Set(['part', 'rejected']);

/** Makes the context menu; browsers keep it until it is made again. */
export async function makeMenus(): Promise<void> {
  if (browser.contextMenus === undefined) return;
  await browser.contextMenus.removeAll();
  const where: Pick<chrome.contextMenus.CreateProperties, 'contexts' | 'documentUrlPatterns'> = {
    contexts: ['editable'],
    documentUrlPatterns: ['http://*/*', 'https://*/*'],
  };
  browser.contextMenus.create({ id: FILL, title: browser.i18n.getMessage('fillLogin'), ...where });
  browser.contextMenus.create({ id: MAKE, title: browser.i18n.getMessage('fillNewPassword'), ...where });
}

/** A shortcut was pressed. */
export async function commanded(command: string, tab: chrome.tabs.Tab | undefined): Promise<void> {
  if (command === 'lock') return lock();
  if (command === FILL && tab?.id !== undefined) return fillDirectly(tab.id);
  if (command === MAKE && tab?.id !== undefined) return makeDirectly(tab.id);
}

/** The context menu was used. */
export async function menuChosen(info: chrome.contextMenus.OnClickData, tab?: chrome.tabs.Tab): Promise<void> {
  if (info.menuItemId === FILL && tab?.id !== undefined) return fillDirectly(tab.id, info.frameId);
  if (info.menuItemId === MAKE && tab?.id !== undefined) return makeDirectly(tab.id, info.frameId);
}

/** Makes a password as the page's fields demand, keeps it, and fills it; the popup opens where that does not succeed. */
async function makeDirectly(tabId: number, frameId?: number): Promise<void> {
  const none = (blocked: ErrorCode): FillOutcome => noteFill(tabId, { filled: [], refused: [], blocked });
  const isOpen = (await status()).state === 'unlocked';
  const made = isOpen ? makeInTab(tabId, frameId).catch((thrown: unknown) => none(codeOf(thrown))) : none('locked');
  if ((await made).filled.length === 0) await browser.action.openPopup().catch(() => undefined);
}

async function fillDirectly(tabId: number, frameId?: number): Promise<void> {
  const outcome = await fillTheOne(tabId, frameId);
  const isWhole = outcome.refused.every(({ reason }) => !TOLD.has(reason));
  if (outcome.filled.length > 0 && isWhole) return;
  // There may be no window to open it in; the user still has the toolbar button.
  await browser.action.openPopup().catch(() => undefined);
}

async function fillTheOne(tabId: number, frameId?: number): Promise<FillOutcome> {
  const none = (blocked: ErrorCode): FillOutcome => noteFill(tabId, { filled: [], refused: [], blocked });
  if ((await status()).state !== 'unlocked') return none('locked');
  const frames = await framesOf(tabId);
  const asked = frames.find((frame) => frame.frameId === (frameId ?? 0));
  if (asked === undefined) return none('page-unreachable');
  const itemId = await use((vault) => vault.directChoice(contextOfFrame(asked, frames)));
  return itemId === undefined ? none('not-found') : fill(tabId, itemId, 'direct', frameId);
}
