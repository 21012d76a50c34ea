// All that the menu in a page says, and nothing else: it is loaded into foreign pages. The words stand in _locales.

import { say, texts } from './say.js';

export const menuTexts = texts(() => ({
  name: say('word_name'),
  add: say('word_add'),
  hide: say('word_hide'),
  keep: say('word_keep'),
  open: say('word_open'),
  unlock: say('word_unlock'),
  search: say('menu_search'),
  logins: (host: string) => say('menu_logins', host),
  none: say('menu_none'),
  make: say('menu_make'),
  makeHint: say('menu_makeHint'),
  noName: say('menu_noName'),
  elsewhere: say('menu_elsewhere'),
  locked: say('menu_locked'),
  noVault: say('menu_noVault'),
  ownWindow: say('menu_ownWindow'),
  hideAsk: say('menu_hideAsk'),
  hideHint: say('menu_hideHint'),
  hideLocked: say('menu_hideLocked'),
  hideSite: say('menu_hideSite'),
  hideEverywhere: say('menu_hideEverywhere'),
}));
