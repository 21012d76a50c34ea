// The formats that can be written: what each is called, what it is good for, and what it protects. Complete by its type.

import type { ExportFormat } from '../../generated/transfer.js';

export interface FormatFacts {
  readonly name: string;
  readonly hint: string;
  /** What the file's name ends with. */
  readonly ending: string;
  /** The file opens with a password of its own; all others are in clear. */
  readonly locked: boolean;
  /** Attachments come along. */
  readonly files: boolean;
}

export const exportFormats: Record<ExportFormat, FormatFacts> = {
  'kee-pass-kdbx': {
    name: 'KeePass database (KDBX 4)',
    hint: 'Encrypted under a password of its own, with attachments and earlier passwords.',
    ending: 'kdbx',
    locked: true,
    files: true,
  },
  'bitwarden-json-locked': {
    name: 'Bitwarden (JSON, under a password)',
    hint: 'Encrypted under a password of its own; without attachments.',
    ending: 'json',
    locked: true,
    files: false,
  },
  'fido-cxf': {
    name: 'Credential Exchange Format (FIDO)',
    hint: 'In clear. The standard between password managers, passkeys included; without attachments.',
    ending: 'json',
    locked: false,
    files: false,
  },
  'bitwarden-json': {
    name: 'Bitwarden (JSON)',
    hint: 'In clear; without attachments.',
    ending: 'json',
    locked: false,
    files: false,
  },
  'bitwarden-zip': {
    name: 'Bitwarden with attachments (zip)',
    hint: 'In clear, with attachments.',
    ending: 'zip',
    locked: false,
    files: true,
  },
  csv: {
    name: 'CSV, exact',
    hint: 'In clear, one row an item, each cell as it is. Do not open it in a spreadsheet: a cell may act as a formula there.',
    ending: 'csv',
    locked: false,
    files: false,
  },
  'csv-for-spreadsheets': {
    name: 'CSV for a spreadsheet',
    hint: 'In clear. Cells that a spreadsheet would take for a formula begin with an apostrophe, so they are not exact.',
    ending: 'csv',
    locked: false,
    files: false,
  },
};
