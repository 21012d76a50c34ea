// Runs the browser tests: node www-tests/run.mjs --browser chromium|firefox [--only PATTERN] [--file PATTERN] [--turn N]
// [--folders NAME,NAME] [--all] [--extension DIR]. `--only` chooses cases by their titles, `--file` by their files.
// One browser serves all cases, one after the other, each as in a new profile. Speaks TAP; a case that fails leaves
// screenshots of every open page in target/test-shots. `--all` takes every step, scenario and way on every real app; else
// a sample of them is taken, another one each day, and `--turn` takes that of another day. At the end stands what each file
// took.

import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { checkAccessible } from './accessible.mjs';
import { launch } from './driver/index.mjs';
import { cases, clearStage, isWhole, renew, turn } from './harness.mjs';
import { stopApps } from './realapps/apps.mjs';
import { forgetCoverage, keepCoverage } from './realapps/coverage.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const SHOTS = path.join(HERE, '../target/test-shots');

const { values: options } = parseArgs({
  options: {
    browser: { type: 'string', default: 'chromium' },
    only: { type: 'string', default: '' },
    file: { type: 'string', default: '' },
    folders: { type: 'string', default: 'journeys,attacks,realapps' },
    // Read in harness.mjs.
    turn: { type: 'string' },
    extension: { type: 'string' },
    all: { type: 'boolean', default: false },
  },
});

for (const folder of options.folders.split(',')) {
  const names = (await readdir(path.join(HERE, folder))).filter((name) => name.endsWith('.test.mjs')).sort();
  for (const name of names) {
    const before = cases.length;
    await import(pathToFileURL(path.join(HERE, folder, name)).href);
    for (const each of cases.slice(before)) each.file = `${folder}/${name}`;
  }
}
const [wanted, wantedFile] = [new RegExp(options.only, 'i'), new RegExp(options.file, 'i')];
const chosen = cases.filter(
  ({ title, file, in: one = options.browser }) =>
    wanted.test(title) && wantedFile.test(file) && one === options.browser,
);
/** A run of everything without `--all`. */
const isPlain = !isWhole && options.only === '' && options.file === '';

const readShot = async (surface, name) => {
  if (isWhole || name.endsWith('-light')) await checkAccessible(surface, name);
};
const start = () =>
  launch({
    browser: options.browser,
    extension: options.extension,
    cheapVaults: true,
    // Accessible is what is drawn, in either browser the same; one of them is asked. Every view is read in both themes
    // by a journey of its own, so one does here.
    ...(options.browser === 'chromium' ? { onShot: readShot } : {}),
    // Nobody looks at the pictures of a run of everything; what is read of a view is read in the light one.
    ...(isPlain ? { schemes: options.browser === 'chromium' ? ['light'] : [] } : {}),
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
if (!isWhole) console.log(`# samples of turn ${turn}`);
const begun_ms = Date.now();
let failed = 0;
let leftBehind = 0;
// What a case left behind and nobody waited for is a fault of the case, not the end of the run.
process.on('unhandledRejection', (error) => {
  leftBehind += 1;
  console.log(`# left behind by a case: ${error instanceof Error ? error.stack : error}`);
});
let app = await start();
if (isWhole) await forgetCoverage(options.browser);
/** The scene that stands, with what it gave. */
let stage = { scene: undefined, given: {} };

async function attempt({ run, timeout_ms, scene }) {
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
}

/** What each file took, with every try. @type {Map<string, number>} */
const took_ms = new Map();

/** Tries a case, with pictures of what it left if it fails; tells whether it passed. */
async function passes(number, tried, then) {
  const case_ms = Date.now();
  try {
    await attempt(tried);
    console.log(`ok ${number} - ${tried.title} # ${Date.now() - case_ms} ms`);
    return true;
  } catch (error) {
    stage = { scene: undefined, given: {} };
    await picture(app, number);
    const text = (error instanceof Error ? (error.stack ?? error.message) : String(error)).split('\n');
    if (then !== undefined) console.log(`# ${then} of ${number} after ${Date.now() - case_ms} ms: ${text[0]}`);
    else
      console.log(
        [`not ok ${number} - ${tried.title}`, '  ---', ...text.map((line) => `  ${line}`), '  ...'].join('\n'),
      );
    return false;
  } finally {
    took_ms.set(tried.file, (took_ms.get(tried.file) ?? 0) + Date.now() - case_ms);
  }
}

// A loaded machine can make a browser stumble. What fails is tried again at once, and at the end of the run, in a new
// browser, for the last time: what fails then as well is a failure. Every further try is told.
const last = [];
for (const [index, each] of chosen.entries()) {
  const tries = ['second try', 'last try'];
  const passed = (await passes(index + 1, each, tries[0])) || (await passes(index + 1, each, tries[1]));
  if (!passed) last.push([index + 1, each]);
}
if (last.length > 0) {
  await app.close();
  app = await start();
  stage = { scene: undefined, given: {} };
}
for (const [number, each] of last) if (!(await passes(number, each))) failed += 1;
await keepCoverage(options.browser, await app.engine.browser.version());
await app.close();
await stopApps();
for (const [file, ms] of [...took_ms].sort(([, a], [, b]) => b - a)) console.log(`# took ${ms} ms in ${file}`);
console.log(`# tests ${chosen.length}`);
console.log(`# pass ${chosen.length - failed}`);
console.log(`# fail ${failed + leftBehind}`);
console.log(`# duration_ms ${Date.now() - begun_ms}`);
process.exit(failed + leftBehind === 0 && chosen.length > 0 ? 0 : 1);
