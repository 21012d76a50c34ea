// The words of the small parts that several views share; they stand in _locales.

import { say, texts } from './say.js';

export const partTexts = texts(() => ({
  hide: say('word_hide'),
  readMore: say('word_readMore'),
  show: say('word_show'),
}));
