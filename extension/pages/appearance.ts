// How our pages look, as this device has it: theme and height of rows, set on the root of a page. The tokens do the rest.

import { signal } from '@preact/signals';
import type { ErrorCode } from '../generated/core.js';
import type { Reply } from '../messages.js';
import type { Appearance } from '../settings-messages.js';
import { own } from './ask.js';
import { showTheme } from './theme.js';

export const appearance = signal<Appearance | undefined>(undefined);

function ask(change?: Partial<Appearance>): Promise<Reply<Appearance>> {
  const { matches: dark } = matchMedia('(prefers-color-scheme: dark)');
  return own('own/appearance', change === undefined ? { dark } : { change, dark });
}

/** Asks how this page is to look, or changes it, and makes it look so; gives why not. */
export async function applyAppearance(
  change?: Partial<Appearance>,
  asked = ask(change),
): Promise<ErrorCode | undefined> {
  const reply = await asked;
  if (!reply.ok) return reply.code;
  const { theme, rows } = reply.value;
  showTheme(theme);
  document.documentElement.setAttribute('data-density', rows);
  appearance.value = reply.value;
  return undefined;
}
