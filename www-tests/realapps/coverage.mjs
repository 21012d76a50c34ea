// What signing in by each way came to on each real app, and the page docs/coverage.md that shows it.
// Only a run over all apps and all ways counts (`--all`); each browser's last one is kept in target/ until the other's is
// there too. It judges nothing: a case says by its end whether it passed.

import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { PAGES } from './pages.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const ROOT = path.join(HERE, '../..');
const DOC = path.join(ROOT, 'docs/coverage.md');

/** @type {('chromium' | 'firefox')[]} */
export const BROWSERS = ['chromium', 'firefox'];
/** @type {('popup' | 'shortcut' | 'context-menu' | 'in-page')[]} */
export const WAYS = ['popup', 'shortcut', 'context-menu', 'in-page'];

const keptIn = (browser) => path.join(ROOT, 'target', `coverage-${browser}.json`);

/** What came of each case, by page and way: true where the app said that somebody is signed in. */
const noted = {};

/** Runs a case and notes what it came to; a second try counts like the first. */
export async function note(browser, page, via, work) {
  const place = `${browser} ${page} ${via}`;
  noted[place] = false;
  await work();
  noted[place] = true;
}

/** The version of a package, as the lock file that installed it names it. */
async function versionOf(name, app) {
  if (name.startsWith('@') || app === 'nodered') {
    const { packages } = JSON.parse(await readFile(path.join(HERE, 'package-lock.json'), 'utf8'));
    return packages[`node_modules/${name}`].version;
  }
  const lock = await readFile(path.join(HERE, 'requirements', `${app}.txt`), 'utf8');
  const line = lock.split('\n').find((each) => each.startsWith(`${name}==`));
  if (line === undefined) throw new Error(`No lock file names ${name}.`);
  return line.split('==')[1].split(' ')[0];
}

/**
 * Keeps what a run of one browser came to, if it was a whole one, and writes the page once both are there.
 * @param {string} browser
 * @param {string} version As the browser says it of itself.
 */
export async function keepCoverage(browser, version) {
  const results = PAGES.map(({ name }) => [name, WAYS.map((via) => noted[`${browser} ${name} ${via}`])]);
  if (results.some(([, ways]) => ways.includes(undefined))) return;
  await mkdir(path.join(ROOT, 'target'), { recursive: true });
  await writeFile(keptIn(browser), `${JSON.stringify({ version, results }, null, 2)}\n`);
  const kept = await Promise.all(BROWSERS.map((each) => readFile(keptIn(each), 'utf8').catch(() => undefined)));
  if (kept.includes(undefined)) return;
  await writeFile(DOC, await pageOf(kept.map((text) => JSON.parse(text))));
}

/** A whole run begins: what the last one kept does not count any more. */
export const forgetCoverage = (browser) => rm(keptIn(browser), { force: true });

/** The number alone. @param {string} version */
const bare = (version) => version.replace(/^.*\//, '');
const mark = (is) => (is === undefined ? 'not run' : is ? 'yes' : '**no**');

/** @param {{ version: string, results: [string, boolean[]][] }[]} kept One for each of `BROWSERS`. */
async function pageOf(kept) {
  const rows = [];
  for (const { name, app, packages, kind } of PAGES) {
    const versions = [];
    for (const one of packages) versions.push(`${one} ${await versionOf(one, app)}`);
    const cells = kept.flatMap(({ results }) => {
      const ways = new Map(results).get(name);
      return WAYS.map((_, at) => mark(ways?.[at]));
    });
    rows.push(`| ${[name, versions.join(', '), kind, ...cells].join(' | ')} |`);
  }
  const all = kept.flatMap(({ results }) => results.flatMap(([, ways]) => ways));
  const passed = all.filter((is) => is === true).length;
  return `# Coverage

Real applications that sign in with a login that Latchkey saved there, in each browser and by each way of filling.
\`cargo xtask test --all\` writes this page from its last whole run; nobody edits it.
"Yes" means that the application itself showed somebody signed in: first by hand, with the offer to save accepted, then with all cookies gone and the saved login filled.

- Chromium ${bare(kept[0].version)}, Firefox ${bare(kept[1].version)}. A case that fails is tried again, as every browser test is.
- *Mark* is the sign in the field. In Chromium a row of the menu below it is chosen; in Firefox the mark opens the popup at that login.
- Where a second step asks for a one-time code of the saved login, it is filled the same way. A code that comes by mail is read and typed; such a login has no password, so it is added by hand instead of offered.

${passed} of ${all.length} sign in.

| page | versions | what is special | ${BROWSERS.flatMap((one) => ['popup', 'shortcut', 'context menu', 'mark'].map((way) => `${one === 'chromium' ? 'Chromium' : 'Firefox'}: ${way}`)).join(' | ')} |
|---|---|---|${'---|'.repeat(BROWSERS.length * WAYS.length)}
${rows.join('\n')}

How each is installed and started stands in \`www-tests/realapps/\`, pinned by lock files and hashes.
`;
}
