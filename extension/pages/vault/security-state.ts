// What the section "Security" is doing, and what it holds while it does: what factors gave, in bytes that are erased.
// It asks nobody and shows nothing.

import { effect, signal } from '@preact/signals';
import type { NewFactor, NewSlot, PrfParams } from '../../generated/core.js';
import { forgetOutputs } from '../kdf.js';
import { view } from '../popup/state.js';
import type { Ways } from '../ways.js';
import { isSame } from '../ways.js';

/** Tasks that end with new keys: what removes a way in, or asks for more than before, always does. */
export type Renewal = 'new-keys' | 'replace-code' | 'remove-code' | 'remove-key' | 'turn-on' | 'turn-off';
export type TaskName = Renewal | 'password' | 'recovered' | 'make-code' | 'add-key';
export interface Task {
  readonly name: TaskName;
  /** The key that `remove-key` is about. */
  readonly key?: PrfParams;
}

/** What was done, and how many items could not come along. */
export interface Done {
  readonly name: TaskName;
  readonly damaged: number;
}

export const task = signal<Task | undefined>(undefined);
export const done = signal<Done | undefined>(undefined);

/**
 * What the recovery code gave when it unlocked the vault, or a key in the place of a forgotten password, until a new
 * master password is set or the vault locks.
 */
export const recovered = signal<readonly NewFactor[] | undefined>(undefined);

export function forgetRecovered(): void {
  forgetOutputs(recovered.peek() ?? []);
  recovered.value = undefined;
}

/** What a key gave takes the place of the old master password. */
export function recoverBy(factors: readonly NewFactor[]): void {
  recovered.value = factors;
  task.value = { name: 'recovered' };
}

effect(() => {
  if (view.value.name !== 'unlock') return;
  forgetRecovered();
  task.value = undefined;
  done.value = undefined;
});

export function endTask(outcome?: Done): void {
  forgetRecovered();
  task.value = undefined;
  done.value = outcome;
}

/** What was proved and chosen so far. */
export interface Given {
  /** Of the way in that stands. */
  readonly proved: readonly NewFactor[];
  /** The master password that is to open the vault. */
  readonly password: NewFactor;
  /** Keys that were asked. */
  readonly keys: readonly NewFactor[];
}

/** Bytes of their own: whoever proved them erases theirs. */
export const keepOutputs = (factors: readonly NewFactor[]): NewFactor[] =>
  factors.map((factor) => ({ ...factor, output: Uint8Array.from(factor.output) }));

/** What the ways in are to be afterwards, besides the master password. */
export interface Plan {
  readonly keys: readonly PrfParams[];
  readonly secondFactor: boolean;
  /** Where no key is at hand any more the second factor ends: the recovery code opened the vault, and must mend it too. */
  readonly mayEndSecond: boolean;
  readonly withCode: boolean;
}

export function planFor({ name, key }: Task, { keys, secondFactor, hasCode }: Ways): Plan {
  return {
    keys: name === 'remove-key' ? keys.filter((each) => key === undefined || !isSame(each, key)) : keys,
    secondFactor: name === 'turn-on' || (secondFactor && name !== 'turn-off'),
    mayEndSecond: name === 'recovered',
    withCode: hasCode && name !== 'remove-code',
  };
}

/** The slots of a plan. The password comes first in each, as the core wants its factors in order. */
export function slotsFor(
  secondFactor: boolean,
  password: NewFactor,
  keys: readonly NewFactor[],
  code: NewFactor | undefined,
): NewSlot[] {
  const byKey = keys.map((key) => ({ factors: secondFactor ? [password, key] : [key] }));
  const byCode = code === undefined ? [] : [{ factors: [code] }];
  return [...(secondFactor ? [] : [{ factors: [password] }]), ...byKey, ...byCode];
}
