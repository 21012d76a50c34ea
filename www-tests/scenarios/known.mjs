// Save scenarios: what is already in the vault decides between nothing, an update, another address and a new item; and
// the forms that choose a password: sign-up, change, reset.

import { BUTTON, form, HOME, PASS, plain, signIn } from './pages.mjs';

const sent = (username, password) => [
  ['type', '#user', username],
  ['type', '#pass', password],
  ['click', '#go'],
  ['see', '#in'],
];
const login = (title, username, password, url = 'https://%/') => ({ title, username, password, url });
const change = (inside) => ({
  '/': `<h1>Change password</h1>${form(`${inside}<button id="go">Change password</button>`)}`,
  '/in': '<p id="in">Your password was changed.</p>',
});
const OLD = '<p><label>Current password <input id="old" type="password" autocomplete="current-password"></label></p>';
const NEW =
  '<p><label>New password <input id="new" type="password" autocomplete="new-password"></label></p><p><label>Confirm new password <input id="again" type="password" autocomplete="new-password"></label></p>';
const newly = (password) => [
  ['type', '#new', password],
  ['type', '#again', password],
  ['click', '#go'],
  ['see', '#in'],
];

/** @type {import('./index.mjs').Scenario[]} */
export const known = [
  {
    name: 'the same login again',
    site: plain(),
    saved: [login('Same', 'bea', 'Oar-Salt-11')],
    acts: sent('bea', 'Oar-Salt-11'),
  },
  {
    name: 'the same login with the name in capitals',
    site: plain(),
    saved: [login('Capitals', 'bea.c', 'Oar-Salt-12')],
    acts: sent('BEA.C', 'Oar-Salt-12'),
  },
  {
    name: 'the same login at another subdomain',
    start: 'https://shop.%/',
    others: { 'shop.%': plain() },
    saved: [login('Sub', 'bea.s', 'Oar-Salt-13')],
    acts: sent('bea.s', 'Oar-Salt-13'),
  },
  {
    name: 'another password of a known user',
    site: plain(),
    saved: [login('Another', 'cid', 'Oar-Salt-21')],
    acts: sent('cid', 'Oar-Salt-22'),
    offer: { kind: 'update', of: 'Another', username: 'cid', password: 'Oar-Salt-22' },
  },
  {
    name: 'another user name is a new item',
    site: plain(),
    saved: [login('First', 'dov', 'Oar-Salt-31')],
    acts: sent('dov.second', 'Oar-Salt-31'),
    offer: { kind: 'new', username: 'dov.second', password: 'Oar-Salt-31' },
  },
  {
    name: 'the same login under another address',
    site: plain(),
    saved: [login('Elsewhere', 'eve@tideline.example', 'Oar-Salt-41', 'https://eve-elsewhere.example/')],
    acts: sent('eve@tideline.example', 'Oar-Salt-41'),
    offer: { kind: 'add-address', of: 'Elsewhere', username: 'eve@tideline.example', password: 'Oar-Salt-41' },
  },
  {
    name: 'the same user with another password under another address is new',
    site: plain(),
    saved: [login('Apart', 'fay@tideline.example', 'Oar-Salt-51', 'https://fay-elsewhere.example/')],
    acts: sent('fay@tideline.example', 'Oar-Salt-52'),
    offer: { kind: 'new', username: 'fay@tideline.example', password: 'Oar-Salt-52' },
  },
  {
    name: 'a login kept without a user name learns it',
    site: plain(),
    saved: [login('Nameless', '', 'Oar-Salt-61')],
    acts: sent('gil', 'Oar-Salt-61'),
    offer: { kind: 'update', of: 'Nameless', username: 'gil', password: 'Oar-Salt-61' },
  },
  {
    name: 'a known device, and the password is the known one',
    site: plain(`<p>Hello, Hal</p>${PASS}${BUTTON}`),
    saved: [login('Hal', 'hal', 'Oar-Salt-71')],
    acts: [
      ['type', '#pass', 'Oar-Salt-71'],
      ['click', '#go'],
      ['see', '#in'],
    ],
  },
  {
    name: 'a known device, and the password is another',
    site: plain(`<p>Hello, Ida</p>${PASS}${BUTTON}`),
    saved: [login('Ida', 'ida', 'Oar-Salt-72')],
    acts: [
      ['type', '#pass', 'Oar-Salt-73'],
      ['click', '#go'],
      ['see', '#in'],
    ],
    offer: { kind: 'update', of: 'Ida', username: 'ida', password: 'Oar-Salt-73' },
  },
  {
    name: 'a code after a known login',
    site: {
      '/': signIn(undefined, '/code'),
      '/code':
        '<h1>Two-step verification</h1><form method="post" action="/in"><label>Code <input id="code" autocomplete="one-time-code"></label><button id="check">Verify</button></form>',
      '/in': HOME,
    },
    saved: [login('Coded', 'jan', 'Oar-Salt-81')],
    acts: [
      ['type', '#user', 'jan'],
      ['type', '#pass', 'Oar-Salt-81'],
      ['click', '#go'],
      ['type', '#code', '271828'],
      ['click', '#check'],
      ['see', '#in'],
    ],
  },
];

/** @type {import('./index.mjs').Scenario[]} */
export const chosen = [
  {
    name: 'a sign-up whose confirmation agrees',
    site: {
      '/': `<h1>Create account</h1>${form('<p><label>Full name <input id="name" autocomplete="name"></label></p><p><label>E-mail <input id="mail" type="email" name="email"></label></p><p><label>Password <input id="new" type="password" autocomplete="new-password"></label></p><p><label>Confirm password <input id="again" type="password" autocomplete="new-password"></label></p><button id="go">Create account</button>')}`,
      '/in': HOME,
    },
    acts: [['type', '#name', 'Kit'], ['type', '#mail', 'kit@tideline.example'], ...newly('Oar-Salt-91')],
    offer: { kind: 'new', username: 'kit@tideline.example', password: 'Oar-Salt-91' },
  },
  {
    name: 'a sign-up with one field for the password and a user name beside the e-mail',
    site: {
      '/': `<h1>Join</h1>${form('<p><label>E-mail <input id="mail" type="email" name="email"></label></p><p><label>User name <input id="user" name="username"></label></p><p><label>Choose a password <input id="new" type="password" autocomplete="new-password"></label></p><button id="go">Sign up</button>')}`,
      '/in': HOME,
    },
    acts: [
      ['type', '#mail', 'lou@tideline.example'],
      ['type', '#user', 'lou'],
      ['type', '#new', 'Oar-Salt-92'],
      ['click', '#go'],
      ['see', '#in'],
    ],
    offer: { kind: 'new', username: 'lou', password: 'Oar-Salt-92' },
  },
  {
    name: 'a sign-up in two steps, the e-mail first',
    site: {
      '/': `<h1>Create your account</h1>${form('<p><label>E-mail <input id="mail" type="email" name="email"></label></p><button id="next">Continue</button>', '/step')}`,
      '/step': `<h1>Create your account</h1>${form('<p><label>Choose a password <input id="new" type="password" autocomplete="new-password"></label></p><button id="go">Create account</button>')}`,
      '/in': HOME,
    },
    acts: [
      ['type', '#mail', 'mia@tideline.example'],
      ['click', '#next'],
      ['type', '#new', 'Oar-Salt-93'],
      ['click', '#go'],
      ['see', '#in'],
    ],
    offer: { kind: 'new', username: 'mia@tideline.example', password: 'Oar-Salt-93' },
  },
  {
    name: 'a change: current, new, confirm',
    site: change(OLD + NEW),
    saved: [login('Changed', 'ned', 'Oar-Salt-94')],
    acts: [['type', '#old', 'Oar-Salt-94'], ...newly('Oar-Salt-95')],
    offer: { kind: 'update', of: 'Changed', username: 'ned', password: 'Oar-Salt-95' },
  },
  {
    name: 'a change whose confirmation differs',
    site: change(OLD + NEW),
    saved: [login('Differs', 'ode', 'Oar-Salt-96')],
    acts: [
      ['type', '#old', 'Oar-Salt-96'],
      ['type', '#new', 'Oar-Salt-97'],
      ['type', '#again', 'Oar-Salt-79'],
      ['click', '#go'],
      ['see', '#in'],
    ],
  },
  {
    name: 'a change where two users are known: the current password tells which',
    site: change(OLD + NEW),
    saved: [login('One of two', 'pia', 'Oar-Salt-a1'), login('Two of two', 'pip', 'Oar-Salt-a2')],
    acts: [['type', '#old', 'Oar-Salt-a2'], ...newly('Oar-Salt-a3')],
    offer: { kind: 'update', of: 'Two of two', username: 'pip', password: 'Oar-Salt-a3' },
  },
  {
    name: 'a change with the user name in a hidden text field',
    site: change(`<input name="username" autocomplete="username" value="quin" style="display:none">${OLD}${NEW}`),
    saved: [login('Quin', 'quin', 'Oar-Salt-b1'), login('Not Quin', 'quincy', 'Oar-Salt-b2')],
    acts: [['type', '#old', 'Oar-Salt-b1'], ...newly('Oar-Salt-b3')],
    offer: { kind: 'update', of: 'Quin', username: 'quin', password: 'Oar-Salt-b3' },
  },
  {
    name: 'a change that says nothing of its three fields',
    site: change('<input id="old" type="password"><input id="new" type="password"><input id="again" type="password">'),
    saved: [login('Mute', 'ray', 'Oar-Salt-c1')],
    acts: [['type', '#old', 'Oar-Salt-c1'], ...newly('Oar-Salt-c2')],
    offer: { kind: 'update', of: 'Mute', username: 'ray', password: 'Oar-Salt-c2' },
  },
  {
    name: 'a change refused by its page',
    site: { ...change(OLD + NEW), '/in': `<p id="in">The current password is wrong.</p>${change(OLD + NEW)['/']}` },
    saved: [login('Refused', 'sam', 'Oar-Salt-d1')],
    acts: [['type', '#old', 'Oar-Salt-d9'], ...newly('Oar-Salt-d2')],
  },
  {
    name: 'a change after which the form stands there again, below the word that it went well',
    site: {
      ...change(OLD + NEW),
      '/in': `<ul class="messages"><li id="in">Password successfully changed.</li></ul>${change(OLD + NEW)['/']}`,
    },
    saved: [login('Again', 'tess', 'Oar-Salt-f1')],
    acts: [['type', '#old', 'Oar-Salt-f1'], ...newly('Oar-Salt-f2')],
    offer: { kind: 'update', of: 'Again', username: 'tess', password: 'Oar-Salt-f2' },
  },
  {
    name: 'a change after which the form stands there again, below the word that it did not',
    site: {
      ...change(OLD + NEW),
      '/in': `<p id="in" role="alert">Your password was not changed: it has been used before.</p>${change(OLD + NEW)['/']}`,
    },
    saved: [login('Not changed', 'tim', 'Oar-Salt-f3')],
    acts: [['type', '#old', 'Oar-Salt-f3'], ...newly('Oar-Salt-f4')],
  },
  {
    name: 'a change that is refused below a hint of what follows a change',
    site: {
      ...change(OLD + NEW),
      '/in': `<p id="in" role="alert">Please choose a stronger one.</p><p class="notice">Once your password has been changed you will be signed out everywhere.</p>${change(OLD + NEW)['/']}`,
    },
    saved: [login('Hinted', 'tara', 'Oar-Salt-f5')],
    acts: [['type', '#old', 'Oar-Salt-f5'], ...newly('Oar-Salt-f6')],
  },
  {
    name: 'a reset by a link: new and confirm',
    site: change(NEW),
    saved: [login('Reset', 'tom', 'Oar-Salt-e1')],
    acts: newly('Oar-Salt-e2'),
    offer: { kind: 'update', of: 'Reset', username: 'tom', password: 'Oar-Salt-e2' },
  },
];
