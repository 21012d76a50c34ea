// What pages tell of logins being sent, from the press to the page that follows: each becomes a sealed draft at once,
// locked or not, and waits. The page learns nothing of what is stored.

import type { FieldValue, PageSnapshot } from '../generated/core.js';
import { asSent, changeDrafts, drafts, WAITING_MS } from './drafts.js';
import type { Frame, PageSender } from './frames.js';
import { framesOf } from './frames.js';
import { prune } from './offers.js';
import { mayOffer } from './policy.js';
import { closePrompts, forgetPrompts, judged, noteRefusals, promptIn } from './prompts.js';
import type { StoredDraft } from './storage.js';
import { sealSent, status } from './vault.js';

/** A press counts as sent if its document goes away this soon after it. */
const PRESS_MS = 15_000;
/** How often a frame is looked for after a press in it. */
const FRAME_MS = 500;

/** So many documents are remembered; the oldest are long gone by then. */
const DOCUMENTS_MAX = 500;

function remember(documents: Set<string>, documentId: string): void {
  documents.delete(documentId);
  documents.add(documentId);
  for (const oldest of [...documents].slice(0, -DOCUMENTS_MAX)) documents.delete(oldest);
}

/** Documents that said hello already: two ways lead there, and one prompt is enough. */
const greeted = new Set<string>();

/** Hosts that drafts came from, while this worker lives: a draft itself says in clear where it is from to nobody. */
const hosts = new Map<string, string>();
const HOSTS_MAX = 50;

/** Whether a page of one host may be what follows a sign-in at the other: their last two labels are the same. */
const mayFollow = (host: string, next: string): boolean =>
  host.split('.').slice(-2).join('.') === next.split('.').slice(-2).join('.');

/** Documents that this worker heard of: from those it would have heard as well that they send something. */
const heard = new Set<string>();

/** The user types in this document, or presses after typing. */
export async function typing({ documentId }: PageSender): Promise<void> {
  remember(heard, documentId);
  await status();
}

interface Captured {
  readonly snapshot: PageSnapshot;
  readonly values: FieldValue[];
}

/** What the user typed so far: no more than a note, for the case that this worker is gone when it is sent. */
export const typed = (what: Captured, sender: PageSender): Promise<void> => keepDraft(what, 'typed', sender).then();

/** The user sent a form, or pressed something that may have. */
export async function captured({ sent, ...what }: Captured & { sent: boolean }, sender: PageSender): Promise<void> {
  watchTab(sender.tabId);
  const { tabId, frameId, documentId } = sender;
  const topDocumentId = await keepDraft(what, sent ? 'sent' : 'pressed', sender);
  if (topDocumentId === undefined) return;
  await prune();
  if (frameId !== 0) watchFrame(tabId, frameId, documentId);
  const top = await topOf(tabId);
  if (top?.documentId !== undefined && top.documentId !== topDocumentId) sayHello(tabId);
}

/** Seals what was captured and keeps it; gives its tab's top document, or undefined if it is no login. */
async function keepDraft(
  { snapshot, values }: Captured,
  state: 'typed' | 'pressed' | 'sent',
  sender: PageSender,
): Promise<string | undefined> {
  remember(heard, sender.documentId);
  // The document may be gone by now; what counts is who spoke, and that the browser says.
  const { tabId, openerTabId, frameId, documentId, url, origin } = sender;
  // What may not be offered is not even sealed.
  if (!(await mayOffer(new URL(origin).hostname))) return undefined;
  const topDocumentId = frameId === 0 ? documentId : ((await topOf(tabId))?.documentId ?? documentId);
  const id = crypto.randomUUID();
  let isLogin = false;
  // Sealed within the turn: a rotation that ends between sealing and keeping would leave a draft that nobody can open.
  const add = async (all: StoredDraft[]) => {
    const draft = await sealSent(snapshot, values, { url, origin, ancestors: [] });
    if (draft === undefined) return undefined;
    isLogin = true;
    hosts.set(id, new URL(origin).hostname);
    for (const oldest of [...hosts.keys()].slice(0, -HOSTS_MAX)) hosts.delete(oldest);
    const entry: StoredDraft = {
      ...draft,
      id,
      tabId,
      ...(openerTabId === undefined ? {} : { openerTabId }),
      documentId,
      frameId,
      topDocumentId,
      sent: state === 'sent',
      typed: state === 'typed',
      expiresMs: state === 'sent' && draft.complete ? null : draft.seenMs + WAITING_MS,
      putOff: false,
      refused: false,
    };
    // A press and the submit event after it speak of the same values, and a new attempt stands for one that was refused.
    const isReplaced = (other: StoredDraft) =>
      other.tabId === tabId &&
      ((other.typed === true && other.documentId === documentId) ||
        (state !== 'typed' &&
          other.complete === entry.complete &&
          (other.refused || (other.documentId === documentId && entry.seenMs - other.seenMs < PRESS_MS))));
    return [...all.filter((other) => !isReplaced(other)), entry];
  };
  await changeDrafts(add, sender.incognito ? id : undefined);
  return isLogin ? topDocumentId : undefined;
}

const topOf = async (tabId: number): Promise<Frame | undefined> =>
  (await framesOf(tabId)).find(({ frameId }) => frameId === 0);

/** The next document may be there before `hello.js` is registered: while this worker lives it greets by itself too. */
function watchTab(tabId: number): void {
  const onUpdated = (updated: number, { status }: { status?: string }): void => {
    if (updated === tabId && status === 'complete') sayHello(tabId);
  };
  // A frame that goes on by itself does not change its tab.
  const onCompleted = ({ tabId: completed, frameId }: { tabId: number; frameId: number }): void => {
    if (completed === tabId && frameId !== 0) sayHello(tabId, frameId);
  };
  browser.tabs.onUpdated.addListener(onUpdated);
  browser.webNavigation.onCompleted.addListener(onCompleted);
  setTimeout(() => {
    browser.tabs.onUpdated.removeListener(onUpdated);
    browser.webNavigation.onCompleted.removeListener(onCompleted);
  }, PRESS_MS);
}

function sayHello(tabId: number, frameId = 0): void {
  const target = { tabId, frameIds: [frameId] };
  browser.scripting.executeScript({ target, files: ['hello.js'] }).catch(() => undefined);
}

/** A frame that is taken out of its page can say nothing any more: its fields are gone all the same. */
function watchFrame(tabId: number, frameId: number, documentId: string): void {
  const startedMs = Date.now();
  const look = async (): Promise<void> => {
    const frames = await framesOf(tabId);
    if (frames.length === 0 || Date.now() - startedMs > PRESS_MS) return;
    if (frames.some((frame) => frame.frameId === frameId)) setTimeout(look, FRAME_MS);
    else await settled({ tabId, documentId });
  };
  setTimeout(look, FRAME_MS);
}

/** The captured fields went away: what was pressed was sent, unless the page put others in their place. */
export async function settled({
  tabId,
  documentId,
  frameId,
}: Pick<PageSender, 'tabId' | 'documentId'> & { frameId?: number }): Promise<void> {
  const isMeant = (draft: StoredDraft) => draft.documentId === documentId && draft.typed !== true;
  const newest = (await drafts()).findLast((draft) => isMeant(draft) && draft.complete);
  const isThere = frameId !== undefined && newest !== undefined;
  const found = isThere ? await judged({ tabId, frameId, documentId }, newest) : undefined;
  if (found === 'says-failed') return refused({ documentId });
  if (found === 'asks-again') return;
  await changeDrafts((all) => all.map((draft) => (isMeant(draft) ? asSent(draft) : draft)));
  await prune();
  await promptIn(tabId);
}

/** The site refused what the document sent: it is never offered, wherever the user goes from there. */
export async function refused({ documentId }: Pick<PageSender, 'documentId'>): Promise<void> {
  const since = Date.now() - PRESS_MS;
  const isMeant = (draft: StoredDraft) =>
    draft.documentId === documentId && draft.typed !== true && draft.seenMs > since;
  const ids = new Set<string>();
  await changeDrafts((all) => {
    // Within the turn: what the same press sent may still be on its way there.
    for (const { id } of all.filter(isMeant)) ids.add(id);
    return all.map((draft) => (ids.has(draft.id) ? { ...draft, refused: true } : draft));
  });
  // The page may have shown something else for a moment.
  await closePrompts(ids);
}

/** A document is there while something waits. What was pressed just before it came in its place was sent. */
export async function hello(
  { refused: isRefusal, followed }: { refused: boolean; followed: boolean },
  { tabId, frameId, documentId, origin }: PageSender,
): Promise<void> {
  const now = Date.now();
  const isEarlier = (draft: StoredDraft) =>
    draft.tabId === tabId &&
    (frameId === 0
      ? draft.topDocumentId !== documentId
      : draft.frameId === frameId &&
        draft.documentId !== documentId &&
        (draft.typed === true || now - draft.seenMs < PRESS_MS));
  const isFresh = (draft: StoredDraft) => isEarlier(draft) && now - draft.seenMs < PRESS_MS;
  if (!(await drafts()).some(isEarlier) || greeted.has(documentId)) return;
  remember(greeted, documentId);
  // What was only typed was sent if another page leads here from a document that this worker never heard of: its word
  // came while nobody was awake. In any other case the user went away, and what was typed there is let go.
  const goesOn = (draft: StoredDraft): StoredDraft[] => {
    if (draft.typed !== true) return [isFresh(draft) ? asSent(draft) : draft];
    return followed && !heard.has(draft.documentId) ? [asSent({ ...draft, typed: false, seenMs: now })] : [];
  };
  await changeDrafts((all) => all.flatMap((draft) => (isEarlier(draft) ? goesOn(draft) : [draft])));
  // Another site that asks for its own login refuses nothing.
  const isOfSite = ({ id }: StoredDraft) => {
    const host = hosts.get(id);
    return host === undefined || mayFollow(host, new URL(origin).hostname);
  };
  await noteRefusals({ tabId, frameId, documentId }, (draft) => isFresh(draft) && isOfSite(draft), isRefusal);
  await prune();
  await promptIn(tabId);
}

/** A closed tab hands what was sent in it to its opener, or to the popup's waiting list for ten minutes. */
export async function tabClosed(tabId: number): Promise<void> {
  const mine = (await drafts()).filter((draft) => draft.tabId === tabId);
  if (mine.length === 0) return;
  const heirId = mine.find(({ openerTabId }) => openerTabId !== undefined)?.openerTabId;
  const heirLives = heirId !== undefined && (await browser.tabs.get(heirId).then(Boolean, () => false));
  const expiresMs = Date.now() + WAITING_MS;
  await changeDrafts((all) =>
    all.map((draft) => {
      if (draft.tabId !== tabId) return draft;
      const { tabId: _closed, openerTabId: _opener, ...rest } = draft;
      const kept = heirLives ? { ...rest, tabId: heirId } : { ...rest, expiresMs };
      return draft.typed !== true && Date.now() - draft.seenMs < PRESS_MS ? asSent(kept) : kept;
    }),
  );
  await forgetPrompts(tabId);
  await prune();
  if (heirLives) await promptIn(heirId);
}
