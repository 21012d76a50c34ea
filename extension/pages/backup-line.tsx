// One quiet line where backups need a look: the last one failed or is old, or there never was one. Else nothing.

import { useEffect, useState } from 'preact/hooks';
import type { Backups } from '../backup-messages.js';
import { own } from './ask.js';
import { Icon } from './icons.js';
import { whenStill } from './still.js';
import { backupLines } from './vault/backups-texts.js';

const DAY_MS = 24 * 60 * 60_000;
/** So old a backup may be, if the vault has changed since, before a word is said. */
const OLD_DAYS = 30;
/** So long a new vault may be without one. */
const NEW_DAYS = 7;

/** What is to be said at such a time. */
export function backupLine(
  { failed, plan, changed, lastMs, sinceMs }: Backups,
  nowMs: number,
): { readonly name: string; readonly text: string } | undefined {
  if (plan?.stale) return { name: 'stale', text: backupLines.stale };
  if (failed === 'damaged-item') return { name: 'incomplete', text: backupLines.incomplete };
  if (failed) return { name: 'failed', text: backupLines.failed };
  if (!changed || sinceMs === 0) return undefined;
  const days = Math.floor((nowMs - (lastMs || sinceMs)) / DAY_MS);
  if (lastMs === 0) return days >= NEW_DAYS ? { name: 'never', text: backupLines.never } : undefined;
  return days >= Math.max(OLD_DAYS, 2 * (plan?.everyDays ?? 0))
    ? { name: 'old', text: backupLines.old(days) }
    : undefined;
}

export function BackupLine({ onLook }: { readonly onLook: () => void }) {
  const [now, setNow] = useState<Backups | undefined>();
  useEffect(() => {
    const look = () =>
      void own('own/backups', {}).then((reply) => {
        if (reply.ok) setNow(reply.value);
      });
    void whenStill().then(look);
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  const line = now && backupLine(now, Date.now());
  if (!line) return null;
  return (
    <p class="backupline" role="status" data-backup={line.name}>
      <Icon name="warn" small />
      <span>{line.text}</span>
      <button type="button" class="link" data-action="backups" onClick={onLook}>
        {backupLines.look}
      </button>
    </p>
  );
}
