// Fills the chosen item, or a password just made, into the tab and keeps what came of it until the view is left.
// It decides nothing: the background and the core do. A double click is one choice.

import type { ItemKind, Row } from '../../generated/core.js';
import type { FillOutcome, Reply } from '../../messages.js';
import { own } from '../ask.js';
import { attempt, heed, tabId } from './state.js';
import { closePopup } from './surface.js';

/** So long the outcome stays to be read before the popup closes. */
const READING_MS = 650;
/** So long a repeated choice of the same item counts as the same choice. */
const REPEAT_MS = 1000;

/** Two tries, each of a look of one second and a ticket of five: after this nothing can be filled any more. */
const GIVE_UP_MS = 13_000;

let filling = false;
let last: { readonly id: string; readonly frameId: number | undefined; readonly atMs: number } | undefined;

/** Kinds of items that have something for a page's fields. */
export const canFill = (kind: ItemKind): boolean => kind === 'login' || kind === 'card' || kind === 'identity';

/** Something was filled and nothing that the item has was left out. */
export const isSuccess = ({ filled, refused, blocked, frames }: FillOutcome): boolean =>
  filled.length > 0 && !blocked && !frames?.length && refused.every(({ reason }) => reason === 'empty');

const givenUp = (): Promise<{ readonly ok: false; readonly code: 'page-changed' }> =>
  new Promise((resolve) => setTimeout(resolve, GIVE_UP_MS, { ok: false, code: 'page-changed' }));

export async function fill(row: Row, frameId?: number): Promise<void> {
  const atMs = performance.now();
  if (filling || tabId.value === undefined) return;
  if (last && last.id === row.id && last.frameId === frameId && atMs - last.atMs < REPEAT_MS) return;
  const request = { tabId: tabId.value, id: row.id };
  const isDone = await tell(own('own/fill', frameId === undefined ? request : { ...request, frameId }), row);
  if (isDone) last = { id: row.id, frameId, atMs: performance.now() };
}

/** Writes a password that was just made into the tab's fields for a new one. */
export async function fillNew(password: string): Promise<void> {
  if (!filling && tabId.value !== undefined) await tell(own('own/fill-new', { tabId: tabId.value, password }));
}

/** Shows what comes of a fill that another part of the popup asked for. */
export async function tellFill(asked: Promise<Reply<FillOutcome>>): Promise<void> {
  if (!filling) await tell(asked);
}

/** Keeps what comes of it to be read; after a success the popup closes. */
async function tell(asked: Promise<Reply<FillOutcome>>, row?: Row): Promise<boolean> {
  filling = true;
  attempt.value = { row };
  try {
    const reply = heed(await Promise.race([asked, givenUp()]));
    const outcome: FillOutcome = reply.ok ? reply.value : { filled: [], refused: [], blocked: reply.code };
    attempt.value = { row, outcome };
    const isDone = isSuccess(outcome);
    if (isDone) setTimeout(closePopup, READING_MS);
    return isDone;
  } finally {
    filling = false;
  }
}
