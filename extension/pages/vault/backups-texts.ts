// The sentences and words about backups that write themselves. Plain, brief, present tense; buttons are verbs that name
// the result.

import type { BackupFailure } from '../../backup-messages.js';
import type { Sentences } from '../error-texts.js';
import { errorTexts } from '../error-texts.js';
import { counted, date, say, sentences, texts } from '../say.js';

import { fileTexts } from './export-texts.js';

export const backupTexts = texts(() => ({
  heading: say('backup_heading'),
  lead: say('backup_lead'),
  elsewhere: say('backup_elsewhere'),
  password: say('backup_password'),
  often: say('backup_often'),
  oftenHint: say('backup_oftenHint'),
  every: (days: number) => {
    switch (days) {
      case 0:
        return say('backup_everyUnlocking');
      case 1:
        return say('backup_everyDay');
      case 7:
        return say('backup_everyWeek');
      case 30:
        return say('backup_everyMonth');
      default:
        return say('backup_everyDays', days);
    }
  },
  keep: say('backup_keep'),
  keepHint: say('backup_keepHint'),
  kept: (n: number) => say('backup_kept', n),
  setUp: say('backup_setUp'),
  turnOn: say('backup_turnOn'),
  turnOnHint: say('backup_turnOnHint'),
  now: say('backup_now'),
  turnOff: say('backup_turnOff'),
  off: sentences('backup_off'),
  restore: say('backup_restore'),
  deriving: say('backup_deriving'),
  writing: say('backup_writing'),
  written: (name: string, count: number): Sentences => ({
    what: counted('backup_written_what', count, name),
    safe: say('backup_written_safe'),
    next: say('backup_written_next'),
  }),
  files: say('backup_files'),
  none: say('backup_none'),
  file: (ms: number, count: number) => counted('backup_file', count, date(ms)),
  stale: sentences('backup_stale'),
}));

const refused: Sentences = { ...sentences('backup_refused'), article: 'backups' };

const interrupted: Sentences = { ...sentences('backup_interrupted'), article: 'backups' };

const forgotten: Sentences = { ...sentences('backup_forgotten'), article: 'backups' };

const incomplete: Sentences = { ...sentences('backup_incomplete'), article: 'backups' };

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
export const backupLines = texts(() => ({
  failed: say('backupLines_failed'),
  incomplete: say('backupLines_incomplete'),
  stale: say('backupLines_stale'),
  never: say('backupLines_never'),
  old: (days: number) => say('backupLines_old', days),
  look: say('backupLines_look'),
}));
