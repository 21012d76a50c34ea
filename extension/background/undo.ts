// What can be undone: the last changes of items, each for a few minutes. An undo is a change of its own by the core, and
// only of the revision that it is about. The record of before waits sealed, as it was stored; nothing of it is opened
// here. What a draft brought is put back among the drafts, so that a wrong press costs nobody a password.

import type { ItemBase } from '../generated/core.js';
import type { Undoable, UndoKind } from '../messages.js';
import { areHidden, putBack } from './drafts.js';
import { Failure } from './failure.js';
import type { StoredDraft } from './storage.js';
import { clearSession, readItem, readSession, writeSession } from './storage.js';
import { save, use } from './vault.js';

const UNDO_MS = 5 * 60_000;
const UNDOS_MAX = 5;
/** Session storage is small, and drafts need it more. */
const RECORD_MAX = 1 << 20;

/** A change that can be undone. */
export interface StoredUndo {
  readonly id: string;
  readonly kind: UndoKind;
  /** The item as the change left it. */
  readonly base: ItemBase;
  /** Its record before; absent if it was new. */
  readonly before?: Uint8Array;
  /** The drafts that it was saved from. */
  readonly drafts: readonly StoredDraft[];
  readonly untilMs: number;
}

/** Those that came of drafts from private windows, which never touch storage. */
let privateUndos: readonly StoredUndo[] = [];

/** All whose time is not over, oldest first. */
async function all(): Promise<StoredUndo[]> {
  const stored = (await readSession('undos')) ?? [];
  return [...stored, ...privateUndos]
    .filter(({ untilMs }) => Date.now() < untilMs)
    .sort((a, b) => a.untilMs - b.untilMs);
}

async function keep(undos: readonly StoredUndo[]): Promise<void> {
  const kept = undos.slice(-UNDOS_MAX);
  privateUndos = kept.filter(({ drafts }) => areHidden(drafts));
  await writeSession({ undos: kept.filter(({ drafts }) => !areHidden(drafts)) });
}

/** Notes a change that was just made, within its turn. If that fails, the change stands all the same. */
export async function noteUndo(made: Omit<StoredUndo, 'untilMs'>): Promise<void> {
  if ((made.before?.length ?? 0) > RECORD_MAX) return;
  const untilMs = Date.now() + UNDO_MS;
  await all()
    .then((others) => keep([...others, { ...made, untilMs }]))
    .catch(() => undefined);
}

/** The last change that can be undone. */
export async function undoable(): Promise<Undoable | null> {
  const last = (await all()).at(-1);
  return last === undefined ? null : { id: last.id, kind: last.kind, itemId: last.base.id, untilMs: last.untilMs };
}

/** Undoes a change. Its drafts wait again, in badge and popup only. */
export function undo(id: string): Promise<null> {
  return use(async (vault) => {
    const undos = await all();
    const found = undos.find((each) => each.id === id);
    if (found === undefined) throw new Failure('not-found');
    const { base, before, drafts } = found;
    const current = before === undefined ? undefined : await readItem(base.id);
    if (before !== undefined && current === undefined) throw new Failure('not-found');
    await save(vault, () => vault.undo(base, current, before, Date.now()));
    await putBack(drafts);
    await keep(undos.filter((each) => each !== found)).catch(() => undefined);
    return null;
  });
}

/** Items that were changed since: what was before that is undone no more. */
export async function forgetUndosOf(items: ReadonlySet<string>): Promise<void> {
  const undos = await all();
  const kept = undos.filter(({ base }) => !items.has(base.id));
  if (kept.length < undos.length) await keep(kept).catch(() => undefined);
}

/** Under new keys no record of before opens any more. */
export async function forgetUndos(): Promise<void> {
  privateUndos = [];
  await clearSession('undos');
}
