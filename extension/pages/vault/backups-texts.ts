// The sentences and words about backups that write themselves. Plain, brief, present tense; buttons are verbs that name
// the result.

import type { BackupFailure } from '../../backup-messages.js';
import type { Sentences } from '../error-texts.js';
import { errorTexts } from '../error-texts.js';
import { date } from '../texts.js';
import { fileTexts } from './export-texts.js';

const items = (n: number) => `${n.toLocaleString('en')} ${n === 1 ? 'item' : 'items'}`;

export const backupTexts = {
  heading: 'Backups',
  lead: 'Latchkey writes the vault file by itself, into the folder “Latchkey” in your downloads, when the vault is open and has changed. Names sort by time; the oldest files are removed.',
  elsewhere:
    'A disk that is lost takes its backups with it. Let something copy that folder to another disk or device, or do it from time to time.',
  password: 'Password of the backups',
  often: 'How often',
  oftenHint: 'At most so often, and only if something changed. One that is due is written when you unlock.',
  every: (days: number) => {
    switch (days) {
      case 0:
        return 'At each unlocking';
      case 1:
        return 'Every day';
      case 7:
        return 'Every week';
      case 30:
        return 'Every month';
      default:
        return `Every ${days} days`;
    }
  },
  keep: 'How many are kept',
  keepHint: 'Older ones are removed. Files that were not written by these backups stay.',
  kept: (n: number) => `The newest ${n}`,
  setUp: 'Set up backups',
  turnOn: 'Turn on backups',
  turnOnHint: 'The browser asks whether Latchkey may manage downloads: it puts its own files there and removes them.',
  now: 'Back up now',
  turnOff: 'Turn off backups',
  off: {
    what: 'Backups are off.',
    safe: 'The files that were written stay in your downloads.',
    next: 'Their password is forgotten here; keep it as long as you keep them.',
  },
  restore: 'Restore from one',
  deriving: 'Preparing the key…',
  writing: 'Writing the backup…',
  written: (name: string, count: number): Sentences => ({
    what: `${name} is written, with ${items(count)}.`,
    safe: 'It is in the folder “Latchkey” in your downloads.',
    next: 'Try once to restore from it: it shows what would change before anything does.',
  }),
  files: 'Backups that are kept',
  none: 'None was written yet.',
  file: (ms: number, count: number) => `${date(ms)}, ${items(count)}`,
  stale: {
    what: 'The vault has new keys, so backups have stopped.',
    safe: 'Whoever had the old keys could have known the way into new backups; those that were written stay.',
    next: 'Choose the password of the backups again; it may be the same.',
  },
} as const;

const refused: Sentences = {
  what: 'The browser does not let Latchkey write downloads, so there is no backup.',
  safe: 'Your vault is as it was.',
  next: 'Turn on backups again and allow it, or write the vault file by hand.',
  article: 'backups',
};

const interrupted: Sentences = {
  what: 'The last backup was not written whole: the browser stopped it, or the disk has no room.',
  safe: 'Your vault and the earlier backups are as they were.',
  next: 'Look at the downloads folder and its disk, then back up now.',
  article: 'backups',
};

const forgotten: Sentences = {
  what: 'What this browser noted of its backups is damaged.',
  safe: 'The vault is whole, and the files lie where they were.',
  next: 'Turn backups on again; the files of before are kept until you remove them.',
  article: 'backups',
};

const incomplete: Sentences = {
  what: 'The last backup is written, but without items that are damaged.',
  safe: 'All others are in it, and earlier backups are kept, for they may hold the missing ones.',
  next: 'Restore them from an earlier backup, or save the raw records and delete them. Then back up now.',
  article: 'backups',
};

/** The sentences for a backup that failed. */
export function backupFailure(code: BackupFailure): Sentences {
  switch (code) {
    case 'interrupted':
      return interrupted;
    case 'forgotten':
      return forgotten;
    case 'forbidden':
      return refused;
    case 'damaged-item':
      return incomplete;
    case 'conflict':
      return fileTexts.changed;
    case 'damaged':
      return fileTexts.damaged;
    default:
      return errorTexts[code];
  }
}

/** The quiet line of the popup and of the vault page. */
export const backupLines = {
  failed: 'The last backup failed.',
  incomplete: 'The last backup is without damaged items.',
  stale: 'Backups have stopped: the vault has new keys.',
  never: 'This vault has no backup yet.',
  old: (days: number) => `The last backup is ${days} days old.`,
  look: 'See backups',
} as const;
