// The words of edits that are not saved yet. Texts only.

import { say, texts } from './say.js';

export const unfinishedTexts = texts(() => ({
  /** The title is empty where none was typed yet. */
  line: (title: string) => (title ? say('unfinished_line', title) : say('unfinished_lineBare')),
  discarded: (title: string) => (title ? say('unfinished_discarded', title) : say('unfinished_discardedBare')),
  goOn: say('choice_goOn'),
  discard: say('unfinished_discard'),
  kept: say('unfinished_kept'),
}));
