// What Health found of each login, by its id, so that a row and an item can bear a sign. It comes with the counts of the
// rail or of the strip, after the list; it is never waited for, and forgotten when the vault locks.

import { effect, signal } from '@preact/signals';
import type { Finding, Found } from '../mending.js';
import { TO_MEND } from '../mending.js';
import { answered } from './popup/filing.js';

const byId = signal<ReadonlyMap<string, readonly Finding[]>>(new Map());

/** What was found of a login. */
export const foundOf = (id: string): readonly Finding[] => byId.value.get(id) ?? NOTHING;
const NOTHING: readonly Finding[] = [];

/** Keeps what the background says. */
export function keepFound(found: Found): void {
  // An answer that comes after the lock is dropped.
  if (answered.peek() === undefined) return;
  const all = new Map<string, Finding[]>();
  for (const name of TO_MEND) {
    for (const id of found[name]) all.set(id, [...(all.get(id) ?? []), name]);
  }
  byId.value = all;
}

/** An item was changed: what was found of it may hold no more. */
export function forgetFound(id: string): void {
  byId.value = new Map([...byId.peek()].filter(([of]) => of !== id));
}

effect(() => {
  if (answered.value === undefined) byId.value = new Map();
});
