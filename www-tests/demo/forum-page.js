// The forum's own script: builds the login dialog when asked for it, sends it by fetch, and greets whoever is signed in.

const byId = (id) => document.getElementById(id);
const LATE_MS = 250;

function greet(name) {
  byId('greeting').textContent = name === null ? 'A forum for potters' : `Signed in as ${name}`;
  byId('open').hidden = name !== null;
  byId('leave').hidden = name === null;
}

function input(type, id, placeholder) {
  const made = document.createElement('input');
  made.type = type;
  made.id = id;
  made.placeholder = placeholder;
  return made;
}

function openDialog() {
  const dialog = document.createElement('div');
  dialog.className = 'dialog card';
  dialog.setAttribute('role', 'dialog');
  dialog.setAttribute('aria-label', 'Sign in');
  const heading = document.createElement('h2');
  heading.textContent = 'Sign in to The Kiln';
  const name = input('text', 'nick', 'User name');
  const secret = input('password', 'secret', 'Password');
  const problem = document.createElement('p');
  problem.className = 'problem';
  problem.hidden = true;
  const send = document.createElement('button');
  send.type = 'button';
  send.className = 'button';
  send.textContent = 'Sign in';
  send.addEventListener('click', async () => {
    const body = new URLSearchParams({ name: name.value, secret: secret.value });
    const answer = await (await fetch('/session', { method: 'POST', body })).json();
    if (answer.name === null) {
      problem.textContent = 'User name or password is wrong.';
      problem.hidden = false;
      return;
    }
    dialog.remove();
    greet(answer.name);
  });
  dialog.append(heading, name, secret, problem, send);
  document.body.append(dialog);
}

byId('open').addEventListener('click', () => setTimeout(openDialog, LATE_MS));
byId('leave').addEventListener('click', async () => {
  await fetch('/leave', { method: 'POST' });
  greet(null);
});
fetch('/me')
  .then((answer) => answer.json())
  .then(({ name }) => greet(name));
