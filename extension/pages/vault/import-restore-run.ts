// Hands a vault file to the background, piece by piece: once to look, once more to take. It shows nothing.

import type { ErrorCode, FactorProof, RestorePlan, SlotInfo } from '../../generated/core.js';
import { own } from '../ask.js';
import { forgetOutputs, passwordFactor } from '../kdf.js';
import { heed } from '../popup/state.js';
import { proofsOf } from '../proofs.js';
import { waysOf } from '../ways.js';

const PIECE_BYTES = 1024 * 1024;
/** No header is longer. */
const START_BYTES = 16 * 1024;

export type Stop = ErrorCode | 'cancelled' | 'unreadable' | 'no-password';
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: Stop };

/** A vault file that was opened and read to its end, with what opens it again. */
export interface Looked {
  readonly token: string;
  readonly header: Uint8Array;
  readonly proofs: readonly FactorProof[];
  readonly plan: RestorePlan;
}

const bytesAt = async (file: File, from: number, to: number): Promise<Uint8Array | undefined> => {
  try {
    return new Uint8Array(await file.slice(from, to).arrayBuffer());
  } catch {
    return undefined;
  }
};

/** Opens the file with its password and reads it to its end; `tell` says how far it is. */
export async function lookInto(
  file: File,
  password: string,
  tell: (part: number) => void,
  cancelled: () => boolean,
): Promise<Outcome<Looked>> {
  const start = await bytesAt(file, 0, START_BYTES);
  if (!start) return { ok: false, code: 'unreadable' };
  const asked = await own('own/restore-slots', { start });
  if (!asked.ok) return asked;
  const { slots, headerLength } = asked.value;
  const proofs = await proofsFor(password, slots);
  if (!proofs.ok) return proofs;
  const opened = await look(file, start.slice(0, headerLength), proofs.value, tell, cancelled);
  if (!opened.ok) forgetOutputs(proofs.value);
  return opened;
}

async function look(
  file: File,
  header: Uint8Array,
  proofs: readonly FactorProof[],
  tell: (part: number) => void,
  cancelled: () => boolean,
): Promise<Outcome<Looked>> {
  const begun = heed(await own('own/restore-begin', { header, proofs }));
  if (!begun.ok) return begun;
  const { token } = begun.value;
  let plan: RestorePlan | null = null;
  const done = await eachPiece(file, header.length, tell, cancelled, async (bytes, last) => {
    const reply = heed(await own('own/restore-look', { token, bytes, last }));
    if (reply.ok) plan = reply.value;
    return reply.ok ? undefined : reply.code;
  });
  if (!done.ok) {
    // Cancelled, or the file could not be read: its keys are not kept for a rest that never comes.
    await own('own/give-up', { token });
    return done;
  }
  return plan === null ? { ok: false, code: 'internal' } : { ok: true, value: { token, header, proofs, plan } };
}

async function proofsFor(password: string, slots: readonly SlotInfo[]): Promise<Outcome<readonly FactorProof[]>> {
  const { alone } = waysOf(slots);
  if (alone === undefined) return { ok: false, code: 'no-password' };
  const factor = await passwordFactor(password, alone);
  if (factor.ok) return { ok: true, value: proofsOf([factor.value]) };
  // An empty or too long password is simply not the right one.
  return { ok: false, code: factor.code === 'invalid-input' ? 'wrong-password' : factor.code };
}

/** Takes what the vault lacks, in one change at the end. */
export async function takeFrom(
  file: File,
  looked: Looked,
  tell: (part: number) => void,
  cancelled: () => boolean,
): Promise<Outcome<null>> {
  const take = ({ token, header }: Looked) =>
    eachPiece(file, header.length, tell, cancelled, async (bytes, last) => {
      const reply = heed(await own('own/restore-take', { token, bytes, last }));
      return reply.ok ? undefined : reply.code;
    });
  const taken = await take(looked);
  // The background may have gone to sleep while the user read the plan: the file is looked through once more.
  if (!taken.ok && taken.code === 'cancelled') await own('own/give-up', { token: looked.token });
  if (taken.ok || taken.code !== 'not-found') return taken;
  const again = await look(file, looked.header, looked.proofs, () => undefined, cancelled);
  if (!again.ok) return again;
  return again.value.plan.adds === looked.plan.adds ? take(again.value) : { ok: false, code: 'conflict' };
}

async function eachPiece(
  file: File,
  from: number,
  tell: (part: number) => void,
  cancelled: () => boolean,
  give: (bytes: Uint8Array, last: boolean) => Promise<ErrorCode | undefined>,
): Promise<Outcome<null>> {
  const length = Math.max(file.size - from, 1);
  for (let at = from; at === from || at < file.size; at += PIECE_BYTES) {
    if (cancelled()) return { ok: false, code: 'cancelled' };
    const bytes = await bytesAt(file, at, at + PIECE_BYTES);
    if (!bytes) return { ok: false, code: 'unreadable' };
    const code = await give(bytes, at + PIECE_BYTES >= file.size);
    if (code) return { ok: false, code };
    tell(Math.min((at + PIECE_BYTES - from) / length, 1));
  }
  return { ok: true, value: null };
}
