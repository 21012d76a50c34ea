// How hard a password is to guess, by a wasm module that is loaded only when somebody chooses a password.
// It asks no server and keeps nothing.

import type { ItemContent } from '../generated/core.js';
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

/** How strong an item's password is, 0 to 4; nothing if it has none, or if it could not be told. */
export async function scoreOf({ login, title }: ItemContent): Promise<number | undefined> {
  if (!login?.password) return undefined;
  return (await judge(login.password, [title, ...login.usernames]))?.score;
}
