// The open vault: the wasm core, its session and the lock. Every use passes through one queue, so that a change is
// staged, committed by storage and made the truth in memory before the next begins.
// Master password and Argon2id never come here: a page hands over the 32-byte factor.

import type { Change, FieldValue, FrameContext, KdfParams, PageSnapshot, Reading } from '../generated/core.js';
import init, { capture, classify, kdfParams, sealDraft, Vault } from '../generated/core.js';
import { codeOf, Failure } from './failure.js';
import * as storage from './storage.js';

let loading: Promise<unknown> | undefined;
let open: Vault | undefined;
let queue: Promise<unknown> = Promise.resolve();
const lockedListeners: (() => void)[] = [];
/** Tells our open pages that the vault locked, so that none goes on showing what it held. */
const news = new BroadcastChannel('latchkey');

/** Loads the core once a worker's life. */
const ready = (): Promise<unknown> => (loading ??= init({ module_or_path: browser.runtime.getURL('core_bg.wasm') }));

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = queue.then(work);
  queue = turn.catch(() => undefined);
  return turn;
}

/** Registers what is to happen after every lock. */
export const onLocked = (listener: () => void): number => lockedListeners.push(listener);

/** State of the vault; resumes it first if the worker died. Never changes anything. */
export function status(): Promise<{ state: 'none' | 'locked' | 'unlocked'; kdf?: KdfParams; trouble?: Failure }> {
  return inTurn(async () => {
    try {
      if (await resume()) return { state: 'unlocked' };
      await ready();
      const header = await storage.readRecord('header');
      if (header === undefined) {
        const lost = (await storage.wasVaultMade()) || (await storage.hasItems());
        return lost ? { state: 'locked', trouble: new Failure('damaged') } : { state: 'none' };
      }
      return { state: 'locked', kdf: kdfParams(header) };
    } catch (thrown) {
      return { state: 'locked', trouble: new Failure(codeOf(thrown)) };
    }
  });
}

/** Makes a vault, unless there is or was one. */
export function create(factor: Uint8Array, kdf: KdfParams): Promise<void> {
  return inTurn(async () => {
    await ready();
    const exists = (await storage.readRecord('header')) !== undefined || (await storage.hasItems());
    if (exists || (await storage.wasVaultMade())) throw new Failure('vault-exists');
    const vault = Vault.create(factor, kdf, Date.now());
    try {
      await storage.commit(vault.pendingChange());
      vault.commit();
    } catch (thrown) {
      vault.free();
      throw thrown;
    }
    await adopt(vault);
  });
}

/** Opens the vault with a factor. */
export function unlock(factor: Uint8Array): Promise<void> {
  return inTurn(async () => {
    await ready();
    const records = await storage.readFrame();
    if (!records.some(({ key }) => key === 'header')) {
      throw new Failure((await storage.wasVaultMade()) || (await storage.hasItems()) ? 'damaged' : 'no-vault');
    }
    await adopt(Vault.unlock(factor, records));
  });
}

/** Locks: forgets every key, here and in session storage. */
export function lock(): Promise<void> {
  return inTurn(forget);
}

/** Uses the unlocked vault and counts as a use of it. Throws `locked` otherwise. */
export function use<T>(work: (vault: Vault) => Promise<T> | T): Promise<T> {
  return inTurn(async () => {
    if (!(await resume()) || open === undefined) throw new Failure('locked');
    try {
      return await work(open);
    } finally {
      // Afterwards, so that a changed setting holds from now on.
      if (open !== undefined) await storage.writeSession({ lock: await nextDeadline(open) });
    }
  });
}

/** Looks into the unlocked vault on a page's behalf; a page cannot put off the lock. Throws `locked` otherwise. */
export function look<T>(work: (vault: Vault) => T): Promise<T> {
  return inTurn(async () => {
    if (!(await resume()) || open === undefined) throw new Failure('locked');
    return work(open);
  });
}

/** Stages a change, commits it, and only then makes it the truth. */
export async function save<T extends { change: Change }>(vault: Vault, stage: () => T): Promise<T> {
  const staged = stage();
  try {
    await storage.commit(staged.change);
  } catch (thrown) {
    vault.discard();
    // Another writer was first: what is in memory is old, so the next use reads the frame anew.
    if (codeOf(thrown) === 'conflict') drop();
    throw thrown;
  }
  vault.commit();
  return staged;
}

/** The stored record of an item. */
export async function itemRecord(id: string): Promise<Uint8Array> {
  const record = await storage.readRecord(`item/${id}`);
  if (record === undefined) throw new Failure('not-found');
  return record;
}

/** What the core makes of a page. Needs no vault. */
export async function readPage(snapshot: PageSnapshot): Promise<Reading> {
  await ready();
  return classify(snapshot);
}

/** A login that was sent, sealed to the vault's inbox. */
export interface SealedDraft {
  readonly sealed: Uint8Array;
  /** It holds a password. */
  readonly complete: boolean;
  readonly seenMs: number;
}

/** Seals what was sent, locked or not; undefined if it is no login, or if there is no vault. */
export async function sealSent(
  snapshot: PageSnapshot,
  values: FieldValue[],
  context: FrameContext,
): Promise<SealedDraft | undefined> {
  await ready();
  const header = await storage.readRecord('header');
  const seenMs = Date.now();
  const draft = header === undefined ? undefined : capture(snapshot, values, context, seenMs);
  if (header === undefined || draft === undefined) return undefined;
  return { sealed: sealDraft(header, draft), complete: draft.password !== '', seenMs };
}

/** Locks if the deadline has passed or the clock went back; tells when to look again. */
export function lockIfDue(): Promise<number | null> {
  return inTurn(async () => {
    const times = await storage.readSession('lock');
    if (times === undefined) return null;
    if (isDue(times)) {
      await forget();
      return null;
    }
    return times.deadlineMs;
  });
}

const CLOCK_SLACK_MS = 5_000;
const isDue = ({ deadlineMs, seenMs }: storage.SessionValues['lock']): boolean =>
  (deadlineMs !== null && Date.now() >= deadlineMs) || Date.now() < seenMs - CLOCK_SLACK_MS;

async function resume(): Promise<boolean> {
  const [times, bytes] = await Promise.all([storage.readSession('lock'), storage.readSession('resume')]);
  if (times === undefined || bytes === undefined || isDue(times)) {
    if (times !== undefined || bytes !== undefined || open !== undefined) await forget();
    return false;
  }
  if (open !== undefined) return true;
  await ready();
  const records = await storage.readFrame();
  try {
    open = Vault.resume(bytes, records);
  } catch {
    // Whatever is wrong with the records, unlocking says it; nothing stays open over them.
    await forget();
  }
  return open !== undefined;
}

async function adopt(vault: Vault): Promise<void> {
  drop();
  open = vault;
  await storage.writeSession({ resume: vault.resumeValue(), lock: await nextDeadline(vault) });
  await storage.noteVaultMade();
}

/** When to lock from now on; sets the alarm for it. */
async function nextDeadline(vault: Vault): Promise<storage.SessionValues['lock']> {
  const minutes = vault.settings().lockAfterMinutes;
  const seenMs = Date.now();
  const deadlineMs = minutes === 0 ? null : seenMs + minutes * 60_000;
  if (deadlineMs === null) await browser.alarms.clear(LOCK_ALARM);
  else await browser.alarms.create(LOCK_ALARM, { when: deadlineMs + 500 });
  return { deadlineMs, seenMs };
}

/** The alarm that fires when the vault may have to lock. */
export const LOCK_ALARM = 'lock';

async function forget(): Promise<void> {
  drop();
  await storage.clearSession('resume', 'lock');
  await browser.alarms.clear(LOCK_ALARM);
  news.postMessage('locked');
  for (const listener of lockedListeners) listener();
}

function drop(): void {
  open?.free();
  open = undefined;
}
