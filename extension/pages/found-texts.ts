// What Health found of one login, in a few words each: beside its row, and in the item. They stand in _locales.

import type { Finding } from '../mending.js';
import { say, texts } from './say.js';

export const foundTexts = texts(
  (): Readonly<Record<Finding, string>> => ({
    exposed: say('found_exposed'),
    weak: say('found_weak'),
    reused: say('found_reused'),
    insecureAddress: say('found_insecureAddress'),
    old: say('found_old'),
  }),
);
