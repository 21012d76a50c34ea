// Names of the files that can be read, of what a column can hold, and the sentences for what is wrong with a file.
// The tables are complete by their types: a format or a fault without a text does not compile.

import type { ColumnRole, ImportFault, ImportFaultKind, ImportFormat, RemarkKind } from '../../generated/transfer.js';
import type { Sentences } from '../error-texts.js';

export const formatNames: Record<ImportFormat, string> = {
  'one-password-pux': '1Password 8 (1PUX)',
  'one-password-csv': '1Password (CSV)',
  'one-password-pif': '1Password up to 7 (1PIF)',
  'aegis-json': 'Aegis (JSON)',
  'and-otp-json': 'andOTP (JSON)',
  'apple-csv': 'Apple Passwords, Safari (CSV)',
  'avast-json': 'Avast (JSON)',
  'avira-csv': 'Avira (CSV)',
  'bitwarden-json': 'Bitwarden (JSON)',
  'bitwarden-csv': 'Bitwarden (CSV)',
  'bitwarden-zip': 'Bitwarden with attachments (zip)',
  'buttercup-csv': 'Buttercup (CSV)',
  'chromium-csv': 'Chrome, Edge, Brave, Opera, Vivaldi (CSV)',
  'dashlane-csv': 'Dashlane (CSV or zip)',
  'dashlane-json': 'Dashlane (JSON)',
  'enpass-csv': 'Enpass (CSV)',
  'enpass-json': 'Enpass (JSON)',
  'fido-cxf': 'Credential Exchange Format (FIDO)',
  'firefox-csv': 'Firefox (CSV)',
  'google-authenticator': 'Google Authenticator (migration addresses)',
  'kaspersky-text': 'Kaspersky Password Manager (text)',
  'kee-pass-kdbx': 'KeePass, KeePassXC (KDBX)',
  'kee-pass-xml': 'KeePass (XML)',
  'kee-pass-csv': 'KeePass (CSV)',
  'keeper-csv': 'Keeper (CSV)',
  'keeper-json': 'Keeper (JSON)',
  'last-pass-csv': 'LastPass (CSV)',
  'nord-pass-csv': 'NordPass (CSV)',
  'otp-addresses': 'otpauth: addresses, one a line',
  'pass-text': 'pass (text)',
  'password-safe-xml': 'Password Safe (XML)',
  'proton-pass-json': 'Proton Pass (JSON, zip or PGP)',
  'proton-pass-csv': 'Proton Pass (CSV)',
  'robo-form-csv': 'RoboForm (CSV)',
  'safe-in-cloud-xml': 'SafeInCloud (XML)',
  'sticky-password-xml': 'Sticky Password (XML)',
  'two-fas-json': '2FAS (JSON)',
  'zoho-csv': 'Zoho Vault (CSV)',
  csv: 'Any other CSV',
};

export const columnNames: Record<ColumnRole, string> = {
  title: 'Title',
  url: 'Address',
  username: 'User name',
  password: 'Password',
  notes: 'Notes',
  otp: 'One-time code',
  folder: 'Folder',
  tags: 'Tags',
  favourite: 'Favourite',
  archived: 'In the archive',
  created: 'Created',
  changed: 'Last changed',
  'password-set': 'Password set',
  field: 'A field of this name',
  'hidden-field': 'A covered field of this name',
  ignored: 'Leave it out',
};

export const remarkTexts: Record<RemarkKind, string> = {
  'kept-as-field': 'Kept as a custom field',
  'kept-in-notes': 'Kept in the notes',
  'kept-as-tag': 'Kept as a tag',
  'kept-as-file': 'Too long, kept as an attachment',
  'file-missing': 'The export names a file but does not hold it',
  'left-out': 'Left out, for it is no item of yours',
  'odd-bytes': 'Characters that are not of the file’s encoding',
  'quote-not-closed': 'A quotation mark is never closed: the rest of the file went into this cell',
  unreadable: 'Left out, for it could not be read',
};

/** What happened, and what to do; that nothing has changed is said between them. */
const faultTexts: Record<ImportFaultKind, readonly [what: string, next: string]> = {
  'unknown-format': [
    'This is no file of a program that is known here.',
    'Say above what wrote it, or export it as CSV.',
  ],
  'nothing-in-it': ['There is nothing in this file.', 'Export it anew from the other program.'],
  malformed: [
    'The file is damaged, or not of this format.',
    'Mend this place, choose another format, or export it anew.',
  ],
  'too-large': [
    'The file is larger than Latchkey reads: 256 MB in all, 128 MB for a file inside an archive, 512 MB unpacked.',
    'Export it in parts.',
  ],
  'too-many': ['The file holds more than Latchkey reads at once.', 'Export it in parts.'],
  'too-deep': ['The file is nested deeper than any export has reason to be.', 'Export it anew from the other program.'],
  'duplicate-name': ['The file names the same thing twice.', 'Mend this place or export it anew.'],
  'forbidden-name': ['The file uses a name that no export has reason to use.', 'Look who gave you this file.'],
  'document-type': ['The file has a document type, which could name other files.', 'Look who gave you this file.'],
  'nested-archive': ['There is an archive inside the archive.', 'Unpack it and choose what is in it.'],
  'password-needed': ['The file asks for its password.', 'Type it above.'],
  'wrong-password': ['That password, or key file, does not open the file.', 'Look at what you typed and try again.'],
  'account-bound': [
    'The file was encrypted for one account and opens only there.',
    'Export it anew, under a password or in clear.',
  ],
  'kdf-out-of-range': [
    'The file asks for a password check that is not allowed here.',
    'Export it anew with usual settings.',
  ],
  'kdf-memory': [
    'There was not enough free memory to check the password.',
    'Close some tabs or programs and try again.',
  ],
  unsupported: ['The file is of a version, or a cipher, that is not known here.', 'Export it in another format.'],
};

const place = ({ entry, line, column }: ImportFault): string =>
  [
    entry === undefined ? '' : `entry ${entry + 1} of the archive`,
    line === undefined ? '' : `line ${line}`,
    column === undefined ? '' : `column ${column}`,
  ]
    .filter(Boolean)
    .join(', ');

/** The sentences for a fault, with the file and the place in it. */
export function faultText(fault: ImportFault, names: readonly string[]): Sentences {
  const [what, next] = faultTexts[fault.kind];
  const where = place(fault);
  const name = names[fault.file] ?? '';
  return { what: `${name}${where === '' ? '' : `, ${where}`}: ${what}`, safe: 'Nothing has changed.', next };
}
