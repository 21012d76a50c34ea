// What an organisation has set by the browser's managed storage. It comes from outside and is read entry by entry: one
// that is not what it should be holds nothing, and the others still hold. A policy can only make things stricter.
// It is read once a worker's life, and again when the browser says that it has changed.

import type { Settings } from '../generated/core.js';
import type { Policy } from '../settings-messages.js';
import { onManagedChanged, readManaged } from './storage.js';

const HOSTS_MAX = 1000;
const NAME_MAX = 100;
/** A host as URLs write it: an IDN in its ASCII form. `*.` takes all hosts below. */
const HOST = /^(?:\*\.)?(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;

type Entry<T> = (value: unknown) => T | undefined;

const yes: Entry<boolean> = (value) => (typeof value === 'boolean' ? value : undefined);
const name: Entry<string> = (value) =>
  typeof value === 'string' && value.length <= NAME_MAX ? value.trim() : undefined;
const between =
  (least: number, most: number): Entry<number> =>
  (value) =>
    Number.isInteger(value) && (value as number) >= least && (value as number) <= most ? (value as number) : undefined;
const hosts: Entry<readonly string[]> = (value) => {
  if (!Array.isArray(value) || value.length > HOSTS_MAX) return undefined;
  const read = value.map((each: unknown) => (typeof each === 'string' ? each.trim().toLowerCase() : ''));
  return read.every((host) => HOST.test(host)) ? read : undefined;
};

/** Every entry that there is; the schema of the manifest names the same ones. */
const ENTRIES = {
  organisation: name,
  lockAfterMinutesMax: between(1, 1440),
  lockWithSystem: yes,
  lockWithLastWindow: yes,
  clearClipboardSecondsMax: between(10, 600),
  noPlainExport: yes,
  noOffers: yes,
  noMenu: yes,
  noExposedLookup: yes,
  neverSave: hosts,
} satisfies Record<string, Entry<unknown>>;

const NONE: Policy = {
  organisation: '',
  lockWithSystem: false,
  lockWithLastWindow: false,
  noPlainExport: false,
  noOffers: false,
  noMenu: false,
  noExposedLookup: false,
  neverSave: [],
  unread: 0,
};

/** Null if nothing is set. */
function read(managed: Readonly<Record<string, unknown>>): Policy | null {
  const given = Object.entries(managed).filter(([, value]) => value !== undefined && value !== null);
  if (given.length === 0) return null;
  const known = given.map(([key, value]) => {
    const entry: Entry<unknown> | undefined = Object.hasOwn(ENTRIES, key)
      ? ENTRIES[key as keyof typeof ENTRIES]
      : undefined;
    return [key, entry?.(value)] as const;
  });
  const understood = known.filter(([, value]) => value !== undefined);
  return { ...NONE, ...Object.fromEntries(understood), unread: known.length - understood.length };
}

let known: Promise<Policy | null> | undefined;
onManagedChanged(() => {
  known = undefined;
});

/** What is set; null if nothing is. */
export const policy = (): Promise<Policy | null> => (known ??= readManaged().then(read));

const capped = (value: number, most: number | undefined): number =>
  most !== undefined && (value === 0 || value > most) ? most : value;

/** The settings as they hold under it. */
export async function underPolicy(settings: Settings): Promise<Settings> {
  const set = await policy();
  if (set === null) return settings;
  return {
    ...settings,
    lockAfterMinutes: capped(settings.lockAfterMinutes, set.lockAfterMinutesMax),
    lockWithSystem: settings.lockWithSystem || set.lockWithSystem,
    lockWithLastWindow: settings.lockWithLastWindow || set.lockWithLastWindow,
    clearClipboardSeconds: capped(settings.clearClipboardSeconds, set.clearClipboardSecondsMax),
    noOffers: settings.noOffers || set.noOffers,
    checkExposed: settings.checkExposed && !set.noExposedLookup,
  };
}

/** Whether saving may be offered for a host at all. */
export async function mayOffer(host: string): Promise<boolean> {
  const { noOffers, neverSave } = (await policy()) ?? NONE;
  const isMeant = (rule: string) => (rule.startsWith('*.') ? host.endsWith(rule.slice(1)) : host === rule);
  return !noOffers && !neverSave.some(isMeant);
}
