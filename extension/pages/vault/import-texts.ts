// The sentences and words of the section "Bring in". Plain, brief, present tense; buttons are verbs that name the result.

import type { Sentences } from '../error-texts.js';
import { counted, date, list, say, sentences, texts } from '../say.js';

const items = (n: number) => counted('items', n);
const files = (n: number) => counted('attachments', n);

export const importTexts = texts(() => ({
  name: say('import_name'),
  heading: say('import_heading'),
  lead: say('import_lead'),
  drop: say('import_drop'),
  choose: say('import_choose'),
  chooseHint: say('import_chooseHint'),
  another: say('import_another'),
  afterwards: say('import_afterwards'),
  unreadable: sentences('import_unreadable'),
  raw: sentences('import_raw'),
}));

export const restoreTexts = texts(() => ({
  heading: (name: string) => say('restore_heading', name),
  password: say('restore_password'),
  open: say('restore_open'),
  opening: say('restore_opening'),
  looking: say('restore_looking'),
  wrongPassword: sentences('restore_wrongPassword'),
  damaged: sentences('restore_damaged'),
  newer: sentences('restore_newer'),
  noPassword: sentences('restore_noPassword'),
  changed: sentences('restore_changed'),
  made: (ms: number) => say('restore_made', date(ms)),
  adds: (n: number, attachments: number) =>
    attachments === 0 ? counted('restore_adds', n) : counted('restore_addsBoth', n, files(attachments)),
  there: (n: number) => counted('restore_there', n),
  settingsToo: say('restore_settingsToo'),
  settingsStay: say('restore_settingsStay'),
  nothing: say('restore_nothing'),
  titles: say('restore_titles'),
  more: (n: number) => say('restore_more', n),
  add: (n: number) => counted('restore_add', n),
  adding: say('restore_adding'),
  cancelled: say('restore_cancelled'),
  done: (n: number, attachments: number): Sentences => ({
    what: attachments === 0 ? counted('restore_done_what', n) : counted('restore_done_whatBoth', n, files(attachments)),
    safe: say('restore_done_safe'),
    next: say('restore_done_next'),
  }),
  guarded: sentences('restore_guarded'),
}));

export const readTexts = texts(() => ({
  heading: (names: readonly string[]) => (names.length === 1 ? (names[0] ?? '') : say('read_heading', names.length)),
  recognising: say('read_recognising'),
  format: say('read_format'),
  formatHint: say('read_formatHint'),
  password: say('read_password'),
  keyFile: say('read_keyFile'),
  keyFileChosen: (name: string) => say('read_keyFileChosen', name),
  chooseKeyFile: say('read_chooseKeyFile'),
  columns: say('read_columns'),
  example: (texts: readonly string[]) => say('read_example', list(texts.map((text) => say('quoted', text)))),
  read: say('read_read'),
  reading: say('read_reading'),
  matching: (count: number, of: number) => counted('read_matching', of, count),
  brokeOff: sentences('read_brokeOff'),
}));

export const previewTexts = texts(() => ({
  found: (n: number, format: string) => counted('preview_found', n, format),
  counts: { new: say('preview_counts_new'), same: say('preview_counts_same'), similar: say('preview_counts_similar') },
  verdict: {
    new: say('preview_verdict_new'),
    same: say('preview_verdict_same'),
    similar: say('preview_verdict_similar'),
  },
  twin: say('preview_twin'),
  like: (title: string) => say('preview_like', title),
  same: say('preview_same'),
  sameHint: say('preview_sameHint'),
  similar: say('preview_similar'),
  similarHint: say('preview_similarHint'),
  choices: {
    merge: say('preview_choices_merge'),
    add: say('preview_choices_add'),
    leave: say('preview_choices_leave'),
  },
  folder: say('preview_folder'),
  folderHint: say('preview_folderHint'),
  remarks: (n: number) => counted('preview_remarks', n),
  remarkLine: (line: number) => say('preview_remarkLine', line),
  remark: (name: string, n: number) => say('preview_remark', name, n),
  more: (n: number) => say('preview_more', n),
  untitled: say('preview_untitled'),
  put: (n: number) => counted('preview_put', n),
  nothing: say('preview_nothing'),
  putting: (count: number, of: number) => counted('preview_putting', of, count),
  cancelled: say('preview_cancelled'),
  guarded: sentences('preview_guarded'),
  changed: sentences('preview_changed'),
  tooLong: sentences('preview_tooLong'),
  done: (added: number, merged: number): Sentences => ({
    what: merged === 0 ? counted('preview_done_what', added) : counted('preview_done_whatBoth', merged, items(added)),
    safe: say('preview_done_safe'),
    next: importTexts.afterwards,
  }),
  undo: say('preview_undo'),
  undoHint: say('preview_undoHint'),
  undoing: say('preview_undoing'),
  undone: sentences('preview_undone'),
  undoConflict: sentences('preview_undoConflict'),
}));
