// How our pages look, as this device has it: theme and height of rows, set on the root of a page. The tokens do the rest.

import { signal } from '@preact/signals';
import type { ErrorCode } from '../generated/core.js';
import type { Appearance } from '../settings-messages.js';
import { own } from './ask.js';
import { showTheme } from './theme.js';

export const appearance = signal<Appearance | undefined>(undefined);

/** Asks how this page is to look, or changes it, and makes it look so; gives why not. */
export async function applyAppearance(change?: Partial<Appearance>): Promise<ErrorCode | undefined> {
  const { matches: dark } = matchMedia('(prefers-color-scheme: dark)');
  const reply = await own('own/appearance', change === undefined ? { dark } : { change, dark });
  if (!reply.ok) return reply.code;
  const { theme, rows } = reply.value;
  showTheme(theme);
  document.documentElement.setAttribute('data-density', rows);
  appearance.value = reply.value;
  return undefined;
}
