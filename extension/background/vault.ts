// The open vault: the wasm core, its session and the lock. Every use passes through one queue, so that a change is
// staged, committed by storage and made the truth in memory before the next begins.
// Master password and Argon2id never come here: a page hands over what each factor gave, 32 bytes.

import type {
  Alarm,
  Change,
  FactorProof,
  FieldValue,
  FillPlan,
  FrameContext,
  NewSlot,
  PageSnapshot,
  Reading,
  Settings,
  SlotInfo,
} from '../generated/core.js';
import init, {
  Asking,
  capture,
  classify,
  FileStream,
  planNew as planOfNew,
  saysChanged,
  saysFailed,
  slots,
  Vault,
  vaultId,
} from '../generated/core.js';
import { countUntil, isDue, nextDeadline, noDeadline, noteClock } from './deadline.js';
import { deviceName } from './device.js';
import { codeOf, Failure } from './failure.js';
import { underPolicy } from './policy.js';
import * as storage from './storage.js';

export {
  FileWriter,
  fileHeaderLength,
  fileSlots,
  Gather,
  Restore,
  rawBegin,
  rawRecord,
} from '../generated/core.js';
export { Asking, FileStream };

let loading: Promise<unknown> | undefined;
let open: Vault | undefined;
let queue: Promise<unknown> = Promise.resolve();
const lockedListeners: (() => void)[] = [];
const savedListeners: ((vault: Vault) => Promise<void>)[] = [];
/** Whether what follows the last change is still to be done, as it is for all that a worker knows that begins. */
let followed: 'not yet' | 'begun' | 'done' = 'not yet';
/** Tells our open pages that the vault locked or that something in it changed, so that none goes on showing what it held. */
const news = new BroadcastChannel('latchkey');

/** Loads the core once a worker's life. */
export const ready = (): Promise<unknown> =>
  (loading ??= init({ module_or_path: browser.runtime.getURL('core_bg.wasm') }));

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = queue.then(work);
  queue = turn.catch(() => undefined);
  return turn;
}

/** Registers what is to happen after every lock. */
export const onLocked = (listener: () => void): number => lockedListeners.push(listener);

/** Registers what is to follow every change, within its turn. */
export const onSaved = (listener: (vault: Vault) => Promise<void>): number => savedListeners.push(listener);

/** State of the vault, as far as it can be known. */
export interface VaultStatus {
  readonly state: 'none' | 'locked' | 'unlocked';
  readonly slots?: SlotInfo[];
  readonly vaultId?: string;
  readonly epoch?: number;
  readonly alarm?: Alarm;
  readonly trouble?: Failure;
}

/** State of the vault; resumes it first if the worker died. Never changes anything. */
export function status(): Promise<VaultStatus> {
  return inTurn(async () => {
    try {
      if ((await resume()) && open !== undefined) {
        const alarm = open.alarm();
        const of = { slots: open.slots(), vaultId: open.vaultId(), epoch: open.epoch() };
        return { state: 'unlocked', ...of, ...(alarm === undefined ? {} : { alarm }) };
      }
      await ready();
      const header = await storage.readRecord('header');
      if (header === undefined) {
        const lost = (await storage.wasVaultMade()) || (await storage.hasItems());
        return lost ? { state: 'locked', trouble: new Failure('damaged') } : { state: 'none' };
      }
      return { state: 'locked', slots: slots(header), vaultId: vaultId(header) };
    } catch (thrown) {
      return { state: 'locked', trouble: new Failure(codeOf(thrown)) };
    }
  });
}

/** Makes a vault, unless there is or was one. */
export function create(newSlots: readonly NewSlot[]): Promise<void> {
  return inTurn(async () => {
    await ready();
    const exists = (await storage.readRecord('header')) !== undefined || (await storage.hasItems());
    if (exists || (await storage.wasVaultMade())) throw new Failure('vault-exists');
    const vault = Vault.create([...newSlots], await deviceName(), Date.now());
    try {
      await storage.commit(vault.created());
      vault.commit();
    } catch (thrown) {
      vault.free();
      throw thrown;
    }
    await adopt(vault);
  });
}

/** Opens the vault with what its factors gave. */
export function unlock(proofs: readonly FactorProof[]): Promise<void> {
  return inTurn(async () => {
    await ready();
    const records = await storage.readFrame();
    if (!records.some(({ key }) => key === 'header')) {
      throw new Failure((await storage.wasVaultMade()) || (await storage.hasItems()) ? 'damaged' : 'no-vault');
    }
    const vault = Vault.unlock([...proofs], records, await storage.readSeen());
    await adopt(vault);
    // What fails here is done at the next unlocking; the vault is open.
    if (vault.alarm() === undefined) await tidy(vault).catch(() => undefined);
  });
}

/** Registers this device if it is not listed, empties what lay long in the trash, drops chunks that no item names. */
async function tidy(vault: Vault): Promise<void> {
  if (vault.needsDevice()) {
    const name = await deviceName();
    await save(vault, () => vault.registerDevice(name, Date.now()));
  }
  await storage.sweepChunks(new Set(vault.attachmentIds()));
  const overdue = vault.overdueTrash(Date.now());
  if (overdue.length > 0) await save(vault, () => vault.delete(overdue, Date.now()));
}

/** The user goes on without what is lost; what items without their place in the index still tell is taken back in. */
export function mend(): Promise<void> {
  return use(async (vault) => {
    const items = await storage.readItems();
    await save(vault, () => vault.mend(items, Date.now()));
    await tidy(vault);
  });
}

/** The user looked, and takes the vault although it is older than the one that was here. */
export function acceptOlder(): Promise<void> {
  return use(async (vault) => {
    await storage.writeSeen(vault.acceptOlder());
    if (vault.alarm() === undefined) await tidy(vault);
  });
}

/** Locks: forgets every key, here and in session storage. */
export function lock(): Promise<void> {
  return inTurn(forget);
}

/** Uses the unlocked vault and counts as a use of it. Throws `locked` otherwise. */
export const use = <T>(work: (vault: Vault) => Promise<T> | T): Promise<T> =>
  inTurn(async () => {
    const vault = await opened();
    try {
      return await work(vault);
    } finally {
      // Afterwards, so that a changed setting holds from now on.
      await noteUse();
    }
  });

/** The same for what is asked at each key: it is answered before the use is noted. Where that fails it locks sooner. */
export function read<T>(work: (vault: Vault) => Promise<T> | T): Promise<T> {
  const answer = look(work);
  const note = async () => {
    // In a turn of its own: its time may be over by now.
    if (await resume()) await noteUse();
  };
  answer.then(() => inTurn(note)).catch(() => undefined);
  return answer;
}

/** Looks into the unlocked vault on a page's behalf; a page cannot put off the lock. Throws `locked` otherwise. */
export const look = <T>(work: (vault: Vault) => T | Promise<T>): Promise<T> => inTurn(async () => work(await opened()));

async function opened(): Promise<Vault> {
  if (!(await resume()) || open === undefined) throw new Failure('locked');
  return open;
}

async function noteUse(): Promise<void> {
  if (open !== undefined) await storage.writeSession({ lock: await nextDeadline(open.settings()) });
}

/** Stages a change, commits it, and only then makes it the truth. Gives what `stage` gave. */
export async function save<T extends Change | { change: Change }>(vault: Vault, stage: () => T): Promise<T> {
  // First what the last change left to do, if the worker ended right after it.
  if (followed === 'not yet') await follow(vault);
  const staged = stage();
  const staging: Change = 'change' in staged ? staged.change : staged;
  try {
    await storage.commit(staging);
  } catch (thrown) {
    vault.discard();
    // Another writer was first: what is in memory is old, so the next use reads the frame anew.
    if (codeOf(thrown) === 'conflict') drop();
    throw thrown;
  }
  vault.commit();
  // What only this browser notes, as that an item was used, changes nothing that a page shows.
  if ([...staging.writes.map(({ key }) => key), ...staging.deletes].some((key) => !key.startsWith('local/'))) {
    news.postMessage('changed');
  }
  // The change is true now, whatever becomes of what is noted of it.
  await storage.writeSeen(vault.seen()).catch(() => undefined);
  if (staging.writes.some(({ key }) => RESUMED.has(key))) {
    const resume = vault.resumeValue();
    await storage.writeSession({ resume }).catch(() => undefined);
    resume.fill(0);
  }
  if (followed !== 'begun') await follow(vault).catch(() => undefined);
  return staged;
}

/** Does what is to follow a change, but not what is to follow that. What fails is done before the next change. */
async function follow(vault: Vault): Promise<void> {
  followed = 'begun';
  try {
    for (const listener of savedListeners) await listener(vault);
    followed = 'done';
  } catch (thrown) {
    followed = 'not yet';
    // Then the vault was let go.
    if (codeOf(thrown) === 'conflict') throw thrown;
  }
}

/** Records that a resume value speaks of. */
const RESUMED: ReadonlySet<string> = new Set(['header', 'local/device']);

/** Uses the unlocked vault for one change. */
export const change = (stage: (vault: Vault) => Change): Promise<Change> =>
  use((vault) => save(vault, () => stage(vault)));

/** Notes that an item was filled or copied. It is a convenience: what fails here is no harm. */
export const noteUsed = (id: string): Promise<unknown> =>
  change((vault) => vault.noteUsed(id, Date.now())).catch(() => undefined);

/** The stored record of an item. */
export async function itemRecord(id: string): Promise<Uint8Array> {
  const record = await storage.readItem(id);
  if (record === undefined) throw new Failure('not-found');
  return record;
}

/** Where a password that was just made would go. Needs no vault. */
export async function planNew(password: string, snapshot: PageSnapshot, context: FrameContext): Promise<FillPlan> {
  await ready();
  return planOfNew(password, snapshot, context);
}

/** What the core makes of a page. Needs no vault. */
export async function readPage(snapshot: PageSnapshot): Promise<Reading> {
  await ready();
  return classify(snapshot);
}

/** What the words of a page say of what was just sent: that it failed, or that the password is another now. */
export async function readWords(words: string): Promise<'failed' | 'changed' | undefined> {
  await ready();
  return saysFailed(words) ? 'failed' : saysChanged(words) ? 'changed' : undefined;
}

/** A login that was sent, sealed to the vault's inbox. */
export interface SealedDraft {
  readonly sealed: Uint8Array;
  /** The user name that the page only showed, as a step of its own. */
  readonly shown?: Uint8Array;
  /** It holds a password. */
  readonly complete: boolean;
  /** Its password was chosen there: a sign-up, a change, a reset. */
  readonly chosen: boolean;
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
  const captured = header === undefined ? undefined : capture(header, snapshot, values, context, seenMs);
  if (captured === undefined) return undefined;
  const { shown, ...draft } = captured;
  return { ...draft, ...(shown.length === 0 ? {} : { shown }), seenMs };
}

/** Locks if the user wants it on such an occasion. What cannot be asked locks too. */
export function lockIfWanted(isWanted: (settings: Settings) => boolean): Promise<void> {
  return inTurn(async () => {
    const stays = async () => (await resume()) && open !== undefined && !isWanted(await underPolicy(open.settings()));
    if (!(await stays().catch(() => false))) await forget();
  });
}

/** Locks if the deadline has passed or the clock went back; else notes what the clock shows, which is no use. */
export function lockIfDue(): Promise<void> {
  return inTurn(async () => {
    const times = await storage.readSession('lock');
    if (times === undefined) return;
    if (isDue(times)) return forget();
    const lock = await noteClock(times);
    if (lock !== undefined) await storage.writeSession({ lock });
  });
}

async function resume(): Promise<boolean> {
  const times = await storage.readSession('lock');
  const isInTime = times !== undefined && !isDue(times);
  if (isInTime && open !== undefined) return true;
  const bytes = await storage.readSession('resume');
  if (!isInTime) {
    bytes?.fill(0);
    if (times !== undefined || bytes !== undefined || open !== undefined) await forget();
    return false;
  }
  // A vault that may not be changed, on a device that it does not list, leaves nothing to resume from.
  if (bytes === undefined) return false;
  await ready();
  const [records, seen] = await Promise.all([storage.readFrame(), storage.readSeen()]);
  try {
    open = Vault.resume(bytes, records, seen);
  } catch {
    // Whatever is wrong with the records, unlocking says it; nothing stays open over them.
    await forget();
  } finally {
    bytes.fill(0);
  }
  if (open !== undefined) countUntil(times.deadlineMs);
  return open !== undefined;
}

async function adopt(vault: Vault): Promise<void> {
  drop();
  open = vault;
  const resume = vault.needsDevice() ? undefined : vault.resumeValue();
  try {
    await storage.writeSession({ ...(resume && { resume }), lock: await nextDeadline(vault.settings()) });
  } finally {
    resume?.fill(0);
  }
  await storage.noteVaultMade();
  if (vault.alarm() === undefined) await storage.writeSeen(vault.seen());
}

async function forget(): Promise<void> {
  drop();
  await storage.clearSession('resume', 'lock');
  await noDeadline();
  news.postMessage('locked');
  for (const listener of lockedListeners) listener();
}

function drop(): void {
  open?.free();
  open = undefined;
  followed = 'not yet';
}
