// Sealed drafts of logins that were sent: kept, counted and let go. What is in them is opened in offers.ts alone.
// A draft outlives navigation and the worker; from a private window it stays in this worker's memory.

import type { StoredDraft } from './storage.js';
import { readSession, writeSession } from './storage.js';

const DRAFTS_MAX = 20;
/** How long a draft waits that belongs to no tab, or of which nobody knows that it was sent. */
export const WAITING_MS = 10 * 60_000;
const HELLO = 'hello';
/** The alarm that fires when a draft's time is over. */
export const DRAFTS_ALARM = 'drafts';

/** Drafts from private windows, which never touch storage. */
let privateDrafts: readonly StoredDraft[] = [];
let turn: Promise<unknown> = Promise.resolve();

/** All drafts whose time is not over, oldest first. */
export async function drafts(): Promise<StoredDraft[]> {
  const stored = (await readSession('drafts')) ?? [];
  const now = Date.now();
  return [...stored, ...privateDrafts]
    .filter(({ expiresMs }) => expiresMs === null || now < expiresMs)
    .sort((a, b) => a.seenMs - b.seenMs);
}

/** It holds a password, it was sent, and the site did not ask for it again. */
export const isWaiting = ({ complete, sent, refused }: StoredDraft): boolean => complete && sent && !refused;

/** Changes the drafts, one change after the other. */
export function changeDrafts(edit: (all: StoredDraft[]) => readonly StoredDraft[], privateId?: string): Promise<void> {
  const next = turn.then(async () => {
    const hidden = new Set([...privateDrafts.map(({ id }) => id), privateId]);
    const kept = edit(await drafts()).slice(-DRAFTS_MAX);
    privateDrafts = kept.filter(({ id }) => hidden.has(id));
    await writeSession({ drafts: kept.filter(({ id }) => !hidden.has(id)) });
    await announce(kept);
  });
  turn = next.catch(() => undefined);
  return next;
}

/** Lets go of what is over, and makes badge and registration true again. */
export const refreshDrafts = (): Promise<void> => changeDrafts((all) => all);

export const dropDrafts = (ids: ReadonlySet<string>): Promise<void> =>
  changeDrafts((all) => all.filter(({ id }) => !ids.has(id)));

/** The draft was sent after all; one with a password then waits until its tab closes. */
export const asSent = (draft: StoredDraft): StoredDraft => ({
  ...draft,
  sent: true,
  expiresMs: draft.complete && draft.tabId !== undefined ? null : draft.expiresMs,
});

/** Badge, the script that says hello, and the alarm follow what waits. */
async function announce(all: readonly StoredDraft[]): Promise<void> {
  const waiting = all.filter(isWaiting).length;
  await browser.action.setBadgeBackgroundColor({ color: '#e3b54a' });
  await browser.action.setBadgeText({ text: waiting === 0 ? '' : String(waiting) });
  const ends = all.flatMap(({ expiresMs }) => expiresMs ?? []);
  if (ends.length > 0) await browser.alarms.create(DRAFTS_ALARM, { when: Math.min(...ends) + 500 });
  else await browser.alarms.clear(DRAFTS_ALARM);
  const registered = await browser.scripting.getRegisteredContentScripts({ ids: [HELLO] });
  if (all.length > 0 && registered.length === 0) {
    await browser.scripting.registerContentScripts([
      {
        id: HELLO,
        js: ['hello.js'],
        matches: ['http://*/*', 'https://*/*'],
        runAt: 'document_idle',
        persistAcrossSessions: false,
      },
    ]);
  } else if (all.length === 0 && registered.length > 0) {
    await browser.scripting.unregisterContentScripts({ ids: [HELLO] });
  }
}
