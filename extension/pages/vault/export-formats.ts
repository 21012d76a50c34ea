// The formats that can be written: what each is called, what it is good for, and what it protects. Complete by its type.

import type { ExportFormat } from '../../generated/transfer.js';
import { say, texts } from '../say.js';

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

export const exportFormats = texts(
  (): Record<ExportFormat, FormatFacts> => ({
    'kee-pass-kdbx': {
      name: say('exportFormat_keePassKdbx_name'),
      hint: say('exportFormat_keePassKdbx_hint'),
      ending: 'kdbx',
      locked: true,
      files: true,
    },
    'bitwarden-json-locked': {
      name: say('exportFormat_bitwardenJsonLocked_name'),
      hint: say('exportFormat_bitwardenJsonLocked_hint'),
      ending: 'json',
      locked: true,
      files: false,
    },
    'fido-cxf': {
      name: say('exportFormat_fidoCxf_name'),
      hint: say('exportFormat_fidoCxf_hint'),
      ending: 'json',
      locked: false,
      files: false,
    },
    'bitwarden-json': {
      name: say('exportFormat_bitwardenJson_name'),
      hint: say('exportFormat_bitwardenJson_hint'),
      ending: 'json',
      locked: false,
      files: false,
    },
    'bitwarden-zip': {
      name: say('exportFormat_bitwardenZip_name'),
      hint: say('exportFormat_bitwardenZip_hint'),
      ending: 'zip',
      locked: false,
      files: true,
    },
    csv: {
      name: say('exportFormat_csv_name'),
      hint: say('exportFormat_csv_hint'),
      ending: 'csv',
      locked: false,
      files: false,
    },
    'csv-for-spreadsheets': {
      name: say('exportFormat_csvForSpreadsheets_name'),
      hint: say('exportFormat_csvForSpreadsheets_hint'),
      ending: 'csv',
      locked: false,
      files: false,
    },
  }),
);
