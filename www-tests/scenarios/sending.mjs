// Save scenarios: the ways in which a login is sent. Data alone; scenarios.test.mjs walks them.

import { BUTTON, byFetch, form, HOME, PASS, plain, SHOW_HOME, scripted, signIn, USER } from './pages.mjs';

const type = [
  ['type', '#user', 'ada'],
  ['type', '#pass', 'Tide-Rope-41'],
];
const IN = ['see', '#in'];
const saved = { kind: 'new', username: 'ada', password: 'Tide-Rope-41' };
const press = [...type, ['click', '#go'], IN];
/** Fields that stand in no form. */
const LOOSE = `<h1>Sign in</h1><div>${USER}${PASS}`;
const XHR = `const send = () => { const x = new XMLHttpRequest(); x.open('POST', '/api'); x.onload = () => { ${SHOW_HOME} }; x.send(); };`;
const ok = () => ({ data: { ok: true } });

/** @type {import('./index.mjs').Scenario[]} */
export const sending = [
  { name: 'a form, by its button', site: plain(), acts: press, offer: saved },
  { name: 'a form, by Enter', site: plain(), acts: [...type, ['press', 'Enter'], IN], offer: saved },
  {
    name: 'a form without a button, by Enter',
    acts: [...type, ['press', 'Enter'], IN],
    // The user name and the password are two fields: only a form with one field is sent by Enter alone.
    site: {
      '/': scripted(signIn(USER + PASS), "onkeydown = (e) => { if (e.key === 'Enter') document.forms[0].submit(); };"),
      '/in': HOME,
    },
    offer: saved,
  },
  {
    name: 'an input of type submit',
    site: plain(`${USER}${PASS}<input type="submit" id="go" value="Log in">`),
    acts: press,
    offer: saved,
  },
  {
    name: 'a form that a script sends by submit(), which has no event',
    site: {
      '/': scripted(
        signIn(`${USER}${PASS}<button type="button" id="go">Sign in</button>`),
        "document.querySelector('#go').onclick = () => document.forms[0].submit();",
      ),
      '/in': HOME,
    },
    acts: press,
    offer: saved,
  },
  {
    name: 'a link for a button',
    site: {
      '/': scripted(
        signIn(`${USER}${PASS}<a href="#" id="go">Sign in</a>`),
        "document.querySelector('#go').onclick = (e) => { e.preventDefault(); document.forms[0].submit(); };",
      ),
      '/in': HOME,
    },
    acts: press,
    offer: saved,
  },
  {
    name: 'a javascript: link for a button',
    site: {
      '/': signIn(`${USER}${PASS}<a href="javascript:document.forms[0].submit()" id="go">Sign in</a>`),
      '/in': HOME,
    },
    acts: press,
    offer: saved,
  },
  {
    name: 'a div for a button, with a role',
    site: {
      '/': scripted(
        signIn(`${USER}${PASS}<div role="button" tabindex="0" id="go">Sign in</div>`),
        "document.querySelector('#go').onclick = () => document.forms[0].submit();",
      ),
      '/in': HOME,
    },
    acts: press,
    offer: saved,
  },
  {
    name: 'a div for a button, without a role',
    site: {
      '/': scripted(
        signIn(`${USER}${PASS}<div id="go" style="cursor:pointer"><span>Sign in</span></div>`),
        "document.querySelector('#go').onclick = () => document.forms[0].submit();",
      ),
      '/in': HOME,
    },
    acts: press,
    offer: saved,
  },
  {
    name: 'fetch after a press, without a form',
    site: {
      '/': scripted(`${LOOSE}<button id="go" onclick="send()">Sign in</button></div>`, byFetch(SHOW_HOME)),
      '/api': ok,
    },
    acts: press,
    offer: saved,
  },
  {
    name: 'XHR after a press, without a form',
    site: { '/': scripted(`${LOOSE}<button id="go" onclick="send()">Sign in</button></div>`, XHR), '/api': ok },
    acts: press,
    offer: saved,
  },
  {
    name: 'fetch after Enter, without a form or a button',
    site: {
      '/': scripted(`${LOOSE}</div>`, `${byFetch(SHOW_HOME)} onkeydown = (e) => { if (e.key === 'Enter') send(); };`),
      '/api': ok,
    },
    acts: [...type, ['press', 'Enter'], IN],
    offer: saved,
  },
  {
    name: 'fetch from a submit that is held back, then another page',
    site: {
      '/': scripted(
        signIn(),
        `${byFetch("location.href = '/in';")} onsubmit = (e) => { e.preventDefault(); send(); };`,
      ),
      '/api': ok,
      '/in': HOME,
    },
    acts: press,
    offer: saved,
  },
  {
    name: 'fetch, then the form is taken out of the page',
    site: {
      '/': scripted(
        signIn(),
        `${byFetch("document.forms[0].remove(); document.body.insertAdjacentHTML('beforeend', '<p id=in>In</p>');")} onsubmit = (e) => { e.preventDefault(); send(); };`,
      ),
      '/api': ok,
    },
    acts: press,
    offer: saved,
  },
  {
    name: 'fetch, then the form is only hidden, and the path changes',
    site: {
      '/': scripted(
        signIn(),
        `${byFetch("document.forms[0].style.display = 'none'; history.pushState(null, '', '/home'); document.body.insertAdjacentHTML('beforeend', '<p id=in>In</p>');")} onsubmit = (e) => { e.preventDefault(); send(); };`,
      ),
      '/api': ok,
    },
    acts: press,
    offer: saved,
  },
  {
    name: 'the form is emptied by the page as it is sent',
    site: {
      '/': scripted(
        signIn(),
        `${byFetch(SHOW_HOME)} onsubmit = (e) => { e.preventDefault(); send(); document.forms[0].reset(); };`,
      ),
      '/api': ok,
    },
    acts: press,
    offer: saved,
  },
  {
    name: 'the page sends itself once enough is typed',
    site: {
      '/': scripted(
        signIn(),
        "document.querySelector('#pass').oninput = ({ target }) => { if (target.value.length === 12) document.forms[0].requestSubmit(); };",
      ),
      '/in': HOME,
    },
    acts: [...type, IN],
    offer: saved,
  },
  {
    name: 'the worker is dead when a press sends the form',
    site: plain(),
    acts: [...type, ['kill'], ['click', '#go'], IN],
    offer: saved,
  },
  {
    name: 'the password is shown while it is typed',
    site: {
      '/': scripted(
        signIn(`${USER}${PASS}<button type="button" id="eye">Show password</button>${BUTTON}`),
        "document.querySelector('#eye').onclick = () => { document.querySelector('#pass').type = 'text'; };",
      ),
      '/in': HOME,
    },
    acts: [...type, ['click', '#eye'], ['click', '#go'], IN],
    offer: saved,
  },
  {
    name: 'the password is shown first and typed then',
    site: {
      '/': scripted(
        signIn(`${USER}${PASS}<button type="button" id="eye">Show password</button>${BUTTON}`),
        "document.querySelector('#eye').onclick = () => { document.querySelector('#pass').type = 'text'; };",
      ),
      '/in': HOME,
    },
    acts: [['click', '#eye'], ...press],
    offer: saved,
  },
  {
    name: 'a password shown in a field without a word about it',
    site: {
      '/': scripted(
        signIn(
          `${USER}<p><input id="pass" type="password" placeholder="••••••"></p><button type="button" id="eye">👁</button>${BUTTON}`,
        ),
        "document.querySelector('#eye').onclick = () => { document.querySelector('#pass').type = 'text'; };",
      ),
      '/in': HOME,
    },
    acts: [...type, ['click', '#eye'], ['click', '#go'], IN],
    offer: saved,
  },
  {
    name: 'an honest form with a honeypot and a csrf text field that nobody sees',
    site: plain(
      `<input type="text" name="csrf_token" value="9f3ac1" style="display:none"><p style="position:absolute;left:-9999px"><label>Leave this empty <input name="website"></label></p>${USER}${PASS}${BUTTON}`,
    ),
    acts: press,
    offer: saved,
  },
  {
    name: 'a csrf token in a text field between name and password',
    site: plain(`${USER}<input type="text" name="authenticity" value="77aa01" hidden>${PASS}${BUTTON}`),
    acts: press,
    offer: saved,
  },
  {
    name: 'a workspace before the user name',
    site: plain(`<p><label>Workspace <input name="tenant" id="tenant"></label></p>${USER}${PASS}${BUTTON}`),
    acts: [['type', '#tenant', 'tideline'], ...press],
    offer: saved,
  },
  {
    name: 'a sign-in beside a sign-up and a search',
    site: {
      '/': `<form action="/search"><input type="search" name="q" aria-label="Search"></form>${signIn()}<h2>New here?</h2>${form('<p><label>E-mail <input type="email" name="new_email"></label></p><p><label>Choose a password <input type="password" autocomplete="new-password"></label></p><button>Create account</button>', '/new')}`,
      '/in': HOME,
    },
    acts: press,
    offer: saved,
  },
];
