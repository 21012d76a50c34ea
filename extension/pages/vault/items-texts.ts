// The words of the section Items and of files; they stand in _locales. Plain, brief, present tense; buttons are verbs that
// name the result.

import { counted, say, sentences, texts } from '../say.js';

/** A size for people, in units of 1,024. */
export function size(bytes: number): string {
  if (bytes < 1024) return counted('size_bytes', bytes);
  const units = bytes < 1024 ** 2 ? bytes / 1024 : bytes / 1024 ** 2;
  const scaled = units < 10 ? Math.round(units * 10) / 10 : Math.round(units);
  return bytes < 1024 ** 2 ? say('size_KB', scaled) : say('size_MB', scaled);
}

export const itemsTexts = texts(() => ({
  section: say('items_section'),
  list: say('items_list'),
  show: say('items_show'),
  everything: say('items_everything'),
  favourites: say('items_favourites'),
  kinds: say('items_kinds'),
  folders: say('items_folders'),
  tags: say('items_tags'),
  none: say('items_none'),
  noneHint: say('items_noneHint'),
  empty: say('items_empty'),
}));

export const filesTexts = texts(() => ({
  heading: say('files_heading'),
  add: say('files_add'),
  dropHere: say('files_dropHere'),
  choose: say('files_choose'),
  limit: say('files_limit'),
  adding: (name: string, done: string, of: string) => say('files_adding', name, done, of),
  fetching: (name: string, done: string, of: string) => say('files_fetching', name, done, of),
  cancel: say('files_cancel'),
  download: (name: string) => say('files_download', name),
  remove: (name: string) => say('files_remove', name),
  removeAsk: (name: string) => say('files_removeAsk', name),
  tooLarge: sentences('files_tooLarge'),
  damaged: sentences('files_damaged'),
  unread: sentences('files_unread'),
  ended: sentences('files_ended'),
}));
