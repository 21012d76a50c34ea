// The words of the generator; they stand in _locales. Plain, brief, present tense; buttons are verbs that name the result.
// What can go wrong stands in error-texts.ts.

import { moment, say, sentences, texts } from './say.js';

export const generatorTexts = texts(() => ({
  heading: say('generator_heading'),
  kinds: say('generator_kinds'),
  tabs: {
    password: say('generator_tabs_password'),
    passphrase: say('generator_tabs_passphrase'),
    pin: say('generator_tabs_pin'),
    username: say('generator_tabs_username'),
  },
  copy: say('generator_copy'),
  another: say('generator_another'),
  use: say('generator_use'),
  fill: say('generator_fill'),
  die: say('generator_die'),
  choose: say('generator_choose'),
  made: (bits: number) => say('generator_made', Math.floor(bits)),
  length: say('generator_length'),
  words: say('generator_words'),
  lower: say('generator_lower'),
  lowerHint: say('generator_lowerHint'),
  upper: say('generator_upper'),
  upperHint: say('generator_upperHint'),
  digits: say('generator_digits'),
  digitsHint: say('generator_digitsHint'),
  signs: say('generator_signs'),
  signsHint: '! # $ % & * + - . = ? @ ^ _',
  signsOfSite: say('generator_signsOfSite'),
  lookAlikes: say('generator_lookAlikes'),
  lookAlikesHint: say('generator_lookAlikesHint'),
  separator: say('generator_separator'),
  separators: {
    '-': say('generator_separators_hyphen'),
    ' ': say('generator_separators_space'),
    '.': say('generator_separators_dot'),
    _: say('generator_separators_underscore'),
    '': say('generator_separators_none'),
  },
  capitals: say('generator_capitals'),
  number: say('generator_number'),
  numbers: say('generator_numbers'),
  nameKind: say('generator_nameKind'),
  nameKinds: {
    'random-word': say('generator_nameKinds_randomWord'),
    'plus-address': say('generator_nameKinds_plusAddress'),
    'catch-all': say('generator_nameKinds_catchAll'),
  },
  address: say('generator_address'),
  domain: say('generator_domain'),
  bits: (bits: number) => say('generator_bits', Math.floor(bits)),
  pinBits: (bits: number) => say('generator_pinBits', Math.floor(bits)),
  nameHint: say('generator_nameHint'),
  needs: say('generator_needs'),
  site: (host: string, least: number | undefined, most: number | undefined) => {
    if (least !== undefined && most !== undefined) return say('generator_siteBoth', host, least, most);
    if (most !== undefined) return say('generator_siteMost', host, most);
    return least === undefined ? say('generator_siteRules', host) : say('generator_siteLeast', host, least);
  },
  onlySigns: say('generator_onlySigns'),
  noSigns: say('generator_noSigns'),
  unreadable: say('generator_unreadable'),
  misfit: sentences('generator_misfit'),
  untried: sentences('generator_untried'),
  nothing: sentences('generator_nothing'),
  history: say('generator_history'),
  saveIt: say('generator_saveIt'),
  historyEmpty: say('generator_historyEmpty'),
  at: (ms: number, host: string) => (host ? `${moment(ms)} · ${host}` : moment(ms)),
}));
