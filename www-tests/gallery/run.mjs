// Photographs every view in light and dark, in English and in Arabic, and fails on a view with a fault:
// node www-tests/gallery/run.mjs [--only PATTERN] [--docs] [--extension DIR]
// The pictures and a page that shows them lie in target/gallery; `--docs` also renews those of README and stores.

import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { extensionThatMayAnswer } from '../asking.mjs';
import { makeHosts } from '../demo/server.mjs';
import { launch } from '../driver/index.mjs';
import { renewDocuments } from './documents.mjs';
import { DRAWN_MIN, drawnPart } from './pixels.mjs';
import { SCHEMES, walk } from './walk.mjs';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const FOLDER = path.join(ROOT, 'target/gallery');
const LANGUAGES = ['en', 'ar'];

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    docs: { type: 'boolean', default: false },
    extension: { type: 'string' },
  },
});
const wanted = new RegExp(options.only === '' ? '.' : options.only);

/** All views in one language; → what `walk` tells. */
async function inLanguage(language) {
  const shots = path.join(FOLDER, language);
  // Chromium asks the environment as well, whatever its switch says.
  process.env.LANGUAGE = language;
  const { extension, remove } = await extensionThatMayAnswer('chromium', options.extension);
  const app = await launch({
    browser: 'chromium',
    extension,
    hosts: makeHosts(),
    shots,
    switches: [`--lang=${language}`],
  });
  try {
    const take = async (name, surface, schemes) => {
      await app.shot(surface, name, schemes);
      const faults = [];
      for (const scheme of schemes) {
        const part = drawnPart(await readFile(path.join(shots, `${name}-${scheme}.png`)));
        if (part < DRAWN_MIN) faults.push(`nothing is drawn in ${scheme}.`);
      }
      return faults;
    };
    return await walk(app, { wanted, take });
  } finally {
    await app.close();
    await remove();
  }
}

/** The page that shows them all. */
function indexOf(views, faults) {
  const escaped = (text) => text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign]);
  const picture = (name, language, scheme) =>
    `<a href="${language}/${name}-${scheme}.png"><img loading="lazy" src="${language}/${name}-${scheme}.png" alt="${name}, ${language}, ${scheme}"></a>`;
  const row = ([name, schemes]) =>
    `<h2>${name}</h2><p>${LANGUAGES.flatMap((language) => schemes.map((scheme) => picture(name, language, scheme))).join('')}</p>`;
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Latchkey: every view</title>
<style>body { font: 15px system-ui; margin: 24px; background: #888; } p { display: flex; gap: 8px; align-items: start; }
a { flex: 1; max-inline-size: 420px; } img { max-inline-size: 100%; }</style>
<h1>Every view</h1><ul>${faults.map((fault) => `<li>${escaped(fault)}</li>`).join('')}</ul>${views.map(row).join('\n')}</html>\n`;
}

await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });
/** Names of views, with the themes that each was photographed in. */
const views = new Map();
const faults = [];
for (const language of LANGUAGES) {
  const told = await inLanguage(language);
  for (const [name, schemes] of told.views) views.set(name, schemes);
  faults.push(...told.faults.map((fault) => `${language} ${fault}`));
}
await writeFile(path.join(FOLDER, 'index.html'), indexOf([...views], faults));
if (options.docs && faults.length === 0) await renewDocuments(path.join(FOLDER, LANGUAGES[0]), ROOT);
for (const fault of faults) console.log(fault);
console.log(
  `${views.size} views in ${LANGUAGES.length} languages and ${SCHEMES.length} themes: target/gallery/index.html. ${faults.length} faults.`,
);
process.exit(faults.length === 0 && views.size > 0 ? 0 : 1);
