// The words for logins that are stored more than once, ready to be translated. Plain, brief, present tense; buttons are
// verbs that name the result.

import { items, number } from './rail-texts.js';

const rules = new Intl.PluralRules('en');
const plural = (count: number, one: string, many: string) => (rules.select(count) === 'one' ? one : many);
const counted = (one: string, many: string) => (n: number) => `${number(n)} ${plural(n, one, many)}`;

export const duplicateTexts = {
  what: (logins: number) => `${number(logins)} ${plural(logins, 'login is', 'logins are')} stored more than once`,
  why: 'Same site, user name and password. Merged, a change has to be made in one place only.',
  mergeAll: (n: number) => (n === 1 ? 'Merge them' : `Merge all ${number(n)}`),
  merge: (n: number) => `Merge these ${number(n)}`,
  keep: 'Stays',
  keepIt: (title: string) => `“${title}” stays`,
  comes: (parts: readonly string[]) => `From the others comes along: ${parts.join(', ')}.`,
  nothing: 'The others hold nothing that this one does not have.',
  goes: (n: number) => `${n === 1 ? 'The other goes' : 'The others go'} to the trash for 30 days.`,
  parts: {
    usernames: counted('user name', 'user names'),
    addresses: counted('address', 'addresses'),
    notes: () => 'notes',
    tags: counted('tag', 'tags'),
    folder: () => 'the folder',
    favourite: () => 'the star',
    fields: counted('field', 'fields'),
    otp: () => 'the one-time code',
    otherOtp: counted('other one-time code, as a field', 'other one-time codes, as fields'),
    passkeys: counted('passkey', 'passkeys'),
    history: counted('earlier password', 'earlier passwords'),
    files: counted('file', 'files'),
  },
  done: (n: number, logins: number) =>
    logins === 1 ? `${items(n)} are one login now.` : `${items(n)} are ${number(logins)} logins now.`,
} as const;
