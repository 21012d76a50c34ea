// Opening a login's address in a new tab and filling the login there, as one choice of the user in our own page. The
// choice holds for that tab, for the very addresses of the login, for half a minute and while the vault stays open. The
// first document from elsewhere ends it, and the popup opens, where the user sees both hosts and chooses anew.
// It fills nothing by itself: each fill goes by fill.ts, where document and core are asked afresh. A choice lives in this
// worker's memory alone: with the worker it dies, and nothing is filled.

import type { Choice } from '../generated/core.js';
import { namesAddress } from '../site-address.js';
import { codeOf, Failure } from './failure.js';
import { blockIn, fill, noteFill, sleep } from './fill.js';
import type { Frame } from './frames.js';
import { framesOf, originOf } from './frames.js';
import { itemRecord, onLocked, use } from './vault.js';

/** So long after the press a fill may begin. */
const VALID_MS = 30_000;
/** Where a page stands and shows no field yet, it is asked again after so long. */
const LATE_MS = 700;
/** So often it is asked whether the page stands, beside what the browser says by itself. */
const WAIT_MS = 500;
/** What may pass by itself: a form that is not drawn yet, a document that gives way to the next. */
const PASSING: ReadonlySet<string> = new Set(['no-fields', 'page-unreachable', 'page-changed']);

interface Opening {
  readonly tabId: number;
  readonly itemId: string;
  readonly untilMs: number;
}

/** The choice that holds for a tab. */
const openings = new Map<number, Opening>();
let locks = 0;
onLocked(() => {
  locks += 1;
  openings.clear();
});

/** Opens the login's address, and fills the login there once the page stands. */
export async function openAndFill(itemId: string): Promise<null> {
  const before = locks;
  const { content, trashedMs } = await use(async (vault) => vault.item(itemId, await itemRecord(itemId), Date.now()));
  const url = content.login?.urls.find((saved) => namesAddress(saved) && originOf(saved.url) !== 'null')?.url;
  if (url === undefined || trashedMs !== undefined) throw new Failure('not-found');
  const { id: tabId } = await browser.tabs.create({ url });
  if (tabId === undefined) throw new Failure('internal');
  if (locks !== before) throw new Failure('locked');
  const opening = { tabId, itemId, untilMs: Date.now() + VALID_MS };
  openings.set(tabId, opening);
  follow(opening).catch(() => undefined);
  return null;
}

/** Whether the choice still holds. */
const holds = (opening: Opening): boolean => openings.get(opening.tabId) === opening && Date.now() <= opening.untilMs;

/** Heeds what the tab shows until the login is filled or the choice ends. */
async function follow(opening: Opening): Promise<void> {
  const { tabId } = opening;
  const { onCommitted, onDOMContentLoaded } = browser.webNavigation;
  let stands = false;
  const onCommit = ({ tabId: at, frameId, url }: Place): void => {
    if (at !== tabId || frameId !== 0 || url === 'about:blank') return;
    stands = false;
    heed(opening, { tabId, frameId, parentFrameId: -1, url }).catch(() => openings.delete(tabId));
  };
  const onStands = ({ tabId: at, frameId }: Place): void => {
    if (at === tabId && frameId === 0) stands = true;
  };
  onCommitted.addListener(onCommit);
  onDOMContentLoaded.addListener(onStands);
  try {
    while (holds(opening)) {
      // It may have come before anybody listened.
      stands ||= await isWhole(tabId);
      if (stands && (await isSettled(opening))) return;
      await sleep(stands ? LATE_MS : WAIT_MS);
    }
    // The time is over, and nothing in the tab could be filled: there the user goes on.
    if (openings.get(tabId) === opening) await showPopup(tabId);
  } finally {
    onCommitted.removeListener(onCommit);
    onDOMContentLoaded.removeListener(onStands);
    if (openings.get(tabId) === opening) openings.delete(tabId);
  }
}

interface Place {
  readonly tabId: number;
  readonly frameId: number;
  readonly url: string;
}

/** Whether the tab has loaded a page of the web. Throws if the tab is gone. */
async function isWhole(tabId: number): Promise<boolean> {
  const { status } = await browser.tabs.get(tabId);
  if (status !== 'complete') return false;
  const top = (await framesOf(tabId)).find(({ frameId }) => frameId === 0);
  return top !== undefined && originOf(top.url) !== 'null';
}

/** A document from elsewhere in the tab ends the choice. Of another host of the site the popup has the login on top. */
async function heed(opening: Opening, frame: Frame): Promise<void> {
  const { tabId, itemId } = opening;
  const blockOf = (choice: Choice) => blockIn(frame, itemId, choice).catch(codeOf);
  if ((await blockOf('direct')) === 'no-fields') return;
  if (!holds(opening)) return;
  // At once: a turn of the vault later the tab may be back where it was.
  openings.delete(tabId);
  const blocked = await blockOf('listed');
  if (blocked !== 'no-fields') noteFill(tabId, { filled: [], refused: [], ...(blocked && { blocked }) }, itemId);
  await showPopup(tabId);
}

/** Fills what the tab shows; whether no further try is of use. */
async function isSettled(opening: Opening): Promise<boolean> {
  const { tabId, itemId } = opening;
  const top = (await framesOf(tabId)).find(({ frameId }) => frameId === 0);
  if (top === undefined) return false;
  await heed(opening, top);
  if (!holds(opening)) return true;
  const { filled, blocked } = await fill(tabId, itemId, 'direct', 0);
  if (filled.length > 0) return true;
  if (blocked !== undefined && PASSING.has(blocked)) return false;
  if (holds(opening)) await showPopup(tabId);
  return true;
}

/** There may be no window to open it in; the toolbar button is always there. */
async function showPopup(tabId: number): Promise<void> {
  const { active, windowId } = await browser.tabs.get(tabId);
  if (active) await browser.action.openPopup({ windowId }).catch(() => undefined);
}
