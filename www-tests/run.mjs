// Runs the browser tests: node www-tests/run.mjs --browser chromium|firefox [--only PATTERN] [--all] [--extension DIR]
// One browser serves all cases, one after the other, each as in a new profile. Speaks TAP; a case that fails leaves
// screenshots of every open page in target/test-shots. `--all` takes every step, scenario and way on every real app.

import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { launch } from './driver/index.mjs';
import { cases, clearStage, isWhole, renew } from './harness.mjs';
import { stopApps } from './realapps/apps.mjs';
import { forgetCoverage, keepCoverage } from './realapps/coverage.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const SHOTS = path.join(HERE, '../target/test-shots');
const FOLDERS = ['journeys', 'attacks', 'realapps'];

const { values: options } = parseArgs({
  options: {
    browser: { type: 'string', default: 'chromium' },
    only: { type: 'string', default: '' },
    extension: { type: 'string' },
    all: { type: 'boolean', default: false },
  },
});

for (const folder of FOLDERS) {
  const names = (await readdir(path.join(HERE, folder))).filter((name) => name.endsWith('.test.mjs')).sort();
  for (const name of names) await import(pathToFileURL(path.join(HERE, folder, name)).href);
}
const wanted = new RegExp(options.only, 'i');
const chosen = cases.filter((each) => wanted.test(each.title) && (each.in ?? options.browser) === options.browser);

const start = () =>
  launch({
    browser: options.browser,
    extension: options.extension,
    others: [path.join(HERE, 'attacks/other-extension')],
  });
const within = (work, limit_ms) => {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`It took longer than ${limit_ms / 1000} s.`)), limit_ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};

/** Pictures of what a failed case left on the screen. */
async function picture(app, number) {
  const folder = path.join(SHOTS, options.browser);
  await mkdir(folder, { recursive: true });
  const surfaces = [...app.pages(), app.desk.surface];
  for (const [index, page] of surfaces.entries()) {
    await page.bringToFront().catch(() => undefined);
    await within(page.raw.screenshot({ path: path.join(folder, `${number}-${index}.png`) }), 5_000).catch(
      () => undefined,
    );
  }
}

console.log('TAP version 13');
console.log(`1..${chosen.length}`);
const begun_ms = Date.now();
let failed = 0;
// What a case left behind and nobody waited for is a fault of the case, not the end of the run.
process.on('unhandledRejection', (error) => {
  failed += 1;
  console.log(`# left behind by a case: ${error instanceof Error ? error.stack : error}`);
});
let app = await start();
if (isWhole) await forgetCoverage(options.browser);
/** The scene that stands, with what it gave. */
let stage = { scene: undefined, given: {} };
for (const [index, { title, run, timeout_ms, scene }] of chosen.entries()) {
  const number = index + 1;
  const case_ms = Date.now();
  const attempt = async () => {
    if (scene === undefined || stage.scene !== scene) {
      stage = { scene: undefined, given: {} };
      await within(renew(app), 15_000).catch(async () => {
        // The last case left a browser that does not answer any more.
        await app.close();
        app = await start();
        await renew(app);
      });
      if (scene !== undefined) stage = { scene, given: await within(scene(app), timeout_ms) };
    } else {
      await within(clearStage(app), 15_000);
    }
    await within(run({ ...stage.given, app, browser: options.browser }), timeout_ms);
  };
  try {
    // A loaded machine can make a browser stumble once; what fails twice is a failure. Every second try is told.
    await attempt().catch(async (error) => {
      console.log(`# second try of ${number}: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
      stage = { scene: undefined, given: {} };
      await attempt();
    });
    console.log(`ok ${number} - ${title} # ${Date.now() - case_ms} ms`);
  } catch (error) {
    failed += 1;
    stage = { scene: undefined, given: {} };
    await picture(app, number);
    console.log(`not ok ${number} - ${title}`);
    const text = (error instanceof Error ? (error.stack ?? error.message) : String(error)).split('\n');
    console.log(['  ---', ...text.map((line) => `  ${line}`), '  ...'].join('\n'));
  }
}
await keepCoverage(options.browser, await app.engine.browser.version());
await app.close();
await stopApps();
console.log(`# tests ${chosen.length}`);
console.log(`# pass ${chosen.length - failed}`);
console.log(`# fail ${failed}`);
console.log(`# duration_ms ${Date.now() - begun_ms}`);
process.exit(failed === 0 && chosen.length > 0 ? 0 : 1);
