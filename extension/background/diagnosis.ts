// Gathers what a report of a problem says, field by field: numbers, switches and words of closed lists, no text of the
// user's. It sends nothing; a page of ours shows it. The errors it knows are those since the background started.

import type { Diagnosis, Mishap, PageForm } from '../diagnosis.js';
import { AUTOFILL_WORDS, FIELD_TYPES } from '../diagnosis.js';
import type { ErrorCode, ItemKind, Vault } from '../generated/core.js';
import { backups } from './backups.js';
import { browserName, systemName } from './device.js';
import { mayDownload } from './downloads.js';
import { lastFill } from './fill.js';
import { inspect } from './inspect.js';
import { offersWaiting } from './offers.js';
import * as vault from './vault.js';

const MOST = 20;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

let mishaps: readonly { readonly code: ErrorCode; readonly to: string; readonly ms: number }[] = [];

/** Remembers an error by its code. `to` is the name of one of our own messages. */
export function noteMishap(code: ErrorCode, to: string): void {
  mishaps = [{ code, to, ms: Date.now() }, ...mishaps].slice(0, MOST);
}

const told = (): Mishap[] =>
  mishaps.map(({ code, to, ms }) => ({ code, to, minutesAgo: Math.floor((Date.now() - ms) / MINUTE_MS) }));

/** The browser's name and version, and the system. */
async function browserAndSystem(): Promise<string> {
  const [, version] = /(?:Firefox|Chrome)\/(\d+)/.exec(navigator.userAgent) ?? [];
  return `${await browserName()} ${version ?? '?'} on ${await systemName()}`;
}

/** `tabId` names the tab that the popup stood on. */
export async function diagnose(tabId?: number): Promise<Diagnosis> {
  const status = await vault.status();
  const open = status.state === 'unlocked' ? await openVault() : undefined;
  return {
    latchkey: browser.runtime.getManifest().version,
    browser: await browserAndSystem(),
    downloadsAllowed: await mayDownload(),
    vault: status.state,
    trouble: status.trouble?.code ?? 'none',
    alarm: status.alarm ?? 'none',
    offersWaiting: await offersWaiting(),
    waysIn: status.slots?.map(({ factors }) => factors.map(({ kind }) => kind)) ?? [],
    ...(open && { open }),
    ...(tabId !== undefined && { page: await formOf(tabId) }),
    errors: told(),
  };
}

async function formOf(tabId: number): Promise<PageForm> {
  const { fields } = await inspect(tabId);
  const frames = [...new Set(fields.map(({ frame }) => frame))].sort((a, b) => a - b);
  const last = lastFill(tabId);
  return {
    fields: fields.map(({ frame, path, role, confidence, attributes: { type, autocomplete } }) => ({
      frame: frames.indexOf(frame),
      path,
      role,
      confidence,
      type: type === undefined ? 'none' : (FIELD_TYPES.find((known) => known === type.toLowerCase()) ?? 'other'),
      autocomplete: (autocomplete?.toLowerCase().match(/\S+/g) ?? []).map(
        (word) => AUTOFILL_WORDS.find((known) => known === word) ?? 'other',
      ),
    })),
    lastFill:
      last === null
        ? 'none'
        : {
            filled: last.filled,
            refused: last.refused.map(({ role, reason }) => ({ role, reason })),
            blocked: last.blocked ?? 'none',
            severalFrames: last.frames !== undefined,
          },
  };
}

async function openVault(): Promise<NonNullable<Diagnosis['open']>> {
  const { plan, made, lastMs, failed } = await backups['own/backups']({});
  return vault.look((now) => ({
    keysMade: now.epoch(),
    ...counts(now),
    settings: settings(now),
    backups: {
      everyDays: plan?.everyDays ?? 'off',
      keep: plan?.keep ?? 0,
      made: made.length,
      lastDaysAgo: lastMs === 0 ? 'never' : Math.floor((Date.now() - lastMs) / DAY_MS),
      failed: failed ?? 'none',
    },
  }));
}

function counts(open: Vault) {
  const rows = open.list('', undefined, 'items').others;
  const items: Record<ItemKind, number> = { login: 0, card: 0, identity: 0, note: 0, custom: 0, unknown: 0 };
  for (const { kind } of rows) items[kind] += 1;
  return {
    items,
    archived: open.list('', undefined, 'archive').others.length,
    inTrash: open.list('', undefined, 'trash').others.length,
    guarded: rows.filter(({ guarded }) => guarded).length,
  };
}

function settings(open: Vault) {
  const now = open.settings();
  return {
    lockAfterMinutes: now.lockAfterMinutes,
    lockWithSystem: now.lockWithSystem,
    lockWithLastWindow: now.lockWithLastWindow,
    clearClipboardSeconds: now.clearClipboardSeconds,
    oldAfterDays: now.oldAfterDays,
    checkExposed: now.checkExposed,
    sitesNeverSaved: now.sites.filter(({ neverSave }) => neverSave).length,
    sitesWithoutMenu: now.sites.filter(({ noMenu }) => noMenu).length,
    groupsOfSites: now.equivalentDomains.length,
  };
}
