// Frames get a script of ours once somebody turns to them, by the pointer or by keys, and not before. What is done in
// them then is the business of other journeys.

import assert from 'node:assert/strict';
import { html, LOGIN_FORM, MASTER, paths, test } from '../harness.mjs';

const OUTER = 'https://shop.example/';

/** A page with a field of its own, a frame of another site and one in that. */
function start(app) {
  const frame = (url) => `<iframe src="${url}" width="600" height="300"></iframe>`;
  app.hosts['shop.example'] = paths({
    '/': html(`<p><input id="own" type="search" name="q"></p>${frame('https://login.example/')}`),
  });
  app.hosts['login.example'] = paths({
    '/': html(`<input id="code" name="customer" aria-label="Customer number">${frame('https://inner.example/')}`),
  });
  app.hosts['inner.example'] = paths({ '/': html(LOGIN_FORM) });
}

/** Whether our scripts hear in a document of the page, as the background would find them. */
async function isHeard(app, page, host) {
  return app.desk.page.evaluate(
    async (tabId, name) => {
      const frames = await browser.webNavigation.getAllFrames({ tabId });
      const frame = frames.find(({ url }) => new URL(url).hostname === name);
      if (frame === undefined) return undefined;
      const silent = { kind: 'content/nothing' };
      return browser.tabs.sendMessage(tabId, silent, { frameId: frame.frameId }).then(
        () => true,
        ({ message }) => !/Receiving end does not exist/.test(message),
      );
    },
    app.tabIdOf(page),
    host,
  );
}

const heard = (app, page, host) => app.until(() => isHeard(app, page, host), `a script of ours in ${host}`);
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

test('A frame that nobody turned to holds no script of ours; the pointer over it, or the focus, brings one', async ({
  app,
  browser,
}) => {
  await app.createVault(MASTER);
  start(app);
  const page = await app.openPage(OUTER);
  await app.until(() => isHeard(app, page, 'inner.example').then((is) => is !== undefined), 'the frames');
  await page.raw.mouse.move(300, 5);
  await pause(1_000);
  assert.equal(await isHeard(app, page, 'inner.example'), false);
  const { x, y } = await page.evaluate(() => {
    const { left, top } = document.querySelector('iframe').getBoundingClientRect();
    return { x: left + 400, y: top + 20 };
  });
  // Chromium's driver moves the pointer within the frame alone, and tells the page around it nothing.
  if (browser === 'firefox') await page.raw.mouse.move(x, y);
  else await page.raw.mouse.click(x, y);
  // It came with a password field, at the bottom of two sites.
  await heard(app, page, 'inner.example');
  assert.equal(await isHeard(app, page, 'login.example'), false, 'where nothing is for us, the second script is not');
  // What comes in its place is found, too.
  const inner = (await page.frames()).find((each) => each.url().includes('inner.example'));
  await inner.evaluate(() => location.replace('https://inner.example/?again'));
  await heard(app, page, 'inner.example');
  await page.close();

  const other = await app.openPage(OUTER);
  await other.raw.mouse.move(300, 5);
  await other.click('#own');
  await pause(1_000);
  assert.equal(await isHeard(app, other, 'login.example'), false);
  await other.press('Tab');
  const code = (await other.frames()).find((each) => each.url().includes('login.example'));
  const isThere = () => code.evaluate(() => document.activeElement?.id === 'code');
  // Firefox stops at the frame itself first.
  if (!(await isThere())) await other.press('Tab');
  await app.until(isThere, 'the focus in the frame');
  await heard(app, other, 'login.example');
});
