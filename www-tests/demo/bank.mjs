// The bank: two steps on two pages, the customer number first, the password on the next.

import { escaped, field, pageOf, problem, siteOf } from './plumbing.mjs';

const frame = (title, body) => pageOf({ site: 'Harbour Bank', tone: 'bank', title, body });

const first = (wrong) =>
  frame(
    'Online banking',
    `<h1>Online banking</h1><p>Step 1 of 2</p>${problem(wrong)}
    <form class="card" method="post" action="/identify">
    ${field('Customer number', { id: 'customer', name: 'customer', type: 'text', autocomplete: 'username', required: '' })}
    <button class="button">Continue</button></form>`,
  );

const second = (customer, wrong) =>
  frame(
    'Your password',
    `<h1>Your password</h1><p>Step 2 of 2, for customer ${escaped(customer)}</p>${problem(wrong)}
    <form class="card" method="post" action="/password">
    ${field('Password', { id: 'password', name: 'password', type: 'password', autocomplete: 'current-password', required: '' })}
    <button class="button">Sign in</button></form>`,
  );

const overview = (customer) =>
  frame(
    'Overview',
    `<h1>Signed in, customer ${escaped(customer)}</h1><dl class="sums"><dt>Current account</dt><dd>1,204.17</dd><dt>Savings</dt><dd>8,350.00</dd></dl>
    <form method="post" action="/logout"><button class="button quiet">Sign out</button></form>`,
  );

/** @param {Map<string, string>} accounts Passwords by customer number. */
export const bank = (accounts) =>
  siteOf({
    'GET /': ({ show }) => show(first('')),
    'POST /identify': ({ form, session, show, go }) => {
      const customer = form.get('customer') ?? '';
      if (!/^\d{6}$/.test(customer)) return show(first('A customer number has six digits.'), 400);
      session.asked = customer;
      return go('/password');
    },
    'GET /password': ({ session, show, go }) => (session.asked ? show(second(session.asked, '')) : go('/')),
    'POST /password': ({ form, session, show, go }) => {
      if (!session.asked) return go('/');
      // An unknown number fails here, as a known one with a wrong password does.
      if (!accounts.has(session.asked) || accounts.get(session.asked) !== form.get('password')) {
        return show(second(session.asked, 'Customer number or password is wrong.'), 401);
      }
      session.customer = session.asked;
      delete session.asked;
      return go('/overview');
    },
    'GET /overview': ({ session, show, go }) => (session.customer ? show(overview(session.customer)) : go('/')),
    'POST /logout': ({ session, go }) => {
      delete session.customer;
      go('/');
    },
  });
