// Group I of the catalogue as pages do it: too many fields, nodes that come and go, too many frames. Latchkey goes on
// doing its work there, and the page goes on doing its own. How much time that takes is measured by bench/pages.mjs.

import assert from 'node:assert/strict';
import { html, isWhole, LOGIN_FORM, MASTER, test } from '../harness.mjs';

const SITE = 'https://crowd.example/';
const LOGIN = { title: 'Crowd', username: 'maren', password: 'lamp-Light-77', url: SITE };

/** The page answers while it is at it. @param {import('../driver/page.mjs').Page} page */
const answers = (page) => page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => resolve(true))));

async function fillsOn(app, body) {
  app.hosts['crowd.example'] = html(body);
  await app.createVault(MASTER);
  const { id } = await app.addItem(LOGIN);
  const page = await app.openPage(SITE);
  await page.waitFor('#pass');
  assert.equal(await answers(page), true);
  const { filled } = await app.fill(page, { item: id });
  assert.deepEqual(filled, ['username', 'current-password']);
  assert.equal(await page.value('#pass'), LOGIN.password);
  assert.equal(await answers(page), true);
  return page;
}

test('I01 A page with 100,000 inputs behind its login is filled, and no more than its share is read', async ({
  app,
}) => {
  const page = await fillsOn(
    app,
    `${LOGIN_FORM}<div id="crowd"></div><script>
      crowd.innerHTML = '<input name="x" autocomplete="current-password">'.repeat(100000);
    </script>`,
  );
  const { fields } = await app.inspect(page);
  assert.ok(fields.length > 0 && fields.length <= 500, `${fields.length} fields were read`);
});

test('I02 A page that makes and drops 10,000 nodes a second is filled, and the storm itself wakes nobody', async ({
  app,
  browser,
}) => {
  const storm = `<div id="storm"></div><script>
    window.made = 0;
    setInterval(() => {
      storm.textContent = '';
      for (let n = 0; n < 200; n += 1) storm.append(document.createElement('span'));
      made += 200;
    }, 20);
  </script>`;
  await fillsOn(app, LOGIN_FORM + storm);
  app.hosts['quiet.example'] = html(storm);
  const quiet = await app.openPage('https://quiet.example/');
  if (browser === 'chromium') {
    // The clock is noted each minute where the vault locks after a time; nothing else is to wake the background here.
    await app.settings({ lockAfterMinutes: 0 });
    await app.killWorker();
    await app.until(() => quiet.evaluate(() => window.made > 20_000), 'the storm to blow');
    const session = await app.engine.browser.target().createCDPSession();
    const { targetInfos } = await session.send('Target.getTargets');
    await session.detach();
    const isOurs = ({ type, url }) => type === 'service_worker' && url.startsWith(app.origin);
    assert.deepEqual(targetInfos.filter(isOurs), [], 'the storm woke the background');
  }
  assert.equal(await answers(quiet), true);
});

test('I03 A page whose labels, names and ids are bombs for patterns is filled, and its own words are cut', async ({
  app,
}) => {
  const bomb = `${'a'.repeat(20_000)}!`;
  const field = `<label>${bomb}<input name="${bomb}" id="${bomb}" placeholder="${bomb}" title="${bomb}"></label>`;
  const page = await fillsOn(app, `${LOGIN_FORM}${field.repeat(100)}`);
  const { fields } = await app.inspect(page);
  const longest = Math.max(
    ...fields.flatMap(({ attributes }) => Object.values(attributes).map(({ length }) => length)),
  );
  assert.ok(longest <= 200, `${longest} signs of an attribute left the page`);
});

/** Each frame costs the browser a document; the catalogue's number is for the long run. */
const FRAMES = isWhole ? 500 : 150;

test('I04 A page with hundreds of frames is filled in its own form, once', async ({ app }) => {
  const page = await fillsOn(app, `${LOGIN_FORM}${'<iframe srcdoc="<p>x</p>" hidden></iframe>'.repeat(FRAMES)}`);
  const last = await app.desk.ask('own/last-fill', { tabId: app.tabIdOf(page) });
  assert.deepEqual(last.filled, ['username', 'current-password']);
});
