// The prompt as those meet it who did not ask for it: it takes no focus and no key, is worked by the keyboard alone, and
// gives back at once what it lies over.

import assert from 'node:assert/strict';
import { html, LOGIN_FORM, MASTER, paths, signIn, test } from '../harness.mjs';

const SITE = 'https://quay.example';
/** Where the prompt stands, the page has a button of its own to send a form. */
const HOME = `<h1>Welcome</h1><p id="in">You are in.</p>
  <form id="form" onsubmit="document.querySelector('#in').textContent = 'Sent: ' + document.querySelector('#word').value; return false">
  <label>Word <input id="word"></label>
  <button id="send" style="position: fixed; top: 20px; right: 20px; width: 200px; height: 60px">Send</button></form>
  <script>document.querySelector('#word').focus()</script>`;
const TABS_MAX = 20;

async function offered(app) {
  app.hosts['quay.example'] = paths({ '/': html(LOGIN_FORM), '/login': html(HOME) });
  await app.createVault(MASTER);
  const page = await app.openPage(`${SITE}/`);
  await signIn(page, { '#user': 'ada', '#pass': 'Tide-Rope-41' });
  await page.text('#in');
  return { page, prompt: await app.prompt(page) };
}

/** Presses Tab until the prompt has the focus on what a selector names. */
async function tabTo(page, prompt, selector) {
  for (let presses = 0; presses < TABS_MAX; presses += 1) {
    const there = await prompt.evaluate(
      (wanted) => document.hasFocus() && document.activeElement?.matches(wanted) === true,
      selector,
    );
    if (there) return;
    await page.raw.keyboard.press('Tab');
  }
  throw new Error(`${TABS_MAX} presses of Tab did not lead to ${selector}.`);
}

test('The prompt takes no focus: who types goes on typing, and Enter is the page’s', async ({ app }) => {
  const { page, prompt } = await offered(app);
  await prompt.waitFor('[data-action="accept"]');
  await page.raw.keyboard.type('harbour');
  assert.equal(await page.value('#word'), 'harbour');
  await page.raw.keyboard.press('Enter');
  assert.equal(await page.text('#in'), 'Sent: harbour');
  assert.deepEqual(await app.items(), [], 'no key of the page saved anything');
});

test('The prompt is worked by the keyboard alone: Tab leads into it, and Enter saves', async ({ app }) => {
  const { page, prompt } = await offered(app);
  await tabTo(page, prompt, '[data-action="accept"]');
  const unnamed = await prompt.evaluate(() =>
    [...document.querySelectorAll('button, input')]
      .filter((element) => !(element.labels?.length || element.ariaLabel || element.textContent.trim()))
      .map(({ outerHTML }) => outerHTML),
  );
  assert.deepEqual(unnamed, [], 'each has a name that a screen reader says');
  await page.raw.keyboard.press('Enter');
  await app.until(async () => (await app.items()).length === 1, 'the login to be saved');
});

test('The prompt over a page’s own button is gone by one press of Escape or its cross, and waits in the popup', async ({
  app,
}) => {
  const { page, prompt } = await offered(app);
  await tabTo(page, prompt, 'input, button');
  await page.raw.keyboard.press('Escape');
  await app.until(
    async () => !(await page.frames()).some((frame) => frame.url().includes('/pages/prompt.html')),
    'the prompt to be gone',
  );
  await page.click('#send');
  assert.equal(await page.text('#in'), 'Sent:');
  assert.equal((await app.offers(page)).length, 1, 'the offer waits');
});
