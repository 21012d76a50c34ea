// The words of the section Health, ready to be translated. Plain, brief, present tense; buttons are verbs that name the
// result. It promises no more than is true: "not found" is not "safe".

import type { Health } from '../../generated/core.js';

const rules = new Intl.PluralRules('en');
const plural = (count: number, one: string, many: string) => (rules.select(count) === 'one' ? one : many);
const number = (n: number) => n.toLocaleString('en');
const spelt = ['No', 'One', 'Two', 'Three', 'Four', 'Five'] as const;

/** A finding: what it is, and why it matters. */
interface Finding {
  readonly what: (n: number) => string;
  readonly why: string;
}

export type FindingName = 'exposed' | 'weak' | 'reused' | 'insecureAddress' | 'old' | 'lacksSecondFactor';

export const findingTexts: Readonly<Record<FindingName, Finding>> = {
  exposed: {
    what: (n) => `${number(n)} ${plural(n, 'login has a password', 'logins have passwords')} from a known breach`,
    why: 'Whoever attacks tries these first. Change them soon.',
  },
  weak: {
    what: (n) => `${number(n)} ${plural(n, 'password is', 'passwords are')} weak`,
    why: 'A fast computer guesses such a password within days.',
  },
  reused: {
    what: (n) => `${number(n)} logins share a password with another`,
    why: 'Who learns one of them can try it at the others.',
  },
  insecureAddress: {
    what: (n) => `${number(n)} ${plural(n, 'login is', 'logins are')} saved for an address without encryption`,
    why: 'Anybody on the way can read what is sent there. Change http to https where the site has it.',
  },
  old: {
    what: (n) => `${number(n)} ${plural(n, 'password is', 'passwords are')} older than you want`,
    why: 'An old password has had more time to leak.',
  },
  lacksSecondFactor: {
    what: (n) => `${number(n)} ${plural(n, 'site offers', 'sites offer')} a second factor that is not set up here`,
    why: 'A second factor keeps a stolen password from being enough.',
  },
};

export const healthTexts = {
  section: 'Health',
  heading: (kinds: number) => {
    if (kinds === 0) return 'Nothing to mend.';
    return `${spelt[kinds] ?? number(kinds)} ${plural(kinds, 'thing', 'things')} to mend.`;
  },
  none: 'No passwords yet.',
  looked: ({ counted }: Health) =>
    `Looked at ${number(counted)} ${plural(counted, 'password', 'passwords')}, on this device.`,
  again: 'Look again',
  show: (n: number) => (n === 1 ? 'Show it' : `Show the ${number(n)}`),
  hide: 'Hide',
  more: (n: number) => `and ${number(n)}`,
  breaches: (n: number) => `seen ${number(n)} ${plural(n, 'time', 'times')}`,
  group: (n: number) => `The same password at ${number(n)} logins`,
  plotTitle: (n: number) => `Strength and age of ${number(n)} ${plural(n, 'password', 'passwords')}`,
  plotText: (weak: number, shared: number) =>
    `${number(weak)} weak, ${number(shared)} used more than once. The same facts stand in the table and in the list below.`,
  strength: 'Strength',
  age: 'Age of the password',
  fresh: 'new',
  years: (n: number) => `${number(n)} ${plural(n, 'year', 'years')}`,
  weak: (n: number) => `Weak, ${number(n)}`,
  shared: (n: number) => `Used more than once, ${number(n)}`,
  good: (n: number) => `Neither, ${number(n)}`,
  unscored: 'Not judged',
  asTable: 'Show as a table',
  asPlot: 'Show as a plot',
  bands: ['Under 1 year', '1 to 2 years', '2 to 4 years', '4 years and more'],
  unscoredWhat: (n: number) => `${number(n)} ${plural(n, 'password is', 'passwords are')} not judged yet`,
  unscoredWhy: 'They came from a file or from a page. Judging them happens on this device.',
  judge: 'Judge them',
  judging: (done: number, of: number) => `${number(done)} of ${number(of)}`,
  stop: 'Stop',
  breachesOff: 'Known breaches: not asked',
  breachesOn: 'Known breaches',
  breachesWhy:
    'Off until you switch it on. Then five of forty digits of a password’s hash are sent to api.pwnedpasswords.com, ' +
    'never a password, a name or an address.',
  breachesSwitch: 'Ask about known breaches',
  ask: 'Ask now',
  asking: (left: number) => `${number(left)} to go`,
  asked: 'All are asked for. An answer counts for a week. Not found is not the same as safe.',
  silent: {
    what: 'The service did not answer every question.',
    safe: 'What it answered is kept, and no password left this device.',
    next: 'Ask again later, or look whether this computer is online.',
  },
  items: 'Logins',
} as const;
