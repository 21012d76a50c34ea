// What the rail counts: how many items there are of each filing. It is asked for again whenever the whole list changed.

import { effect, signal } from '@preact/signals';
import type { Shelf } from '../../generated/core.js';
import type { Filings } from '../../moving-messages.js';
import { own } from '../ask.js';
import { keepFound } from '../found.js';
import type { Filing } from '../popup/filing.js';
import { answered, filing } from '../popup/filing.js';
import { query, shelf, showList, showShelf, view } from '../popup/state.js';
import { pickNone } from './picked.js';

export interface Counted extends Filing {
  readonly count: number;
}

const asked = signal<Filings | undefined>(undefined);
let turn = 0;

/** The counts, as far as they are known. */
export const filings = asked;

/** Asks for the counts. */
export const refreshFilings = async (): Promise<void> => {
  const mine = ++turn;
  const reply = await own('own/filings', {});
  if (mine !== turn || !reply.ok) return;
  asked.value = reply.value;
  keepFound(reply.value.found);
};

// A search changes no count. What was locked is forgotten.
effect(() => {
  const list = answered.value;
  const { name } = view.value;
  if (list?.searched === '') void refreshFilings();
  if (!list && (name === 'unlock' || name === 'create')) {
    turn += 1;
    asked.value = undefined;
  }
});

/** After a change: what the list did not ask for. */
export const countAgain = async (): Promise<void> => {
  if (answered.value?.searched !== '') await refreshFilings();
};

/** All filings of one sort with their counts, in order. */
export function counted(by: Filing['by']): readonly Counted[] {
  const found = (asked.value?.counts ?? []).filter(([key]) => key.startsWith(`${by} `));
  return found
    .map(([key, count]) => ({ by, name: key.slice(by.length + 1), count }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}

export const isShown = (at: Shelf, by?: Filing): boolean =>
  shelf.value === at && filing.value?.by === by?.by && filing.value?.name === by?.name;

/** Shows a shelf, or what is filed in one way. */
export function showFiling(at: Shelf, by?: Filing): void {
  if (!isShown(at, by)) pickNone();
  filing.value = by;
  if (view.value.name === 'item' || view.value.name === 'edit') showList();
  if (shelf.value !== at || query.value !== '') showShelf(at);
}
