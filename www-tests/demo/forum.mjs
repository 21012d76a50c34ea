// The forum: its login is a dialog that appears late, without a form navigation; a script sends it and changes the page.

import { readFileSync } from 'node:fs';
import { pageOf, siteOf } from './plumbing.mjs';

const SCRIPT = readFileSync(new URL('forum-page.js', import.meta.url), 'utf8');

const home = pageOf({
  site: 'The Kiln',
  tone: 'forum',
  title: 'A forum for potters',
  body: `<h1 id="greeting">A forum for potters</h1>
  <p class="row"><button class="button" id="open" hidden>Sign in</button><button class="button quiet" id="leave" hidden>Sign out</button></p>
  <ul class="threads"><li><b>Glaze that crawls at cone 6</b><span>14 answers</span></li><li><b>Who fires with wood?</b><span>31 answers</span></li><li><b>Cracks in large platters</b><span>8 answers</span></li></ul>`,
  script: '/page.js',
});

/** @param {Map<string, string>} accounts Passwords by user name. */
export const forum = (accounts) =>
  siteOf({
    'GET /': ({ show }) => show(home),
    'GET /page.js': ({ send }) => send('text/javascript; charset=utf-8', SCRIPT),
    'GET /me': ({ session, send }) => send('application/json', JSON.stringify({ name: session.name ?? null })),
    'POST /session': ({ form, session, send }) => {
      const name = form.get('name') ?? '';
      const right = accounts.has(name) && accounts.get(name) === form.get('secret');
      if (right) session.name = name;
      send('application/json', JSON.stringify({ name: right ? name : null }));
    },
    'POST /leave': ({ session, send }) => {
      delete session.name;
      send('application/json', '{}');
    },
  });
