// The words of edits that are not saved yet. Texts only.

import { say, texts } from './say.js';

export const unfinishedTexts = texts(() => ({
  /** The title is empty where none was typed yet. */
  line: (title: string) => (title ? say('unfinished_line', title) : say('unfinished_lineBare')),
  goOn: say('choice_goOn'),
  discard: say('unfinished_discard'),
  kept: say('unfinished_kept'),
}));
