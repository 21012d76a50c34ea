// How our pages look on this device, as it was kept, as far as this version knows it.

import type { Appearance } from '../settings-messages.js';
import { ROWS, THEMES } from '../settings-messages.js';
import { readNotes, writeNotes } from './storage.js';

const known = (kept: Partial<Appearance> | undefined): Appearance => ({
  theme: THEMES.find((theme) => theme === kept?.theme) ?? 'system',
  rows: ROWS.find((rows) => rows === kept?.rows) ?? 'comfortable',
});

export const appearance = async (): Promise<Appearance> => known((await readNotes()).appearance);

export async function changeAppearance(change: Partial<Appearance>): Promise<Appearance> {
  const wanted = known({ ...(await appearance()), ...change });
  await writeNotes({ appearance: wanted });
  return wanted;
}
