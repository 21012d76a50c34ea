// The words of changing a password at its site. Texts only.

import { say, texts } from './say.js';

export const changeTexts = texts(() => ({
  open: say('change_open'),
  heading: (title: string) => say('change_heading', title),
  hint: say('change_hint'),
  fill: say('change_fill'),
  filled: say('change_filled'),
}));
