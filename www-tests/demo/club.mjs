// The club: a sign-up with a confirmed password, and a login for later.

import { escaped, field, pageOf, problem, siteOf } from './plumbing.mjs';

const frame = (title, body) => pageOf({ site: 'Tideline Rowing Club', tone: 'club', title, body });

const join = (wrong) =>
  frame(
    'Join the club',
    `<h1>Join the club</h1><p>Rowing on Saturdays, soup afterwards.</p>${problem(wrong)}
    <form class="card" method="post" action="/">
    ${field('Your name', { id: 'name', name: 'name', type: 'text', autocomplete: 'name', required: '' })}
    ${field('E-mail address', { id: 'email', name: 'email', type: 'email', autocomplete: 'email', required: '' })}
    ${field('Choose a password', { id: 'password', name: 'password', type: 'password', autocomplete: 'new-password', minlength: '8', required: '' })}
    ${field('Password again', { id: 'again', name: 'again', type: 'password', autocomplete: 'new-password', required: '' })}
    <button class="button">Create account</button></form><p>A member already? <a href="/login">Sign in</a></p>`,
  );

const login = (wrong) =>
  frame(
    'Members',
    `<h1>Members</h1>${problem(wrong)}
    <form class="card" method="post" action="/login">
    ${field('E-mail address', { id: 'email', name: 'email', type: 'email', autocomplete: 'email', required: '' })}
    ${field('Password', { id: 'password', name: 'password', type: 'password', autocomplete: 'current-password', required: '' })}
    <button class="button">Sign in</button></form>`,
  );

const welcome = (email) =>
  frame(
    'Welcome',
    `<h1>Welcome aboard, ${escaped(email)}</h1><form method="post" action="/logout"><button class="button quiet">Sign out</button></form>`,
  );

/** @param {Map<string, string>} accounts Passwords by e-mail address. */
export const club = (accounts) =>
  siteOf({
    'GET /': ({ show }) => show(join('')),
    'POST /': ({ form, session, show, go }) => {
      const email = form.get('email') ?? '';
      if (accounts.has(email)) return show(join('There is an account with this address already.'), 409);
      if ((form.get('password') ?? '').length < 8) return show(join('The password is too short.'), 400);
      if (form.get('password') !== form.get('again')) return show(join('The passwords differ.'), 400);
      accounts.set(email, form.get('password') ?? '');
      session.email = email;
      return go('/welcome');
    },
    'GET /welcome': ({ session, show, go }) => (session.email ? show(welcome(session.email)) : go('/login')),
    'GET /login': ({ show }) => show(login('')),
    'POST /login': ({ form, session, show, go }) => {
      const email = form.get('email') ?? '';
      if (!accounts.has(email) || accounts.get(email) !== form.get('password')) {
        return show(login('E-mail address or password is wrong.'), 401);
      }
      session.email = email;
      return go('/welcome');
    },
    'POST /logout': ({ session, go }) => {
      delete session.email;
      go('/login');
    },
  });
