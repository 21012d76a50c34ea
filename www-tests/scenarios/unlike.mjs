// Save scenarios that are unlike the others: pages that remember the account, that wait, that draw themselves anew, that
// refuse with 200; the worker that dies at the worst moment; patterns. Data alone.

import { BUTTON, byFetch, EMAIL, form, HOME, PASS, plain, SHOW_HOME, scripted, signIn, USER } from './pages.mjs';

const type = [
  ['type', '#user', 'ada'],
  ['type', '#pass', 'Tide-Rope-41'],
];
const pass = ['type', '#pass', 'Tide-Rope-41'];
const go = ['click', '#go'];
const IN = ['see', '#in'];
const press = [...type, go, IN];
const saved = { kind: 'new', username: 'ada', password: 'Tide-Rope-41' };
const MAIL = 'ada@tideline.example';
const login = (title, username, password, more = {}) => ({ title, username, password, url: 'https://%/', ...more });
const held = (then) => `${byFetch(then)} onsubmit = (e) => { e.preventDefault(); send(); };`;
const ok = () => ({ data: { ok: true } });
const no = () => ({ data: { ok: false, error: 'ungültig' } });
const NEW =
  '<p><label>New password <input id="new" type="password" autocomplete="new-password"></label></p><p><label>Confirm new password <input id="again" type="password" autocomplete="new-password"></label></p>';
const JOIN =
  '<h1>Create account</h1><form method="post" action="/in"><p><label>E-mail <input id="user" type="email" name="email"></label></p><p><label>Password <input id="pass" type="password" autocomplete="new-password"></label></p><button id="go">Create account</button></form>';

/** @type {import('./index.mjs').Scenario[]} */
export const remembered = [
  {
    name: 'the account stands hidden in the form',
    site: plain(`<p>Hello, Ada</p><input type="hidden" name="email" value="${MAIL}">${PASS}${BUTTON}`),
    acts: [pass, go, IN],
    offer: { ...saved, username: MAIL },
  },
  {
    name: 'the account stands in words above the form',
    site: plain(`<p>Welcome back</p><p><b>${MAIL}</b> <a href="/other">Not you?</a></p>${PASS}${BUTTON}`),
    acts: [pass, go, IN],
    offer: { ...saved, username: MAIL },
  },
  {
    name: 'the account stands on a button that changes it, outside the form',
    site: {
      '/': `<h1>Enter your password</h1><div><div><button type="button">${MAIL}</button></div>${form(PASS + BUTTON)}</div>`,
      '/in': HOME,
    },
    acts: [pass, go, IN],
    offer: { ...saved, username: MAIL },
  },
  {
    name: 'an address for questions is no account',
    site: plain(`<p>Hello, Ada</p>${PASS}${BUTTON}<p>Questions? support@tideline.example</p>`),
    acts: [pass, go, IN],
    offer: { ...saved, username: '' },
  },
  {
    name: 'a hidden field that says what is done is no account',
    site: plain(`<p>Hello, Ada</p><input type="hidden" name="login" value="1">${PASS}${BUTTON}`),
    acts: [pass, go, IN],
    offer: { ...saved, username: '' },
  },
  {
    name: 'the known login is greeted by its address',
    site: plain(`<p>${MAIL}</p>${PASS}${BUTTON}`),
    saved: [login('Greeted', 'ada.greeted', 'Tide-Rope-42')],
    acts: [['type', '#pass', 'Tide-Rope-42'], go, IN],
  },
  {
    name: 'the remembered account tells which of two gets the new password',
    site: {
      '/': `<h1>Reset your password</h1><p>For pia@tideline.example</p>${form(`${NEW}<button id="go">Save password</button>`)}`,
      '/in': '<p id="in">Your password was changed.</p>',
    },
    saved: [
      login('Not meant', 'pip@tideline.example', 'Oar-Salt-01'),
      login('Meant', 'pia@tideline.example', 'Oar-Salt-02'),
    ],
    acts: [['type', '#new', 'Oar-Salt-03'], ['type', '#again', 'Oar-Salt-03'], go, IN],
    offer: { kind: 'update', of: 'Meant', username: 'pia@tideline.example', password: 'Oar-Salt-03' },
  },
];

/** @type {import('./index.mjs').Scenario[]} */
export const worst = [
  {
    name: 'the worker is dead when Enter sends the form',
    site: plain(),
    acts: [...type, ['rest'], ['kill'], ['press', 'Enter'], IN],
    offer: saved,
  },
  {
    name: 'the worker is dead when Enter sends the form, and the sign-in fails',
    site: { '/': signIn(), '/in': `<p id="in">Wrong.</p>${signIn()}` },
    acts: [...type, ['rest'], ['kill'], ['press', 'Enter'], IN],
  },
  {
    name: 'a password is typed, the worker dies, and the user leaves by a link',
    site: {
      '/': `${signIn()}<p style="margin-top:4em"><a id="help" href="/help">Help</a></p>`,
      '/help': '<p id="in">Help</p>',
    },
    acts: [...type, ['rest'], ['kill'], ['click', '#help'], IN],
  },
  {
    name: 'a password is typed, the worker dies, and the user goes elsewhere by the address bar',
    site: { '/': signIn(), '/help': '<p id="in">Help</p>' },
    acts: [...type, ['rest'], ['kill'], ['go', 'https://%/help'], IN],
  },
  {
    name: 'the page sends itself when the mouse goes down',
    site: {
      '/': scripted(
        `<h1>Sign in</h1><div>${USER}${PASS}<button id="go">Sign in</button></div>`,
        `${byFetch(SHOW_HOME)} document.querySelector('#go').onmousedown = send;`,
      ),
      '/api': ok,
    },
    acts: press,
    offer: saved,
  },
  {
    name: 'a link to another page that its script holds back',
    site: {
      '/': scripted(
        signIn(`${USER}${PASS}<a href="/elsewhere" id="go">Sign in</a>`),
        "document.querySelector('#go').onclick = (e) => { e.preventDefault(); document.forms[0].submit(); };",
      ),
      '/in': HOME,
    },
    acts: press,
    offer: saved,
  },
  {
    name: 'a div for a button, by the space bar',
    site: {
      '/': scripted(
        `<h1>Sign in</h1><div>${USER}${PASS}<div role="button" tabindex="0" id="go">Sign in</div></div>`,
        `${byFetch(SHOW_HOME)} document.querySelector('#go').onkeydown = (e) => { if (e.key === ' ') send(); };`,
      ),
      '/api': ok,
    },
    acts: [...type, ['press', 'Tab'], ['press', ' '], IN],
    offer: saved,
  },
  {
    name: 'a closed shadow root without a form, by a click',
    site: {
      '/': scripted(
        '<h1>Sign in</h1><sign-in style="display:block"></sign-in>',
        `${byFetch(SHOW_HOME)} const root = document.querySelector('sign-in').attachShadow({ mode: 'closed' }); root.innerHTML = '${USER}${PASS}<button id="go" style="display:block;inline-size:300px;block-size:60px">Sign in</button>'; root.querySelector('#go').onclick = send; root.querySelector('#user').focus();`,
      ),
      '/api': ok,
    },
    acts: [['keys', 'ada'], ['press', 'Tab'], ['keys', 'Tide-Rope-41'], ['low', 'sign-in'], IN],
    offer: saved,
  },
  {
    name: 'a sign-up by telephone number',
    site: {
      '/': `<h1>Create account</h1>${form('<p><label>Mobile phone <input id="user" type="tel" name="phone"></label></p><p><label>Choose a password <input id="pass" type="password" autocomplete="new-password"></label></p><button id="go">Sign up</button>')}`,
      '/in': HOME,
    },
    acts: [['type', '#user', '+47 900 00 000'], pass, go, IN],
    offer: { ...saved, username: '+47 900 00 000' },
  },
  {
    name: 'a button outside the form that belongs to it',
    site: {
      '/': `${signIn(USER + PASS).replace('<form', '<form id="f"')}<button id="go" form="f">Sign in</button>`,
      '/in': HOME,
    },
    acts: press,
    offer: saved,
  },
  {
    name: 'the password is hashed and emptied as it is sent',
    site: {
      '/': scripted(
        signIn(`${USER}${PASS}<input type="hidden" name="hash">${BUTTON}`),
        "onsubmit = () => { document.querySelector('[name=hash]').value = 'x9'; document.querySelector('#pass').value = ''; };",
      ),
      '/in': HOME,
    },
    acts: press,
    offer: saved,
  },
  {
    name: 'a dialog that closes after a fetch',
    site: {
      '/': scripted(
        `<h1>Shop</h1><dialog id="d">${signIn()}</dialog>`,
        `document.querySelector('#d').showModal(); ${byFetch("document.querySelector('#d').close(); document.body.insertAdjacentHTML('beforeend', '<p id=in>In</p>');")} onsubmit = (e) => { e.preventDefault(); send(); };`,
      ),
      '/api': ok,
    },
    acts: press,
    offer: saved,
  },
  {
    name: 'the form fades out and stays in the page',
    site: {
      '/': scripted(
        signIn(),
        held(
          "document.forms[0].style.opacity = '0'; document.body.insertAdjacentHTML('beforeend', '<p id=in>In</p>');",
        ),
      ),
      '/api': ok,
    },
    acts: press,
    offer: saved,
  },
  {
    name: 'an answer that sends itself on to another subdomain',
    site: {
      '/': signIn(),
      '/in':
        '<form method="post" id="f"><input type="hidden" name="code" value="1"></form><script>const f = document.querySelector("#f"); f.action = "https://app." + location.hostname + "/in"; f.submit()</script>',
    },
    others: { 'app.%': { '/in': HOME } },
    acts: press,
    offer: saved,
  },
  {
    name: 'three steps in one page: workspace, e-mail, password',
    site: {
      '/': scripted(
        '<h1>Sign in</h1><div id="box"><p><label>Workspace <input id="space" name="workspace"></label></p><button id="one">Next</button></div>',
        `${byFetch(SHOW_HOME)} const box = document.querySelector('#box'); document.querySelector('#one').onclick = () => { box.innerHTML = '${EMAIL}<button id="two">Next</button>'; document.querySelector('#two').onclick = () => { box.innerHTML = '${PASS}<button id="go">Sign in</button>'; document.querySelector('#go').onclick = send; }; };`,
      ),
      '/api': ok,
    },
    acts: [['type', '#space', 'tideline'], ['click', '#one'], ['type', '#user', MAIL], ['click', '#two'], pass, go, IN],
    offer: { ...saved, username: MAIL },
  },
  {
    name: 'a frame within a frame',
    site: {
      '/': '<h1>Club</h1><iframe src="/outer" width="500" height="300"></iframe>',
      '/outer': '<iframe src="/inner" width="460" height="260"></iframe>',
      '/inner': signIn(),
      '/in': HOME,
    },
    acts: [['in', '/inner'], ...type, go, ['in', '/in'], IN],
    offer: saved,
  },
  {
    name: 'a sign-in window of another site that closes at once',
    ownWindow: true,
    site: {
      '/': scripted(
        "<h1>Club</h1><button id=\"open\" onclick=\"open('https://window-accounts.example/', 'w', 'width=500,height=400')\">Sign in</button>",
        `onmessage = () => { ${SHOW_HOME} };`,
      ),
    },
    others: {
      'window-accounts.example': {
        '/': signIn(),
        '/in': scripted('', "opener.postMessage('in', '*'); close();"),
      },
    },
    acts: [['click', '#open'], ['window', 'window-accounts'], ...type, go, ['in', ''], IN],
    offer: { ...saved, origin: 'https://window-accounts.example' },
  },
];

/** @type {import('./index.mjs').Scenario[]} */
export const refusedQuietly = [
  {
    name: 'fetch answers 200 with an error, and the form is drawn anew',
    site: {
      '/': scripted(
        `<div id="app">${signIn()}</div>`,
        held(
          "const app = document.querySelector('#app'); app.innerHTML = app.innerHTML; app.insertAdjacentHTML('beforeend', '<p id=wrong role=alert>Das Passwort ist falsch.</p>');",
        ),
      ),
      '/api': no,
    },
    acts: [...type, go, ['see', '#wrong']],
  },
  {
    name: 'a word of waiting stands in the place of the form until a 200 with an error brings it back',
    site: {
      '/': scripted(
        `<div id="app">${signIn()}</div><div id="wait" hidden>…</div>`,
        `const app = document.querySelector('#app'); ${byFetch("setTimeout(() => { app.hidden = false; document.body.insertAdjacentHTML('beforeend', '<p id=wrong role=alert>パスワードが正しくありません</p>'); }, 700);")} onsubmit = (e) => { e.preventDefault(); app.hidden = true; send(); };`,
      ),
      '/api': no,
    },
    acts: [...type, go, ['see', '#wrong']],
  },
  {
    name: 'fetch answers 200 with an error, and the user goes to "Forgot password?"',
    site: {
      '/': scripted(
        `${signIn()}<p style="margin-top:3em"><a id="forgot" href="/forgot">Forgot password?</a></p>`,
        held("document.body.insertAdjacentHTML('beforeend', '<p id=wrong role=alert>Mot de passe incorrect</p>');"),
      ),
      '/api': no,
      '/forgot':
        '<h1>Reset your password</h1><form><label>E-mail <input id="mail" type="email"></label><button>Send a link</button></form>',
    },
    acts: [...type, go, ['see', '#wrong'], ['click', '#forgot'], ['see', '#mail']],
  },
  {
    name: 'a sign-up that is refused shows its form again',
    site: { '/': JOIN, '/in': `<p id="in" role="alert">This address is taken.</p>${JOIN}` },
    acts: [['type', '#user', MAIL], pass, go, IN],
  },
  {
    name: 'a sign-up that is followed by the sign-in is offered',
    site: { '/': JOIN, '/in': `<p id="in">Your account is ready. Sign in.</p>${signIn()}` },
    acts: [['type', '#user', MAIL], pass, go, IN],
    offer: { ...saved, username: MAIL },
  },
  {
    name: 'a reset that is followed by the sign-in is offered',
    site: {
      '/': `<h1>Choose a new password</h1>${form(`${NEW}<button id="go">Save password</button>`)}`,
      '/in': `<p id="in">Your password was changed. Sign in.</p>${signIn()}`,
    },
    saved: [login('Reset anew', 'tim', 'Oar-Salt-f1')],
    acts: [['type', '#new', 'Oar-Salt-f2'], ['type', '#again', 'Oar-Salt-f2'], go, IN],
    offer: { kind: 'update', of: 'Reset anew', username: 'tim', password: 'Oar-Salt-f2' },
  },
  {
    name: 'a code that is wrong the first time after a good password',
    site: {
      '/': signIn(undefined, '/code'),
      '/code':
        '<h1>Two-step verification</h1><form method="post" action="/check"><label>Code <input id="code" autocomplete="one-time-code"></label><button id="check">Verify</button></form>',
      '/check':
        '<h1>Two-step verification</h1><p id="bad" role="alert">Authentication failed: wrong code.</p><form method="post" action="/in"><label>Code <input id="code" autocomplete="one-time-code"></label><button id="check">Verify</button></form>',
      '/in': HOME,
    },
    acts: [
      ...type,
      go,
      ['type', '#code', '271828'],
      ['click', '#check'],
      ['see', '#bad'],
      ['type', '#code', '314159'],
      ['click', '#check'],
      IN,
    ],
    offer: saved,
  },
];

const patterned = (title, username, password) =>
  login(title, username, password, { rule: 'regular-expression', url: 'https://%/.*' });

/** @type {import('./index.mjs').Scenario[]} */
export const patterns = [
  {
    name: 'a login that only a pattern leads to gets its new password',
    site: plain(),
    saved: [patterned('By pattern', 'pattern.ada', 'Oar-Salt-p1')],
    acts: [['type', '#user', 'pattern.ada'], ['type', '#pass', 'Oar-Salt-p2'], go, IN],
    offer: { kind: 'update', of: 'By pattern', username: 'pattern.ada', password: 'Oar-Salt-p2' },
  },
  {
    name: 'a login that only a pattern leads to is known',
    site: plain(),
    saved: [patterned('Known by pattern', 'pattern.bea', 'Oar-Salt-p3')],
    acts: [['type', '#user', 'pattern.bea'], ['type', '#pass', 'Oar-Salt-p3'], go, IN],
  },
];
