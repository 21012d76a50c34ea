// Every view, in both browsers: none is empty, cut, or wider than its window, at its worst and in a narrow window too,
// and none makes a request.
// The pictures of the same views are made by `cargo xtask gallery`.

import assert from 'node:assert/strict';
import { accessFaults } from '../accessible.mjs';
import { FAULTS } from '../gallery/faults.mjs';
import { DRAWN_MIN, drawnPart } from '../gallery/pixels.mjs';
import { walk } from '../gallery/walk.mjs';
import { html, requestsBeside, test } from '../harness.mjs';

/** Every view is read by axe in both themes; a narrower window has the same parts and colours. */
const readBy = (app) => async (_name, surface, schemes) => {
  const found = [];
  if (schemes.length < 2) return found;
  for (const scheme of schemes) {
    await app.dress(surface, scheme);
    found.push(...(await accessFaults(surface)));
  }
  return [...new Set(found)];
};

test(
  'Every view of popup, vault page, menu and prompt is whole in wide windows and narrow ones, and axe finds nothing in either theme',
  async ({ app, browser }) => {
    const { views, faults } = await walk(app, { take: browser === 'chromium' ? readBy(app) : undefined });
    assert.deepEqual(faults, []);
    assert.ok(views.length > 60, `${views.length} views were seen`);
    assert.deepEqual(requestsBeside(app, 'https://shop.example', 'https://club.example'), [], 'none asks anybody');
  },
  { timeout_ms: 5 * 60_000 },
);

test('What is looked for in a view is found: an empty one, cut text, and what sticks out', async ({ app }) => {
  const long = 'words '.repeat(60);
  const faulty = {
    empty: '<div style="block-size: 40px; background: teal"></div>',
    hollow: '<nav>Items</nav><main><div style="block-size: 40px"></div></main>',
    side: `<p style="overflow: hidden; white-space: nowrap">${long}</p>`,
    foot: `<p style="overflow: hidden; block-size: 20px; inline-size: 90px">${long}</p>`,
    wide: '<p style="inline-size: 3000px">Wide</p>',
    outside: '<p style="position: fixed; inset-inline-start: -40px">Outside</p>',
    squeezed: `<p style="inline-size: 9px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis">${long}</p>`,
    words: `<p style="inline-size: 90px">${'w'.repeat(90)}</p>`,
  };
  const sound = `<p style="inline-size: 90px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis">${long}</p>
    <div style="overflow: auto; block-size: 40px; inline-size: 90px"><p style="inline-size: 200px">${long}</p></div>`;
  const page = await app.openPage('https://shop.example/login');
  const faultsOf = async (body) => {
    app.hosts['shop.example'] = html(body);
    await page.goto('https://shop.example/');
    return page.evaluate(FAULTS);
  };
  assert.deepEqual(await faultsOf(sound), []);
  for (const [name, body] of Object.entries(faulty)) assert.notDeepEqual(await faultsOf(body), [], name);
  await faultsOf(faulty.empty);
  assert.ok(drawnPart(await page.capture()) > DRAWN_MIN, 'a block is something drawn');
  await faultsOf('<p>.</p>');
  assert.ok(drawnPart(await page.capture()) < DRAWN_MIN, 'a dot is nothing drawn');
});
