// What kept a fill from being done or whole, and what its fields are called: what happened, what is safe, what to do.
// The tables are complete by their types. No text names a secret or an address.

import type { ErrorCode, FillBlock, Refusal, Role } from '../generated/core.js';
import type { Sentences } from './error-texts.js';
import { errorTexts } from './error-texts.js';
import { blockArticles, linked } from './help-links.js';
import { say, sentences, texts } from './say.js';

const blocks = (): Record<FillBlock, Sentences> => ({
  'opaque-origin': sentences('block_opaqueOrigin'),
  'insecure-page': sentences('block_insecurePage'),
  'other-site': sentences('block_otherSite'),
  'foreign-ancestor': sentences('block_foreignAncestor'),
  'foreign-action': sentences('block_foreignAction'),
  'no-fields': sentences('block_noFields'),
});

/** Why nothing at all was filled. */
export const blockTexts = texts(() => linked(blocks(), blockArticles));

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
export const roleNames = texts(
  (): Record<Role, string> => ({
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
    'tel-country-code': say('roleNames_telCountryCode'),
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
  }),
);

const otherTexts = texts(
  (): Record<'covered' | 'pattern', Sentences> => ({ covered: sentences('covered'), pattern: sentences('pattern') }),
);

const isBlock = (code: FillBlock | ErrorCode): code is FillBlock => code in blockTexts;

/** The sentences for what blocked a fill. */
export function blockedText(code: FillBlock | ErrorCode | 'covered' | 'pattern'): Sentences {
  if (code === 'covered' || code === 'pattern') return otherTexts[code];
  return isBlock(code) ? blockTexts[code] : errorTexts[code];
}
