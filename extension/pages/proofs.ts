// What opens the vault: gathers every factor of one way in, in the page where the user gives them.
// What each gave, 32 bytes, goes to whoever asked, who hands it over and erases it.

import type { ErrorCode, FactorProof, NewFactor, SlotInfo } from '../generated/core.js';
import { codeFactor, passwordFactor } from './kdf.js';
import type { KeyFailure } from './keys.js';
import { askKey } from './keys.js';
import { slotOf, waysOf } from './ways.js';

export type ProofFailure = ErrorCode | KeyFailure;
/** The factors of one way in, in the order of the slot. */
export type Proved =
  | { readonly ok: true; readonly value: readonly NewFactor[] }
  | { readonly ok: false; readonly code: ProofFailure };

/** As the background takes them: what they are and what they gave, without how to ask for them. */
export const proofsOf = (factors: readonly NewFactor[]): readonly FactorProof[] =>
  factors.map(({ info: { kind }, output }) => ({ kind, output }));

/** By the master password, and by a key beside it where the vault asks for both. */
export async function prove(password: string, slots: readonly SlotInfo[]): Promise<Proved> {
  const { alone, secondFactor, keys } = waysOf(slots);
  if (!secondFactor) {
    if (alone === undefined) return { ok: false, code: 'slot-rule' };
    const factor = await passwordFactor(password, alone);
    return factor.ok ? { ok: true, value: [factor.value] } : { ok: false, code: asWrong(factor.code) };
  }
  const key = await askKey(keys);
  if (!key.ok) return key;
  const asked = key.value.info.prf;
  const kdf = asked && slotOf(slots, asked)?.factors.find(({ kind }) => kind === 'password')?.kdf;
  if (kdf === undefined) return { ok: false, code: 'slot-rule' };
  const factor = await passwordFactor(password, kdf);
  if (factor.ok) return { ok: true, value: [factor.value, key.value] };
  key.value.output.fill(0);
  return { ok: false, code: asWrong(factor.code) };
}

/** An empty or too long password is simply not the right one. */
const asWrong = (code: ErrorCode): ErrorCode => (code === 'invalid-input' ? 'wrong-password' : code);

/** By a key alone. */
export async function proveByKey(slots: readonly SlotInfo[]): Promise<Proved> {
  const key = await askKey(waysOf(slots).keys);
  return key.ok ? { ok: true, value: [key.value] } : key;
}

/** By the recovery code, which opens everything. */
export async function proveByCode(code: string, vaultId: string): Promise<Proved> {
  const factor = await codeFactor(code, vaultId);
  return factor.ok ? { ok: true, value: [factor.value] } : factor;
}
