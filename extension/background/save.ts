// Saving: what the user sent is sealed to the vault's inbox at once, locked or not, waits as a sealed draft, is offered
// on the next page or in the popup, and becomes an item when the user accepts. A draft outlives navigation and the
// worker; from a private window it stays in this worker's memory. The page learns nothing of what is stored.

import type { FieldValue, Offer, OfferEdits, PageSnapshot } from '../generated/core.js';
import type { OfferView } from '../messages.js';
import { Failure } from './failure.js';
import type { Frame, PageSender } from './frames.js';
import { askContent, contextOf, framesOf } from './frames.js';
import type { StoredDraft, StoredPrompt } from './storage.js';
import { readSession, writeSession } from './storage.js';
import { itemRecord, look, readPage, save, sealSent, status, use } from './vault.js';

const DRAFTS_MAX = 20;
const UNSENT_MS = 10 * 60_000;
const HELLO = 'hello';
const SURVEY_MS = 1_000;
/** A press counts as sent if the document goes away this soon after it. */
const PRESS_MS = 15_000;

/** Documents that said hello already: two ways lead there, and one prompt is enough. */
const greetedDocuments = new Set<string>();

/** Drafts from private windows, which never touch storage. */
let privateDrafts: readonly StoredDraft[] = [];

async function drafts(): Promise<StoredDraft[]> {
  const stored = (await readSession('drafts')) ?? [];
  const now = Date.now();
  return [...stored, ...privateDrafts].filter(({ expiresMs }) => expiresMs === null || now < expiresMs);
}

async function keep(all: readonly StoredDraft[], fromPrivate: ReadonlySet<string>): Promise<void> {
  const newest = [...all].sort((a, b) => a.seenMs - b.seenMs).slice(-DRAFTS_MAX);
  privateDrafts = newest.filter(({ id }) => fromPrivate.has(id));
  await writeSession(
    'drafts',
    newest.filter(({ id }) => !fromPrivate.has(id)),
  );
  await announce(newest);
}

/** Changes the drafts in one step after the other. */
let turn: Promise<unknown> = Promise.resolve();
function change(edit: (all: StoredDraft[]) => readonly StoredDraft[], privateId?: string): Promise<void> {
  const next = turn.then(async () => {
    const fromPrivate = new Set(privateDrafts.map(({ id }) => id));
    if (privateId !== undefined) fromPrivate.add(privateId);
    await keep(edit(await drafts()), fromPrivate);
  });
  turn = next.catch(() => undefined);
  return next;
}

/** Shows in badge and content-script registration whether anything waits. */
async function announce(all: readonly StoredDraft[]): Promise<void> {
  const waiting = all.filter(({ complete }) => complete).length;
  await browser.action.setBadgeText({ text: waiting === 0 ? '' : String(waiting) });
  await browser.action.setBadgeBackgroundColor({ color: '#e3b54a' });
  const registered = await browser.scripting.getRegisteredContentScripts({ ids: [HELLO] });
  if (waiting > 0 && registered.length === 0) {
    await browser.scripting.registerContentScripts([
      {
        id: HELLO,
        js: ['hello.js'],
        matches: ['http://*/*', 'https://*/*'],
        runAt: 'document_idle',
        persistAcrossSessions: false,
      },
    ]);
  } else if (waiting === 0 && registered.length > 0) {
    await browser.scripting.unregisterContentScripts({ ids: [HELLO] });
  }
}

/** The user sent a form, or pressed something that may have. */
export async function captured(
  { snapshot, values, sent }: { snapshot: PageSnapshot; values: FieldValue[]; sent: boolean },
  sender: PageSender,
): Promise<void> {
  const draft = await sealSent(snapshot, values, await contextOf(sender));
  if (draft === undefined) return;
  const id = crypto.randomUUID();
  const entry: StoredDraft = {
    ...draft,
    id,
    tabId: sender.tabId,
    ...(sender.openerTabId === undefined ? {} : { openerTabId: sender.openerTabId }),
    documentId: sender.documentId,
    sent,
    expiresMs: sent && draft.complete ? null : draft.seenMs + UNSENT_MS,
    putOff: false,
  };
  // A press and the submit event that follows it speak of the same values: the later one stands for both.
  const replaced = (other: StoredDraft) =>
    other.documentId === entry.documentId &&
    other.complete === entry.complete &&
    entry.seenMs - other.seenMs < PRESS_MS;
  await change((all) => [...all.filter((other) => !replaced(other)), entry], sender.incognito ? id : undefined);
  watchTab(sender.tabId);
  await prune(sender.tabId);
}

/** The next document may be there before `hello.js` is registered: while this worker lives it greets by itself too. */
function watchTab(tabId: number): void {
  const onUpdated = (updated: number, { status: now }: { status?: string }): void => {
    if (updated !== tabId || now !== 'complete') return;
    browser.scripting.executeScript({ target: { tabId }, files: ['hello.js'] }).catch(() => undefined);
  };
  browser.tabs.onUpdated.addListener(onUpdated);
  setTimeout(() => browser.tabs.onUpdated.removeListener(onUpdated), PRESS_MS);
}

/** Drops what there is nothing to offer for, as soon as the vault can tell. */
async function prune(tabId: number): Promise<void> {
  if ((await status()).state !== 'unlocked') return;
  const mine = (await drafts()).filter((draft) => draft.tabId === tabId);
  if (!mine.some(({ complete }) => complete)) return;
  if ((await opened(mine)) === undefined) await remove(mine.filter(({ complete }) => complete));
}

const opened = (group: readonly StoredDraft[]): Promise<Offer | undefined> =>
  look((vault) =>
    vault.offerSave(
      group.map(({ sealed }) => sealed),
      Date.now(),
    ),
  );

async function remove(gone: readonly StoredDraft[]): Promise<void> {
  const ids = new Set(gone.map(({ id }) => id));
  await change((all) => all.filter(({ id }) => !ids.has(id)));
  const prompts = (await readSession('prompts')) ?? [];
  await closePrompts(prompts.filter(({ draftId }) => ids.has(draftId)));
}

/** Closes prompts that stand in pages: those named, or all, as when the vault locks. */
export async function closePrompts(named?: readonly StoredPrompt[]): Promise<void> {
  const prompts = (await readSession('prompts')) ?? [];
  const closing = prompts.filter(({ nonce }) => named === undefined || named.some((other) => other.nonce === nonce));
  if (closing.length === 0) return;
  await writeSession(
    'prompts',
    prompts.filter((prompt) => !closing.includes(prompt)),
  );
  const close = ({ tabId }: StoredPrompt) => askContent({ tabId, frameId: 0 }, 'content/close-prompt', {}, SURVEY_MS);
  await Promise.allSettled(closing.map(close));
}

/** The captured fields went away: what was pressed was sent. */
export async function settled(sender: PageSender): Promise<void> {
  await change((all) =>
    all.map((draft) => (draft.documentId === sender.documentId ? { ...draft, sent: true, expiresMs: null } : draft)),
  );
  await promptIn(sender.tabId);
}

/** A top document is there while something waits. What was pressed just before it came was sent. */
export async function greeted(sender: PageSender): Promise<void> {
  if (sender.frameId !== 0) return;
  const now = Date.now();
  const wasSent = (draft: StoredDraft) =>
    draft.tabId === sender.tabId && draft.documentId !== sender.documentId && now - draft.seenMs < PRESS_MS;
  await change((all) => all.map((draft) => (wasSent(draft) ? { ...draft, sent: true, expiresMs: null } : draft)));
  if (greetedDocuments.has(sender.documentId)) return;
  greetedDocuments.add(sender.documentId);
  await promptIn(sender.tabId);
}

/** Opens the prompt in a tab's top document, if there is an offer and the page does not ask for the login again. */
async function promptIn(tabId: number): Promise<void> {
  if ((await status()).state !== 'unlocked') return;
  const group = (await drafts()).filter((draft) => draft.tabId === tabId && !draft.putOff);
  const latest = group.findLast(({ complete, sent }) => complete && sent);
  if (latest === undefined || (await opened(group)) === undefined) return;
  const top = (await framesOf(tabId)).find(({ frameId }) => frameId === 0);
  if (top === undefined || (await asksForLogin(top))) return;
  const nonce = crypto.randomUUID();
  const documentId = await documentOf(top);
  const prompt: StoredPrompt = { nonce, draftId: latest.id, tabId, documentId };
  const others = ((await readSession('prompts')) ?? []).filter((other) => other.tabId !== tabId);
  await writeSession('prompts', [...others, prompt]);
  await askContent(top, 'content/prompt', { nonce }, SURVEY_MS).catch(() => undefined);
}

const documentOf = async (frame: Frame): Promise<string> => frame.documentId ?? frame.url;

/** Whether the page still, or again, shows a field for an existing password: then the sign-in has not succeeded yet. */
async function asksForLogin(frame: Frame): Promise<boolean> {
  const snapshot = await askContent(frame, 'content/survey', {}, SURVEY_MS).catch(() => undefined);
  if (snapshot === undefined) return true;
  return (await readPage(snapshot)).roles.some(
    ({ field, role }) => role === 'current-password' && snapshot.fields[field]?.visible === true,
  );
}

/** Offers of one tab, or all that wait; while locked they say only that they wait. */
export async function offers(tabId?: number): Promise<OfferView[]> {
  const all = await drafts();
  const heads = all.filter(({ complete }) => complete);
  const locked = (await status()).state !== 'unlocked';
  const groups = new Map<number | undefined, StoredDraft>();
  for (const head of heads) if (tabId === undefined || head.tabId === tabId) groups.set(head.tabId ?? -1, head);
  const views = await Promise.all(
    [...groups.values()].map(async (head): Promise<OfferView | undefined> => {
      const place = head.tabId === undefined ? {} : { tabId: head.tabId };
      if (locked) return { id: head.id, kind: 'unlock', ...place };
      const offer = await opened(groupOf(head, all));
      return offer === undefined ? undefined : { id: head.id, kind: offer.kind, offer, origin: offer.origin, ...place };
    }),
  );
  return views.filter((view) => view !== undefined);
}

/** How many drafts wait, without opening any. */
export const offersWaiting = async (): Promise<number> => (await drafts()).filter(({ complete }) => complete).length;

const groupOf = (head: StoredDraft, all: readonly StoredDraft[]): StoredDraft[] =>
  all.filter((draft) => draft.tabId === head.tabId && draft.seenMs <= head.seenMs);

async function find(offerId: string): Promise<{ head: StoredDraft; group: StoredDraft[] }> {
  const all = await drafts();
  const head = all.find(({ id }) => id === offerId);
  if (head === undefined) throw new Failure('not-found');
  return { head, group: groupOf(head, all) };
}

/** Saves an offer as the user left it. The drafts go only once the item is stored. */
export async function accept(offerId: string, edits: OfferEdits): Promise<void> {
  const { group } = await find(offerId);
  await use(async (vault) => {
    const offer = vault.offerSave(
      group.map(({ sealed }) => sealed),
      Date.now(),
    );
    if (offer === undefined) return;
    const changed = offer.base !== undefined && edits.asNew !== true;
    const current = changed && offer.base !== undefined ? await itemRecord(offer.base.id) : undefined;
    await save(vault, () => vault.accept(offer, edits, current, Date.now()));
  });
  await remove(group);
}

/** Drops an offer for good; with `never`, no other is made for that host. */
export async function dismiss(offerId: string, never: boolean): Promise<void> {
  const { group } = await find(offerId);
  if (never) {
    const offer = await opened(group);
    if (offer !== undefined) {
      const host = new URL(offer.origin).hostname;
      await use((vault) => {
        const settings = vault.settings();
        const hosts = new Set([...settings.neverSave, host]);
        return save(vault, () => ({ change: vault.putSettings({ ...settings, neverSave: [...hosts] }) }));
      });
    }
  }
  await remove(group);
}

/** The offer that a prompt was opened for. Throws unless the frame stands in the document it was opened in. */
export async function promptOffer(nonce: string, sender: { tabId: number; frameId: number }): Promise<OfferView> {
  const prompt = ((await readSession('prompts')) ?? []).find((other) => other.nonce === nonce);
  if (prompt === undefined || prompt.tabId !== sender.tabId) throw new Failure('forbidden');
  const frames = await framesOf(sender.tabId);
  const top = frames.find(({ frameId }) => frameId === 0);
  // Chromium leaves our own frames out of the list; the nonce reached no document but the one in the top document's
  // frame, and the router has seen that the sender stands in a sub-frame. Where the list tells more, it must agree.
  const own = frames.find(({ frameId }) => frameId === sender.frameId);
  if (top === undefined || (own !== undefined && own.parentFrameId !== 0)) throw new Failure('forbidden');
  if ((await documentOf(top)) !== prompt.documentId) throw new Failure('page-changed');
  const found = (await offers(prompt.tabId)).find(({ id }) => id === prompt.draftId);
  if (found === undefined || found.kind === 'unlock') throw new Failure('not-found');
  return found;
}

/** The user closed the prompt: the offer waits in badge and popup. */
export const putOff = (offerId: string): Promise<void> =>
  change((all) => all.map((draft) => (draft.id === offerId ? { ...draft, putOff: true } : draft)));

/** A closed tab hands its drafts to its opener, or to the popup's waiting list for ten minutes. */
export async function tabClosed(tabId: number): Promise<void> {
  if (!(await drafts()).some((draft) => draft.tabId === tabId)) return;
  const expiresMs = Date.now() + UNSENT_MS;
  await change((all) =>
    all.map((draft) => {
      if (draft.tabId !== tabId) return draft;
      const { tabId: _closed, openerTabId, ...rest } = draft;
      return openerTabId === undefined ? { ...rest, expiresMs } : { ...rest, tabId: openerTabId };
    }),
  );
}
