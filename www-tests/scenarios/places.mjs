// Save scenarios: where the form stands and where the sign-in goes on: frames, shadow roots, steps, windows, redirects.

import { BUTTON, byFetch, EMAIL, HOME, PASS, plain, SHOW_HOME, scripted, signIn, USER } from './pages.mjs';

const user = ['type', '#user', 'ada'];
const pass = ['type', '#pass', 'Tide-Rope-41'];
const go = ['click', '#go'];
const IN = ['see', '#in'];
const saved = { kind: 'new', username: 'ada', password: 'Tide-Rope-41' };
const NEXT = '<button id="next">Next</button>';
const FIRST = signIn(USER + NEXT, '/step');
const frame = (src) => `<h1>Welcome to the club</h1><iframe id="f" src="${src}" width="500" height="300"></iframe>`;
const CODE = `<h1>Two-step verification</h1><form method="post" action="/in"><p><label>Code from your app <input id="code" name="code" inputmode="numeric" autocomplete="one-time-code"></label></p><button id="check">Verify</button></form>`;
const shadow = (mode, inside) =>
  scripted(
    '<h1>Sign in</h1><sign-in></sign-in>',
    `const root = document.querySelector('sign-in').attachShadow({ mode: '${mode}' }); root.innerHTML = '${inside.replaceAll("'", '"')}'; root.querySelector('#user').focus();`,
  );

/** @type {import('./index.mjs').Scenario[]} */
export const places = [
  {
    name: 'a frame of the same origin that goes on by itself',
    site: { '/': frame('/frame'), '/frame': signIn(), '/in': HOME },
    acts: [['in', '/frame'], user, pass, go, ['in', '/in'], IN],
    offer: saved,
  },
  {
    name: 'a frame of the same origin whose script sends by submit()',
    site: {
      '/': frame('/frame'),
      '/frame': scripted(
        signIn(`${USER}${PASS}<button type="button" id="go">Sign in</button>`),
        "document.querySelector('#go').onclick = () => document.forms[0].submit();",
      ),
      '/in': HOME,
    },
    acts: [['in', '/frame'], user, pass, go, ['in', '/in'], IN],
    offer: saved,
  },
  {
    name: 'a frame of the same origin that is taken away by its page',
    site: {
      '/': scripted(frame('/frame'), `onmessage = () => { ${SHOW_HOME} };`),
      '/frame': scripted(
        signIn(),
        `${byFetch("parent.postMessage('in', '*');")} onsubmit = (e) => { e.preventDefault(); send(); };`,
      ),
      '/api': () => ({ data: {} }),
    },
    acts: [['in', '/frame'], user, pass, go, ['in', ''], IN],
    offer: saved,
  },
  {
    name: 'a frame that sends the whole page on',
    site: { '/': frame('/frame'), '/frame': signIn().replace('<form', '<form target="_top"'), '/in': HOME },
    acts: [['in', '/frame'], user, pass, go, ['in', ''], IN],
    offer: saved,
  },
  {
    name: 'a frame of another site: its own origin counts',
    site: { '/': frame('https://framed-accounts.example/') },
    others: { 'framed-accounts.example': plain() },
    acts: [['in', 'framed-accounts'], user, pass, go, ['in', 'framed-accounts.example/in'], IN],
    offer: { ...saved, origin: 'https://framed-accounts.example' },
  },
  {
    name: 'an open shadow root with a form',
    site: { '/': shadow('open', `<form method="post" action="/in">${USER}${PASS}${BUTTON}</form>`), '/in': HOME },
    acts: [user, pass, go, IN],
    offer: saved,
  },
  {
    name: 'a closed shadow root with a form, by Enter',
    site: { '/': shadow('closed', `<form method="post" action="/in">${USER}${PASS}${BUTTON}</form>`), '/in': HOME },
    acts: [['keys', 'ada'], ['press', 'Tab'], ['keys', 'Tide-Rope-41'], ['press', 'Enter'], IN],
    offer: saved,
  },
  {
    name: 'a closed shadow root, by the space bar on its button',
    site: { '/': shadow('closed', `<form method="post" action="/in">${USER}${PASS}${BUTTON}</form>`), '/in': HOME },
    acts: [['keys', 'ada'], ['press', 'Tab'], ['keys', 'Tide-Rope-41'], ['press', 'Tab'], ['press', ' '], IN],
    offer: saved,
  },
  {
    name: 'two steps on two pages',
    site: { '/': FIRST, '/step': signIn(PASS + BUTTON), '/in': HOME },
    acts: [user, ['click', '#next'], pass, go, IN],
    offer: saved,
  },
  {
    name: 'two steps with e-mail first, on one page',
    site: {
      '/': scripted(
        `<h1>Sign in</h1><div id="box">${EMAIL}<button id="next">Continue</button></div>`,
        `${byFetch(SHOW_HOME)} document.querySelector('#next').onclick = () => { document.querySelector('#box').innerHTML = '${PASS}<button id="go" onclick="send()">Sign in</button>'; };`,
      ),
      '/api': () => ({ data: {} }),
    },
    acts: [['type', '#user', 'ada@tideline.example'], ['click', '#next'], pass, go, IN],
    offer: { ...saved, username: 'ada@tideline.example' },
  },
  {
    name: 'three steps: user name, a word about security, password',
    site: {
      '/': FIRST,
      '/step': `<h1>Is this your picture?</h1><form action="/three" method="post"><button id="yes">Yes</button></form>`,
      '/three': signIn(PASS + BUTTON),
      '/in': HOME,
    },
    acts: [user, ['click', '#next'], ['click', '#yes'], pass, go, IN],
    offer: saved,
  },
  {
    name: 'a code between the user name and the password',
    site: { '/': FIRST, '/step': CODE.replace('/in', '/three'), '/three': signIn(PASS + BUTTON), '/in': HOME },
    acts: [user, ['click', '#next'], ['type', '#code', '314159'], ['click', '#check'], pass, go, IN],
    offer: saved,
  },
  {
    name: 'a code after the password',
    site: { '/': signIn(undefined, '/code'), '/code': CODE, '/in': HOME },
    acts: [user, pass, go, ['type', '#code', '314159'], ['click', '#check'], IN],
    offer: saved,
  },
  {
    name: 'the second step names the user in a disabled field',
    site: {
      '/': FIRST,
      '/step': signIn(`<p><label>User name <input name="user" value="ada" disabled></label></p>${PASS}${BUTTON}`),
      '/in': HOME,
    },
    acts: [user, ['click', '#next'], pass, go, IN],
    offer: saved,
  },
  {
    name: 'the second step names the user in a field of type hidden',
    site: {
      '/': FIRST,
      '/step': signIn(`<input type="hidden" name="username" value="ada">${PASS}${BUTTON}`),
      '/in': HOME,
    },
    acts: [user, ['click', '#next'], pass, go, IN],
    offer: saved,
  },
  {
    name: 'a known device: the user name stands in a read-only field',
    site: plain(
      `<p><label>User name <input name="user" value="ada" readonly autocomplete="username"></label></p>${PASS}${BUTTON}`,
    ),
    acts: [pass, go, IN],
    offer: saved,
  },
  {
    name: 'a known device: the user name stands in a text field that nobody sees',
    site: plain(
      `<p>Hello, Ada</p><input name="user" value="ada" autocomplete="username" style="display:none">${PASS}${BUTTON}`,
    ),
    acts: [pass, go, IN],
    offer: saved,
  },
  {
    name: 'a known device: the user name stands in a field of type hidden',
    site: plain(`<p>Hello, Ada</p><input type="hidden" name="username" value="ada">${PASS}${BUTTON}`),
    acts: [pass, go, IN],
    offer: saved,
  },
  {
    name: 'a known device without any field for the user name',
    site: plain(`<p>Hello, Ada</p>${PASS}${BUTTON}`),
    acts: [pass, go, IN],
    offer: { ...saved, username: '' },
  },
  {
    name: 'a redirect to another subdomain',
    start: 'https://login.%/',
    site: { '/': HOME },
    others: { 'login.%': { '/': signIn(), '/in': () => ({ go: 'https://%/' }) } },
    acts: [user, pass, go, IN],
    offer: { ...saved, origin: 'https://login.%' },
  },
  {
    name: 'redirects through another site',
    start: 'https://login.%/',
    site: { '/': HOME },
    others: {
      'login.%': { '/': signIn(), '/in': () => ({ go: 'https://hop-between.example/' }) },
      'hop-between.example': { '/': () => ({ go: 'https://%/' }) },
    },
    acts: [user, pass, go, IN],
    offer: { ...saved, origin: 'https://login.%' },
  },
  {
    name: 'a page in between that goes on by itself',
    site: { '/': signIn(), '/in': scripted('<p>One moment</p>', "location.replace('/home');"), '/home': HOME },
    acts: [user, pass, go, IN],
    offer: saved,
  },
  {
    name: 'user name and password on two subdomains of one site',
    start: 'https://login.%/',
    site: { '/': signIn(PASS + BUTTON), '/in': HOME },
    others: { 'login.%': { '/': FIRST, '/step': () => ({ go: 'https://%/' }) } },
    acts: [user, ['click', '#next'], pass, go, IN],
    offer: saved,
  },
  {
    name: 'a sign-in window that closes at once after its form was sent',
    ownWindow: true,
    site: {
      '/': "<h1>Club</h1><button id=\"open\" onclick=\"open('/window', 'w', 'width=500,height=400')\">Sign in with a window</button>",
      '/window': signIn(),
      '/in': scripted('', "opener.document.body.innerHTML = '<p id=in>In</p>'; close();"),
    },
    acts: [['click', '#open'], ['window', '/window'], user, pass, go, ['in', ''], IN],
    offer: saved,
  },
  {
    name: 'a sign-in window that closes itself after a fetch',
    ownWindow: true,
    site: {
      '/': "<h1>Club</h1><button id=\"open\" onclick=\"open('/window', 'w', 'width=500,height=400')\">Sign in with a window</button>",
      '/window': scripted(
        signIn(),
        `${byFetch("opener.document.body.innerHTML = '<p id=in>In</p>'; close();")} onsubmit = (e) => { e.preventDefault(); send(); };`,
      ),
      '/api': () => ({ data: {} }),
    },
    acts: [['click', '#open'], ['window', '/window'], user, pass, go, ['in', ''], IN],
    offer: saved,
  },
];
