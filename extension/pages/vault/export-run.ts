// Draws what goes out from the background, piece by piece. It shows nothing and decides nothing.

import type { ErrorCode, ImportedItem, Item, NewSlot, Row, Shelf } from '../../generated/core.js';
import type { Reply } from '../../messages.js';
import type { FilePiece, Token } from '../../moving-messages.js';
import { own } from '../ask.js';
import { heed } from '../popup/state.js';

/** A file as it was drawn. */
export interface Drawn {
  readonly parts: readonly Uint8Array<ArrayBuffer>[];
  readonly count: number;
  readonly leftOut: readonly string[];
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: Stop };

/** Why it ended early: an error, or the user's word. */
export type Stop = ErrorCode | 'cancelled';

/** Asked between two pieces: whether the user has cancelled. */
export type Cancelled = () => boolean;

async function draw(
  begun: Reply<Token>,
  next: (token: string) => Promise<Reply<FilePiece>>,
  tell: (count: number) => void,
  cancelled: Cancelled,
): Promise<Outcome<Drawn>> {
  if (!begun.ok) return begun;
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (;;) {
    const reply = heed(await next(begun.value.token));
    if (!reply.ok) return reply;
    if (cancelled()) {
      await own('own/give-up', begun.value);
      return { ok: false, code: 'cancelled' };
    }
    const { bytes, done, count, leftOut } = reply.value;
    // A copy of its own, of the kind that a Blob takes.
    parts.push(new Uint8Array(bytes));
    tell(count);
    if (done) return { ok: true, value: { parts, count, leftOut } };
  }
}

/** The vault file under this way in, of all items or `only` some. */
export async function drawVaultFile(
  slot: NewSlot,
  tell: (count: number, of: number) => void,
  cancelled: Cancelled,
  only?: readonly string[],
): Promise<Outcome<Drawn>> {
  const begun = heed(await own('own/backup-begin', { slots: [slot], ...(only && { only }) }));
  const of = begun.ok ? begun.value.items : 0;
  return draw(
    begun,
    (token) => own('own/backup-next', { token }),
    (count) => tell(count, of),
    cancelled,
  );
}

/** All records of the vault as they are stored. */
export async function drawRaw(tell: (count: number) => void, cancelled: Cancelled): Promise<Outcome<Drawn>> {
  return draw(await own('own/raw-begin', {}), (token) => own('own/raw-next', { token }), tell, cancelled);
}

/** Rows of the shelves that are to be exported. */
export async function rowsOf(shelves: readonly Shelf[]): Promise<Outcome<readonly Row[]>> {
  let rows: readonly Row[] = [];
  for (const shelf of shelves) {
    const reply = heed(await own('own/list', { query: '', shelf }));
    if (!reply.ok) return reply;
    rows = rows.concat(reply.value.others);
  }
  return { ok: true, value: rows };
}

const BATCH = 200;

/** Items as an export takes them, with the bytes of their files where `withFiles`; damaged ones are named. `plain` for a file in clear. */
export async function collect(
  rows: readonly Row[],
  withFiles: boolean,
  tell: (count: number, of: number) => void,
  cancelled: Cancelled,
  plain = true,
): Promise<Outcome<{ readonly items: readonly ImportedItem[]; readonly leftOut: readonly string[] }>> {
  // Guarded ones first: the master password that opens them is good for a minute.
  const ordered = rows.toSorted((a, b) => Number(b.guarded) - Number(a.guarded));
  const items: ImportedItem[] = [];
  const leftOut: string[] = [];
  for (let at = 0; at < ordered.length; at += BATCH) {
    if (cancelled()) return { ok: false, code: 'cancelled' };
    const batch = ordered.slice(at, at + BATCH);
    const reply = heed(await own('own/export-items', { ids: batch.map(({ id }) => id), plain }));
    if (!reply.ok) return reply;
    leftOut.push(...batch.filter(({ id }) => reply.value.damaged.includes(id)).map(({ title }) => title));
    for (const item of reply.value.items) {
      const made = await toImported(item, withFiles);
      if (made.ok) items.push(made.value);
      else if (made.code === 'damaged-item') leftOut.push(item.content.title);
      else return made;
    }
    tell(Math.min(at + BATCH, ordered.length), ordered.length);
  }
  return { ok: true, value: { items, leftOut } };
}

async function toImported(item: Item, withFiles: boolean): Promise<Outcome<ImportedItem>> {
  const attachments = [];
  for (const { id: fileId, name, mediaType } of item.attachments) {
    const bytes = withFiles ? await fileBytes(item.id, fileId) : ({ ok: true, value: new Uint8Array() } as const);
    if (!bytes.ok) return bytes;
    attachments.push({ name, mediaType, bytes: bytes.value });
  }
  const { content, createdMs, changedMs, passwordSetMs, trashedMs, history } = item;
  const times = { createdMs, changedMs, passwordSetMs: passwordSetMs === 0 ? undefined : passwordSetMs };
  const trashed = trashedMs !== undefined;
  return { ok: true, value: { content, ...times, strength: undefined, trashed, history, attachments, remarks: [] } };
}

/** The bytes of a file of an item. */
export async function fileBytes(id: string, fileId: string): Promise<Outcome<Uint8Array>> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let from = 0; ; from += CHUNKS_AT_ONCE) {
    const reply = heed(await own('own/export-file', { id, fileId, from }));
    if (!reply.ok) return reply;
    parts.push(new Uint8Array(reply.value.bytes));
    if (reply.value.done) return { ok: true, value: new Uint8Array(await new Blob(parts).arrayBuffer()) };
  }
}

/** How many chunks of a file come in one answer. */
const CHUNKS_AT_ONCE = 16;
