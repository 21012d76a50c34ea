// The words for logins that are stored more than once; they stand in _locales. Plain, brief, present tense; buttons are
// verbs that name the result.

import { counted, list, say, texts } from '../say.js';

export const duplicateTexts = texts(() => ({
  what: (logins: number) => counted('duplicate_what', logins),
  why: say('duplicate_why'),
  mergeAll: (n: number) => counted('duplicate_mergeAll', n),
  merge: (n: number) => say('duplicate_merge', n),
  keep: say('duplicate_keep'),
  keepIt: (title: string) => say('duplicate_keepIt', title),
  comes: (parts: readonly string[]) => say('duplicate_comes', list(parts)),
  nothing: say('duplicate_nothing'),
  guarded: say('duplicate_guarded'),
  goes: (n: number) => counted('duplicate_goes', n),
  parts: {
    usernames: (n: number) => counted('duplicate_parts_usernames', n),
    addresses: (n: number) => counted('duplicate_parts_addresses', n),
    notes: () => say('duplicate_parts_notes'),
    tags: (n: number) => counted('duplicate_parts_tags', n),
    folder: () => say('duplicate_parts_folder'),
    favourite: () => say('duplicate_parts_favourite'),
    fields: (n: number) => counted('duplicate_parts_fields', n),
    otp: () => say('duplicate_parts_otp'),
    otherOtp: (n: number) => counted('duplicate_parts_otherOtp', n),
    passkeys: (n: number) => counted('duplicate_parts_passkeys', n),
    history: (n: number) => counted('duplicate_parts_history', n),
    files: (n: number) => counted('duplicate_parts_files', n),
  },
  done: (n: number, logins: number) => counted('duplicate_done', logins, counted('items', n)),
}));
