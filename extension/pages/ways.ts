// What the header says of the ways in, sorted for our pages: which there are, and which can be asked in this browser.
// It only reads; the rules for what ways are safe together are the core's.

import type { FactorKind, KdfParams, PrfParams, SlotInfo } from '../generated/core.js';

export interface Ways {
  /** Parameters of the master password where it opens alone. */
  readonly alone: KdfParams | undefined;
  /** What each way in that the master password is part of costs. */
  readonly costs: readonly KdfParams[];
  /** Every way in but the recovery code asks for the master password and a key. */
  readonly secondFactor: boolean;
  readonly hasCode: boolean;
  /** Passkeys and security keys, whether they open alone or beside the master password. */
  readonly keys: readonly PrfParams[];
}

const isOf = (slot: SlotInfo, ...kinds: FactorKind[]): boolean =>
  slot.factors.length === kinds.length && kinds.every((kind, at) => slot.factors[at]?.kind === kind);

export const waysOf = (slots: readonly SlotInfo[] = []): Ways => ({
  alone: slots.find((slot) => isOf(slot, 'password'))?.factors[0]?.kdf,
  costs: slots.flatMap(({ factors }) => factors.flatMap(({ kdf }) => kdf ?? [])),
  secondFactor: slots.some((slot) => isOf(slot, 'password', 'prf')),
  hasCode: slots.some((slot) => isOf(slot, 'recovery')),
  keys: slots.flatMap(({ factors }) => factors.flatMap(({ prf }) => prf ?? [])),
});

/** The way in that asks for this key. */
export const slotOf = (slots: readonly SlotInfo[], key: PrfParams): SlotInfo | undefined =>
  slots.find(({ factors }) => factors.some(({ prf }) => prf !== undefined && isSame(prf, key)));

export const isSame = (one: PrfParams, other: PrfParams): boolean =>
  String(one.credentialId) === String(other.credentialId);

/** A browser asks a key for the address alone that it was made for, and that is this extension's. */
export const isHere = ({ rpId }: PrfParams): boolean => rpId === location.host;
