// What an offer to save says, in the popup's card and in the prompt; it stands in _locales.

import { counted, say, texts } from './say.js';

export const offerTexts = texts(() => ({
  newHeading: (name: string) => (name ? say('offer_newHeading', name) : say('offer_newHeadingBare')),
  updateHeading: (name: string) => say('offer_updateHeading', name),
  addAddressHeading: (name: string) => say('offer_addAddressHeading', name),
  seen: (host: string) => say('offer_seen', host),
  address: say('offer_address'),
  becomes: say('offer_becomes'),
  folder: say('offer_folder'),
  kept: say('offer_kept'),
  sameLogin: (host: string) => say('offer_sameLogin', host),
  next: (n: number) => counted('offer_next', n),
}));
