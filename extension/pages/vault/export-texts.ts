// The sentences and words of the section "Take out". Plain, brief, present tense; buttons are verbs that name the result.

import type { Sentences } from '../error-texts.js';
import { counted, say, sentences, texts } from '../say.js';
import { saveRaw } from '../texts.js';

export const exportTexts = texts(() => ({
  name: say('export_name'),
  heading: say('export_heading'),
  lead: say('export_lead'),
  cancelled: say('export_cancelled'),
  leftOut: (titles: readonly string[]) => counted('export_leftOut', titles.length),
  more: (n: number) => say('export_more', n),
}));

export const fileTexts = texts(() => ({
  heading: say('file_heading'),
  lead: say('file_lead'),
  password: say('file_password'),
  passwordHint: say('file_passwordHint'),
  write: say('file_write'),
  deriving: say('file_deriving'),
  writing: (count: number, of: number) => counted('file_writing', of, count),
  written: (name: string, count: number): Sentences => ({
    what: counted('file_written_what', count, name),
    safe: say('file_written_safe'),
    next: say('file_written_next'),
  }),
  empty: say('file_empty'),
  differ: say('file_differ'),
  guarded: sentences('file_guarded'),
  changed: sentences('file_changed'),
  damaged: sentences('file_damaged'),
}));

export const rawTexts = texts(() => ({
  heading: say('raw_heading'),
  lead: say('raw_lead'),
  save: saveRaw,
  saving: (count: number) => say('raw_saving', count),
  saved: (name: string, count: number): Sentences => ({
    what: say('raw_saved_what', name, count),
    safe: say('raw_saved_safe'),
    next: say('raw_saved_next'),
  }),
}));

export const otherTexts = texts(() => ({
  heading: say('other_heading'),
  lead: say('other_lead'),
  format: say('other_format'),
  archive: say('other_archive'),
  trash: say('other_trash'),
  password: say('other_password'),
  write: say('other_write'),
  plain: sentences('other_plain'),
  guarded: sentences('other_guarded'),
  collecting: (count: number, of: number) => counted('other_collecting', of, count),
  converting: say('other_converting'),
  written: (name: string, count: number, isPlain: boolean): Sentences => ({
    what: counted('other_written_what', count, name),
    safe: say('other_written_safe'),
    next: isPlain ? say('other_written_nextPlain') : say('other_written_nextLocked'),
  }),
  withoutFiles: (n: number) => counted('other_withoutFiles', n),
  empty: say('other_empty'),
  differ: say('other_differ'),
  nothing: say('other_nothing'),
  failed: sentences('other_failed'),
}));
