// Group B of the catalogue: clickjacking and redress of the in-page menu. In Firefox the page holds no row at all: there
// each page is visited as well, its mark pressed, and nothing released.

import assert from 'node:assert/strict';
import { allValues, html, test } from '../harness.mjs';
import { clickjacking } from './pages/clickjacking.mjs';
import { attackPage } from './pages/page.mjs';
import {
  assertNoFrameOfOurs,
  assertNothingReleased,
  bank,
  bankPages,
  chooseWithCare,
  firstRow,
  LOGIN,
  menuBox,
  openAsVictim,
  picture,
  pressBlindly,
  SECRET,
  sleep,
  Unanswered,
  visit,
} from './stage.mjs';

const scene = bank;
/** How the menu looks where nobody attacks. @type {Buffer | undefined} */
let plainPicture;

async function plain(app) {
  if (plainPicture !== undefined) return plainPicture;
  const page = await visit(app);
  await openAsVictim(app, page);
  await app.menu.of(page);
  plainPicture = await picture(page, await menuBox(app, page));
  await page.close();
  return plainPicture;
}

test(
  'Control of the clickjacking attacks: where nobody attacks, the menu fills by mouse and by keys; in Firefox the mark opens the popup at that login, and no row is in the page',
  async ({ app, browser, id }) => {
    const page = await visit(app);
    const { filled } = await app.fill(page, { via: 'in-page', item: id });
    assert.deepEqual(filled, ['username', 'current-password']);
    assert.deepEqual(await allValues(page), [LOGIN.username, SECRET]);
    if (browser === 'firefox') return assertNoFrameOfOurs(app, page);
    await page.goto('https://bank.example/');
    await page.click('#pass');
    await app.menu.mark(page);
    await page.press('ArrowDown');
    const menu = await app.menu.of(page);
    await sleep(300);
    await menu.press('ArrowDown');
    await sleep(700);
    await menu.press('Enter');
    await app.until(async () => (await allValues(page)).length === 2, 'the fields to be filled by the keyboard');
    assert.deepEqual(await allValues(page), [LOGIN.username, SECRET]);
  },
  { scene },
);

/** One way of one attack; anew where the hand's act got lost. */
async function withstand(app, browser, attackId, way, tries = 5) {
  const { plain: isPlain } = clickjacking[attackId][way];
  const what = `${attackId}, ${way}`;
  const asItIs = browser === 'firefox' ? undefined : await plain(app);
  const page = await visit(app, `/${attackId}/${encodeURIComponent(way)}`);
  await openAsVictim(app, page);
  const press = async (box) => {
    if (isPlain) {
      await app.menu.of(page);
      await sleep(200);
      assert.ok((await picture(page, box)).equals(asItIs), `the menu stays in plain sight: ${what}`);
      // What the page hoped for is a press that was meant for something else.
      await pressBlindly(page, firstRow(box));
    } else if (box !== undefined) {
      await pressBlindly(page, firstRow(box));
      await sleep(500);
      await chooseWithCare(page, firstRow((await menuBox(app, page)) ?? box));
    }
  };
  let isLost = false;
  if (browser !== 'firefox') {
    await press(await menuBox(app, page)).catch((error) => {
      if (!(error instanceof Unanswered) || tries === 1) throw error;
      isLost = true;
    });
  }
  await assertNothingReleased(app, page, what);
  await app.engine.closePopup();
  await page.close();
  if (isLost) await withstand(app, browser, attackId, way, tries - 1);
}

for (const [attackId, ways] of Object.entries(clickjacking)) {
  test(
    attackId,
    async ({ app, browser }) => {
      for (const way of Object.keys(ways)) await withstand(app, browser, attackId, way);
    },
    { scene, timeout_ms: 180_000 },
  );
}

test(
  'B11 gives up and says so',
  async ({ app, browser }) => {
    const page = await visit(app, `/B11/${encodeURIComponent('every frame')}`);
    await openAsVictim(app, page);
    if (browser === 'firefox') return assertNothingReleased(app, page, 'B11');
    // Nobody presses anything: the menu notices by itself, and the popup opens and tells why.
    const popup = await app.engine.openedPopup();
    assert.match(await popup.text('[data-outcome]'), /covered, moved or hid/);
    assert.equal(await menuBox(app, page), undefined, 'the menu is gone');
    await app.engine.closePopup();
    await assertNothingReleased(app, page, 'B11');
  },
  { scene },
);

test(
  'B13',
  async ({ app, browser }) => {
    // The page puts its field, and so the menu, under a pointer that presses again and again.
    const page = await visit(app);
    await openAsVictim(app, page);
    if (browser !== 'firefox') {
      for (let n = 0; n < 6; n += 1) await pressBlindly(page, firstRow(await menuBox(app, page)));
    }
    await assertNothingReleased(app, page, 'B13');
  },
  { scene },
);

bankPages['/B14'] = attackPage(
  `onMenu((host) => { const cover = onTop(over(host)); cover.addEventListener('pointerdown', () => cover.remove()); });`,
);
test(
  'B14',
  async ({ app, browser }) => {
    // What lies above goes away between press and release; the menu only ever sees the end of it.
    const page = await visit(app, '/B14');
    await openAsVictim(app, page);
    if (browser !== 'firefox') {
      const { x, y } = firstRow(await menuBox(app, page));
      const { mouse } = page.raw;
      await mouse.move(x - 30, y);
      await mouse.move(x, y, { steps: 5 });
      await mouse.down();
      await sleep(900);
      await mouse.up();
      await mouse.down();
      await mouse.up();
    }
    await assertNothingReleased(app, page, 'B14');
  },
  { scene },
);

bankPages['/B15'] = html(
  '<h1>Win a prize</h1><iframe src="https://bank.example/" style="opacity:0.01;width:700px;height:500px;border:0"></iframe>',
);
test(
  'B15',
  async ({ app }) => {
    const page = await app.openPage('https://evil.example/B15');
    const inner = await app.until(
      async () => (await page.frames()).find((frame) => frame.url() === 'https://bank.example/'),
      'the frame',
    );
    await inner.click('#pass');
    await sleep(600);
    assert.equal(await inner.evaluate(() => document.querySelectorAll('[popover]').length), 0, 'no mark in a frame');
    await inner.press('ArrowDown');
    await assertNoFrameOfOurs(app, page);
    await assertNothingReleased(app, page, 'B15');
  },
  { scene },
);

test(
  'B17',
  async ({ app }) => {
    const names = ['popup.html', 'popup.html?tab=1', 'panel.html', 'menu.html', 'prompt.html', 'offscreen.html'];
    bankPages['/B17'] = html(names.map((name) => `<iframe src="${app.origin}/pages/${name}"></iframe>`).join(''));
    const page = await visit(app, '/B17');
    await sleep(700);
    for (const frame of await page.frames()) {
      if (!frame.url().startsWith(app.origin)) continue;
      assert.equal(
        await frame.count('input, button, [data-view], [data-item-id]'),
        0,
        `nothing stands in ${frame.url()}`,
      );
    }
    await assertNothingReleased(app, page, 'B17');
  },
  { scene },
);

test(
  'B18',
  async ({ app, browser }) => {
    // The drawn cursor is elsewhere: the real one comes over the row for a moment, and presses there.
    const page = await visit(app);
    await openAsVictim(app, page);
    if (browser !== 'firefox') {
      const menu = await app.menu.of(page);
      await sleep(900);
      const row = firstRow(await menuBox(app, page));
      await pressBlindly(page, row);
      const cursors = await menu.evaluate(() =>
        [...document.querySelectorAll('*')].map((each) => getComputedStyle(each).cursor),
      );
      assert.deepEqual([...new Set(cursors)], ['default'], 'inside the frame the cursor is ours');
    }
    await assertNothingReleased(app, page, 'B18');
  },
  { scene },
);

bankPages['/B19'] = attackPage(
  `onMenu((host) => always(() => { for (const type of ['keydown', 'keyup']) for (const target of [host, document.body, document.activeElement]) target.dispatchEvent(new KeyboardEvent(type, { key: type === 'keyup' ? 'Enter' : 'ArrowDown', bubbles: true, composed: true })); }));`,
);
test(
  'B19',
  async ({ app, browser }) => {
    const page = await visit(app, '/B19');
    await openAsVictim(app, page);
    // A page that says "press Enter": the keys go to the page, which is not ours. The form may be sent, empty.
    await sleep(800);
    if (browser !== 'firefox') await page.evaluate(() => document.activeElement.blur());
    for (let n = 0; n < 3; n += 1) await page.press('Enter');
    await assertNothingReleased(app, page, 'B19');
  },
  { scene },
);

test(
  'B20',
  async ({ app, browser }) => {
    // The other extension of these tests opens closed roots on this very path, tells the page what it sees, and hides it.
    const page = await visit(app, '/B20');
    await openAsVictim(app, page);
    const seen = () => page.evaluate(() => document.documentElement.dataset.seen ?? '');
    if (browser !== 'firefox') {
      await app.until(async () => (await seen()).includes('iframe'), 'the other extension to look into the root');
      await sleep(500);
      await chooseWithCare(page, firstRow(await menuBox(app, page)));
    } else {
      await app.until(async () => (await seen()).includes('button'), 'the other extension to look into the root');
    }
    assert.ok(!(await seen()).includes(LOGIN.username), 'no row is in the shadow tree');
    await page.evaluate(() => delete document.documentElement.dataset.seen);
    await assertNothingReleased(app, page, 'B20');
  },
  { scene },
);

bankPages['/B30'] = clickjacking.B30['hide and show'].page;
test(
  'B30 is off for the document after three',
  async ({ app, browser }) => {
    const page = await visit(app, '/B30');
    // In Firefox nothing stands in the page that could be doubted.
    const times = browser === 'firefox' ? 1 : 3;
    for (let n = 0; n < times; n += 1) await openAsVictim(app, page).then(() => sleep(300));
    await app.engine.closePopup();
    if (browser !== 'firefox') {
      await sleep(1_000);
      await app.menu.open(page);
      const popup = await app.engine.openedPopup();
      await popup.waitFor('[data-view="list"]');
      await assertNoFrameOfOurs(app, page);
    }
    await assertNothingReleased(app, page, 'B30');
  },
  { scene },
);

bankPages['/B31'] = attackPage(`always(() => {
  const field = document.querySelector('#pass');
  field.focus(); field.click();
  for (const [kind, type, more] of [[PointerEvent, 'pointerdown'], [PointerEvent, 'pointerup'], [MouseEvent, 'click'], [KeyboardEvent, 'keydown', { key: 'ArrowDown' }], [KeyboardEvent, 'keyup', { key: 'a' }]])
    field.dispatchEvent(new kind(type, { bubbles: true, composed: true, ...more }));
});`);
test(
  'B31',
  async ({ app }) => {
    const page = await visit(app, '/B31');
    await sleep(1_200);
    assert.deepEqual(await app.menu.standing(page), [], 'neither mark nor menu');
    assert.equal(await app.engine.popupIsOpen(), false);
    await assertNothingReleased(app, page, 'B31');
  },
  { scene },
);

bankPages['/B32'] = attackPage(`addEventListener('submit', (event) => event.preventDefault());`);
test(
  'B32',
  async ({ app, browser }) => {
    const page = await visit(app, '/B32');
    await page.click('#pass');
    await app.menu.mark(page);
    const { keyboard } = page.raw;
    // A game of Down and Enter, and then a key that is held.
    for (const key of ['ArrowDown', 'ArrowDown', 'Enter', 'ArrowDown', 'Enter']) await keyboard.press(key);
    if (browser !== 'firefox') {
      await app.menu.of(page);
      await sleep(700);
      await keyboard.press('Enter');
      await sleep(100);
      for (let n = 0; n < 8; n += 1) await keyboard.down('Enter');
      await keyboard.up('Enter');
    }
    await assertNothingReleased(app, page, 'B32');
  },
  { scene },
);

test(
  'B33',
  async ({ app, browser }) => {
    const page = await visit(app);
    await openAsVictim(app, page);
    if (browser !== 'firefox') {
      const menu = await app.menu.of(page);
      const row = firstRow(await menuBox(app, page));
      await sleep(800);
      await page.raw.mouse.move(row.x - 20, row.y);
      await page.raw.mouse.move(row.x, row.y, { steps: 4 });
      await sleep(500);
      // Another tab comes to the front for a moment, right before the press.
      await menu.evaluate(() => undefined);
      const other = await app.engine.openTab('about:blank');
      await other.bringToFront();
      await page.bringToFront();
      await page.raw.mouse.click(row.x, row.y, { delay: 60 });
      await other.close();
    }
    await assertNothingReleased(app, page, 'B33');
  },
  { scene },
);

test(
  'B34',
  async ({ app, browser }) => {
    const page = await visit(app);
    await openAsVictim(app, page);
    if (browser !== 'firefox') {
      await app.menu.of(page);
      const row = firstRow(await menuBox(app, page));
      await sleep(700);
      await page.raw.mouse.move(row.x - 20, row.y);
      await page.raw.mouse.move(row.x, row.y, { steps: 4 });
      await sleep(400);
      // The window moves under the pointer: what is on the screen stays, what is under the pointer does not.
      const session = await page.raw.createCDPSession();
      const { windowId, bounds } = await session.send('Browser.getWindowForTarget');
      await session.send('Browser.setWindowBounds', {
        windowId,
        bounds: { left: bounds.left + 60, top: bounds.top + 40 },
      });
      await sleep(100);
      await page.raw.mouse.click(row.x, row.y, { delay: 60 });
      await sleep(300);
      await session.send('Browser.setWindowBounds', { windowId, bounds: { left: bounds.left, top: bounds.top } });
    }
    await assertNothingReleased(app, page, 'B34');
  },
  { scene },
);

bankPages['/B35'] = attackPage(`
  const embed = (address) => { const frame = document.createElement('iframe'); frame.src = address; frame.width = 340; frame.height = 214; document.body.append(frame);
    frame.onload = () => { const { port1, port2 } = new MessageChannel(); frame.contentWindow.postMessage({ latchkey: 'port' }, '*', [port2]); port1.postMessage({ nonce: crypto.randomUUID(), ratio: devicePixelRatio }); }; };
  const embedAll = () => { for (const { name } of performance.getEntriesByType('resource')) if (/-extension:/.test(name)) embed(name); };`);
test(
  'B35',
  async ({ app, browser }) => {
    const page = await visit(app, '/B35');
    await openAsVictim(app, page);
    const addresses = [`${app.origin}/pages/menu.html`];
    if (browser !== 'firefox') addresses.push((await app.menu.of(page)).url());
    await page.evaluate(`for (const each of ${JSON.stringify(addresses)}) embed(each); embedAll();`);
    await sleep(800);
    const ours = (await page.frames()).filter((frame) => frame.url().includes('/pages/menu.html'));
    const shown = await Promise.all(ours.map((frame) => frame.count('[data-view]')));
    assert.equal(
      shown.reduce((sum, count) => sum + count, 0),
      browser === 'firefox' ? 0 : 1,
      'one live frame, all others blank',
    );
    await assertNothingReleased(app, page, 'B35');
    if (browser === 'firefox') return;
    // A menu in a second tab has a nonce of its own; the first one's is worth nothing there.
    const second = await visit(app, '/B35');
    await openAsVictim(app, second);
    await app.menu.of(second);
    await assertNothingReleased(app, second, 'B35');
  },
  { scene },
);

test(
  'B36',
  async ({ app, browser }) => {
    const page = await visit(app);
    await openAsVictim(app, page);
    if (browser !== 'firefox') {
      await app.menu.of(page);
      const box = await menuBox(app, page);
      const { x, y } = firstRow(box);
      const { mouse } = page.raw;
      await sleep(800);
      // A drag that began below the rows and ends on one.
      await mouse.move(x, box.top + box.height - 20);
      await mouse.move(x, box.top + box.height - 22, { steps: 3 });
      await sleep(400);
      await mouse.down();
      await mouse.move(x, y, { steps: 4 });
      await sleep(400);
      await mouse.up();
      await sleep(300);
      assert.deepEqual(await allValues(page), [], 'by a drag');
      // The second click of a double click, the first of which went to the page.
      await mouse.click(x, y, { clickCount: 2, delay: 40 });
    }
    await assertNothingReleased(app, page, 'B36');
  },
  { scene },
);
