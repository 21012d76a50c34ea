// The words of the generator, ready to be translated. Plain, brief, present tense; buttons are verbs that name the result.
// What can go wrong stands in error-texts.ts.

const number = (n: number) => n.toLocaleString('en');
const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

export const generatorTexts = {
  heading: 'Generator',
  kinds: 'What to make',
  tabs: { password: 'Password', passphrase: 'Words', pin: 'PIN', username: 'User name' },
  copy: 'Copy',
  another: 'Another',
  use: 'Use it',
  fill: 'Fill it in',
  die: 'Make a password',
  choose: 'Choose how it is made',
  made: (bits: number) => `Made at random, ${number(Math.floor(bits))} bits.`,
  length: 'Length',
  words: 'Words',
  lower: 'Small letters',
  lowerHint: 'a to z',
  upper: 'Capital letters',
  upperHint: 'A to Z',
  digits: 'Digits',
  digitsHint: '0 to 9',
  signs: 'Signs',
  signsHint: '! # $ % & * + - . = ? @ ^ _',
  signsOfSite: 'those this site takes',
  lookAlikes: 'Leave out look-alikes',
  lookAlikesHint: '0 O o 1 I l',
  separator: 'Between the words',
  separators: { '-': 'Hyphen', ' ': 'Space', '.': 'Full stop', _: 'Underscore', '': 'Nothing' },
  capitals: 'Begin with a capital',
  number: 'With a digit',
  numbers: 'With four digits',
  nameKind: 'Made of',
  nameKinds: {
    'random-word': 'A random word',
    'plus-address': 'Your address and a tag',
    'catch-all': 'Your own domain',
  },
  address: 'Your address',
  domain: 'Your domain',
  bits: (bits: number) => `${number(Math.floor(bits))} bits`,
  pinHint: 'for what counts the tries: a card, a phone',
  nameHint: 'It says nothing of who you are.',
  needs: 'Type it, and the rest is made.',
  site: (host: string, least: number | undefined, most: number | undefined) => {
    if (least !== undefined && most !== undefined)
      return `${host} takes ${number(least)} to ${number(most)} characters`;
    if (most !== undefined) return `${host} takes at most ${number(most)} characters`;
    return least === undefined ? `${host} has rules of its own` : `${host} takes ${number(least)} characters or more`;
  },
  onlySigns: 'and only these signs:',
  noSigns: 'and no signs',
  unreadable: 'Its other rules could not be read.',
  misfit: {
    what: 'The site’s field has a rule of its own, and it took none of 100 passwords.',
    safe: 'This one may be refused.',
    next: 'Read what the site asks for, and choose the length and the classes so.',
  },
  untried: {
    what: 'The site’s field has a rule of its own, and the page did not say whether it takes this password.',
    safe: 'This one may be refused.',
    next: 'Make another, or reload the page.',
  },
  nothing: {
    what: 'No password satisfies this wish and the site’s rules.',
    safe: 'Nothing has been made.',
    next: 'Choose another length, or switch more classes on.',
  },
  history: 'Made lately',
  saveIt: 'Save as a login',
  historyEmpty: 'Nothing yet. What you copy or use from here is kept, the last 200.',
  at: (ms: number, host: string) => (host ? `${moment.format(ms)} · ${host}` : moment.format(ms)),
} as const;
