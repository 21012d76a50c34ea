// What the section "Settings" knows: the settings as they hold, what an organisation has set, and the last failure.
// It asks the background and keeps its answers.

import { signal } from '@preact/signals';
import type { ErrorCode, Settings } from '../../generated/core.js';
import type { Policy } from '../../settings-messages.js';
import { own } from '../ask.js';
import { heed, settings } from '../popup/state.js';

export const policy = signal<Policy | undefined>(undefined);
/** The last failure; `not-opened`: the browser did not open a page of its own. */
export const failed = signal<ErrorCode | 'not-opened' | undefined>(undefined);

/** Asks for all that the section shows. */
export async function readSettings(): Promise<void> {
  const [now, set] = await Promise.all([own('own/settings', {}), own('own/policy', {})]);
  const reply = heed(now);
  if (reply.ok) settings.value = reply.value;
  policy.value = (set.ok && set.value) || undefined;
  failed.value = reply.ok ? undefined : reply.code;
}

/** Changes settings at once. */
export async function change(patch: Partial<Settings>): Promise<void> {
  failed.value = undefined;
  const reply = heed(await own('own/put-settings', { patch }));
  if (reply.ok) settings.value = reply.value;
  failed.value = reply.ok ? undefined : reply.code;
}
