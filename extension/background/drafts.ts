// Sealed drafts of logins that were sent: kept, counted and let go. What is in them is opened in offers.ts alone.
// A draft outlives navigation and the worker; from a private window it stays in this worker's memory.

import { showWaiting } from './badge.js';
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
/** Ids of all that this worker ever had from private windows: what is put back stays out of storage. */
const wereHidden = new Set<string>();
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

type Drafts = readonly StoredDraft[];

/** Changes the drafts, one change after the other; undefined changes nothing. */
export function changeDrafts(
  edit: (all: StoredDraft[]) => Drafts | Promise<Drafts | undefined>,
  privateId?: string,
): Promise<void> {
  return inTurn(async () => {
    const edited = await edit(await drafts());
    if (edited !== undefined) await keep(edited.slice(-DRAFTS_MAX), privateId);
  });
}

/**
 * Seals all drafts anew around a rotation. They lie in both forms while `commit` decides which of them opens, so that a
 * worker that dies meanwhile loses none; nobody seals another in between. What opens by neither key is dropped.
 */
export function resealDrafts<T>(reseal: (sealed: Uint8Array) => Uint8Array | undefined, commit: () => Promise<T>) {
  return inTurn(async () => {
    const all = await drafts();
    // What a page only showed is a guess, and is let go.
    const both: Drafts = all.map(({ next, shown: _shown, ...draft }) => {
      const anew = reseal(draft.sealed) ?? (next && reseal(next));
      return anew === undefined ? draft : { ...draft, next: anew };
    });
    if (all.length > 0) await keep(both);
    try {
      return await commit().then(async (done) => {
        const sealed = both.flatMap(({ next, ...draft }) => (next === undefined ? [] : [{ ...draft, sealed: next }]));
        // The rotation is true now; what fails here leaves both forms.
        if (all.length > 0) await keep(sealed).catch(() => undefined);
        return done;
      });
    } catch (thrown) {
      if (all.length > 0) await keep(all).catch(() => undefined);
      throw thrown;
    }
  });
}

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const next = turn.then(work);
  turn = next.catch(() => undefined);
  return next;
}

async function keep(all: Drafts, privateId?: string): Promise<void> {
  if (privateId !== undefined) wereHidden.add(privateId);
  const hidden = new Set([...privateDrafts.map(({ id }) => id), ...wereHidden]);
  privateDrafts = all.filter(({ id }) => hidden.has(id));
  await writeSession({ drafts: all.filter(({ id }) => !hidden.has(id)) });
  await announce(all);
}

/** Lets go of what is over, and makes badge and registration true again. */
export const refreshDrafts = (): Promise<void> => changeDrafts((all) => all);

/** Whether drafts are from a private window. */
export const areHidden = (some: readonly StoredDraft[]): boolean =>
  some.some(({ id }) => privateDrafts.some((draft) => draft.id === id) || wereHidden.has(id));

/** Puts drafts back that were dropped: they wait in badge and popup, as if the user had put them off. */
export const putBack = (some: readonly StoredDraft[]): Promise<void> => {
  const isPast = ({ expiresMs }: StoredDraft) => expiresMs !== null && expiresMs <= Date.now();
  const back = some.filter((draft) => !isPast(draft)).map((draft) => ({ ...draft, putOff: true }));
  return changeDrafts((all) => [...all.filter(({ id }) => !back.some((draft) => draft.id === id)), ...back]);
};

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
  await showWaiting(waiting);
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
        allFrames: true,
        runAt: 'document_idle',
        persistAcrossSessions: false,
      },
    ]);
  } else if (all.length === 0 && registered.length > 0) {
    await browser.scripting.unregisterContentScripts({ ids: [HELLO] });
  }
}
