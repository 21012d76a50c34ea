// The single words of the save prompt, and nothing else: it is loaded into foreign pages. They stand in _locales.

import { say, texts } from './say.js';

export const promptTexts = texts(() => ({
  addAddress: say('word_addAddress'),
  close: say('word_close'),
  later: say('word_later'),
  never: say('word_never'),
  password: say('word_password'),
  save: say('word_save'),
  saveAsNew: say('word_saveAsNew'),
  title: say('word_title'),
  update: say('word_update'),
  username: say('word_username'),
}));
