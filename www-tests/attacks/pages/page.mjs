// What every attack page of group B shares: a sign-in form in plain sight, and the few words in which attacks are said.
// The attacker is the page itself, on the very site whose login is saved: the strongest place a page can have.

/** Runs in the page before the attack. `onMenu` calls as soon as something of the extension's stands in the page. */
const WORDS = `
const isOurs = (node) => node instanceof HTMLElement && node.parentNode === document.documentElement && node.getAttribute('popover') === 'manual';
const isMenu = (node) => isOurs(node) && node.getBoundingClientRect().width > 100;
const onMenu = (act) => {
  new MutationObserver(() => {
    const host = [...document.documentElement.children].find(isMenu);
    if (host && !host.met) { host.met = true; window.met = true; act(host); }
  }).observe(document, { childList: true, subtree: true });
};
const style = (text) => { const sheet = document.createElement('style'); sheet.textContent = text; document.head.append(sheet); };
const onTop = (css, text = '') => {
  const cover = document.createElement('div');
  cover.popover = 'manual';
  cover.textContent = text;
  cover.style.cssText = 'position:fixed;margin:0;border:0;padding:0;' + css;
  document.body.append(cover);
  cover.showPopover();
  return cover;
};
const boxOf = (host) => host.getBoundingClientRect();
const over = (host, more = '') => { const b = boxOf(host); return 'inset:auto;left:' + b.left + 'px;top:' + b.top + 'px;width:' + b.width + 'px;height:' + b.height + 'px;background:#fff;' + more; };
const later = (ms, act) => setTimeout(act, ms);
const always = (act) => { const again = () => { act(); requestAnimationFrame(again); }; again(); };
`;

const LOOKS = `body { font: 16px/1.5 sans-serif; margin: 40px 60px; background: #eef3f1 }
  form { display: grid; gap: 8px; inline-size: 340px } input { block-size: 40px; box-sizing: border-box }`;

/** The sign-in page with an attack in it. @param {string} attack @param {string} [body] */
export const attackPage =
  (attack, body = '') =>
  (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Sign in</title>
    <link rel="icon" href="data:,"><style>${LOOKS}</style></head><body><h1>Sign in</h1>
    <form method="post" action="/login"><label for="user">User name</label>
    <input id="user" name="user" autocomplete="username"><label for="pass">Password</label>
    <input id="pass" name="pass" type="password" autocomplete="current-password"><button>Sign in</button></form>
    ${body}<script>${WORDS}\n${attack}</script></body></html>`);
  };
