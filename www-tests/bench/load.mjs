// Measures, for docs/performance.md: the frame rate of pages that are hard on an extension (I01 to I04 of the catalogue),
// from their first script on, and of five hundred frames also once they stand, with Latchkey and with an empty extension.
// Two browsers stand side by side, and each round measures a page in one right after the other, the first in turns, so
// that what the machine does meanwhile meets both. Prints one JSON object.
//   node www-tests/bench/load.mjs [--rounds N] [--only ID] [--extension DIR]

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { launch } from '../driver/index.mjs';
import { html, LOGIN_FORM, MASTER } from '../harness.mjs';
import { emptyExtension } from './empty.mjs';
import { paired } from './numbers.mjs';

const { values: options } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, only: { type: 'string' }, extension: { type: 'string' } },
});
const ROUNDS = Number(options.rounds);
/** How long each page is looked at: so long that most of it is the page at work and not its coming. */
const LOOK_MS = 10_000;
/** Five hundred frames take their time to come. */
const LOOK_AT_FRAMES_MS = 30_000;
const BOMB = `${'a'.repeat(20_000)}!`;

/** Counts a page's frames from when it is called. */
const counter = (look_ms) => `<script>
  function count() {
    window.counts = true;
    const begun_ms = performance.now();
    let frames = 0;
    const next = () => {
      frames += 1;
      const past_ms = performance.now() - begun_ms;
      if (past_ms < ${look_ms}) requestAnimationFrame(next);
      else window.rate = (frames * 1000) / past_ms;
    };
    requestAnimationFrame(next);
  }</script>`;
const AT_ONCE = '<script>count();</script>';

/** A login beside five hundred frames with an address, for those without get no script of anybody's; they come late. */
const FIVE_HUNDRED = `${LOGIN_FORM}<div id="many"></div><script>
    onload = () => {
      many.innerHTML = '<iframe src="/frame" width="20" height="20"></iframe>'.repeat(500);
    };</script>`;

/** Each page has a login, so that Latchkey has something to do there; and something that moves, so that it has frames. */
const PAGES = {
  I01: `${AT_ONCE}${LOGIN_FORM}<div id="crowd"></div><script>
    crowd.innerHTML = '<input name="x" autocomplete="current-password">'.repeat(100000);</script>`,
  I02: `${AT_ONCE}${LOGIN_FORM}<div id="storm"></div><script>
    setInterval(() => {
      storm.textContent = '';
      for (let n = 0; n < 200; n += 1) storm.append(document.createElement('span'));
    }, 20);</script>`,
  I03: `${AT_ONCE}${LOGIN_FORM}${`<label>${BOMB}<input name="${BOMB}" id="${BOMB}" placeholder="${BOMB}" title="${BOMB}"></label>`.repeat(100)}`,
  I04: AT_ONCE + FIVE_HUNDRED,
  'I04-stands': `<script>
    let come = 0;
    document.addEventListener('load', ({ target }) => {
      if (target.localName === 'iframe' && ++come === 500) count();
    }, true);</script>${FIVE_HUNDRED}`,
};

const IDS = Object.keys(PAGES).filter((id) => options.only === undefined || id === options.only);

async function stand(extension) {
  const app = await launch({ browser: 'chromium', extension });
  for (const [id, body] of Object.entries(PAGES)) {
    const look_ms = id === 'I04' ? LOOK_AT_FRAMES_MS : LOOK_MS;
    const [page, frame] = [html(counter(look_ms) + body), html('<p>x</p>')];
    app.hosts[`${id.toLowerCase()}.example`] = (request, response) =>
      (request.url === '/frame' ? frame : page)(request, response);
  }
  return app;
}

/** Frames a second of a page, while its login is clicked into. */
async function rate(app, id) {
  const page = await app.openPage('about:blank');
  // Such a page takes its time on a machine that has other work.
  await page.raw.goto(`https://${id.toLowerCase()}.example/`, { waitUntil: 'domcontentloaded', timeout: 120_000 });
  await page.waitFor('#pass');
  await app.until(
    () => page.evaluate(() => window.counts === true),
    `the count of ${id} to begin`,
    2 * LOOK_AT_FRAMES_MS,
  );
  await page.click('#user');
  const found = await app.until(
    () => page.evaluate(() => window.rate ?? null),
    `the frames of ${id}`,
    4 * LOOK_AT_FRAMES_MS,
  );
  await page.close();
  return found;
}

const folder = await mkdtemp(path.join(tmpdir(), 'latchkey-load-'));
const withLatchkey = await stand(options.extension);
await withLatchkey.createVault(MASTER);
for (const id of Object.keys(PAGES)) {
  const url = `https://${id.toLowerCase()}.example/`;
  await withLatchkey.addItem({ title: id, username: 'maren', password: 'lamp-Light-77', url });
}
const without = await stand(await emptyExtension(folder));

/** @type {Record<string, [number, number][]>} */
const found = Object.fromEntries(IDS.map((id) => [id, []]));
// The first round is a warm-up, and is told like the others while it runs.
for (let round = 0; round <= ROUNDS; round += 1) {
  for (const id of IDS) {
    const order = round % 2 === 0 ? [withLatchkey, without] : [without, withLatchkey];
    const rates = new Map();
    for (const app of order) rates.set(app, await rate(app, id));
    console.error(id, round, rates.get(withLatchkey), rates.get(without));
    if (round > 0) found[id].push([rates.get(withLatchkey), rates.get(without)]);
  }
}
await withLatchkey.close();
await without.close();
await rm(folder, { recursive: true, force: true });
console.log(
  JSON.stringify(Object.fromEntries(Object.entries(found).map(([id, pairs]) => [id, paired(pairs)])), null, 2),
);
