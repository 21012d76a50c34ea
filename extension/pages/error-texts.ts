// One sentence for each thing that can go wrong: what happened, what is safe, what to do.
// The tables are complete by their types: a code without a text does not compile. No text names a secret or an address.

import type { ErrorCode, FillBlock, Refusal, Role } from '../generated/core.js';
import type { ArticleId } from './help-links.js';
import { blockArticles, errorArticles, linked } from './help-links.js';

/** What happened; what is safe; what to do. */
export interface Sentences {
  readonly what: string;
  readonly safe: string;
  readonly next: string;
  /** The article of the help that says more. */
  readonly article?: ArticleId;
}

const errors: Record<ErrorCode, Sentences> = {
  'no-vault': {
    what: 'There is no vault on this device yet.',
    safe: 'Nothing has changed.',
    next: 'Open Latchkey again and create one.',
  },
  'vault-exists': {
    what: 'A vault exists here already.',
    safe: 'It was not touched.',
    next: 'Open Latchkey again and unlock it.',
  },
  locked: {
    what: 'The vault is locked.',
    safe: 'Everything in it is kept.',
    next: 'Unlock it, then do it again.',
  },
  'wrong-password': {
    what: 'That password did not open the vault.',
    safe: 'Nothing has changed.',
    next: 'Look at what you typed and try again.',
  },
  damaged: {
    what: 'The vault’s records on this device are damaged.',
    safe: 'Latchkey leaves them exactly as they are and writes nothing.',
    next: 'Close the browser, copy your browser profile to a safe place, then start it and try again.',
  },
  'damaged-item': {
    what: 'This item’s record is damaged and cannot be read.',
    safe: 'All other items are whole, and the damaged record is kept as it is.',
    next: 'Save the raw records before you delete the item: a later version may read more of it.',
  },
  'newer-version': {
    what: 'This vault was written by a newer Latchkey.',
    safe: 'It is whole, and this version writes nothing to it.',
    next: 'Update Latchkey, then open it again.',
  },
  'older-version': {
    what: 'This vault was made by a trial version of Latchkey, before its format was fixed.',
    safe: 'It was not touched.',
    next: 'Open it with that version and copy out what you need; then remove the extension and start anew.',
  },
  'not-a-vault': {
    what: 'What is stored here is not a Latchkey vault.',
    safe: 'It was not touched.',
    next: 'Copy your browser profile to a safe place and update Latchkey.',
  },
  'kdf-out-of-range': {
    what: 'The vault asks for a password check that Latchkey does not allow; its header may have been changed.',
    safe: 'Your password was not used and nothing has changed.',
    next: 'Update Latchkey and try again; if it stays, restore the browser profile from a backup.',
  },
  'kdf-memory': {
    what: 'There was not enough free memory to check the password.',
    safe: 'Nothing has changed.',
    next: 'Close some tabs or programs and try again.',
  },
  'not-found': {
    what: 'This is no longer in the vault.',
    safe: 'All else is as it was.',
    next: 'Go back to the list; it may have been deleted in another window.',
  },
  conflict: {
    what: 'This login was changed in another window while you edited it.',
    safe: 'That change is saved, and what you typed is kept here.',
    next: 'Save yours over it, or take the saved one.',
  },
  'invalid-input': {
    what: 'Something here is too long or cannot be stored.',
    safe: 'Nothing was saved and what you typed is kept.',
    next: 'Shorten it and try again.',
  },
  'storage-full': {
    what: 'The disk is full, so the change was not saved.',
    safe: 'Your vault is as it was and what you typed is kept.',
    next: 'Free some space, then do it again.',
  },
  'storage-failed': {
    what: 'The browser’s storage did not work, so nothing was saved.',
    safe: 'Your vault is as it was.',
    next: 'Start the browser again and repeat it; look at the disk if it stays.',
  },
  forbidden: {
    what: 'Latchkey refused this, because it came from a place that may not ask for it.',
    safe: 'Nothing was given out and nothing has changed.',
    next: 'Open Latchkey from the toolbar and do it there.',
  },
  'page-changed': {
    what: 'The page changed between your choice and the fill.',
    safe: 'Nothing was filled.',
    next: 'Wait until the page has loaded, then fill again.',
  },
  'page-unreachable': {
    what: 'The browser does not let extensions act on this page.',
    safe: 'Nothing was filled.',
    next: 'Reload the page if it is a normal web page; otherwise copy the password and paste it.',
  },
  'read-only': {
    what: 'The vault is open for reading only, because something about it is not as it was.',
    safe: 'Nothing has changed and nothing was filled.',
    next: 'Open Latchkey and read what it says above the list.',
  },
  guarded: {
    what: 'This item asks for the master password first.',
    safe: 'Nothing was shown or filled.',
    next: 'Open the item in Latchkey and type the master password there.',
  },
  'slot-rule': {
    what: 'These ways into the vault would not be safe together, or none of them would be left.',
    safe: 'The ways in are as they were.',
    next: 'Keep at least one that you have at hand: the master password, a key or the recovery code.',
  },
  'mistyped-code': {
    what: 'This recovery code is mistyped.',
    safe: 'Nothing has changed.',
    next: 'Compare it with your sheet, four characters at a time.',
  },
  internal: {
    what: 'Latchkey met a fault of its own.',
    safe: 'Nothing was saved or filled by this step.',
    next: 'Close this window, open Latchkey again and repeat it.',
  },
};

/** For every code that the background may answer with. */
export const errorTexts = linked(errors, errorArticles);

const blocks: Record<FillBlock, Sentences> = {
  'opaque-origin': {
    what: 'This part of the page has no address of its own.',
    safe: 'Nothing was filled, because nobody can tell who would receive it.',
    next: 'Open the site’s own sign-in page and fill there.',
  },
  'insecure-page': {
    what: 'This page came without encryption, and this item is filled on encrypted pages only.',
    safe: 'Nothing was filled; others on the network could have read it.',
    next: 'Open the address with https:// and fill there.',
  },
  'other-site': {
    what: 'This login belongs to another site.',
    safe: 'Nothing was filled.',
    next: 'Compare the address letter by letter; if it is right, add it to the login.',
  },
  'foreign-ancestor': {
    what: 'The form stands inside a page of another site.',
    safe: 'Nothing was filled.',
    next: 'Open the form in a tab of its own and fill there.',
  },
  'foreign-action': {
    what: 'This form would send what is filled to another site, or without encryption.',
    safe: 'Nothing was filled.',
    next: 'Look for a form of the site’s own.',
  },
  'no-fields': {
    what: 'There is no field on this page for this item.',
    safe: 'Nothing was filled.',
    next: 'Open the page with the form that asks for it, then fill again.',
  },
};

/** Why nothing at all was filled. */
export const blockTexts = linked(blocks, blockArticles);

/** Why one field was left out; `what` follows the name of the field. */
export const refusalTexts: Record<Refusal, Sentences> = {
  hidden: {
    what: 'cannot be seen on the page.',
    safe: 'It was left empty.',
    next: 'Bring the field into view and fill again.',
  },
  disabled: {
    what: 'is switched off by the page.',
    safe: 'It was left as it was.',
    next: 'Do what the page asks first, then fill again.',
  },
  'read-only': {
    what: 'cannot be changed on the page.',
    safe: 'It was left as it was.',
    next: 'Click the field, then fill again.',
  },
  'too-long': {
    what: 'is longer than the field takes.',
    safe: 'It was not cut off and not filled.',
    next: 'Ask the site which length it takes, and change the item there.',
  },
  changed: {
    what: 'went away or changed just before it was filled.',
    safe: 'It was not filled.',
    next: 'Wait until the page is still, then fill again.',
  },
  rejected: {
    what: 'was cleared again by the page.',
    safe: 'The site may have seen it.',
    next: 'Type or paste it instead.',
  },
  empty: {
    what: 'is not in this item.',
    safe: 'The field was left as it was.',
    next: 'Edit the item to add it.',
  },
  part: {
    what: 'is asked for in single characters, such as the second and the fifth.',
    safe: 'Nothing of it was filled.',
    next: 'Open the item, show the password, and type what the page asks for.',
  },
  unfit: {
    what: 'is nothing that the field offers or takes.',
    safe: 'The field was left as it was.',
    next: 'Choose or type it on the page.',
  },
};

/** What a field is called in a sentence. */
export const roleNames: Record<Role, string> = {
  username: 'User name',
  email: 'E-mail address',
  'current-password': 'Password',
  'new-password': 'New password',
  'one-time-code': 'One-time code',
  'cc-name': 'Card holder',
  'cc-number': 'Card number',
  'cc-exp': 'Card expiry',
  'cc-exp-month': 'Card expiry month',
  'cc-exp-year': 'Card expiry year',
  'cc-csc': 'Card security code',
  name: 'Name',
  'given-name': 'First name',
  'additional-name': 'Middle name',
  'family-name': 'Last name',
  tel: 'Telephone number',
  'address-line1': 'Street',
  'address-line2': 'Second line of the street',
  'address-level2': 'City',
  'address-level1': 'State or province',
  'postal-code': 'Postal code',
  country: 'Country',
  organization: 'Company',
  bday: 'Birthday',
  'bday-day': 'Day of birth',
  'bday-month': 'Month of birth',
  'bday-year': 'Year of birth',
  search: 'Search',
  other: 'Field',
};

const covered: Sentences = {
  what: 'The page covered, moved or hid Latchkey’s menu, or it was not in front.',
  safe: 'Nothing was filled.',
  next: 'Choose the login here. After three times the menu stays away from that page.',
};

const pattern: Sentences = {
  what: 'The field has a rule of its own, and it took none of 100 passwords.',
  safe: 'Nothing was filled.',
  next: 'Read what the site asks for, and set the generator so.',
};

const isBlock = (code: FillBlock | ErrorCode): code is FillBlock => code in blockTexts;

/** The sentences for what blocked a fill. */
export function blockedText(code: FillBlock | ErrorCode | 'covered' | 'pattern'): Sentences {
  if (code === 'covered') return covered;
  if (code === 'pattern') return pattern;
  return isBlock(code) ? blockTexts[code] : errorTexts[code];
}
