// Every sentence and word of the first run. Plain, brief, present tense; buttons are verbs that name the result.
// What the steps share with other sections stands in the texts of those.

import { say, sentences, texts } from '../say.js';

export const welcomeTexts = texts(() => ({
  steps: say('welcome_steps'),
  names: {
    create: say('welcome_names_create'),
    code: say('welcome_names_code'),
    import: say('welcome_names_import'),
    pin: say('welcome_names_pin'),
    try: say('welcome_names_try'),
  },
  later: say('welcome_later'),
  goOn: say('welcome_goOn'),
  finish: say('welcome_finish'),
  unfinished: say('welcome_unfinished'),
  wholeTab: say('welcome_wholeTab'),
}));

export const createStepTexts = texts(() => ({
  lead: say('createStep_lead'),
  words: say('createStep_words'),
  noWords: say('createStep_noWords'),
  others: say('createStep_others'),
  use: say('createStep_use'),
  typeThem: say('createStep_typeThem'),
  why: say('createStep_why'),
  facts: [
    ['device', say('createStep_facts_1_2')],
    ['lock', say('createStep_facts_2_2')],
    ['note', say('createStep_facts_3_2')],
  ],
}));

export const codeStepTexts = texts(() => ({
  heading: say('codeStep_heading'),
  lead: say('codeStep_lead'),
  there: sentences('codeStep_there'),
  prove: say('codeStep_prove'),
  make: say('codeStep_make'),
  without: say('codeStep_without'),
}));

export const importStepTexts = texts(() => ({
  fromBrowser: say('importStep_fromBrowser'),
  chromium: [say('importStep_chromium_1'), say('importStep_chromium_2'), say('importStep_chromium_3')],
  firefox: [say('importStep_firefox_1'), say('importStep_firefox_2'), say('importStep_firefox_3')],
  openManager: say('importStep_openManager'),
}));

export const pinStepTexts = texts(() => ({
  heading: say('pinStep_heading'),
  lead: say('pinStep_lead'),
  chromium: [say('pinStep_chromium_1'), say('pinStep_chromium_2')],
  firefox: [say('pinStep_firefox_1'), say('pinStep_firefox_2')],
  pinned: say('pinStep_pinned'),
  drawing: say('pinStep_drawing'),
}));

export const tryStepTexts = texts(() => ({
  heading: say('tryStep_heading'),
  leadMenu: say('tryStep_leadMenu'),
  leadPopup: say('tryStep_leadPopup'),
  site: 'practice.example',
  title: say('tryStep_title'),
  username: say('tryStep_username'),
  password: say('tryStep_password'),
  mark: say('tryStep_mark'),
  name: say('tryStep_name'),
  account: 'maren@practice.example',
  signIn: say('tryStep_signIn'),
  press: say('tryStep_press'),
  choose: say('tryStep_choose'),
  filled: say('tryStep_filled'),
  done: say('tryStep_done'),
  empty: say('tryStep_empty'),
  keys: say('tryStep_keys'),
  phone: say('tryStep_phone'),
}));
