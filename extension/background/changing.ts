// Changing the password of an item at its site: opens the page for it, and remembers in which tab that is, so that the
// popup can fill the old password and a new one there. The update itself comes as every other: by what is then sent.
// It asks no server anything; the browser opens the page, and what it shows tells whether the site has that page at all.

import type { FillOutcome } from '../messages.js';
import { codeOf, Failure } from './failure.js';
import { blockIn, fill, noteFill } from './fill.js';
import { askContent, framesOf } from './frames.js';
import { frameForNew, makeIn } from './generator.js';
import { readSession, writeSession } from './storage.js';
import { itemRecord, look, readPage, use } from './vault.js';

/** "A Well-Known URL for Changing Passwords", W3C. */
const WELL_KNOWN = '/.well-known/change-password';
const WATCH_MS = 30_000;
/** A page that leads on by a script is given so long. */
const SETTLE_MS = 1_200;
const ASK_MS = 2_000;
const CHANGES_MAX = 10;

/** Opens the page where the item's password is changed. */
export async function openChange(itemId: string): Promise<null> {
  const { content } = await use(async (vault) => vault.item(itemId, await itemRecord(itemId), Date.now()));
  const saved = content.login?.urls.find(({ url, rule }) => rule !== 'regular-expression' && isWeb(url))?.url;
  if (saved === undefined) throw new Failure('not-found');
  const tab = await browser.tabs.create({ url: new URL(WELL_KNOWN, saved).href });
  if (tab.id === undefined) throw new Failure('internal');
  const others = ((await readSession('changes')) ?? []).filter(({ tabId }) => tabId !== tab.id);
  await writeSession({ changes: [...others, { tabId: tab.id, itemId }].slice(-CHANGES_MAX) });
  fallBack(tab.id, saved);
  return null;
}

const isWeb = (url: string): boolean => /^https?:$/.test(URL.parse(url)?.protocol ?? '');

/** A site without that page shows an error there, or anything but a password field: then its saved address it is. */
function fallBack(tabId: number, saved: string): void {
  let looking = false;
  /** Whether the tab shows that page, or that it could not be had, and nobody is on the way from there. */
  const whereabouts = async (): Promise<'there' | 'loading' | 'gone'> => {
    const { url, status } = await browser.tabs.get(tabId);
    if (URL.parse(url ?? '')?.pathname !== WELL_KNOWN) return 'gone';
    return status === 'complete' ? 'there' : 'loading';
  };
  const look = async (): Promise<void> => {
    looking = true;
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    looking = false;
    const at = await whereabouts();
    // What is still on its way there says so when it comes.
    if (at === 'loading') return;
    if (at === 'gone') return stop();
    const top = (await framesOf(tabId)).find(({ frameId }) => frameId === 0);
    const snapshot = top && (await askContent(top, 'content/survey', {}, ASK_MS).catch(() => undefined));
    const asks = snapshot && (await readPage(snapshot)).roles.some(({ role }) => /password$/.test(role));
    stop();
    // The user may have gone on while the page was asked.
    if (asks !== true && (await whereabouts()) === 'there') await browser.tabs.update(tabId, { url: saved });
  };
  const onCompleted = (at: { tabId: number; frameId: number }): void => {
    // The tab may be closed in the midst of it; then nothing is left to do.
    if (at.tabId === tabId && at.frameId === 0 && !looking) look().catch(stop);
  };
  const stop = (): void => {
    browser.webNavigation.onCompleted.removeListener(onCompleted);
    browser.webNavigation.onErrorOccurred.removeListener(onCompleted);
  };
  browser.webNavigation.onCompleted.addListener(onCompleted);
  browser.webNavigation.onErrorOccurred.addListener(onCompleted);
  setTimeout(stop, WATCH_MS);
}

/** The item whose password the user is changing in this tab. */
export async function changingIn(tabId: number): Promise<{ itemId: string } | null> {
  const found = ((await readSession('changes')) ?? []).find((each) => each.tabId === tabId);
  if (found === undefined) return null;
  // Of an item that went away, nothing is to be changed.
  const row = await look((vault) => vault.row(found.itemId));
  return row !== undefined && row.trashedMs === undefined && !row.archived ? { itemId: found.itemId } : null;
}

/** Fills the old password and a new one, which is kept before the page has it. */
export async function fillChange(tabId: number): Promise<FillOutcome> {
  const change = await changingIn(tabId);
  if (change === null) throw new Failure('not-found');
  const old = await fill(tabId, change.itemId, 'listed');
  // A page that may not have the old password gets no new one either.
  if (old.blocked !== undefined && old.blocked !== 'no-fields') return old;
  const frame = await frameForNew(tabId);
  if (frame === undefined) return old;
  const blocked = await blockIn(frame, change.itemId);
  const none = (code: FillOutcome['blocked']) =>
    noteFill(tabId, { filled: [], refused: [], ...(code && { blocked: code }) });
  const made = blocked === 'no-fields' ? await makeIn(frame).catch((thrown) => none(codeOf(thrown))) : none(blocked);
  return {
    filled: [...old.filled, ...made.filled],
    refused: [...old.refused, ...made.refused],
    ...blockedOf(old, made),
  };
}

/** Why neither was filled; a form that asks for one of the two alone is none to complain of. */
const blockedOf = (old: FillOutcome, made: FillOutcome) => {
  const { length } = [...old.filled, ...made.filled];
  const blocked = length > 0 ? undefined : (made.blocked ?? old.blocked);
  return blocked === undefined ? {} : { blocked };
};

/** Forgets a closed tab. */
export async function forgetChange(tabId: number): Promise<void> {
  const changes = (await readSession('changes')) ?? [];
  if (!changes.some((each) => each.tabId === tabId)) return;
  await writeSession({ changes: changes.filter((each) => each.tabId !== tabId) });
}
