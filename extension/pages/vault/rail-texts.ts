// The words of the vault page's rail and of the head of its list; they stand in _locales. Plain, brief, present tense;
// buttons are verbs that name the result.

import type { ItemKind, Shelf } from '../../generated/core.js';
import { counted, say, texts } from '../say.js';

export const railTexts = texts(() => ({
  rail: say('rail_rail'),
  menu: say('rail_menu'),
  here: say('rail_here'),
  closeMenu: say('rail_closeMenu'),
  all: say('rail_all'),
  favourites: say('rail_favourites'),
  passkeys: say('item_passkeys'),
  toMend: (n: number) => counted('rail_toMend', n),
  folders: say('rail_folders'),
  tags: say('rail_tags'),
  kinds: {
    login: say('rail_kinds_login'),
    card: say('rail_kinds_card'),
    identity: say('rail_kinds_identity'),
    note: say('rail_kinds_note'),
    custom: say('rail_kinds_custom'),
    unknown: say('rail_kinds_unknown'),
  } satisfies Record<ItemKind, string>,
  shelves: {
    items: say('rail_shelves_items'),
    archive: say('rail_shelves_archive'),
    trash: say('rail_shelves_trash'),
  } satisfies Record<Shelf, string>,
  order: say('rail_order'),
  byTitle: say('rail_byTitle'),
  byChange: say('rail_byChange'),
  several: say('rail_several'),
  rename: { folder: say('rail_rename_folder'), tag: say('rail_rename_tag') },
  remove: { folder: say('rail_remove_folder'), tag: say('rail_remove_tag') },
  newName: { folder: say('rail_newName_folder'), tag: say('rail_newName_tag') },
  nested: say('rail_nested'),
  renameIt: say('rail_renameIt'),
  removeAsk: {
    folder: (name: string, n: number, parent: string) =>
      parent === '' ? counted('rail_removeFolderFlat', n, name) : counted('rail_removeFolderInto', n, name, parent),
    tag: (name: string, n: number) => counted('rail_removeTag', n, name),
  },
  removeIt: say('rail_removeIt'),
}));
