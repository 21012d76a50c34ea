// How our pages look, as this device has it: theme and height of rows, set on the root of a page. The tokens do the rest.

import { signal } from '@preact/signals';
import type { Appearance } from '../settings-messages.js';
import { own } from './ask.js';

export const appearance = signal<Appearance | undefined>(undefined);

/** Asks how this page is to look, or changes it, and makes it look so. */
export async function applyAppearance(change?: Partial<Appearance>): Promise<void> {
  const { matches: dark } = matchMedia('(prefers-color-scheme: dark)');
  const reply = await own('own/appearance', change === undefined ? { dark } : { change, dark });
  if (!reply.ok) return;
  const { theme, rows } = reply.value;
  const root = document.documentElement;
  if (theme === 'system') root.removeAttribute('data-theme');
  else root.setAttribute('data-theme', theme);
  root.setAttribute('data-density', rows);
  appearance.value = reply.value;
}
