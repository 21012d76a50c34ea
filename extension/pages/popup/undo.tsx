// What was just changed, and its undoing: a line that stays until it is closed, used, or its time is over.
// Whether it can be undone is the background's word; nothing is decided here.

import { effect, signal } from '@preact/signals';
import { useState } from 'preact/hooks';
import type { Row } from '../../generated/core.js';
import type { Undoable } from '../../messages.js';
import { own } from '../ask.js';
import { Icon } from '../icons.js';
import { IconButton } from '../parts.js';
import { shortened } from '../say.js';
import { doneTexts, undoFailed, undoTexts } from '../undo-texts.js';
import { words } from '../words.js';
import { say, sayFailed, toast } from './copy.js';
import {
  findRow,
  heed,
  openItem,
  refreshList,
  refreshOffers,
  refreshStatus,
  rows,
  showList,
  status,
  view,
} from './state.js';

const undoable = signal<(Undoable & { readonly row: Row | undefined }) | undefined>(undefined);
let closed = '';
let timer: ReturnType<typeof setTimeout> | undefined;

/** Asks what can be undone now. */
export async function refreshUndo(): Promise<void> {
  const reply = await own('own/undoable', {});
  const last = reply.ok && reply.value !== null && reply.value.id !== closed ? reply.value : undefined;
  undoable.value = last && { ...last, row: await findRow(last.itemId) };
  clearTimeout(timer);
  if (last) timer = setTimeout(forget, last.untilMs - Date.now());
}

const forget = (): void => {
  undoable.value = undefined;
};

// What was locked is forgotten.
effect(() => {
  if (view.value.name === 'unlock' || view.value.name === 'create') forget();
});

/** Says no more of what can be undone now: something later was done. */
export function closeUndo(): void {
  closed = undoable.value?.id ?? closed;
  forget();
}

/** The line above the dock. */
export function UndoLine() {
  const [busy, setBusy] = useState(false);
  const now = undoable.value;
  if (!now || toast.value || status.value?.state !== 'unlocked') return null;
  const title = (rows.value.find(({ id }) => id === now.itemId) ?? now.row)?.title ?? '';
  const undo = async () => {
    if (busy) return;
    setBusy(true);
    const reply = heed(await own('own/undo', { id: now.id }));
    setBusy(false);
    forget();
    if (reply.ok) say(undoTexts.undone);
    else sayFailed(undoFailed(reply.code));
    await Promise.all([refreshStatus(), refreshList(), refreshOffers()]);
    const shown = view.value;
    if (!reply.ok || shown.name !== 'item' || shown.row.id !== now.itemId) return;
    const row = await findRow(now.itemId);
    if (row) await openItem(row);
    else showList();
  };
  return (
    <div class="toast" data-undo={now.kind}>
      <Icon name="check" small />
      <span class="clip" role="status" dir="auto">
        {doneTexts[now.kind](shortened(title))}
      </span>
      <button type="button" class="btn" data-action="undo" aria-disabled={busy} onClick={() => void undo()}>
        {undoTexts.undo}
      </button>
      <IconButton icon="x" name={words.close} action="close-undo" onClick={closeUndo} />
    </div>
  );
}
