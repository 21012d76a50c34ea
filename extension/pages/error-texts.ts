// One sentence for each thing that can go wrong: what happened, what is safe, what to do.
// The tables are complete by their types: a code without a text does not compile. No text names a secret or an address.

import type { ErrorCode, FillBlock, Refusal, Role } from '../generated/core.js';
import type { ArticleId } from './help-links.js';
import { blockArticles, errorArticles, linked } from './help-links.js';
import { say, sentences } from './say.js';

/** What happened; what is safe; what to do. */
export interface Sentences {
  readonly what: string;
  readonly safe: string;
  readonly next: string;
  /** The article of the help that says more. */
  readonly article?: ArticleId;
}

const errors: Record<ErrorCode, Sentences> = {
  'no-vault': sentences('error_noVault'),
  'vault-exists': sentences('error_vaultExists'),
  locked: sentences('error_locked'),
  'wrong-password': sentences('error_wrongPassword'),
  damaged: sentences('error_damaged'),
  'damaged-item': sentences('error_damagedItem'),
  'newer-version': sentences('error_newerVersion'),
  'older-version': sentences('error_olderVersion'),
  'not-a-vault': sentences('error_notAVault'),
  'kdf-out-of-range': sentences('error_kdfOutOfRange'),
  'kdf-memory': sentences('error_kdfMemory'),
  'not-found': sentences('error_notFound'),
  conflict: sentences('error_conflict'),
  'invalid-input': sentences('error_invalidInput'),
  'storage-full': sentences('error_storageFull'),
  'storage-failed': sentences('error_storageFailed'),
  forbidden: sentences('error_forbidden'),
  'page-changed': sentences('error_pageChanged'),
  'page-unreachable': sentences('error_pageUnreachable'),
  'read-only': sentences('error_readOnly'),
  guarded: sentences('error_guarded'),
  'slot-rule': sentences('error_slotRule'),
  'mistyped-code': sentences('error_mistypedCode'),
  internal: sentences('error_internal'),
};

/** For every code that the background may answer with. */
export const errorTexts = linked(errors, errorArticles);

const blocks: Record<FillBlock, Sentences> = {
  'opaque-origin': sentences('block_opaqueOrigin'),
  'insecure-page': sentences('block_insecurePage'),
  'other-site': sentences('block_otherSite'),
  'foreign-ancestor': sentences('block_foreignAncestor'),
  'foreign-action': sentences('block_foreignAction'),
  'no-fields': sentences('block_noFields'),
};

/** Why nothing at all was filled. */
export const blockTexts = linked(blocks, blockArticles);

/** Why one field, of this name, was left out. */
export const refusalTexts: Record<Refusal, (name: string) => Sentences> = {
  hidden: (name) => sentences('refusal_hidden', name),
  disabled: (name) => sentences('refusal_disabled', name),
  'read-only': (name) => sentences('refusal_readOnly', name),
  'too-long': (name) => sentences('refusal_tooLong', name),
  changed: (name) => sentences('refusal_changed', name),
  rejected: (name) => sentences('refusal_rejected', name),
  empty: (name) => sentences('refusal_empty', name),
  unfit: (name) => sentences('refusal_unfit', name),
  part: (name) => sentences('refusal_part', name),
};

/** What a field is called in a sentence. */
export const roleNames: Record<Role, string> = {
  username: say('roleNames_username'),
  email: say('roleNames_email'),
  'current-password': say('roleNames_currentPassword'),
  'new-password': say('roleNames_newPassword'),
  'one-time-code': say('roleNames_oneTimeCode'),
  'cc-name': say('roleNames_ccName'),
  'cc-number': say('roleNames_ccNumber'),
  'cc-exp': say('roleNames_ccExp'),
  'cc-exp-month': say('roleNames_ccExpMonth'),
  'cc-exp-year': say('roleNames_ccExpYear'),
  'cc-csc': say('roleNames_ccCsc'),
  name: say('roleNames_name'),
  'given-name': say('roleNames_givenName'),
  'additional-name': say('roleNames_additionalName'),
  'family-name': say('roleNames_familyName'),
  organization: say('roleNames_organization'),
  tel: say('roleNames_tel'),
  'address-line1': say('roleNames_addressLine1'),
  'address-line2': say('roleNames_addressLine2'),
  'address-level2': say('roleNames_addressLevel2'),
  'address-level1': say('roleNames_addressLevel1'),
  'postal-code': say('roleNames_postalCode'),
  country: say('roleNames_country'),
  bday: say('roleNames_bday'),
  'bday-day': say('roleNames_bdayDay'),
  'bday-month': say('roleNames_bdayMonth'),
  'bday-year': say('roleNames_bdayYear'),
  search: say('roleNames_search'),
  other: say('roleNames_other'),
};

const covered: Sentences = sentences('covered');

const pattern: Sentences = sentences('pattern');

const isBlock = (code: FillBlock | ErrorCode): code is FillBlock => code in blockTexts;

/** The sentences for what blocked a fill. */
export function blockedText(code: FillBlock | ErrorCode | 'covered' | 'pattern'): Sentences {
  if (code === 'covered') return covered;
  if (code === 'pattern') return pattern;
  return isBlock(code) ? blockTexts[code] : errorTexts[code];
}
