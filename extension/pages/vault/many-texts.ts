// The words for several items at once; they stand in _locales. Plain, brief, present tense; buttons are verbs that name
// the result.

import { counted, say, sentences, texts } from '../say.js';

export const onlyTexts = texts(() => ({
  only: (n: number) => counted('only_only', n),
  all: say('only_all'),
}));

export const manyTexts = texts(() => ({
  bar: say('many_bar'),
  chosen: (n: number) => say('many_chosen', n),
  none: say('many_none'),
  all: say('many_all'),
  clear: say('many_clear'),
  folder: say('many_folder'),
  tag: say('many_tag'),
  favourite: say('many_favourite'),
  unfavourite: say('many_unfavourite'),
  archive: say('many_archive'),
  unarchive: say('many_unarchive'),
  trash: say('many_trash'),
  restore: say('many_restore'),
  delete: say('many_delete'),
  export: say('many_export'),
  folderName: say('many_folderName'),
  folderHint: say('many_folderHint'),
  tagName: say('many_tagName'),
  tagHint: say('many_tagHint'),
  move: say('many_move'),
  add: say('many_add'),
  takeOff: say('many_takeOff'),
  deleteAsk: (n: number) => counted('many_deleteAsk', n),
  working: (done: number, of: number) => counted('many_working', of, done),
  guarded: say('many_guarded'),
  goOn: say('many_goOn'),
  undo: say('many_undo'),
  undoing: say('many_undoing'),
  undone: say('many_undone'),
  nothing: say('many_nothing'),
  damaged: (n: number) => counted('many_damaged', n),
  cancelled: say('many_cancelled'),
  done: {
    moved: (n: number, folder: string) =>
      folder === '' ? counted('many_done_unfiled', n) : counted('many_done_moved', n, folder),
    tagged: (n: number, tag: string) => counted('many_done_tagged', n, tag),
    untagged: (n: number, tag: string) => counted('many_done_untagged', n, tag),
    renamed: (n: number, from: string, to: string) => counted('many_done_renamed', n, from, to),
    removed: (n: number, name: string) => counted('many_done_removed', n, name),
    favourite: (n: number) => counted('many_done_favourite', n),
    unfavourite: (n: number) => counted('many_done_unfavourite', n),
    archive: (n: number) => counted('many_done_archive', n),
    unarchive: (n: number) => counted('many_done_unarchive', n),
    trash: (n: number) => counted('many_done_trash', n),
    restore: (n: number) => counted('many_done_restore', n),
    deleted: (n: number) => counted('many_done_deleted', n),
  },
  changed: { ...sentences('many_changed'), article: 'everyday' },
  undoConflict: { ...sentences('many_undoConflict'), article: 'everyday' },
  tooLong: { ...sentences('many_tooLong'), article: 'everyday' },
}));
