// Every view, in both browsers: none is empty, cut, or wider than its window, at its worst and in a narrow window too,
// and none makes a request. In one of them also: each serves a finger on a telephone, words of twice the size, forced
// colours, and whoever wants no motion.
// The pictures of the same views are made by `cargo xtask gallery`.

import assert from 'node:assert/strict';
import { accessFaults } from '../accessible.mjs';
import { extensionThatMayAnswer } from '../asking.mjs';
import { makeHosts } from '../demo/server.mjs';
import { launch } from '../driver/index.mjs';
import { FAULTS } from '../gallery/faults.mjs';
import { fitFaults } from '../gallery/fit.mjs';
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
  'Every view of popup, vault page, menu and prompt is whole in wide windows and narrow ones, fits a finger, large words and forced colours, and axe finds nothing in either theme',
  async ({ app, browser }) => {
    const inOne = browser === 'chromium';
    const { views, faults } = await walk(app, { fits: inOne, take: inOne ? readBy(app) : undefined });
    assert.deepEqual(faults, []);
    assert.ok(views.length > 60, `${views.length} views were seen`);
    assert.deepEqual(requestsBeside(app, 'https://shop.example', 'https://club.example'), [], 'none asks anybody');
  },
  { timeout_ms: 8 * 60_000 },
);

test(
  'The window that asks for a site’s login is whole, fits a finger and large words, and axe finds nothing in it',
  async () => {
    const { extension, remove } = await extensionThatMayAnswer('chromium');
    const app = await launch({ browser: 'chromium', extension, hosts: makeHosts(), cheapVaults: true });
    try {
      const { views, faults } = await walk(app, { wanted: /^http-auth$/, fits: true, take: readBy(app) });
      assert.deepEqual([views.length, faults], [1, []]);
    } finally {
      await app.close();
      await remove();
    }
  },
  { in: 'chromium' },
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

test(
  'What does not fit is found: a target too small, a state told by colour, focus unseen, a fade',
  async ({ app }) => {
    const page = await app.openPage('https://shop.example/login');
    const faultsOf = async (body) => {
      app.hosts['shop.example'] = html(
        `<meta name="viewport" content="width=device-width"><style>:focus-visible { outline: 2px solid }</style>${body}`,
      );
      await page.goto('https://shop.example/');
      return fitFaults(page);
    };
    const big = 'style="inline-size: 60px; block-size: 60px"';
    const sound = `<p>Words with <a href="#">a link</a> in them</p><button ${big}>A</button>
      <label style="display: block; padding: 20px"><input type="checkbox" checked> Yes</label>
      <style>[aria-pressed='true'] { border: 4px solid }</style>
      <button ${big} aria-pressed="true">B</button>`;
    assert.deepEqual(await faultsOf(sound), []);
    const faulty = [
      ['takes a finger', '<button style="inline-size: 60px; block-size: 30px; padding: 0">A</button>'],
      [
        'colour alone',
        `<button ${big} aria-pressed="true">A</button><style>[aria-pressed='true'] { color: red }</style>`,
      ],
      ['has the focus', `<button ${big}>A</button><style>button { outline: 0 !important }</style>`],
      [
        'says nothing',
        '<p>Words</p><div class="meter"><i style="display: block; inline-size: 9px; block-size: 9px"></i></div>',
      ],
      ['fades', '<p style="transition: color 1s">Words</p>'],
      ['moves', '<style>@keyframes x { to { opacity: 0 } } p { animation: x 2s infinite }</style><p>Words</p>'],
      ['wider than its window', '<p style="inline-size: 20rem">Words</p>'],
    ];
    for (const [fault, body] of faulty) {
      const found = await faultsOf(body);
      assert.ok(
        found.some((each) => each.includes(fault)),
        `${fault}: ${found.join(' ')}`,
      );
    }
  },
  { in: 'chromium' },
);
