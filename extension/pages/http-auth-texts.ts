// The words about sites that ask by the browser itself: in the window that answers them. Plain, brief, present tense.

import type { Sentences } from './error-texts.js';
import { say, sentences, texts } from './say.js';

export const httpAuthTexts = texts(() => ({
  heading: (host: string) => say('httpAuth_heading', host),
  address: say('httpAuth_address'),
  realm: say('httpAuth_realm'),
  noRealm: say('httpAuth_noRealm'),
  choose: say('httpAuth_choose'),
  cost: say('httpAuth_cost'),
  plain: sentences('httpAuth_plain') satisfies Sentences,
  refused: sentences('httpAuth_refused') satisfies Sentences,
  inBrowser: say('httpAuth_inBrowser'),
}));
