// The only door to the browser's storage.
// IndexedDB holds the vault's sealed records; a change is one strict transaction, or nothing. `storage.session` holds
// what must outlive a dead worker while the vault is unlocked, in memory and for trusted contexts only.
// `storage.local` holds what is no secret: that a vault was made here, so that a lost database is never taken for a fresh
// start, and its last state, so that an older one is noticed; whether menus are shown in pages, and whether on all; how our
// pages look, and how far the first run came. `storage.managed` is what an organisation has set.
// Nothing here is understood, only kept.

import type { Change, Seen, Record as VaultRecord } from '../generated/core.js';
import type { Appearance, FirstStep } from '../settings-messages.js';
import { Failure } from './failure.js';
import { step } from './steps.js';
import type { StoredUndo } from './undo.js';

const DATABASE = 'latchkey';
const RECORDS = 'records';
const ITEMS = 'item/';
const CHUNKS = 'chunk/';
/** Most writes of a transaction that are asked for and not yet done. */
const WRITES_AT_ONCE = 1_000;

/** All keys that begin so; what follows the last slash in order is a zero. */
const keysFrom = (prefix: string): IDBKeyRange => IDBKeyRange.bound(prefix, `${prefix.slice(0, -1)}0`, false, true);

let opening: Promise<IDBDatabase> | undefined;

function database(): Promise<IDBDatabase> {
  opening ??= new Promise<IDBDatabase>((resolve, reject) => {
    step('open the database');
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(RECORDS);
    request.onerror = () => reject(storageFailure(request.error));
    request.onblocked = () => reject(new Failure('storage-failed'));
    request.onsuccess = () => {
      const opened = request.result;
      const forget = () => {
        opening = undefined;
      };
      opened.onversionchange = () => {
        opened.close();
        forget();
      };
      opened.onclose = forget;
      resolve(opened);
    };
  });
  opening.catch(() => {
    opening = undefined;
  });
  return opening;
}

/** All records but items and chunks of files: what unlocking needs. Empty if there is no vault. */
export async function readFrame(): Promise<VaultRecord[]> {
  step('read the frame');
  const [chunks, items] = [keysFrom(CHUNKS), keysFrom(ITEMS)];
  const between = IDBKeyRange.bound(chunks.upper, items.lower, false, true);
  return readRange(IDBKeyRange.upperBound(chunks.lower, true), between, IDBKeyRange.lowerBound(items.upper));
}

/** Records by ranges of their keys, all as of one moment. */
async function readRange(...ranges: IDBKeyRange[]): Promise<VaultRecord[]> {
  const store = (await database()).transaction(RECORDS).objectStore(RECORDS);
  const parts = await Promise.all(
    ranges.map(async (range) => {
      const [keys, values] = await Promise.all([done(store.getAllKeys(range)), done(store.getAll(range))]);
      return keys.map((key, index) => {
        const bytes = bytesOf(values[index]) ?? new Uint8Array();
        step(`read ${key}`, bytes);
        return { key: String(key), bytes };
      });
    }),
  );
  return parts.flat();
}

/** One record, or undefined. */
export async function readRecord(key: string): Promise<Uint8Array | undefined> {
  const bytes = bytesOf(await done((await database()).transaction(RECORDS).objectStore(RECORDS).get(key)));
  step(`read ${key}`, bytes);
  return bytes;
}

/** The record of an item, or undefined. */
export const readItem = (id: string): Promise<Uint8Array | undefined> => readRecord(`${ITEMS}${id}`);

/** Whether items exist, with or without the records that open them. */
export async function hasItems(): Promise<boolean> {
  return (await done((await database()).transaction(RECORDS).objectStore(RECORDS).count(keysFrom(ITEMS)))) > 0;
}

/** The records of all items. */
export const readItems = (): Promise<VaultRecord[]> => readRange(keysFrom(ITEMS));

/** The keys of all records, in order. */
export const readKeys = async (): Promise<string[]> =>
  (await done((await database()).transaction(RECORDS).objectStore(RECORDS).getAllKeys())).map(String);

/** Stores chunks of files that no item names yet, all or none. */
export async function writeChunks(chunks: readonly VaultRecord[]): Promise<void> {
  if (chunks.length === 0) return;
  step('begin a chunk');
  const transaction = (await database()).transaction(RECORDS, 'readwrite', { durability: 'strict' });
  await askedWhole(transaction, ended(transaction), (store) => {
    for (const { key, bytes } of chunks) {
      step(`write ${key}`, bytes);
      store.put(bytes, key);
    }
    step('a chunk is asked for');
  });
  step('a chunk is written');
}

/** How many chunks lie under a file's prefix. */
export const countChunks = async (prefix: string): Promise<number> =>
  done((await database()).transaction(RECORDS).objectStore(RECORDS).count(keysFrom(prefix)));

/** Deletes the chunks under the prefix of a file that belongs to no item. */
export async function deleteChunks(prefix: string): Promise<void> {
  if (!prefix.startsWith(CHUNKS)) throw new Failure('internal');
  const transaction = (await database()).transaction(RECORDS, 'readwrite');
  const finished = ended(transaction);
  step('delete the chunks of a file');
  transaction.objectStore(RECORDS).delete(keysFrom(prefix));
  await finished;
  step('the chunks of a file are deleted');
}

/** Deletes the chunks of all files but these. */
export async function sweepChunks(fileIds: ReadonlySet<string>): Promise<void> {
  const transaction = (await database()).transaction(RECORDS, 'readwrite');
  const finished = ended(transaction);
  const store = transaction.objectStore(RECORDS);
  for (const key of (await done(store.getAllKeys(keysFrom(CHUNKS)))).map(String)) {
    if (fileIds.has(key.split('/')[1] ?? '')) continue;
    step(`sweep up ${key}`);
    store.delete(key);
  }
  await finished;
  step('chunks are swept up');
}

/** Commits a staged change in one transaction, if `root` is still what the change was made from. */
export async function commit(change: Change): Promise<void> {
  step('begin a change');
  const transaction = (await database()).transaction(RECORDS, 'readwrite', { durability: 'strict' });
  const finished = ended(transaction);
  const root = bytesOf(await done(transaction.objectStore(RECORDS).get('root'))) ?? new Uint8Array();
  if (!sameBytes(root, change.expectedRoot)) {
    abort(transaction);
    throw new Failure('conflict');
  }
  await askedWhole(transaction, finished, async (store) => {
    const { writes } = change;
    for (const [at, { key, bytes }] of writes.entries()) {
      step(`write ${key}`, bytes);
      const request = store.put(bytes, key);
      // Of an import's hundred thousand only so many wait at once: Firefox takes several times longer for all of them.
      if (at % WRITES_AT_ONCE === WRITES_AT_ONCE - 1 && at < writes.length - 1) await done(request);
    }
    for (const key of change.deletes) {
      step(`delete ${key}`);
      store.delete(key);
    }
    for (const prefix of change.deletePrefixes) {
      step(`delete ${prefix}`);
      store.delete(keysFrom(prefix));
    }
    step('all is asked for');
  });
  step('a change is written');
}

/** Asks for all that a transaction is to do, and waits until it is done; nothing stays of what could not be asked for whole. */
async function askedWhole(
  transaction: IDBTransaction,
  finished: Promise<void>,
  ask: (store: IDBObjectStore) => void | Promise<void>,
): Promise<void> {
  try {
    await ask(transaction.objectStore(RECORDS));
  } catch (thrown) {
    // Firefox ends a transaction without room before its requests say so; then there is nothing to abort any more, and
    // `finished` knows why.
    abort(transaction);
    if (thrown instanceof DOMException && thrown.name === 'QuotaExceededError') throw storageFailure(thrown);
    await finished;
    throw thrown;
  }
  await finished;
}

/** Settles when a transaction has. */
function ended(transaction: IDBTransaction): Promise<void> {
  const finished = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(storageFailure(transaction.error));
  });
  // Whoever began it waits for it; until then a failure is not unhandled.
  finished.catch(() => undefined);
  return finished;
}

function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It has ended already.
  }
}

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(storageFailure(request.error));
  });

const storageFailure = (error: DOMException | null): Failure =>
  new Failure(error?.name === 'QuotaExceededError' ? 'storage-full' : 'storage-failed');

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index]);

/** Chromium's `storage.session` gives a Uint8Array back as an ArrayBuffer; Firefox and IndexedDB keep it as it was. */
export function bytesOf(value: unknown): Uint8Array | undefined {
  if (value instanceof Uint8Array) return value;
  return value instanceof ArrayBuffer ? new Uint8Array(value) : undefined;
}

/** What outlives a dead worker, by name. */
export interface SessionValues {
  /** The resume value of the unlocked vault. */
  resume: Uint8Array;
  /** When to lock, and the last wall time seen. */
  lock: { deadlineMs: number | null; seenMs: number };
  /** Sealed drafts that wait to be saved. */
  drafts: readonly StoredDraft[];
  /** Prompts that stand in pages, by nonce. */
  prompts: readonly StoredPrompt[];
  /** Changes that can be undone. */
  undos: readonly StoredUndo[];
  /** Tabs in which an item's password is being changed at its site. */
  changes: readonly { tabId: number; itemId: string }[];
  /** A copied secret's digest, until it is cleared. */
  clipboard: { salt: Uint8Array; digest: Uint8Array; dueMs: number };
}

/** A sealed draft with what must be known without opening it. */
export interface StoredDraft {
  readonly id: string;
  readonly sealed: Uint8Array;
  /** The same, sealed to the inbox that a rotation under way would bring: one of the two opens, whatever comes of it. */
  readonly next?: Uint8Array;
  /** The user name that the page only showed, sealed as a step of its own. */
  readonly shown?: Uint8Array;
  /** The tab it belongs to; absent once that tab closed without an opener. */
  readonly tabId?: number;
  readonly openerTabId?: number;
  readonly documentId: string;
  readonly frameId: number;
  /** The tab's top document at that time: the same one, but for a login inside a frame. */
  readonly topDocumentId: string;
  /** It holds a password; a user name alone waits for its second step. */
  readonly complete: boolean;
  /** Its password was chosen there, and not only asked for. */
  readonly chosen: boolean;
  /** It was sent, as far as can be seen; until then it was only pressed. */
  readonly sent: boolean;
  /** Not even pressed: it stood in the fields when the user last typed. */
  readonly typed?: boolean;
  readonly seenMs: number;
  readonly expiresMs: number | null;
  /** The user closed the prompt: it waits in badge and popup only. */
  readonly putOff: boolean;
  /** The page that followed asked for the login again: that sign-in failed. */
  readonly refused: boolean;
}

export interface StoredPrompt {
  readonly nonce: string;
  readonly draftId: string;
  readonly tabId: number;
  /** Offers before it in this tab that the user left without an answer; -1 once this one has its own. */
  readonly passedOver: number;
  /** The top document it stands in; absent where the browser does not tell it with the list of frames. */
  readonly documentId?: string;
}

/** Reads one value that outlives the worker. */
export async function readSession<K extends keyof SessionValues>(name: K): Promise<SessionValues[K] | undefined> {
  const found = (await browser.storage.session.get(name))[name];
  return found === undefined ? undefined : (unwrap(found) as SessionValues[K]);
}

/** Writes values that outlive the worker, together. */
export async function writeSession(values: Partial<SessionValues>): Promise<void> {
  try {
    step(`remember ${Object.keys(values).join(' and ')}`);
    await browser.storage.session.set(values);
    step('it is remembered');
  } catch {
    throw new Failure('storage-full');
  }
}

/** Forgets values that outlived the worker, together. */
export async function clearSession(...names: (keyof SessionValues)[]): Promise<void> {
  step(`forget ${names.join(' and ')}`);
  await browser.storage.session.remove(names);
  step('it is forgotten');
}

/** Gives every bytes value inside back as the Uint8Array it was. */
function unwrap(value: unknown): unknown {
  const bytes = bytesOf(value);
  if (bytes !== undefined) return bytes;
  if (Array.isArray(value)) return value.map(unwrap);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, unwrap(inner)]));
}

/** Notes that a vault was made in this profile. */
export async function noteVaultMade(): Promise<void> {
  step('note that a vault was made');
  await browser.storage.local.set({ vaultMade: true });
  step('it is noted that a vault was made');
}

/** Whether a vault was ever made in this profile. */
export const wasVaultMade = async (): Promise<boolean> =>
  (await browser.storage.local.get<{ vaultMade?: boolean }>('vaultMade')).vaultMade === true;

const SEEN = 'seen';

/** What this device remembers of the vault outside it. */
export async function readSeen(): Promise<Seen | undefined> {
  const { seen } = await browser.storage.local.get<{ seen?: Omit<Seen, 'rootHash'> & { rootHash: number[] } }>(SEEN);
  return seen && { ...seen, rootHash: Uint8Array.from(seen.rootHash) };
}

/** Remembers it. As numbers: not every browser gives bytes back as they were. */
export async function writeSeen(seen: Seen): Promise<void> {
  step('note what was seen');
  await browser.storage.local.set({ [SEEN]: { ...seen, rootHash: [...seen.rootHash] } });
  step('what was seen is noted');
}

/** Keeps content scripts from `storage.local`, where the browser can. */
export const closeLocal = async (): Promise<void> =>
  browser.storage.local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });

/** Whether menus are shown nowhere, or not on some sites, which only the open vault names. */
export interface MenuBits {
  readonly menuOff: boolean;
  readonly menuPicky: boolean;
}

export async function readMenuBits(): Promise<MenuBits> {
  const { menuOff, menuPicky } = await browser.storage.local.get<Partial<MenuBits>>(['menuOff', 'menuPicky']);
  return { menuOff: menuOff === true, menuPicky: menuPicky === true };
}

export async function writeMenuBits(bits: Partial<MenuBits>): Promise<void> {
  step('note where menus are shown');
  await browser.storage.local.set(bits);
  step('it is noted where menus are shown');
}

/** What this device keeps for its pages. */
export interface Notes {
  readonly appearance: Appearance;
  readonly firstRun: FirstStep;
}

export const readNotes = (): Promise<Partial<Notes>> =>
  browser.storage.local.get<Partial<Notes>>(['appearance', 'firstRun']);

export const writeNotes = (notes: Partial<Notes>): Promise<void> => browser.storage.local.set(notes);

/** What an organisation has set, as it came. Firefox refuses to say where there is no policy. */
export const readManaged = async (): Promise<Record<string, unknown>> =>
  (await browser.storage.managed?.get<Record<string, unknown>>(null).catch(() => undefined)) ?? {};

/** The browser says when it changes, where it can. */
export const onManagedChanged = (changed: () => void): void =>
  browser.storage.onChanged.addListener((_, area) => {
    if (area === 'managed') changed();
  });
