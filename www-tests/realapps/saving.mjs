// Save scenarios on the real apps: what a person does there, and what is to be offered. Data alone, in the form of
// ../scenarios/index.mjs. `%` stands for the app's own host; `{spare}` for an account that nobody used before, `{fresh}`
// for a name that the app does not know yet.

import { ACCOUNT, mailOf, PAGES } from './pages.mjs';

const NEXT = 'next-Pass-2';
const SAID = { css: 'h1', text: 'Signed in' };

/** @param {import('./pages.mjs').LoginPage} entry */
const signIn = ({ userField, passwordField, submit }, user, password) => [
  ...(userField === undefined ? [] : [['type', userField, user]]),
  ['type', passwordField, password],
  submit === undefined ? ['press', 'Enter'] : ['click', submit],
];

/** A second step is no part of the password's fate. */
const cameIn = ({ code, success }) => code?.field ?? success;

/** Of each page that asks for a password: one that is wrong, and the right one after it. */
const tried = PAGES.filter(({ password }) => password !== undefined).flatMap((entry) => {
  const { name, app, path, user = '', password, refused } = entry;
  const wrong = [...signIn(entry, user, 'not-the-Pass-0'), ['see', refused]];
  // Where the answer took the form away, a person opens the page again.
  const again = app === 'kits' ? [['go', `http://%${path}`]] : [];
  const right = [...signIn(entry, user, password), ['see', cameIn(entry)]];
  const start = `http://%${path}`;
  return [
    { name: `${name}: a wrong password`, app, start, acts: wrong },
    {
      name: `${name}: a wrong password, then the right one`,
      app,
      start,
      acts: [...wrong, ...again, ...right],
      offer: { kind: 'new', username: user, password },
    },
  ];
});

const page = (name) => PAGES.find((entry) => entry.name === name);
const known = (title, username = '{spare}') => [
  { title, username, password: ACCOUNT.password, url: 'http://%/', rule: 'host' },
];
const admin = [...signIn(page('django-admin'), '{spare}', ACCOUNT.password), ['see', SAID]];
const allauth = [...signIn(page('allauth'), '{spare}', ACCOUNT.password), ['see', SAID]];
const ADMIN = { app: 'django', start: `http://%${page('django-admin').path}` };
const ALLAUTH = { app: 'django', start: `http://%${page('allauth').path}` };

const adminChange = (old, first, second) => [
  ['go', 'http://%/admin/password_change/'],
  ['type', '#id_old_password', old],
  ['type', '#id_new_password1', first],
  ['type', '#id_new_password2', second],
  ['click', '.submit-row input'],
];
const allauthChange = (old, first, second) => [
  ['go', 'http://%/accounts/password/change/'],
  ['type', '#id_oldpassword', old],
  ['type', '#id_password1', first],
  ['type', '#id_password2', second],
  ['click', { css: 'button', text: 'Change Password' }],
];
const signUp = (first, second) => [
  ['type', '#id_username', '{fresh}'],
  ['type', '#id_password1', first],
  ['type', '#id_password2', second],
  ['click', { css: 'button', text: 'Sign Up' }],
];

/** @type {(import('../scenarios/index.mjs').Scenario & { app: string })[]} */
export const saving = [
  ...tried,
  {
    ...ADMIN,
    name: 'django-admin: a login that is known',
    saved: known('Known'),
    acts: admin,
  },
  {
    ...ADMIN,
    name: 'django-admin: a change of password',
    saved: known('Changed'),
    acts: [...admin, ...adminChange(ACCOUNT.password, NEXT, NEXT), ['see', { css: 'h1', text: 'successful' }]],
    offer: { kind: 'update', of: 'Changed', username: '{spare}', password: NEXT },
  },
  {
    ...ADMIN,
    name: 'django-admin: a change with the wrong old password',
    saved: known('Kept'),
    acts: [...admin, ...adminChange('not-the-Pass-0', NEXT, NEXT), ['see', '.errorlist']],
  },
  {
    ...ADMIN,
    name: 'django-admin: a change whose two new passwords differ',
    saved: known('Differs'),
    acts: [...admin, ...adminChange(ACCOUNT.password, NEXT, `${NEXT}x`), ['see', '.errorlist']],
  },
  {
    app: 'django',
    name: 'allauth: a sign-up',
    start: 'http://%/accounts/signup/?next=/done/',
    acts: [...signUp(NEXT, NEXT), ['see', SAID]],
    offer: { kind: 'new', username: '{fresh}', password: NEXT },
  },
  {
    app: 'django',
    name: 'allauth: a sign-up whose two passwords differ',
    start: 'http://%/accounts/signup/?next=/done/',
    acts: [...signUp(NEXT, `${NEXT}x`), ['see', '.errorlist']],
  },
  {
    ...ALLAUTH,
    name: 'allauth: a sign-in by e-mail address',
    acts: [...signIn(page('allauth'), mailOf('{spare}'), ACCOUNT.password), ['see', SAID]],
    offer: { kind: 'new', username: mailOf('{spare}'), password: ACCOUNT.password },
  },
  {
    ...ALLAUTH,
    name: 'allauth: a change of password',
    saved: known('Anew'),
    acts: [...allauth, ...allauthChange(ACCOUNT.password, NEXT, NEXT), ['see', { css: 'body', text: 'successfully' }]],
    offer: { kind: 'update', of: 'Anew', username: '{spare}', password: NEXT },
  },
  {
    ...ALLAUTH,
    name: 'allauth: a change with the wrong old password',
    saved: known('As before'),
    acts: [...allauth, ...allauthChange('not-the-Pass-0', NEXT, NEXT), ['see', '.errorlist']],
  },
  {
    ...ALLAUTH,
    name: 'allauth: a password asked for once more',
    saved: known('Asked again'),
    acts: [
      ...allauth,
      ['go', 'http://%/accounts/reauthenticate/?next=/done/'],
      ['type', '#id_password', ACCOUNT.password],
      ['click', { css: 'button', text: 'Confirm' }],
      ['see', SAID],
    ],
  },
  {
    app: 'django',
    name: 'allauth: a password forgotten: an address, and no password',
    start: 'http://%/accounts/password/reset/',
    acts: [
      ['type', '#id_email', mailOf('{spare}')],
      ['click', { css: 'button', text: 'Reset' }],
      ['see', { css: 'body', text: 'We have sent you an email' }],
    ],
  },
];
