// An import on its way into the vault, batch by batch, so that no message grows with the file. The background gathers
// and commits once; what breaks off before leaves the vault as it was. It shows nothing.

import type { ErrorCode, ImportedItem, ImportMatch } from '../../generated/core.js';
import type { Reply } from '../../messages.js';
import type { Before, ImportUndo, Token } from '../../moving-messages.js';
import { own } from '../ask.js';
import { heed } from '../popup/state.js';
import { scoreOf } from '../strength.js';
import { finish } from './undoing.js';

/** Most items of a message, and about how many letters they may hold together. */
const BATCH = 1_000;
const BATCH_CHARS = 2_000_000;
/** Most batches that are on their way at once. */
const FLYING = 2;
const PART_BYTES = 1024 * 1024;
/** So long an import judges passwords, thousands of them; what is over is left to the health report. */
const JUDGING_MS = 5_000;

export type Stop = ErrorCode | 'cancelled';
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: Stop };
export type Tell = (count: number, of: number) => void;

/** What becomes of items that are there already, or of others like them. */
export type Choice = 'merge' | 'leave' | 'add';

export interface Choices {
  readonly same: Choice;
  readonly similar: Choice;
  /** The folder that everything goes into; empty for the file's own. */
  readonly folder: string;
}

/** What is to be done with one item. */
export type Step =
  | { readonly do: 'add' | 'leave'; readonly number: number }
  | { readonly do: 'merge'; readonly number: number; readonly id: string };

/** An item without the bytes of its files, which go by themselves. */
const light = (item: ImportedItem): ImportedItem => ({
  ...item,
  attachments: item.attachments.map((file) => ({ ...file, bytes: new Uint8Array() })),
  remarks: [],
});

/** What an item is told by: the rest of it need not travel before it is put. */
const telling = (item: ImportedItem): ImportedItem => ({
  ...item,
  content: { ...item.content, notes: '', tags: [], fields: [] },
  history: [],
  attachments: [],
  remarks: [],
});

/** About how many letters an item holds. */
const weigh = ({ content }: ImportedItem): number =>
  content.fields.reduce((sum, { value }) => sum + value.length, content.notes.length);

/** What each item is beside those of the vault and those before it. */
export async function match(
  items: readonly ImportedItem[],
  tell: Tell,
  cancelled: () => boolean,
): Promise<Outcome<ImportMatch[]>> {
  const begun = heed(await own('own/import-begin', {}));
  if (!begun.ok) return begun;
  const matches: ImportMatch[] = [];
  let at = 0;
  const ask = async () => {
    const batch = items.slice(at, at + BATCH).map(telling);
    at += batch.length;
    return batch.length === 0 ? undefined : heed(await own('own/import-match', { ...begun.value, items: batch }));
  };
  // While the background works on a batch, the next one is on its way.
  let next = ask();
  for (;;) {
    const asked = next;
    next = ask();
    const reply = await asked;
    if (reply === undefined) {
      // What is put is gathered anew, once the user has chosen.
      await own('own/give-up', begun.value);
      return { ok: true, value: matches };
    }
    if (!reply.ok) return reply;
    matches.push(...reply.value);
    tell(matches.length, items.length);
    if (cancelled()) return giveUp(begun.value);
  }
}

/** Cancelled: nothing of what was gathered stays in memory. */
async function giveUp(token: Token): Promise<{ readonly ok: false; readonly code: 'cancelled' }> {
  await own('own/give-up', token);
  return { ok: false, code: 'cancelled' };
}

/** What is to be done with each item. One that the vault has is merged into once; nothing that differs is lost. */
export function plan(
  items: readonly ImportedItem[],
  matches: readonly ImportMatch[],
  { same, similar }: Choices,
): Step[] {
  const merged = new Set<string>();
  return matches.map(({ verdict, id, twin }, number) => {
    if (verdict === 'new') return { do: 'add', number };
    const choice = verdict === 'same' ? same : similar;
    if (choice !== 'merge') return { do: choice, number };
    if (id !== undefined && !merged.has(id)) {
      merged.add(id);
      return { do: 'merge', number, id };
    }
    const other = twin === undefined ? undefined : items[twin];
    const isCopy = other !== undefined && JSON.stringify(other.content) === JSON.stringify(items[number]?.content);
    return { do: isCopy || (id !== undefined && verdict === 'same') ? 'leave' : 'add', number };
  });
}

/** Puts items into the vault as planned, in one change; gives what undoes it. */
export async function put(
  items: readonly ImportedItem[],
  steps: readonly Step[],
  folder: string,
  tell: Tell,
  cancelled: () => boolean,
): Promise<Outcome<ImportUndo>> {
  const begun = heed(await own('own/import-begin', {}));
  if (!begun.ok) return begun;
  const { token } = begun.value;
  const placed = (number: number): ImportedItem | undefined => {
    const item = items[number];
    return item && folder !== '' ? { ...item, content: { ...item.content, folder: inside(folder, item) } } : item;
  };
  const judge = judging();
  // Guarded ones first: the master password that seals them is good for a minute.
  const isGuarded = ({ number }: Step) => Number(items[number]?.content.guarded === true);
  const todo = steps.filter((step) => step.do !== 'leave').sort((a, b) => isGuarded(b) - isGuarded(a));
  let batch: ImportedItem[] = [];
  let chars = 0;
  // Two batches are on their way while the next is made ready, so that the background never waits for one. Of several
  // that fail the first says why: the work is gone for those behind it.
  const flying: Promise<Reply<null>>[] = [];
  const landing = async (most: number): Promise<Reply<null>> => {
    for (;;) {
      if (flying.length <= most) return { ok: true, value: null };
      const landed = await flying.shift();
      if (landed?.ok === false) return landed;
    }
  };
  const send = async (): Promise<Reply<null>> => {
    const landed = await landing(FLYING - 1);
    if (landed.ok && batch.length > 0) flying.push(own('own/import-add', { token, items: batch }).then(heed));
    batch = [];
    chars = 0;
    return landed;
  };
  /** Sends what is left, and waits for all of it. */
  const flush = async (): Promise<Reply<null>> => {
    const sent = await send();
    return sent.ok ? landing(0) : sent;
  };
  const before: Before[] = [];
  let count = 0;
  for (const step of todo) {
    if (cancelled()) return giveUp({ token });
    const item = placed(step.number);
    if (!item) continue;
    if (item.attachments.length > 0) {
      const landed = await landing(0);
      if (!landed.ok) return landed;
    }
    const files = await sendFiles(token, item, cancelled);
    if (!files.ok) return files.code === 'cancelled' ? giveUp({ token }) : files;
    const judged = { ...light(item), strength: await judge(item) };
    if (step.do === 'merge') {
      // Before its own files, those of the batch must have found their items.
      const flushed = await flush();
      if (!flushed.ok) return flushed;
      const reply = heed(await own('own/import-merge', { token, id: step.id, item: judged }));
      if (!reply.ok) return reply;
      before.push(...reply.value);
    } else {
      batch.push(judged);
      chars += weigh(judged);
    }
    count += 1;
    if (batch.length >= BATCH || chars >= BATCH_CHARS) {
      const sent = await send();
      if (!sent.ok) return sent;
      tell(count, todo.length);
    } else if (item.attachments.length > 0) {
      tell(count, todo.length);
    }
  }
  const flushed = await flush();
  if (!flushed.ok) return flushed;
  if (cancelled()) return giveUp({ token });
  tell(todo.length, todo.length);
  return heed(await finish({ token }, before));
}

/** Judges passwords for as long as an import may take for it. */
function judging(): ({ content }: ImportedItem) => Promise<number | undefined> {
  let spentMs = 0;
  return async ({ content }) => {
    if (spentMs >= JUDGING_MS) return undefined;
    const begunMs = performance.now();
    const score = await scoreOf(content);
    spentMs += performance.now() - begunMs;
    return score;
  };
}

const inside = (folder: string, { content }: ImportedItem) =>
  content.folder === '' ? folder : `${folder}/${content.folder}`;

async function sendFiles(
  token: string,
  item: ImportedItem,
  cancelled: () => boolean,
): Promise<Reply<null> | { readonly ok: false; readonly code: 'cancelled' }> {
  for (const { bytes } of item.attachments) {
    const begun = heed(await own('own/import-file', { token, size: bytes.length }));
    if (!begun.ok) return begun;
    for (let at = 0; at === 0 || at < bytes.length; at += PART_BYTES) {
      if (cancelled()) return { ok: false, code: 'cancelled' };
      const reply = heed(await own('own/import-part', { token, bytes: bytes.slice(at, at + PART_BYTES) }));
      if (!reply.ok) return reply;
    }
  }
  return { ok: true, value: null };
}
