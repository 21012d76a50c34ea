// Types a text key by key without waiting for each key: the browser takes them in the order in which they were sent.
// What is no key of a plain keyboard, and any browser without that protocol, gets puppeteer's own way.

/** @type {WeakMap<import('puppeteer-core').Page, Promise<import('puppeteer-core').CDPSession>>} */
const sessions = new WeakMap();

const ON_KEYS = /^[ -~]*$/;

/** @param {string} key */
const codeOf = (key) => {
  if (/[a-z]/i.test(key)) return `Key${key.toUpperCase()}`;
  return /\d/.test(key) ? `Digit${key}` : '';
};

/** @param {import('puppeteer-core').Page} page @param {string} text */
export async function typeText(page, text) {
  if (page.browser().protocol !== 'cdp' || !ON_KEYS.test(text)) return page.keyboard.type(text);
  if (!sessions.has(page)) sessions.set(page, page.createCDPSession());
  const session = await sessions.get(page);
  const send = (type, key, more) => {
    const number = /[a-z\d ]/i.test(key) ? key.toUpperCase().charCodeAt(0) : 0;
    const common = { type, key, code: key === ' ' ? 'Space' : codeOf(key), windowsVirtualKeyCode: number };
    return session.send('Input.dispatchKeyEvent', { ...common, ...more });
  };
  const sent = [];
  for (const key of text) sent.push(send('keyDown', key, { text: key, unmodifiedText: key }), send('keyUp', key, {}));
  await Promise.all(sent);
}
