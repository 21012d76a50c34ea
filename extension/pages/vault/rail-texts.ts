// The words of the vault page's rail and of the head of its list, ready to be translated. Plain, brief, present tense;
// buttons are verbs that name the result.

import type { ItemKind, Shelf } from '../../generated/core.js';

const rules = new Intl.PluralRules('en');
const plural = (count: number, one: string, many: string) => (rules.select(count) === 'one' ? one : many);
export const number = (n: number) => n.toLocaleString('en');
export const items = (n: number) => `${number(n)} ${plural(n, 'item', 'items')}`;

export const railTexts = {
  rail: 'Sections',
  menu: 'Menu',
  here: 'On this device',
  closeMenu: 'Close the menu',
  all: 'All items',
  favourites: 'Favourites',
  folders: 'Folders',
  tags: 'Tags',
  kinds: {
    login: 'Logins',
    card: 'Cards',
    identity: 'Identities',
    note: 'Notes',
    custom: 'Other items',
    unknown: 'Made by a newer Latchkey',
  } satisfies Record<ItemKind, string>,
  shelves: { items: 'All items', archive: 'Archive', trash: 'Trash' } satisfies Record<Shelf, string>,
  order: 'Order',
  byTitle: 'By title',
  byChange: 'Lately changed',
  several: 'Choose several',
  rename: { folder: 'Rename the folder', tag: 'Rename the tag' },
  remove: { folder: 'Remove the folder', tag: 'Remove the tag' },
  newName: { folder: 'Name of the folder', tag: 'Name of the tag' },
  nested: 'A slash puts one folder into another.',
  renameIt: 'Rename',
  removeAsk: {
    folder: (name: string, n: number, parent: string) =>
      `Remove the folder “${name}”? ${n === 1 ? 'Its item is kept' : `Its ${items(n)} are kept`} and ${plural(n, 'goes', 'go')} ${parent === '' ? 'into no folder' : `into “${parent}”`}.`,
    tag: (name: string, n: number) =>
      `Take the tag “${name}” off ${n === 1 ? 'its item' : `its ${items(n)}`}? ${plural(n, 'It is', 'They are')} kept.`,
  },
  removeIt: 'Remove',
} as const;
