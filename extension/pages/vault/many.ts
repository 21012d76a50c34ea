// Work on many items: gathered batch by batch in the background, made true by one change, undone by one. What undoes the
// last of it is held here, sealed as it was stored, until its time is over, the vault locks or the page closes.

import { effect, signal } from '@preact/signals';
import type { ErrorCode, ItemBase, Row } from '../../generated/core.js';
import type { Reply } from '../../messages.js';
import type { Before, ImportUndo, Refiling, Token } from '../../moving-messages.js';
import { own } from '../ask.js';
import { heed, refreshList, status, view } from '../popup/state.js';
import { closeUndo, refreshUndo } from '../popup/undo.js';
import { manyTexts } from './many-texts.js';
import { finish, takeBack } from './undoing.js';

/** Between two batches the page draws how far it is, and hears of Cancel. */
const BATCH = 200;
const UNDO_MS = 5 * 60_000;

/** What goes on: a part of 1, and its count in words. */
export interface Going {
  readonly label: string;
  readonly part?: number;
}

/** What was done last, in words, and what undoes it. */
export interface Done {
  readonly text: string;
  readonly undo?: ImportUndo;
}

export type Stop = ErrorCode | 'cancelled';

export const going = signal<Going | undefined>(undefined);
export const done = signal<Done | undefined>(undefined);
export const stopped = signal<Stop | undefined>(undefined);
/** Whether it was an undo that stopped. */
export const undoFailed = signal(false);
/** Waits for the master password; hears whether it was given. */
export const asksMaster = signal<((given: boolean) => void) | undefined>(undefined);
let cancelled = false;
let timer: ReturnType<typeof setTimeout> | undefined;

export const cancel = (): void => {
  cancelled = true;
};

/** Forgets what was said, and what would undo it. */
export function forgetDone(): void {
  clearTimeout(timer);
  done.value = undefined;
  stopped.value = undefined;
  undoFailed.value = false;
}

function tell(text: string, undo?: ImportUndo): void {
  forgetDone();
  closeUndo();
  done.value = undo ? { text, undo } : { text };
  timer = setTimeout(forgetDone, UNDO_MS);
}

export const baseOf = ({ id, revision }: Row): ItemBase => ({ id, revision });

/** Gathers in one work and commits it; one that ends otherwise is given up, so that nothing of it stays in memory. */
async function gathered(steps: (token: Token) => Promise<Gathered>): Promise<Reply<unknown> | 'cancelled'> {
  const begun = await own('own/import-begin', {});
  if (!begun.ok) return begun;
  const outcome = await steps(begun.value);
  if (typeof outcome === 'string') {
    await own('own/give-up', begun.value);
    return outcome === 'cancelled' ? outcome : begun;
  }
  return outcome;
}

/** What came of gathering: committed or refused, given up by the user, or nothing to commit. */
type Gathered = Reply<unknown> | 'cancelled' | 'nothing';

/** Does it; where a guarded item is in the way, the master password is asked for, and then it is done again. */
async function opened<T>(steps: () => Promise<Reply<T> | 'cancelled'>): Promise<Reply<T> | 'cancelled'> {
  const outcome = await steps();
  if (outcome === 'cancelled' || outcome.ok || outcome.code !== 'guarded') return outcome;
  const before = going.value;
  going.value = undefined;
  const given = await new Promise<boolean>((resolve) => {
    asksMaster.value = resolve;
  });
  asksMaster.value = undefined;
  going.value = before;
  return given ? opened(steps) : 'cancelled';
}

/** Does a piece of work that is told of while it goes on; gives whether it was done. */
async function work(of: number, steps: () => Promise<Reply<unknown> | 'cancelled'>): Promise<boolean> {
  if (going.value || asksMaster.value) return false;
  cancelled = false;
  forgetDone();
  going.value = { label: manyTexts.working(0, of), part: 0 };
  const outcome = await opened(steps);
  going.value = undefined;
  if (outcome === 'cancelled') stopped.value = 'cancelled';
  else if (!heed(outcome).ok && !outcome.ok) stopped.value = outcome.code;
  await Promise.all([refreshList(), refreshUndo()]);
  return outcome !== 'cancelled' && outcome.ok;
}

/** Files many items otherwise, all in one change; gives whether that was done. */
export const refile = (bases: readonly ItemBase[], how: Refiling, text: (count: number) => string): Promise<boolean> =>
  work(bases.length, () =>
    gathered(async (token) => {
      let [changed, damaged] = [0, 0];
      const before: Before[] = [];
      for (let at = 0; at < bases.length; at += BATCH) {
        if (cancelled) return 'cancelled';
        const batch = bases.slice(at, at + BATCH);
        const reply = await own('own/refile', { ...token, ...how, bases: batch });
        if (!reply.ok) return reply;
        changed += reply.value.changed;
        before.push(...reply.value.before);
        damaged += reply.value.damaged;
        const count = Math.min(at + BATCH, bases.length);
        going.value = { label: manyTexts.working(count, bases.length), part: count / bases.length };
      }
      const left = damaged > 0 ? ` ${manyTexts.damaged(damaged)}` : '';
      if (changed === 0) {
        tell(left || manyTexts.nothing);
        return 'nothing';
      }
      if (cancelled) return 'cancelled';
      return end(token, before, text(changed) + left);
    }),
  );

/** Makes of items that are the same one, in one change. */
export const unite = (groups: readonly (readonly ItemBase[])[], text: string): Promise<boolean> =>
  work(groups.flat().length, () =>
    gathered(async (token) => {
      const before: Before[] = [];
      for (const bases of groups) {
        if (cancelled) return 'cancelled';
        const reply = await own('own/unite', { ...token, bases });
        if (!reply.ok) return reply;
        before.push(...reply.value);
      }
      if (cancelled) return 'cancelled';
      return end(token, before, text);
    }),
  );

async function end(token: Token, before: readonly Before[], text: string): Promise<Reply<unknown>> {
  const reply = await finish(token, before);
  if (reply.ok) tell(text, reply.value);
  return reply;
}

/** Deletes items for good, in one change. */
export const deleteAll = (bases: readonly ItemBase[], text: string): Promise<boolean> =>
  work(bases.length, async () => {
    const reply = await own('own/delete', { bases });
    if (reply.ok) tell(text);
    return reply;
  });

/** Undoes what was done last, in one change. */
export async function undoLast(): Promise<void> {
  const undo = done.value?.undo;
  if (!undo || going.value || asksMaster.value) return;
  going.value = { label: manyTexts.undoing };
  const reply = await opened(() => takeBack(undo));
  going.value = undefined;
  // Without the master password nothing was undone, and it still can be.
  if (reply === 'cancelled') return;
  forgetDone();
  if (heed(reply).ok) tell(manyTexts.undone);
  else if (!reply.ok) stopped.value = reply.code;
  undoFailed.value = !reply.ok;
  await Promise.all([refreshList(), refreshUndo()]);
}

let epoch: number | undefined;
// New keys open nothing that was sealed before.
effect(() => {
  const now = status.value?.epoch;
  if (epoch !== undefined && now !== epoch) forgetDone();
  epoch = now;
});

// A vault that locks leaves nothing of it here.
effect(() => {
  const { name } = view.value;
  if (name !== 'unlock' && name !== 'create') return;
  asksMaster.peek()?.(false);
  forgetDone();
});
