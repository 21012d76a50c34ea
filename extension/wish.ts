// The password that is made where the user wished for no other.

import type { PasswordWish, Wish } from './generated/core.js';

export const USUAL_PASSWORD: PasswordWish = {
  length: 20,
  lower: 1,
  upper: 1,
  digits: 1,
  signs: 1,
  excludeAmbiguous: false,
};
export const USUAL: Wish = { kind: 'password', ...USUAL_PASSWORD };
