// When the vault locks by itself: after so long without use, by whichever clock is the stricter: the system's, which may be
// set, and the worker's own, which ends with it. It sets the alarm for that time; it never locks, and keeps no key.

import type { Settings } from '../generated/core.js';
import { underPolicy } from './policy.js';
import type { SessionValues } from './storage.js';

type Lock = SessionValues['lock'];

/** The alarm that fires when the vault may have to lock. */
export const LOCK_ALARM = 'lock';

const CLOCK_SLACK_MS = 5_000;
const NOTED_EVERY_MS = 60_000;

/** What this worker itself counts since the last use: no change of the system's clock puts off the lock while it lives. */
let counted: { readonly sinceMs: number; readonly forMs: number } | undefined;

const countFromNow = (forMs: number | undefined) => {
  counted = forMs === undefined ? undefined : { sinceMs: performance.now(), forMs };
};

/** Counts what is left until a deadline of an earlier worker. */
export function countUntil(deadlineMs: number | null): void {
  if (deadlineMs !== null) countFromNow(deadlineMs - Date.now());
}

/** Whether the time is over, or the clock went back. */
export const isDue = ({ deadlineMs, seenMs }: Lock): boolean =>
  (deadlineMs !== null && Date.now() >= deadlineMs) ||
  Date.now() < seenMs - CLOCK_SLACK_MS ||
  (counted !== undefined && performance.now() - counted.sinceMs >= counted.forMs);

/** When to lock from now on; sets the alarm for it. */
export async function nextDeadline(settings: Settings): Promise<Lock> {
  const { lockAfterMinutes: minutes } = await underPolicy(settings);
  const seenMs = Date.now();
  const deadlineMs = minutes === 0 ? null : seenMs + minutes * 60_000;
  countFromNow(minutes === 0 ? undefined : minutes * 60_000);
  if (deadlineMs === null) await browser.alarms.clear(LOCK_ALARM);
  else await wakeFor(deadlineMs);
  return { deadlineMs, seenMs };
}

/** From now on there is nothing to lock. */
export async function noDeadline(): Promise<void> {
  countFromNow(undefined);
  await browser.alarms.clear(LOCK_ALARM);
}

/** Sets the alarm anew; what the clock shows, if it is to be noted. That is no use of the vault. */
export async function noteClock({ deadlineMs, seenMs }: Lock): Promise<Lock | undefined> {
  if (deadlineMs === null) return undefined;
  await wakeFor(deadlineMs);
  // Never less than was noted: many small steps back add up to a large one.
  const nowMs = Date.now();
  return nowMs >= seenMs + NOTED_EVERY_MS / 2 ? { deadlineMs, seenMs: nowMs } : undefined;
}

/** Sets the alarm for the deadline, and until then for each minute: what the clock shows is noted, so that one that is set
 * back after the worker's end is seen. */
const wakeFor = (deadlineMs: number): Promise<void> =>
  browser.alarms.create(LOCK_ALARM, { when: Math.min(deadlineMs + 500, Date.now() + NOTED_EVERY_MS) });
