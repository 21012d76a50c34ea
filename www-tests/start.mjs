// The demonstration of `cargo xtask start`: serves the demo sites on loopback and does the main job on them.
// Without --headed it runs by itself, prints each step and writes numbered screenshots to target/journey.
// With --headed it opens Chromium with Latchkey loaded and the demo sites beside it, keeps its profile in
// target/start-profile, and stays until the window is closed. --keep-open goes on serving the sites after the journey.

import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ACCOUNTS, serveDemo } from './demo/server.mjs';
import { launch } from './driver/index.mjs';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const JOURNEY = path.join(ROOT, 'target/journey');
const MASTER = 'an otter counts seven lanterns';
const FIRST_PORT = 8321;

const { values: options } = parseArgs({
  options: {
    headed: { type: 'boolean', default: false },
    'keep-open': { type: 'boolean', default: false },
    browser: { type: 'string', default: 'chromium' },
  },
});

const interrupted = () =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, resolve);
  });

await (options.headed ? openForUser() : runJourney());
console.log(`
To use it in your own browser, load ${path.join(ROOT, 'dist')}

  Chrome   chrome://extensions   turn on Developer mode, Load unpacked, choose that folder
  Edge     edge://extensions     turn on Developer mode, Load unpacked, choose that folder
  Brave    brave://extensions    turn on Developer mode, Load unpacked, choose that folder
  Firefox  about:debugging#/runtime/this-firefox   Load Temporary Add-on, choose manifest.json in that folder

Firefox forgets a temporary add-on when it closes; the vault in your profile stays.`);

async function openForUser() {
  const demo = await serveDemo(FIRST_PORT).catch(() => serveDemo());
  const profile = path.join(ROOT, 'target/start-profile');
  const app = await launch({ browser: options.browser, headless: false, profile });
  const page = await app.openPage(demo.url);
  console.log(`The demo sites are at ${demo.url}, open in the browser. Their accounts are listed there.`);
  console.log(
    'This browser reaches nothing else. Press the key in the toolbar (or Ctrl+Shift+Y) to create your vault, then sign in somewhere.',
  );
  console.log(
    'The profile stays in target/start-profile for the next start. Close the window, or press Ctrl+C, to end.',
  );
  // The driver's own pages are not for the user.
  for (const each of await app.engine.browser.pages()) if (each !== page.raw) await each.close();
  await page.bringToFront();
  const closed = new Promise((resolve) => app.engine.browser.once('disconnected', resolve));
  await Promise.race([closed, interrupted()]);
  await app.close();
  demo.close();
}

async function runJourney() {
  await rm(JOURNEY, { recursive: true, force: true });
  await mkdir(JOURNEY, { recursive: true });
  const demo = await serveDemo();
  const app = await launch({ browser: options.browser, shots: JOURNEY });
  let number = 0;
  /** Says what happened and keeps a picture of it. */
  const step = async (text, surface) => {
    number += 1;
    const file = `${String(number).padStart(2, '0')}-${text
      .toLowerCase()
      .replaceAll(/[^a-z]+/g, '-')
      .replaceAll(/^-|-$/g, '')
      .slice(0, 40)}.png`;
    await writeFile(path.join(JOURNEY, file), await app.picture(surface));
    console.log(`${String(number).padStart(2)}. ${text}`);
  };
  try {
    await journey(app, demo, step);
  } catch (error) {
    demo.close();
    throw error;
  } finally {
    await app.close();
  }
  console.log(`Pictures of each step are in ${path.relative(process.cwd(), JOURNEY) || '.'}.`);
  if (options['keep-open']) {
    console.log(`The demo sites stay at ${demo.url} until Ctrl+C.`);
    await interrupted();
  }
  demo.close();
}

/** The main job, step by step; throws where one does not come out as it should. */
async function journey(app, demo, step) {
  const { username, password } = ACCOUNTS.shop;
  const expect = (holds, what) => {
    if (!holds) throw new Error(`The journey stopped: ${what}.`);
  };
  const signedIn = (page) => page.text({ css: 'h1', text: 'Signed in' });

  await app.createVault(MASTER);
  await step('A vault is created; the master password never leaves its page', app.desk.surface);

  const page = await app.openPage(demo.urls.shop);
  await step('The shop asks for a login', page);
  await page.type('#email', username);
  await page.type('#password', password);
  await step('The login is typed by hand, this once', page);
  await page.click('form button');
  await signedIn(page);
  const prompt = await app.prompt(page);
  await step('Signed in; Latchkey offers to save the login', page);
  await prompt.click('[data-action="accept"]');
  await app.until(async () => (await app.items()).length === 1, 'the login to be saved');
  await step('The offer is accepted', page);

  const popup = await app.popup(page);
  await popup.waitFor('#rows-site [data-item-id]');
  await step('The popup lists it for this site', popup);
  await popup.close();

  for (const [via, name] of [
    ['popup', 'the popup'],
    ['shortcut', 'the keyboard shortcut'],
    ['context-menu', 'the context menu'],
  ]) {
    await page.click({ css: 'button', text: 'Sign out' });
    await page.waitFor('#password');
    const { filled, blocked } = await app.fill(page, { via });
    expect(filled.includes('current-password'), `${name} filled nothing (${blocked})`);
    await step(`Signed out, and filled again by ${name}`, page);
    await page.click('form button');
    await signedIn(page);
    await step(`Signed in with what ${name} filled`, page);
  }

  await page.goto(demo.urls.bank);
  await page.type('#customer', ACCOUNTS.bank.username);
  await page.click('form button');
  await page.type('#password', ACCOUNTS.bank.password);
  await page.click('form button');
  await signedIn(page);
  await (await app.prompt(page)).click('[data-action="accept"]');
  await app.until(async () => (await app.items()).length === 2, 'the bank login to be saved');
  await step('The bank asks in two steps; one login is saved for both', page);

  await page.goto(demo.urls.forum);
  await page.click('#open');
  await page.type('#nick', ACCOUNTS.forum.username);
  await page.type('#secret', ACCOUNTS.forum.password);
  await page.click('.dialog button');
  await signedIn(page);
  await (await app.prompt(page)).click('[data-action="accept"]');
  await app.until(async () => (await app.items()).length === 3, 'the forum login to be saved');
  await step('The forum signs in by a late dialog; that login is saved too', page);

  await app.killWorker();
  await app.lock();
  await app.unlock(MASTER);
  const items = await app.items();
  expect(items.length === 3, 'a login was lost');
  await step('Locked and unlocked again: all three logins are there', app.desk.surface);
}
