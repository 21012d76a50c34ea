// Every sentence and word of the section "Security", of the other ways to unlock, and of what can go wrong with a key.
// Plain, brief, present tense; buttons are verbs that name the result. What else can go wrong stands in error-texts.ts.

import type { Sentences } from '../error-texts.js';
import { errorTexts } from '../error-texts.js';
import type { KeyFailure } from '../keys.js';
import type { ProofFailure } from '../proofs.js';
import { counted, date, say, sentences, texts } from '../say.js';

const keyFailures = texts(
  (): Record<KeyFailure, Sentences> => ({
    'key-refused': sentences('keyFailures_keyRefused'),
    'key-known': sentences('keyFailures_keyKnown'),
    'key-unfit': sentences('keyFailures_keyUnfit'),
    'key-elsewhere': sentences('keyFailures_keyElsewhere'),
  }),
);

const wrongCode: Sentences = { ...sentences('wrongCode'), article: 'master-password' };

const isKey = (code: ProofFailure): code is KeyFailure => code in keyFailures;

/** The sentences for whatever went wrong while a way in was proved; `byCode` if a recovery code was typed. */
export function failureText(code: ProofFailure, byCode = false): Sentences {
  if (isKey(code)) return { ...keyFailures[code], article: 'master-password' };
  return byCode && code === 'wrong-password' ? wrongCode : errorTexts[code];
}

export const keyTexts = texts(() => ({
  thenKey: say('key_thenKey'),
  unserved: say('key_unserved'),
}));

export const wayTexts = texts(() => ({
  code: say('way_code'),
  codeInstead: say('way_codeInstead'),
  keyInstead: say('way_keyInstead'),
  passwordInstead: say('way_passwordInstead'),
  codeField: say('way_codeField'),
  codeHint: say('way_codeHint'),
  askKey: say('way_askKey'),
  keyLead: say('way_keyLead'),
  both: say('way_both'),
  openTab: say('way_openTab'),
}));

export const securityTexts = texts(() => ({
  name: say('security_name'),
  heading: say('security_heading'),
  lead: say('security_lead'),
  leadBoth: say('security_leadBoth'),
  ways: say('security_ways'),
  master: say('security_master'),
  masterHint: say('security_masterHint'),
  masterBothHint: say('security_masterBothHint'),
  change: say('security_change'),
  code: say('security_code'),
  codeNone: say('security_codeNone'),
  codeHint: say('security_codeHint'),
  makeCode: say('security_makeCode'),
  replace: say('security_replace'),
  remove: say('security_remove'),
  key: (n: number) => say('security_key', n),
  keyHint: (browser: string) => say('security_keyHint', browser),
  keyBothHint: (browser: string) => say('security_keyBothHint', browser),
  keyElsewhere: (browser: string) => say('security_keyElsewhere', browser),
  keys: say('security_keys'),
  another: say('security_another'),
  keysHint: say('security_keysHint'),
  addKey: say('security_addKey'),
  second: say('security_second'),
  secondOffHint: say('security_secondOffHint'),
  secondOnHint: say('security_secondOnHint'),
  turnOn: say('security_turnOn'),
  turnOff: say('security_turnOff'),
  fresh: say('security_fresh'),
  freshHint: (epoch: number) =>
    epoch === 1 ? say('security_freshHintNever') : counted('security_freshHint', epoch - 1),
  makeFresh: say('security_makeFresh'),
  upgrade: sentences('security_upgrade'),
  goOn: say('security_goOn'),
  prove: say('security_prove'),
}));

/** What each task is called, and what it does. */
export const taskTexts = texts(() => ({
  password: {
    title: say('task_password_title'),
    lead: say('task_password_lead'),
  },
  recovered: {
    title: say('task_recovered_title'),
    lead: say('task_recovered_lead'),
  },
  'new-keys': {
    title: say('task_newKeys_title'),
    lead: say('task_newKeys_lead'),
  },
  'make-code': {
    title: say('task_makeCode_title'),
    lead: say('task_makeCode_lead'),
  },
  'replace-code': {
    title: say('task_replaceCode_title'),
    lead: say('task_replaceCode_lead'),
  },
  'remove-code': {
    title: say('task_removeCode_title'),
    lead: say('task_removeCode_lead'),
  },
  'add-key': {
    title: say('task_addKey_title'),
    lead: say('task_addKey_lead'),
  },
  'remove-key': {
    title: say('task_removeKey_title'),
    lead: say('task_removeKey_lead'),
  },
  'turn-on': {
    title: say('task_turnOn_title'),
    lead: say('task_turnOn_lead'),
  },
  'turn-off': {
    title: say('task_turnOff_title'),
    lead: say('task_turnOff_lead'),
  },
}));

export const doneTexts = texts(() => ({
  password: say('done_password'),
  recovered: say('done_recovered'),
  'new-keys': say('done_newKeys'),
  'make-code': say('done_makeCode'),
  'replace-code': say('done_replaceCode'),
  'remove-code': say('done_removeCode'),
  'add-key': say('done_addKey'),
  'remove-key': say('done_removeKey'),
  'turn-on': say('done_turnOn'),
  'turn-off': say('done_turnOff'),
  damaged: (n: number) => counted('done_damaged', n),
}));

export const passwordTexts = texts(() => ({
  old: say('password_old'),
  byKey: say('password_byKey'),
  new: say('password_new'),
  why: say('password_why'),
  leaked: say('password_leaked'),
  leakedHint: say('password_leakedHint'),
  only: say('password_only'),
  onlyHint: say('password_onlyHint'),
  set: say('password_set'),
  setting: say('password_setting'),
  next: say('password_next'),
  differ: say('password_differ'),
  empty: say('password_empty'),
}));

export const rotateTexts = texts(() => ({
  goes: say('rotate_goes'),
  keysTitle: say('rotate_keysTitle'),
  keysLead: (done: number, of: number) => say('rotate_keysLead', done, of),
  ask: say('rotate_ask'),
  leaveOut: (n: number) => counted('rotate_leaveOut', n),
  lost: say('rotate_lost'),
  code: say('rotate_code'),
  working: (done: number, total: number) => say('rotate_working', done, total),
  hold: say('rotate_hold'),
  needSpare: sentences('rotate_needSpare'),
  needKey: sentences('rotate_needKey'),
  needOff: sentences('rotate_needOff'),
}));

export const codeTexts = texts(() => ({
  paper: say('code_paper'),
  paperLead: say('code_paperLead'),
  made: (vault: string, ms: number, epoch: number) => say('code_made', vault, date(ms), epoch),
  alphabet: say('code_alphabet'),
  once: say('code_once'),
  print: say('code_print'),
  saveFile: say('code_saveFile'),
  have: say('code_have'),
  confirmTitle: say('code_confirmTitle'),
  confirmLead: say('code_confirmLead'),
  confirm: say('code_confirm'),
  showAgain: say('code_showAgain'),
  other: sentences('code_other'),
  fileName: 'latchkey-recovery-code.txt',
  file: (code: string, made: string) => say('code_file', code, made),
}));
