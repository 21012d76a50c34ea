// Draws what goes out from the background, piece by piece. It shows nothing and decides nothing.

import type { ErrorCode, NewSlot } from '../../generated/core.js';
import type { FilePiece, Reply, Token } from '../../messages.js';
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
    if (cancelled()) return { ok: false, code: 'cancelled' };
    const { bytes, done, count, leftOut } = reply.value;
    // A copy of its own, of the kind that a Blob takes.
    parts.push(new Uint8Array(bytes));
    tell(count);
    if (done) return { ok: true, value: { parts, count, leftOut } };
  }
}

/** The vault file under this way in. */
export async function drawVaultFile(
  slot: NewSlot,
  tell: (count: number, of: number) => void,
  cancelled: Cancelled,
): Promise<Outcome<Drawn>> {
  const begun = heed(await own('own/file-begin', { slots: [slot] }));
  const of = begun.ok ? begun.value.items : 0;
  return draw(
    begun,
    (token) => own('own/file-next', { token }),
    (count) => tell(count, of),
    cancelled,
  );
}

/** All records of the vault as they are stored. */
export async function drawRaw(tell: (count: number) => void, cancelled: Cancelled): Promise<Outcome<Drawn>> {
  return draw(await own('own/raw-begin', {}), (token) => own('own/raw-next', { token }), tell, cancelled);
}
