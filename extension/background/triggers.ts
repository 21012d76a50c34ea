// What the user does outside our pages: the shortcuts and the context menu. Each fills only a login saved for exactly
// this address, if there is just one; in any doubt it opens the popup, where the user sees both hosts.

import type { ErrorCode } from '../generated/core.js';
import type { FillOutcome } from '../messages.js';
import { fill, noteFill } from './fill.js';
import { contextOfFrame, framesOf } from './frames.js';
import { lock, status, use } from './vault.js';

const FILL = 'fill';

/** Makes the context menu; browsers keep it until it is made again. */
export async function makeMenus(): Promise<void> {
  await browser.contextMenus.removeAll();
  browser.contextMenus.create({
    id: FILL,
    title: 'Fill the login for this page',
    contexts: ['editable'],
    documentUrlPatterns: ['http://*/*', 'https://*/*'],
  });
}

/** A shortcut was pressed. */
export async function commanded(command: string, tab: chrome.tabs.Tab | undefined): Promise<void> {
  if (command === 'lock') return lock();
  if (command === FILL && tab?.id !== undefined) return fillDirectly(tab.id);
}

/** The context menu was used. */
export async function menuChosen(info: chrome.contextMenus.OnClickData, tab?: chrome.tabs.Tab): Promise<void> {
  if (info.menuItemId === FILL && tab?.id !== undefined) return fillDirectly(tab.id, info.frameId);
}

async function fillDirectly(tabId: number, frameId?: number): Promise<void> {
  const outcome = await fillTheOne(tabId, frameId);
  if (outcome.filled.length > 0) return;
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
