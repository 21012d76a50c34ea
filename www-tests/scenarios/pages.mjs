// What the pages of the save scenarios are made of: fields, a form, and a handler that serves a site from a table of
// pages. A page is its body, or a function of what was posted that gives a body or an answer. It knows of no scenario.

/** @typedef {string | { go?: string, status?: number, body?: string, data?: object }} Answer */
/** @typedef {Record<string, string | ((posted: URLSearchParams) => Answer)>} Site Answers by path. */

export const USER = '<p><label>User name <input id="user" name="user" autocomplete="username"></label></p>';
export const EMAIL = '<p><label>E-mail <input id="user" name="email" type="email" autocomplete="username"></label></p>';
export const PASS =
  '<p><label>Password <input id="pass" name="pass" type="password" autocomplete="current-password"></label></p>';
export const BUTTON = '<button id="go">Sign in</button>';

/** A form that is posted; by default an ordinary sign-in. */
export const form = (inside = USER + PASS + BUTTON, action = '/in') =>
  `<form method="post" action="${action}">${inside}</form>`;
export const signIn = (inside, action) => `<h1>Sign in</h1>${form(inside, action)}`;
export const HOME = '<h1>Welcome</h1><p id="in">You are in.</p>';

/** The commonest site: a sign-in and what follows it. @returns {Site} */
export const plain = (inside) => ({ '/': signIn(inside), '/in': HOME });

/** A page whose script runs once its elements are there. */
export const scripted = (body, script) => `${body}<script>${script}</script>`;

/** Sends what stands in the fields by `fetch`, then does what the script says with the answer `reply`. */
export const byFetch = (then, path = '/api') =>
  `const send = async () => { const reply = await fetch('${path}', { method: 'POST', body: new URLSearchParams({ pass: document.querySelector('#pass')?.value ?? '' }) }); await reply.text(); ${then} };`;
export const SHOW_HOME = `document.body.innerHTML = '${HOME}';`;

/** @param {Site} site @param {string} host What `%` stands for. */
export const serve = (site, host) => async (request, response) => {
  const path = request.url.split('?')[0];
  let text = '';
  for await (const chunk of request) text += chunk;
  const page = site[path];
  const found = typeof page === 'function' ? page(new URLSearchParams(text)) : page;
  const { go, status, body, data } = typeof found === 'string' ? { body: found } : (found ?? { status: 404 });
  if (go !== undefined) return response.writeHead(303, { location: go.replaceAll('%', host) }).end();
  response.writeHead(status ?? 200, {
    'content-type': data === undefined ? 'text/html; charset=utf-8' : 'application/json',
    'cache-control': 'no-store',
  });
  response.end(
    data === undefined
      ? `<!doctype html><html lang="en"><meta charset="utf-8"><title>Example</title><link rel="icon" href="data:,"><body>${body ?? ''}</body></html>`
      : JSON.stringify(data),
  );
};
