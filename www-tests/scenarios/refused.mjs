// Save scenarios: nothing is offered. Sign-ins that fail, forms that are no login, and submissions that no person made.

import { BUTTON, byFetch, form, HOME, PASS, plain, SHOW_HOME, scripted, signIn, USER } from './pages.mjs';

const type = [
  ['type', '#user', 'ada'],
  ['type', '#pass', 'not the password'],
];
const press = [...type, ['click', '#go']];
const no = () => ({ status: 401, data: { error: 'wrong' } });
const WRONG = '<p id="wrong" role="alert">The password is wrong.</p>';
const shows = `if (!document.querySelector('#wrong')) document.body.insertAdjacentHTML('beforeend', '${WRONG}');`;
const held = (then) => `${byFetch(then)} onsubmit = (e) => { e.preventDefault(); send(); };`;
const right = (posted) => posted.get('pass') === 'Tide-Rope-41';
const saved = { kind: 'new', username: 'ada', password: 'Tide-Rope-41' };

/** @type {import('./index.mjs').Scenario[]} */
export const failed = [
  {
    name: 'fetch answers 401, and the field is still there',
    site: { '/': scripted(signIn(), held(shows)), '/api': no },
    acts: [...press, ['see', '#wrong']],
  },
  {
    name: 'fetch answers 200 with an error, and the field is still there',
    site: { '/': scripted(signIn(), held(shows)), '/api': () => ({ data: { error: 'wrong' } }) },
    acts: [...press, ['see', '#wrong']],
  },
  {
    name: 'fetch answers 401, and the error stands in the place of the form',
    site: { '/': scripted(signIn(), held(`document.body.innerHTML = '${WRONG}';`)), '/api': no },
    acts: [...press, ['see', '#wrong']],
  },
  {
    name: 'fetch answers 401, and the user goes to "Forgot password?"',
    site: {
      '/': scripted(`${signIn()}<a id="forgot" href="/forgot">Forgot password?</a>`, held(shows)),
      '/api': no,
      '/forgot':
        '<h1>Reset your password</h1><form><label>E-mail <input id="mail" type="email"></label><button>Send a link</button></form>',
    },
    acts: [...press, ['see', '#wrong'], ['click', '#forgot'], ['see', '#mail']],
  },
  {
    name: 'the same page again',
    site: { '/': signIn(), '/in': WRONG + signIn() },
    acts: [...press, ['see', '#wrong']],
  },
  {
    name: 'the same page again after a redirect',
    site: { '/': signIn(), '/in': () => ({ go: '/again' }), '/again': WRONG + signIn() },
    acts: [...press, ['see', '#wrong']],
  },
  {
    name: 'the same page again with the status 401',
    site: { '/': signIn(), '/in': () => ({ status: 401, body: WRONG + signIn() }) },
    acts: [...press, ['see', '#wrong']],
  },
  {
    name: 'an error page with the status 401 and no field',
    site: { '/': signIn(), '/in': () => ({ status: 401, body: `${WRONG}<a href="/">Try again</a>` }) },
    acts: [...press, ['see', '#wrong']],
  },
  {
    name: 'an error page with the status 403 and no field',
    site: { '/': signIn(), '/in': () => ({ status: 403, body: `${WRONG}<a href="/">Try again</a>` }) },
    acts: [...press, ['see', '#wrong']],
  },
  {
    name: 'an error page with the status 200 and no field',
    site: { '/': signIn(), '/in': '<p id="wrong">Invalid username or password.</p><a href="/">Try again</a>' },
    acts: [...press, ['see', '#wrong']],
  },
  {
    name: 'a long error page with the status 200, no field and a notice in French',
    site: {
      '/': signIn(),
      '/in': `<div id="wrong" class="msg-error">Identifiant ou mot de passe incorrect</div><p>${'Nos horaires. '.repeat(80)}</p>`,
    },
    acts: [...press, ['see', '#wrong']],
  },
  {
    name: 'fetch answers 200, and the error stands in the place of the form',
    site: {
      '/': scripted(signIn(), held(`document.body.innerHTML = '${WRONG}<a href="/">Try again</a>';`)),
      '/api': () => ({ data: { error: 'wrong' } }),
    },
    acts: [...press, ['see', '#wrong']],
  },
  {
    name: 'a home page that tells of failed sign-ins before this one: it is offered',
    site: {
      '/': signIn(),
      '/in': `<div role="alert">2 failed login attempts since your last visit.</div>${HOME}<a href="/settings">Change password</a>`,
    },
    acts: [...type.slice(0, 1), ['type', '#pass', 'Tide-Rope-41'], ['click', '#go'], ['see', '#in']],
    offer: saved,
  },
  {
    name: 'a home page that tells of the device: it is offered',
    site: { '/': signIn(), '/in': `<div role="alert">New sign-in from an unknown device.</div>${HOME}` },
    acts: [...type.slice(0, 1), ['type', '#pass', 'Tide-Rope-41'], ['click', '#go'], ['see', '#in']],
    offer: saved,
  },
  {
    name: 'the second try succeeds: it alone is offered',
    site: { '/': signIn(), '/in': (posted) => (right(posted) ? HOME : WRONG + signIn()) },
    acts: [
      ...press,
      ['see', '#wrong'],
      ['type', '#user', 'ada'],
      ['type', '#pass', 'Tide-Rope-41'],
      ['click', '#go'],
      ['see', '#in'],
    ],
    offer: saved,
  },
  {
    name: 'the second try by fetch succeeds: it alone is offered',
    site: {
      '/': scripted(signIn(), held(`if (reply.ok) { ${SHOW_HOME} } else { ${shows} }`)),
      '/api': (posted) => (right(posted) ? { data: {} } : no()),
    },
    acts: [...press, ['see', '#wrong'], ['type', '#pass', 'Tide-Rope-41'], ['click', '#go'], ['see', '#in']],
    offer: saved,
  },
];

const WORD = '<p><label>Word <input id="word" name="word"></label></p>';
const thanks = (inside) => ({ '/': inside, '/in': '<p id="in">Thank you.</p>' });

/** @type {import('./index.mjs').Scenario[]} */
export const noLogins = [
  {
    name: 'a newsletter',
    site: thanks(
      `<h2>Newsletter</h2>${form('<label>E-mail <input id="mail" type="email" name="email"></label><button id="go">Subscribe</button>')}`,
    ),
    acts: [
      ['type', '#mail', 'ada@tideline.example'],
      ['click', '#go'],
      ['see', '#in'],
    ],
  },
  {
    name: 'a search',
    site: thanks(form('<input id="q" type="search" name="q" aria-label="Search"><button id="go">Search</button>')),
    acts: [
      ['type', '#q', 'rope'],
      ['click', '#go'],
      ['see', '#in'],
    ],
  },
  {
    name: 'a contact form',
    site: thanks(
      `<h1>Contact us</h1>${form('<label>Name <input id="name" name="name"></label><label>E-mail <input id="mail" type="email" name="email"></label><label>Message <textarea id="text" name="message"></textarea></label><button id="go">Send message</button>')}`,
    ),
    acts: [
      ['type', '#name', 'Ada'],
      ['type', '#mail', 'ada@tideline.example'],
      ['type', '#text', 'Good day'],
      ['click', '#go'],
      ['see', '#in'],
    ],
  },
  {
    name: 'a checkout whose security code is a password field',
    site: thanks(
      `<h1>Payment</h1>${form('<label>Name on card <input id="name" autocomplete="cc-name"></label><label>Card number <input id="number" inputmode="numeric" autocomplete="cc-number"></label><label>Expiry <input id="exp" autocomplete="cc-exp" placeholder="MM/YY"></label><label>CVC <input id="cvc" type="password" autocomplete="cc-csc" maxlength="4"></label><button id="go">Pay</button>')}`,
    ),
    acts: [
      ['type', '#name', 'Ada'],
      ['type', '#number', '4111111111111111'],
      ['type', '#exp', '12/30'],
      ['type', '#cvc', '737'],
      ['click', '#go'],
      ['see', '#in'],
    ],
  },
  {
    name: 'a one-time code',
    site: thanks(
      `<h1>Two-step verification</h1>${form('<label>6-digit code <input id="code" name="code" inputmode="numeric"></label><button id="go">Verify</button>')}`,
    ),
    acts: [
      ['type', '#code', '314159'],
      ['click', '#go'],
      ['see', '#in'],
    ],
  },
  {
    name: 'a one-time code in a password field',
    site: thanks(
      `<h1>Two-step verification</h1>${form('<label>Authenticator code <input id="code" name="otp" type="password" maxlength="6"></label><button id="go">Verify</button>')}`,
    ),
    acts: [
      ['type', '#code', '314159'],
      ['click', '#go'],
      ['see', '#in'],
    ],
  },
  {
    name: 'a request to find a forgotten password',
    site: thanks(
      `<h1>Forgot your password?</h1>${form('<label>E-mail <input id="mail" type="email" name="email"></label><button id="go">Send a link</button>')}`,
    ),
    acts: [
      ['type', '#mail', 'ada@tideline.example'],
      ['click', '#go'],
      ['see', '#in'],
    ],
  },
  {
    name: 'a form of another kind',
    site: thanks(form(`${WORD}<button id="go">Save</button>`)),
    acts: [
      ['type', '#word', 'hello'],
      ['click', '#go'],
      ['see', '#in'],
    ],
  },
  {
    name: 'a sign-up whose confirmation differs',
    site: thanks(
      `<h1>Create account</h1>${form('<label>E-mail <input id="mail" type="email" name="email"></label><label>Password <input id="new" type="password" autocomplete="new-password"></label><label>Confirm password <input id="again" type="password" autocomplete="new-password"></label><button id="go">Create account</button>')}`,
    ),
    acts: [
      ['type', '#mail', 'ada@tideline.example'],
      ['type', '#new', 'Tide-Rope-41'],
      ['type', '#again', 'Tide-Rope-14'],
      ['click', '#go'],
      ['see', '#in'],
    ],
  },
  {
    name: 'the password is typed, shown, and the user leaves by a link',
    site: {
      '/': scripted(
        `${signIn(`${USER}${PASS}<button type="button" id="eye">Show password</button>${BUTTON}`)}<p style="margin-top:3em"><a id="help" href="/help">Help</a></p>`,
        "document.querySelector('#eye').onclick = () => { document.querySelector('#pass').type = 'text'; };",
      ),
      '/help': '<p id="in">Help</p>',
    },
    acts: [...type, ['click', '#help'], ['see', '#in']],
  },
  {
    name: 'the user name alone is typed and Enter pressed',
    site: { '/': signIn(USER + PASS + BUTTON), '/in': HOME },
    acts: [
      ['type', '#user', 'ada'],
      ['press', 'Enter'],
      ['see', '#in'],
    ],
  },
];

/** @type {import('./index.mjs').Scenario[]} */
export const nobodys = [
  {
    name: 'a script writes a login and presses the button',
    site: {
      '/': scripted(
        signIn(),
        "setTimeout(() => { document.querySelector('#user').value = 'ada'; document.querySelector('#pass').value = 'guess-12'; document.querySelector('#go').click(); }, 300);",
      ),
      '/in': HOME,
    },
    acts: [['see', '#in']],
  },
  {
    name: 'a script writes a login and calls requestSubmit()',
    site: {
      '/': scripted(
        signIn(),
        "setTimeout(() => { document.querySelector('#user').value = 'ada'; document.querySelector('#pass').value = 'guess-12'; document.forms[0].requestSubmit(); }, 300);",
      ),
      '/in': HOME,
    },
    acts: [['see', '#in']],
  },
  {
    name: 'a person types the name, a script the password, and the person presses',
    site: {
      '/': scripted(
        signIn(),
        "document.querySelector('#user').oninput = () => { document.querySelector('#pass').value = 'guess-12'; };",
      ),
      '/in': HOME,
    },
    acts: [
      ['type', '#user', 'ada'],
      ['click', '#go'],
      ['see', '#in'],
    ],
  },
  {
    name: 'a script makes events of typing and of sending',
    site: {
      '/': scripted(
        signIn(),
        "setTimeout(() => { for (const [id, v] of [['user', 'ada'], ['pass', 'guess-12']]) { const f = document.getElementById(id); f.value = v; f.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true })); } document.forms[0].dispatchEvent(new SubmitEvent('submit', { bubbles: true })); document.body.innerHTML = '<p id=in>In</p>'; }, 300);",
      ),
    },
    acts: [['see', '#in']],
  },
  { name: 'a site for which nothing is to be saved', site: plain(), neverSave: true, acts: [...press, ['see', '#in']] },
];
