// The shop: one ordinary login form, an account page, a page to change the password.

import { escaped, field, pageOf, problem, siteOf } from './plumbing.mjs';

const frame = (title, body) => pageOf({ site: 'Pier Street Goods', tone: 'shop', title, body });

const home = () =>
  frame(
    'Lamps, rope and good knives',
    `<section class="hero"><p class="kicker">New in October</p><h1>Lamps, rope and good knives</h1>
    <p>Everything for a house by the sea, sent by post from Pier Street.</p><a class="button" href="/login">Sign in</a></section>
    <ul class="goods"><li><b>Storm lamp</b><span>Brass, 34.00</span></li><li><b>Hemp rope</b><span>20 m, 18.50</span></li><li><b>Oyster knife</b><span>Ash handle, 27.00</span></li></ul>`,
  );

const login = (wrong, email = '') =>
  frame(
    'Sign in',
    `<h1>Sign in</h1>${problem(wrong)}
    <form class="card" method="post" action="/login">
    ${field('E-mail address', { id: 'email', name: 'email', type: 'email', autocomplete: 'username', value: email, required: '' })}
    ${field('Password', { id: 'password', name: 'password', type: 'password', autocomplete: 'current-password', required: '' })}
    <button class="button">Sign in</button></form>`,
  );

const account = (email) =>
  frame(
    'Your account',
    `<h1>Signed in as ${escaped(email)}</h1><p>Your last order, a storm lamp, is on its way.</p>
    <p class="row"><a class="button" href="/password">Change password</a></p>
    <form method="post" action="/logout"><button class="button quiet">Sign out</button></form>`,
  );

const change = (wrong) =>
  frame(
    'Change password',
    `<h1>Change password</h1>${problem(wrong)}
    <form class="card" method="post" action="/password">
    ${field('Current password', { id: 'current', name: 'current', type: 'password', autocomplete: 'current-password', required: '' })}
    ${field('New password', { id: 'new', name: 'new', type: 'password', autocomplete: 'new-password', minlength: '8', required: '', note: 'at least 8 characters' })}
    ${field('New password again', { id: 'again', name: 'again', type: 'password', autocomplete: 'new-password', required: '' })}
    <button class="button">Change password</button></form>`,
  );

/** @param {Map<string, string>} accounts Passwords by e-mail address. */
export const shop = (accounts) =>
  siteOf({
    'GET /': ({ show }) => show(home()),
    'GET /login': ({ show }) => show(login('')),
    'POST /login': ({ form, session, go, show }) => {
      const email = form.get('email') ?? '';
      if (!accounts.has(email) || accounts.get(email) !== form.get('password')) {
        return show(login('E-mail address or password is wrong.', email), 401);
      }
      session.email = email;
      return go('/account');
    },
    'GET /account': ({ session, show, go }) => (session.email ? show(account(session.email)) : go('/login')),
    'POST /logout': ({ session, go }) => {
      delete session.email;
      go('/login');
    },
    'GET /password': ({ session, show, go }) => (session.email ? show(change('')) : go('/login')),
    'POST /password': ({ form, session, show, go }) => {
      if (!session.email) return go('/login');
      if (accounts.get(session.email) !== form.get('current'))
        return show(change('The current password is wrong.'), 401);
      if ((form.get('new') ?? '').length < 8) return show(change('The new password is too short.'), 400);
      if (form.get('new') !== form.get('again')) return show(change('The new passwords differ.'), 400);
      accounts.set(session.email, form.get('new') ?? '');
      return show(
        frame('Password changed', '<h1>Password changed</h1><p><a class="button" href="/account">Your account</a></p>'),
      );
    },
  });
