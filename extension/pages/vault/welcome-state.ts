// Where the first run stands, kept by the background, so that whoever closes the tab goes on at the right step; and what
// the new master password gave, in bytes that are erased, so that the recovery code need not ask for it again.

import { effect, signal } from '@preact/signals';
import type { ErrorCode, NewFactor } from '../../generated/core.js';
import type { FirstStep } from '../../settings-messages.js';
import { FIRST_STEPS } from '../../settings-messages.js';
import { own } from '../ask.js';
import { forgetOutputs } from '../kdf.js';
import { view } from '../popup/state.js';
import { isPhone } from '../popup/surface.js';

export const WELCOME = '#welcome';

/** Null until it is known, and where the first run never began. */
export const firstStep = signal<FirstStep | null>(null);

/** Why the first run did not move, the last time it was to. */
export const stepFailed = signal<ErrorCode | undefined>(undefined);

/** What opens the vault, from its making until the recovery code is made or the vault locks. */
export const held = signal<readonly NewFactor[] | undefined>(undefined);

export function forgetHeld(): void {
  forgetOutputs(held.peek() ?? []);
  held.value = undefined;
}

effect(() => {
  if (view.value.name === 'unlock') forgetHeld();
});
// Whoever leaves the first run, by whatever way, and comes back is asked again.
addEventListener('hashchange', () => {
  if (location.hash !== WELCOME) forgetHeld();
});

/** Asks where it stands, or moves it; gives whether that was done. */
export async function tellStep(step?: FirstStep): Promise<boolean> {
  if (step !== undefined && step !== 'code') forgetHeld();
  const reply = await own('own/first-run', step === undefined ? {} : { step });
  if (reply.ok) firstStep.value = reply.value.step;
  stepFailed.value = reply.ok ? undefined : reply.code;
  return reply.ok;
}

/** The steps that there are here: a telephone's browser has no toolbar to keep a button on. */
const steps: readonly FirstStep[] = FIRST_STEPS.filter((step) => !(isPhone && step === 'pin'));
export const hasStep = (step: FirstStep): boolean => steps.includes(step);

/** The step to show where a vault is: making it is behind, and a first run that ended begins again after that. */
export const shownStep = (): Exclude<FirstStep, 'create' | 'done'> => {
  const step = firstStep.value;
  if (step === null || step === 'create' || step === 'done') return 'code';
  // It may have been kept before this browser was known to have none.
  return step === 'pin' && !hasStep(step) ? 'try' : step;
};

export const nextStep = (step: FirstStep): FirstStep => steps[steps.indexOf(step) + 1] ?? 'done';

/** Whether it began here and is not at its end. */
export const isUnfinished = (): boolean => firstStep.value !== null && firstStep.value !== 'done';
