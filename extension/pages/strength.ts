// How hard a password is to guess, by a wasm module that is loaded only when somebody chooses a password.
// It asks no server and keeps nothing.

import type { Strength } from '../generated/strength.js';

type Estimate = (password: string, userInputs: string[]) => Strength;

let loading: Promise<Estimate> | undefined;

async function load(): Promise<Estimate> {
  const { default: init, estimate } = await import('../generated/strength.js');
  await init({ module_or_path: browser.runtime.getURL('strength_bg.wasm') });
  return estimate;
}

/** Judges a password; undefined if the module could not be loaded, then no meter is shown. */
export async function judge(password: string, userInputs: readonly string[] = []): Promise<Strength | undefined> {
  try {
    loading ??= load();
    const estimate = await loading;
    return estimate(password, [...userInputs]);
  } catch {
    loading = undefined;
    return undefined;
  }
}
