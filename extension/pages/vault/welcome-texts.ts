// Every sentence and word of the first run. Plain, brief, present tense; buttons are verbs that name the result.
// What the steps share with other sections stands in the texts of those.

export const welcomeTexts = {
  steps: 'First steps',
  names: { create: 'Create', code: 'Recovery code', import: 'Bring in', pin: 'Pin', try: 'Try' },
  later: 'Finish later',
  goOn: 'Go on',
  finish: 'Open the vault',
  unfinished: 'The first steps are not finished.',
  wholeTab: 'Set up step by step, in a tab',
} as const;

export const createStepTexts = {
  lead: 'It never leaves this device, and nobody can reset it for you. A recovery code comes in the next step.',
  words: 'Or take five random words',
  others: 'Other words',
  use: 'Use these',
  typeThem: 'Now type them once more: that is how you learn them.',
  why: 'What is true of this vault',
  facts: [
    ['device', 'It lies on this device, sealed. There is no account and no server.'],
    ['lock', 'Your password seals it. Whoever gets only its file must guess that password, and each guess is slow.'],
    ['note', 'If you forget the password, the recovery code of the next step opens it. Nobody can send you another.'],
  ],
} as const;

export const codeStepTexts = {
  heading: 'A spare key, on paper.',
  lead: 'The recovery code opens this vault if the master password is forgotten. Print it or save it, then type it back once.',
  there: {
    what: 'This vault has a recovery code.',
    safe: 'It is not shown again.',
    next: 'If you cannot find the sheet, make a new one in Security.',
  },
  prove: 'Type the master password, and the code is made.',
  make: 'Make the code',
  without: 'Go on without one',
} as const;

export const importStepTexts = {
  fromBrowser: 'From this browser',
  chromium: [
    'Open the browser’s password manager and choose Settings there.',
    'Beside “Export passwords”, choose “Download file”.',
    'Drop the file here. Delete it when its logins are in.',
  ],
  firefox: [
    'Type about:logins into the address field.',
    'In the menu ⋯ of that page, choose “Export passwords”.',
    'Drop the file here. Delete it when its logins are in.',
  ],
  openManager: 'Open it',
} as const;

export const pinStepTexts = {
  heading: 'Keep the key at hand.',
  lead: 'On the toolbar, one press opens Latchkey on any page, and a number tells what waits to be saved.',
  chromium: ['Press the puzzle piece at the end of the toolbar.', 'Press the pin beside Latchkey.'],
  firefox: [
    'Press the puzzle piece at the end of the toolbar.',
    'Beside Latchkey, press the gear, then “Pin to Toolbar”.',
  ],
  pinned: 'The key is on the toolbar.',
  drawing: 'A drawing of the toolbar: the puzzle piece stands at its end, the pin in the list below it.',
} as const;

export const tryStepTexts = {
  heading: 'Try it once.',
  leadMenu:
    'This is a drawing of a sign-in page, and so is its menu: on its own pages Latchkey does nothing. On a site the same mark stands in the field.',
  leadPopup:
    'This is a drawing of a sign-in page: on its own pages Latchkey does nothing. On a site the same mark stands in the field, and opens Latchkey’s own window.',
  site: 'practice.example',
  title: 'Sign in',
  username: 'User name',
  password: 'Password',
  mark: 'Latchkey: logins for this site',
  name: 'Practice',
  account: 'maren@practice.example',
  signIn: 'Sign in',
  press: 'Press the mark in a field.',
  choose: 'Choose the login.',
  filled: 'Filled. Sending it stays yours: press “Sign in”.',
  done: 'That is all there is to it.',
  empty: 'Nothing is filled yet. Press the mark in a field first.',
  keys: 'On a site, these keys fill without the mouse:',
} as const;
