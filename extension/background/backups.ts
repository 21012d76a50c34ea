// Backups that write themselves: the vault file, into the downloads, when one is due and the vault is open.
// What is needed for it lies in one sealed record of this device: the way into the files, 32 bytes that the page made of
// their password; how often; and which files were written. A file counts once it was written whole; only such files are
// removed. Nothing of this puts off the lock, and keys that were made anew since make the way into the files stale: who
// had the old ones could read it.

import type { BackedUp, BackupFailure, BackupMessages, Backups } from '../backup-messages.js';
import type { FactorProof, KdfParams, NewSlot, Vault } from '../generated/core.js';
import type { Answer, Request } from '../messages.js';
import type { Written } from './downloads.js';
import { Interrupted, mayDownload, nameOf, remove, write } from './downloads.js';
import { codeOf, Failure } from './failure.js';
import * as storage from './storage.js';
import * as vault from './vault.js';
import { beginFile, draw } from './vault-file.js';

/** The alarm that fires when a backup may be due. */
export const BACKUP_ALARM = 'backup';
const RECORD = 'local/backups';
const DAY_MS = 24 * 60 * 60_000;
/** A vault that changed while it was written is tried again soon, any other failure later. */
const SOON_MINUTES = 1;
const LATER_MINUTES = 60;
/** After an unlocking that makes a backup, guarded items may be read for so long, and not for the whole minute. */
const GUARDED_MS = 20_000;
const MINUTE_MS = 60_000;
const MAX_KEEP = 100;
const MAX_DAYS = 366;

/** What the sealed record says. */
interface Book {
  readonly plan?: {
    /** The vault's epoch in which the way into the files was made. */
    readonly epoch: number;
    readonly kdf: Omit<KdfParams, 'salt'> & { readonly salt: readonly number[] };
    readonly everyDays: number;
    readonly keep: number;
  };
  readonly made: readonly Made[];
  /** When the whole vault was last in a file, and which state of it. */
  readonly lastMs: number;
  readonly lastRoot: readonly number[];
  readonly sinceMs: number;
  readonly failed?: BackupFailure;
}

interface Made extends Written {
  readonly name: string;
  readonly ms: number;
  readonly items: number;
  /** The state of the vault that is in it, but for what had to be left out; older notes do not know it. */
  readonly root?: readonly number[];
}

/** What the way into the files gives, and what else the record holds. */
interface Opened {
  readonly output: Uint8Array;
  readonly book: Book;
}

const OUTPUT_BYTES = 32;

/**
 * The record: 32 bytes, then JSON. The bytes stand apart so that they are in no string. One that is damaged is as none,
 * and says so: the files lie where they were, and the password is asked for again.
 */
async function read(open: Vault): Promise<Opened> {
  const record = await storage.readRecord(RECORD);
  const output = new Uint8Array(OUTPUT_BYTES);
  const fresh = { made: [], lastMs: 0, lastRoot: [], sinceMs: 0 };
  if (record === undefined) return { output, book: fresh };
  let note: Uint8Array | undefined;
  try {
    note = open.localNote(RECORD, record);
    output.set(note.subarray(0, OUTPUT_BYTES));
    return { output, book: JSON.parse(new TextDecoder().decode(note.subarray(OUTPUT_BYTES))) as Book };
  } catch (thrown) {
    output.fill(0);
    if (codeOf(thrown) !== 'damaged') throw thrown;
    return { output, book: { ...fresh, failed: 'forgotten' } };
  } finally {
    note?.fill(0);
  }
}

/** What the record says, without the way into the files. */
async function readBook(open: Vault): Promise<Book> {
  const { output, book } = await read(open);
  output.fill(0);
  return book;
}

/** Changes the record. `output` is kept as it is unless another is given. */
async function change(open: Vault, edit: (book: Book) => Book, output?: Uint8Array): Promise<void> {
  const opened = await read(open);
  try {
    const text = new TextEncoder().encode(JSON.stringify(edit(opened.book)));
    const note = new Uint8Array(OUTPUT_BYTES + text.length);
    note.set(output ?? opened.output);
    note.set(text, OUTPUT_BYTES);
    await vault.save(open, () => open.noteLocal(RECORD, note)).finally(() => note.fill(0));
  } finally {
    opened.output.fill(0);
  }
}

const isStale = (open: Vault, { epoch }: NonNullable<Book['plan']>) => epoch !== open.epoch();

const isNow = (open: Vault, root: readonly number[] = []) => {
  const now = open.seen().rootHash;
  return now.length === root.length && now.every((byte, at) => byte === root[at]);
};

/**
 * When the next one is due; undefined if nothing is to be done: no plan, or the vault is as it was. What had to be left
 * out of the newest file is left out of another one as well, as long as nothing changes.
 */
function dueMs(open: Vault, { plan, made, lastRoot }: Book): number | undefined {
  const [newest] = made;
  if (!plan || isStale(open, plan) || isNow(open, lastRoot) || isNow(open, newest?.root)) return undefined;
  return (newest?.ms ?? 0) + plan.everyDays * DAY_MS;
}

/** The file's name: such names sort by time. */
function nameAt(ms: number): string {
  const at = new Date(ms - new Date(ms).getTimezoneOffset() * 60_000).toISOString();
  return `latchkey-backup-${at.slice(0, 10)}-${at.slice(11, 19).replaceAll(':', '')}.latchkey`;
}

let running: Promise<BackedUp> | undefined;

/** Writes a backup now; whoever asks meanwhile gets the same one. */
const backUp = (): Promise<BackedUp> =>
  (running ??= make().finally(() => {
    running = undefined;
  }));

async function make(): Promise<BackedUp> {
  try {
    return await writeOne();
  } catch (thrown) {
    const failed = thrown instanceof Interrupted ? 'interrupted' : codeOf(thrown);
    if (!UNTOLD.has(failed)) await noteFailure(failed).catch(() => undefined);
    throw thrown;
  }
}

/**
 * A lock in the midst and guarded items wait for the next unlocking; a vault that changed meanwhile is written anew soon;
 * and without a plan there is nothing to tell of.
 */
const UNTOLD: ReadonlySet<BackupFailure> = new Set(['locked', 'guarded', 'conflict', 'not-found']);

const noteFailure = (failed: BackupFailure) => vault.look((open) => change(open, (book) => ({ ...book, failed })));

async function writeOne(): Promise<BackedUp> {
  const begun = await vault.look(async (open) => {
    const { output, book } = await read(open);
    try {
      if (!book.plan || isStale(open, book.plan)) throw new Failure('not-found');
      const { kdf } = book.plan;
      const info = { kind: 'password', kdf: { ...kdf, salt: Uint8Array.from(kdf.salt) }, prf: undefined } as const;
      const root = [...open.seen().rootHash];
      return { out: beginFile(open, [{ factors: [{ info, output }] }]).out, root };
    } finally {
      output.fill(0);
    }
  });
  const { out, root } = begun;
  const ms = Date.now();
  let leftOut: readonly string[] = [];
  try {
    const written = await write(nameAt(ms), async (take) => {
      for (;;) {
        // Each piece is a look of its own, so that others have their turn between two of them.
        const piece = await vault.look((open) => {
          out.state.open = open;
          return draw(out);
        });
        await take(piece.bytes);
        leftOut = piece.leftOut;
        if (piece.done) return;
      }
    });
    const items = out.state.count;
    const name = nameOf(written.path);
    const isWhole = leftOut.length === 0;
    await vault.look((open) =>
      change(open, ({ failed: _, ...book }) => ({
        ...book,
        made: [{ ...written, name, ms, items, root }, ...book.made],
        ...(isWhole ? { lastMs: ms, lastRoot: root } : { failed: 'damaged-item' }),
      })),
    );
    // An earlier file may be the last that holds what was left out of this one. This one is made in any case: what
    // cannot be removed now goes after the next.
    if (isWhole) await prune(written).catch(() => undefined);
    return { name, items, leftOut };
  } finally {
    void out.pieces.return(undefined);
  }
}

/** Removes the oldest files, so that as many as are to be kept remain. One that cannot be removed keeps no other. */
async function prune(newest: Written): Promise<void> {
  const { plan, made } = await vault.look(readBook);
  for (const oldest of plan ? made.slice(plan.keep).reverse() : []) {
    const isGone = await remove(oldest, newest).then(
      () => true,
      () => false,
    );
    if (!isGone) continue;
    await vault.look((open) =>
      change(open, (book) => ({ ...book, made: book.made.filter(({ path }) => path !== oldest.path) })),
    );
  }
}

/** Looks again after so many minutes, and then each hour; the lock ends it. */
const watch = (inMinutes: number): Promise<void> =>
  browser.alarms.create(BACKUP_ALARM, { delayInMinutes: inMinutes, periodInMinutes: LATER_MINUTES });

const unwatch = async (): Promise<void> => void (await browser.alarms.clear(BACKUP_ALARM));

vault.onLocked(() => void unwatch().catch(() => undefined));

/** Writes what is due, if the vault is open. */
export async function backUpIfDue(): Promise<void> {
  const at = await vault.look(async (open) =>
    open.alarm() === undefined ? dueMs(open, await readBook(open)) : undefined,
  );
  if (at === undefined || at > Date.now()) return;
  try {
    await backUp();
  } catch (thrown) {
    if (codeOf(thrown) === 'conflict') await watch(SOON_MINUTES);
  }
}

/** The vault was unlocked, by these proofs: they open guarded items too, so this is the best time for what is due. */
export async function afterUnlock(proofs: readonly FactorProof[]): Promise<void> {
  const everyDays = await vault.look(async (open) => {
    if (open.alarm() !== undefined) return undefined;
    const book = await readBook(open);
    if (book.sinceMs === 0) await change(open, (now) => ({ ...now, sinceMs: Date.now() }));
    const at = dueMs(open, book);
    if (at !== undefined && at <= Date.now()) open.unguard([...proofs], Date.now() - MINUTE_MS + GUARDED_MS);
    return book.plan?.everyDays;
  });
  // Who wants one at each unlocking wants none in between.
  if (everyDays) await watch(LATER_MINUTES);
  await backUpIfDue();
}

type Handlers = {
  [K in keyof BackupMessages]: (request: Request<BackupMessages, K>) => Promise<Answer<BackupMessages, K>>;
};

async function view(open: Vault): Promise<Backups> {
  const { plan, made, lastMs, lastRoot, sinceMs, failed } = await readBook(open);
  const isRefused = plan !== undefined && !(await mayDownload());
  return {
    ...(plan && { plan: { everyDays: plan.everyDays, keep: plan.keep, stale: isStale(open, plan) } }),
    made: made.map(({ name, ms, items }) => ({ name, ms, items })),
    lastMs,
    sinceMs,
    changed: !isNow(open, lastRoot),
    ...(isRefused ? { failed: 'forbidden' } : failed && { failed }),
  };
}

const isCount = (value: unknown, least: number, most: number): value is number =>
  Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;

function planOf(
  open: Vault,
  slot: NewSlot,
): { readonly kdf: NonNullable<Book['plan']>['kdf']; readonly epoch: number } {
  const kdf = slot.factors.length === 1 ? slot.factors[0]?.info.kdf : undefined;
  if (kdf === undefined || slot.factors[0]?.output.length !== OUTPUT_BYTES) throw new Failure('invalid-input');
  return { kdf: { ...kdf, salt: [...kdf.salt] }, epoch: open.epoch() };
}

/** The handlers of our pages' messages. */
export const backups: Handlers = {
  'own/backups': () => vault.look(view),
  'own/plan-backups': ({ slot, everyDays, keep }) =>
    vault
      .use(async (open) => {
        if (!isCount(everyDays, 0, MAX_DAYS) || !isCount(keep, 1, MAX_KEEP)) throw new Failure('invalid-input');
        const made = slot && planOf(open, slot);
        // Whoever changes the plan has read what failed.
        const edit = ({ failed: _, ...book }: Book): Book => {
          const way = made ?? book.plan;
          if (way === undefined) throw new Failure('not-found');
          return { ...book, plan: { kdf: way.kdf, epoch: way.epoch, everyDays, keep } };
        };
        await change(open, edit, slot?.factors[0]?.output);
        await (everyDays > 0 ? watch(LATER_MINUTES) : unwatch());
        return null;
      })
      .finally(() => {
        for (const { output } of slot?.factors ?? []) output.fill(0);
      }),
  'own/stop-backups': () =>
    vault.use(async (open) => {
      await change(open, ({ plan: _, failed: __, ...book }) => book, new Uint8Array(OUTPUT_BYTES));
      await unwatch();
      return null;
    }),
  'own/back-up': () => vault.use(() => null).then(backUp),
  'own/file-written': () =>
    vault.use(async (open) => {
      await change(open, (book) => ({ ...book, lastMs: Date.now(), lastRoot: [...open.seen().rootHash] }));
      return null;
    }),
};
