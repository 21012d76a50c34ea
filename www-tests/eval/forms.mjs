// Has the shipped extension read every page of a form evaluation set in Chromium, and writes what it makes of each field.
//   node www-tests/eval/forms.mjs --dir DIR --split open|heldout --out FILE [--extension DIR]
// DIR holds <split>/index.json (`[{ page }]`) and <split>/<page>.html, whose fields carry `data-eval-id`; the labels that
// lie beside them are never opened. It writes `{ page: { id: label } }` and prints what the reading took.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { launch } from '../driver/index.mjs';
import { labelOf } from './labels.mjs';

const { values: options } = parseArgs({
  options: {
    dir: { type: 'string' },
    split: { type: 'string', default: 'open' },
    out: { type: 'string' },
    extension: { type: 'string' },
  },
});
if (options.dir === undefined || options.out === undefined) throw new Error('--dir and --out must be given.');
const folder = path.join(options.dir, options.split);
if (!existsSync(path.join(folder, 'index.json'))) throw new Error(`There is no ${path.join(folder, 'index.json')}.`);
/** @type {string[]} */
const names = JSON.parse(readFileSync(path.join(folder, 'index.json'), 'utf8')).map(({ page }) => page);

const app = await launch({ browser: 'chromium', extension: options.extension });
const known = new Set(names);
app.hosts['*.eval.example'] = (request, response) => {
  const name = (request.headers.host ?? '').split('.')[0];
  if (request.url !== '/' || !known.has(name)) return response.writeHead(404).end();
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  response.end(readFileSync(path.join(folder, `${name}.html`)));
};

/** @type {Record<string, Record<string, string>>} */
const predictions = {};
const failed = [];
const snapshots_ms = [];
const cores_ms = [];
// The first reading of all starts the background and compiles the core; it is nobody's.
const page = await app.openPage(`https://${names[0]}.eval.example/`);
await app.inspect(page);
for (const name of names) {
  try {
    await page.goto(`https://${name}.eval.example/`);
    const { fields, took } = await app.inspect(page);
    predictions[name] = Object.fromEntries(
      fields
        .filter(({ frame, attributes }) => frame === 0 && attributes['data-eval-id'] !== undefined)
        .map(({ attributes, role }) => [attributes['data-eval-id'], labelOf(role)]),
    );
    snapshots_ms.push(took.snapshot_ms);
    cores_ms.push(took.core_ms);
  } catch (error) {
    failed.push(name);
    console.error(`${name}: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
  }
}
await app.close();
writeFileSync(options.out, `${JSON.stringify(predictions)}\n`);

/** @param {number[]} times @param {number} share */
const quantile = (times, share) => [...times].sort((a, b) => a - b)[Math.floor((times.length - 1) * share)] ?? 0;
const told = (times) => [0.5, 0.95, 1].map((share) => quantile(times, share).toFixed(1).padStart(6)).join('  ');
console.log(`${Object.keys(predictions).length} of ${names.length} pages read, written to ${options.out}.`);
console.log('ms a page, message transit apart   median     p95     max');
console.log(`  snapshot                       ${told(snapshots_ms)}`);
console.log(`  core                           ${told(cores_ms)}`);
console.log(`  both                           ${told(snapshots_ms.map((time, at) => time + (cores_ms[at] ?? 0)))}`);
if (failed.length > 0) process.exitCode = 1;
