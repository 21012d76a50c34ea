// The words of changing a password at its site. Texts only.

import { say } from './say.js';

export const changeTexts = {
  open: say('change_open'),
  heading: (title: string) => say('change_heading', title),
  hint: say('change_hint'),
  fill: say('change_fill'),
  filled: say('change_filled'),
} as const;
