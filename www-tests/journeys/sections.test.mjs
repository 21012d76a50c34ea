// The sections of the vault page and the ways to them: each opens at its top, and each way is seen, whatever else there is.

import assert from 'node:assert/strict';
import { MASTER, test } from '../harness.mjs';

test('A section of the vault page opens at its top, wherever the one before was left', async ({ app }) => {
  await app.createVault(MASTER);
  const page = await app.openVaultPage('help');
  for (const [width, height] of [
    [1280, 800],
    [320, 640],
  ]) {
    await page.raw.setViewport({ width, height });
    for (const section of ['settings', 'export', 'security', 'settings', 'help']) {
      await page.evaluate((to) => {
        scrollTo(0, document.documentElement.scrollHeight);
        location.hash = `#${to}`;
      }, section);
      await page.waitFor(`[data-section="${section}"]`);
      const top = await page.evaluate(() => scrollY);
      assert.equal(top, 0, `${section} at ${width} px`);
    }
  }
});

test('However many folders and tags there are, the ways to all sections are seen in the rail', async ({ app }) => {
  await app.createVault(MASTER);
  const KINDS = ['login', 'card', 'identity', 'note'];
  for (let i = 10; i < 34; i += 1) {
    await app.addItem({
      title: `Item ${i}`,
      kind: KINDS[i % 4],
      folder: `Folder ${i}`,
      tags: [`tag ${i % 6}`],
      favourite: true,
    });
  }
  const page = await app.openVaultPage('items');
  await page.raw.setViewport({ width: 1280, height: 800 });
  await page.waitFor('[data-filing="folder Folder 33"]');
  const hidden = (selectors) =>
    page.evaluate(
      (all) =>
        all.filter((css) => {
          const link = document.querySelector(css);
          const { x, y, width, height } = link.getBoundingClientRect();
          return [y + 2, y + height - 2].some((at) => !link.contains(document.elementFromPoint(x + width / 2, at)));
        }),
      selectors,
    );
  const sections = ['health', 'generator', 'import', 'export', 'security', 'settings', 'help'];
  const ways = [
    '[data-shelf="items"]',
    '[data-shelf="archive"]',
    '[data-shelf="trash"]',
    ...sections.map((id) => `.nav[href="#${id}"]`),
    '[data-action="lock"]',
  ];
  assert.deepEqual(await hidden(ways), []);
  await app.shot(page, 'rail-many');
  // What is filed is reached by scrolling, and by the keyboard.
  await page.evaluate(() => document.querySelector('[data-filing="folder Folder 33"]').focus());
  assert.deepEqual(await hidden(['[data-filing="folder Folder 33"]', ...ways]), []);
  // Where the window is low everything is reached all the same.
  await page.raw.setViewport({ width: 1280, height: 420 });
  for (const way of ways) {
    await page.evaluate((css) => document.querySelector(css).focus(), way);
    assert.deepEqual(await hidden([way]), []);
  }
});

test('Read from the right, the rail shows the beginning of a Latin name, and a narrow picture of Health its left end', async ({
  app,
}) => {
  await app.createVault(MASTER);
  const folder = 'Everything that belongs to the household and to nobody in it';
  await app.addItem({ title: 'One', password: 'weak', strength: 0, folder });
  const page = await app.openVaultPage('health');
  await page.waitFor('.plot');
  await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'));
  const name = await page.evaluate(() => {
    const clip = document.querySelector('[data-filing^="folder "] .clip');
    const first = document.createRange();
    first.setStart(clip.firstChild.firstChild ?? clip.firstChild, 0);
    first.setEnd(clip.firstChild.firstChild ?? clip.firstChild, 1);
    const [at, within] = [first.getBoundingClientRect(), clip.getBoundingClientRect()];
    return at.left >= within.left - 1 && at.right <= within.right + 1;
  });
  assert.ok(name, 'the first letter is within what is seen');
  await page.raw.setViewport({ width: 320, height: 640 });
  const isLeftSeen = () =>
    page.evaluate(() => {
      const [plot, figure] = ['.plot', '.figure'].map((css) => document.querySelector(css).getBoundingClientRect());
      return plot.left >= figure.left && plot.width > figure.width;
    });
  await app.until(isLeftSeen, 'the left end of the picture');
});

test('In the popup long words stay whole: the dock is one line, no key touches what it does, and what was done is said', async ({
  app,
}) => {
  await app.createVault(MASTER);
  await app.addItem({
    title: 'The rowing club at the old harbour',
    username: 'ines',
    password: 'x-1',
    url: 'https://shop.example/',
  });
  const popup = await app.openPopupTab(await app.openPage('https://shop.example/login'));
  await popup.raw.setViewport({ width: 380, height: 600 });
  await popup.waitFor('[data-undo]');
  const said = await popup.evaluate(() => {
    const { scrollWidth, clientWidth } = document.querySelector('[data-undo] .clip');
    return scrollWidth <= clientWidth;
  });
  assert.ok(said, 'the whole sentence');
  // As long as they are in German.
  await popup.press('?');
  const { dock, gaps } = await popup.evaluate(() => {
    const put = (css, text) => {
      const words = [...document.querySelector(css).childNodes].find(({ nodeType }) => nodeType === Node.TEXT_NODE);
      words.data = text;
    };
    put('.dock [data-action="fill"]', 'Ausfüllen ');
    put('.dock [data-action="copy-username"]', 'Benutzer');
    put('.dock [data-action="copy-password"]', 'Passwort');
    const lines = [...document.querySelectorAll('#shortcuts dl > div')];
    lines
      .find((line) => line.querySelectorAll('kbd').length > 1 && /shift/i.test(line.innerText))
      .querySelector('kbd').innerText = 'Umschalt';
    return {
      dock: new Set([...document.querySelectorAll('.dock > .btn')].map(({ offsetTop }) => offsetTop)).size,
      gaps: lines.map((line) => {
        const keys = [...line.querySelectorAll('kbd')].map((key) => key.getBoundingClientRect().right);
        return line.querySelector('dd').getBoundingClientRect().left - Math.max(...keys);
      }),
    };
  });
  assert.equal(dock, 1, 'the dock is one line');
  assert.ok(Math.min(...gaps) >= 8, `what a key does stands ${Math.min(...gaps)} px beside it`);
});

test('The browser’s own Back closes an open item or editor, and the next one leads on as it would have before', async ({
  app,
}) => {
  await app.createVault(MASTER);
  await app.addItem({ title: 'One', username: 'maren', password: 'of-One-1' });
  const page = await app.openVaultPage('items');
  await page.raw.setViewport({ width: 600, height: 800 });
  const steps = () => page.evaluate(() => history.length);
  const goBack = () => page.evaluate(() => history.back());
  await page.waitFor('[data-item-id]');
  const before = await steps();
  await page.click('[data-item-id]');
  await page.waitFor('[data-view="item"]');
  await goBack();
  await page.waitFor('[data-view="item"]', { gone: true });
  assert.equal(await page.evaluate(() => location.hash), '#items');
  await page.click('[data-item-id]');
  await page.click('[data-view="item"] [data-action="edit"]');
  await page.waitFor('[data-view="edit"]');
  await goBack();
  await page.waitFor('[data-view="edit"]', { gone: true });
  // By our own way back, as often as one likes: nothing heaps up.
  for (let i = 0; i < 3; i += 1) {
    await page.click('[data-item-id]');
    await page.click('[data-view="item"] [data-action="back"]');
    await page.waitFor('[data-view="item"]', { gone: true });
  }
  assert.ok((await steps()) <= before + 1, `${await steps()} steps, ${before} before`);
  await page.evaluate(() => {
    location.hash = '#settings';
  });
  await page.waitFor('[data-section="settings"]');
  await goBack();
  await page.waitFor('[data-section="items"] [data-item-id]');
  // From an open item to another section by the rail, and back: one step.
  await page.raw.setViewport({ width: 1280, height: 800 });
  await page.click('[data-item-id]');
  await page.waitFor('[data-view="item"]');
  const there = await steps();
  await page.click('.nav[href="#settings"]');
  await page.waitFor('[data-section="settings"]');
  assert.equal(await steps(), there, 'it takes the place of the open item');
  await goBack();
  await page.waitFor('[data-section="items"] [data-item-id]');
  assert.equal(await page.evaluate(() => history.state), null);
});
