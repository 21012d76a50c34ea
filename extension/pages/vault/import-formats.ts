// Names of the files that can be read, of what a column can hold, and the sentences for what is wrong with a file.
// The tables are complete by their types: a format or a fault without a text does not compile.

import type { ColumnRole, ImportFault, ImportFaultKind, ImportFormat, RemarkKind } from '../../generated/transfer.js';
import type { Sentences } from '../error-texts.js';
import { say, texts } from '../say.js';

export const formatNames = texts(
  (): Record<ImportFormat, string> => ({
    'one-password-pux': '1Password 8 (1PUX)',
    'one-password-csv': '1Password (CSV)',
    'one-password-pif': say('importFormat_onePasswordPif'),
    'aegis-json': 'Aegis (JSON)',
    'and-otp-json': 'andOTP (JSON)',
    'apple-csv': say('importFormat_appleCsv'),
    'avast-json': 'Avast (JSON)',
    'avira-csv': 'Avira (CSV)',
    'bitwarden-json': 'Bitwarden (JSON)',
    'bitwarden-csv': 'Bitwarden (CSV)',
    'bitwarden-zip': say('importFormat_bitwardenZip'),
    'buttercup-csv': 'Buttercup (CSV)',
    'chromium-csv': 'Chrome, Edge, Brave, Opera, Vivaldi (CSV)',
    'dashlane-csv': say('importFormat_dashlaneCsv'),
    'dashlane-json': 'Dashlane (JSON)',
    'enpass-csv': 'Enpass (CSV)',
    'enpass-json': 'Enpass (JSON)',
    'fido-cxf': 'Credential Exchange Format (FIDO)',
    'firefox-csv': 'Firefox (CSV)',
    'google-authenticator': say('importFormat_googleAuthenticator'),
    'kaspersky-text': say('importFormat_kasperskyText'),
    'kee-pass-kdbx': 'KeePass, KeePassXC (KDBX, KDB)',
    'kee-pass-xml': 'KeePass (XML)',
    'kee-pass-csv': 'KeePass (CSV)',
    'keeper-csv': 'Keeper (CSV)',
    'keeper-json': 'Keeper (JSON)',
    'last-pass-csv': 'LastPass (CSV)',
    'nord-pass-csv': 'NordPass (CSV)',
    'otp-addresses': say('importFormat_otpAddresses'),
    'pass-text': say('importFormat_passText'),
    'password-safe-xml': 'Password Safe (XML)',
    'proton-pass-json': say('importFormat_protonPassJson'),
    'proton-pass-csv': 'Proton Pass (CSV)',
    'robo-form-csv': 'RoboForm (CSV, HTML)',
    'safe-in-cloud-xml': 'SafeInCloud (XML)',
    'sticky-password-xml': 'Sticky Password (XML)',
    'two-fas-json': '2FAS (JSON)',
    'zoho-csv': 'Zoho Vault (CSV)',
    csv: say('importFormat_csv'),
  }),
);

export const columnNames = texts(
  (): Record<ColumnRole, string> => ({
    title: say('columnNames_title'),
    url: say('columnNames_url'),
    username: say('columnNames_username'),
    password: say('columnNames_password'),
    notes: say('columnNames_notes'),
    otp: say('columnNames_otp'),
    folder: say('columnNames_folder'),
    tags: say('columnNames_tags'),
    favourite: say('columnNames_favourite'),
    archived: say('columnNames_archived'),
    created: say('columnNames_created'),
    changed: say('columnNames_changed'),
    'password-set': say('columnNames_passwordSet'),
    field: say('columnNames_field'),
    'hidden-field': say('columnNames_hiddenField'),
    ignored: say('columnNames_ignored'),
  }),
);

export const remarkTexts = texts(
  (): Record<RemarkKind, string> => ({
    'kept-as-field': say('remark_keptAsField'),
    'kept-in-notes': say('remark_keptInNotes'),
    'kept-as-tag': say('remark_keptAsTag'),
    'kept-as-file': say('remark_keptAsFile'),
    'file-missing': say('remark_fileMissing'),
    'left-out': say('remark_leftOut'),
    'odd-bytes': say('remark_oddBytes'),
    unescaped: say('remark_unescaped'),
    'quote-not-closed': say('remark_quoteNotClosed'),
    unreadable: say('remark_unreadable'),
  }),
);

/** What happened, and what to do; that nothing has changed is said between them. */
const faultTexts = texts(
  (): Record<ImportFaultKind, readonly [what: string, next: string]> => ({
    'unknown-format': [say('fault_unknownFormat_what'), say('fault_unknownFormat_next')],
    'nothing-in-it': [say('fault_nothingInIt_what'), say('fault_nothingInIt_next')],
    malformed: [say('fault_malformed_what'), say('fault_malformed_next')],
    'too-large': [say('fault_tooLarge_what'), say('fault_tooLarge_next')],
    'too-many': [say('fault_tooMany_what'), say('fault_tooMany_next')],
    'too-deep': [say('fault_tooDeep_what'), say('fault_tooDeep_next')],
    'duplicate-name': [say('fault_duplicateName_what'), say('fault_duplicateName_next')],
    'forbidden-name': [say('fault_forbiddenName_what'), say('fault_forbiddenName_next')],
    'document-type': [say('fault_documentType_what'), say('fault_documentType_next')],
    'nested-archive': [say('fault_nestedArchive_what'), say('fault_nestedArchive_next')],
    'password-needed': [say('fault_passwordNeeded_what'), say('fault_passwordNeeded_next')],
    'wrong-password': [say('fault_wrongPassword_what'), say('fault_wrongPassword_next')],
    'account-bound': [say('fault_accountBound_what'), say('fault_accountBound_next')],
    'kdf-out-of-range': [say('fault_kdfOutOfRange_what'), say('fault_kdfOutOfRange_next')],
    'kdf-memory': [say('fault_kdfMemory_what'), say('fault_kdfMemory_next')],
    unsupported: [say('fault_unsupported_what'), say('fault_unsupported_next')],
  }),
);

const place = ({ entry, line, column }: ImportFault): string =>
  [
    entry === undefined ? '' : say('faultPlace_entry', entry + 1),
    line === undefined ? '' : say('faultPlace_line', line),
    column === undefined ? '' : say('faultPlace_column', column),
  ]
    .filter(Boolean)
    .join(say('faultPlace_comma'));

/** The sentences for a fault, with the file and the place in it. */
export function faultText(fault: ImportFault, names: readonly string[]): Sentences {
  const [what, next] = faultTexts[fault.kind];
  const where = place(fault);
  const name = names[fault.file] ?? '';
  const at = where === '' ? name : [name, where].join(say('faultPlace_comma'));
  return { what: say('fault_at', at, what), safe: say('fault_safe'), next };
}
