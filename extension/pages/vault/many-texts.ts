// The words for several items at once, ready to be translated. Plain, brief, present tense; buttons are verbs that name
// the result.

import { items, number } from './rail-texts.js';

export const onlyTexts = {
  only: (n: number) => `The file takes ${items(n)} that you chose, and your settings.`,
  all: 'Take the whole vault',
} as const;

export const manyTexts = {
  bar: 'For the chosen items',
  chosen: (n: number) => `${number(n)} chosen`,
  none: 'Press the items that you want.',
  all: 'Choose all',
  clear: 'Choose none',
  folder: 'Move to a folder',
  tag: 'Add or take off a tag',
  favourite: 'Make favourites',
  unfavourite: 'No favourites any more',
  archive: 'Archive',
  unarchive: 'Take out of the archive',
  trash: 'Move to trash',
  restore: 'Restore',
  delete: 'Delete for good',
  export: 'Export only these',
  folderName: 'Folder',
  folderHint: 'Choose one or type a new name. Left empty: no folder.',
  tagName: 'Tag',
  tagHint: 'Choose one or type a new name.',
  move: 'Move',
  add: 'Add',
  takeOff: 'Take off',
  deleteAsk: (n: number) => `Delete ${items(n)} for good? ${n === 1 ? 'It' : 'They'} cannot be brought back.`,
  working: (done: number, of: number) => `${number(done)} of ${items(of)}`,
  guarded: 'Some of these ask for the master password first. Nothing has changed yet.',
  goOn: 'Go on',
  undo: 'Undo',
  undoing: 'Undoing…',
  undone: 'Undone.',
  nothing: 'They are so already. Nothing has changed.',
  damaged: (n: number) => `${items(n)} could not be opened and ${n === 1 ? 'is as it was' : 'are as they were'}.`,
  cancelled: 'Cancelled. Nothing has changed.',
  done: {
    moved: (n: number, folder: string) =>
      folder === '' ? `${items(n)} taken out of folders.` : `${items(n)} moved to “${folder}”.`,
    tagged: (n: number, tag: string) => `Tag “${tag}” added to ${items(n)}.`,
    untagged: (n: number, tag: string) => `Tag “${tag}” taken off ${items(n)}.`,
    renamed: (n: number, from: string, to: string) => `“${from}” is “${to}” now, in ${items(n)}.`,
    removed: (n: number, name: string) => `“${name}” is gone from ${items(n)}.`,
    favourite: (n: number) => `${items(n)} made ${n === 1 ? 'a favourite' : 'favourites'}.`,
    unfavourite: (n: number) => `${items(n)} no ${n === 1 ? 'favourite' : 'favourites'} any more.`,
    archive: (n: number) => `${items(n)} archived.`,
    unarchive: (n: number) => `${items(n)} taken out of the archive.`,
    trash: (n: number) => `${items(n)} in the trash.`,
    restore: (n: number) => `${items(n)} restored.`,
    merged: (n: number) => `${items(n)} merged into one.`,
    deleted: (n: number) => `${items(n)} deleted for good.`,
  },
  changed: {
    what: 'Something of this was changed elsewhere meanwhile.',
    safe: 'Nothing was done here, and that change is kept.',
    next: 'Look at the list, then do it again.',
  },
  undoConflict: {
    what: 'Some of these items were changed since, so nothing was undone.',
    safe: 'Those changes are kept.',
    next: 'Change the items by hand.',
  },
  tooLong: {
    what: 'An item would hold more than the vault takes.',
    safe: 'Nothing has changed.',
    next: 'Take a shorter name, or fewer items.',
  },
} as const;
