// Which items of the list are chosen together, and how: by pressing their boxes, with Shift or Ctrl, or by the keyboard while
// the search keeps the focus. It does nothing to any of them.

import { effect, signal } from '@preact/signals';
import type { Row } from '../../generated/core.js';
import { answered, filing } from '../popup/filing.js';
import { chosen, chosenRow, query, rows, showList, view } from '../popup/state.js';

export const picked = signal<ReadonlyMap<string, Row>>(new Map());
/** Whether each press chooses, as a finger needs it. */
export const picking = signal(false);
/** Where a range began, and what was chosen before it. */
let anchor: { readonly id: string | undefined; readonly before: ReadonlyMap<string, Row> } | undefined;

export function pickNone(): void {
  picked.value = new Map();
  anchor = undefined;
}

export function pickAll(): void {
  picked.value = new Map([...picked.value, ...rows.value.map((row) => [row.id, row] as const)]);
}

export function stopPicking(): void {
  pickNone();
  picking.value = false;
}

function toggle(place: number): void {
  const row = rows.value[place];
  if (!row) return;
  const next = new Map(picked.value);
  if (!next.delete(row.id)) next.set(row.id, row);
  picked.value = next;
  chosen.value = place;
  anchor = { id: row.id, before: next };
}

function extend(place: number): void {
  const from = anchor ?? { id: chosenRow.value?.id, before: picked.value };
  // By its id: other rows may have come before it since.
  const begin = rows.value.findIndex(({ id }) => id === from.id);
  const [first, last] = begin === -1 ? [place, place] : [Math.min(begin, place), Math.max(begin, place)];
  picked.value = new Map([...from.before, ...rows.value.slice(first, last + 1).map((row) => [row.id, row] as const)]);
  chosen.value = place;
  anchor = from;
}

/** What the rows need to know of it. */
export const picks = {
  has: (id: string) => picked.value.has(id),
  any: () => picking.value || picked.value.size > 0,
  /** A press on a row; true if it chose and is not to open anything. */
  press: (place: number, { shiftKey, ctrlKey, metaKey }: MouseEvent): boolean => {
    if (shiftKey) extend(place);
    else if (ctrlKey || metaKey || picking.value) toggle(place);
    else anchor = undefined;
    // A row that was pressed has taken the focus from the search, which has the keys.
    document.getElementById('search')?.focus();
    return shiftKey || ctrlKey || metaKey || picking.value;
  },
  toggle,
};

/** A key in the search; true if it was one of choosing. */
export function onPickKey(event: KeyboardEvent): boolean {
  const field = event.currentTarget;
  if (!(field instanceof HTMLInputElement)) return false;
  const command = event.ctrlKey || event.metaKey;
  const isWhole = field.selectionStart === 0 && field.selectionEnd === query.value.length;
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (event.shiftKey && step !== 0) extend(Math.min(Math.max(chosen.value + step, 0), rows.value.length - 1));
  else if (event.key === ' ' && (query.value === '' || command)) toggle(chosen.value);
  else if (event.key.toLowerCase() === 'a' && command && isWhole) pickAll();
  else if (event.key === 'Escape' && picks.any()) stopPicking();
  else if (event.key === 'Escape' && query.value === '' && view.value.name === 'item') showList();
  else {
    if (step !== 0) anchor = undefined;
    return false;
  }
  event.preventDefault();
  return true;
}

// What is listed anew is chosen as it is now; a vault that locks leaves nothing chosen.
effect(() => {
  const [now, name] = [rows.value, view.value.name];
  const before = picked.peek();
  if (before.size === 0) return;
  if (name === 'unlock' || name === 'create') return stopPicking();
  // Where all of a shelf is listed, what is not in it has left it.
  if (answered.value?.searched === '' && filing.value === undefined) {
    const here = new Set(now.map(({ id }) => id));
    const left = [...before].filter(([id]) => here.has(id));
    if (left.length < before.size) {
      picked.value = new Map(left);
      return;
    }
  }
  const news = now.filter(({ id, revision }) => (before.get(id)?.revision ?? revision) !== revision);
  if (news.length > 0) picked.value = new Map([...before, ...news.map((row) => [row.id, row] as const)]);
});
