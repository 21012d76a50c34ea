// The largest imports that are promised: 100,000 rows, and files of 200 MB of each way of packing. Each goes through the
// import page to its end, shows how far it is, and takes no more memory than is written down here. How long it takes is
// told, not judged: docs/performance.md says what it was on a machine of our own.

import assert from 'node:assert/strict';
import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isWhole, MASTER, test } from '../harness.mjs';
import { write } from './large-files.mjs';

const FOLDER = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../target/moving');
/** For one step, on a machine that does other things too. */
const LIMIT_MS = 180_000;
const MB = 1_000_000;

/** What all processes below this one have in use, in bytes; what they share counts once. */
async function usage() {
  const parents = new Map();
  for (const name of (await readdir('/proc')).filter((each) => /^\d+$/.test(each))) {
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
  }
  const isOurs = (pid) => {
    for (let at = parents.get(pid); at; at = parents.get(at)) if (at === process.pid) return true;
    return false;
  };
  let sum = 0;
  for (const pid of [...parents.keys()].filter(isOurs)) {
    const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
    sum += Number(/^Pss: +(\d+)/m.exec(text)?.[1] ?? 0) * 1_024;
  }
  return sum;
}

/** Does something while memory is looked at; → how long it took, and the most that was in use. */
async function measured(work) {
  let most = 0;
  let over = false;
  const looking = (async () => {
    while (!over) {
      most = Math.max(most, await usage());
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  })();
  const begun_ms = performance.now();
  await work().finally(() => {
    over = true;
  });
  const took_ms = performance.now() - begun_ms;
  await looking;
  return { took_ms, most };
}

/** Puts a file into an empty vault by the import page; → what each step took. */
async function bringIn(app, file) {
  const page = await app.openVaultPage('import');
  await page.waitFor('#import-files');
  const before = await usage();
  const steps = {
    recognise: async () => {
      await page.choose('#import-files', [file]);
      await page.waitFor('[data-part="read"][data-known]', { timeout_ms: LIMIT_MS });
    },
    read: async () => {
      await page.click('[data-action="read"]');
      await page.waitFor('.progress', { timeout_ms: LIMIT_MS });
      await page.waitFor('[data-part="preview"]', { timeout_ms: LIMIT_MS });
    },
    put: async () => {
      await page.click('[data-action="put"]');
      await page.waitFor('.progress .blade i[style]', { timeout_ms: LIMIT_MS });
      await page.waitFor('[data-imported]', { timeout_ms: LIMIT_MS });
    },
  };
  const found = {};
  for (const [name, step] of Object.entries(steps)) found[name] = await measured(step);
  const imported = await page.evaluate(() => Number(document.querySelector('[data-imported]')?.dataset.imported));
  await page.close();
  const all = Object.values(found);
  return {
    took_ms: all.reduce((sum, { took_ms }) => sum + took_ms, 0),
    imported,
    more: Math.max(...all.map(({ most }) => most)) - before,
    steps: Object.entries(found).map(([name, { took_ms }]) => `${name} ${Math.round(took_ms)} ms`),
  };
}

const FILES = [
  { name: 'rows.csv', items: 100_000, most_mb: 2_500 },
  { name: 'large.csv', items: 20_000, most_mb: 2_500 },
  { name: 'large.json', items: 20_000, most_mb: 2_500 },
  { name: 'large.zip', items: 40, most_mb: 2_500 },
  { name: 'large.1pux', items: 40, most_mb: 2_500 },
];

if (isWhole) {
  for (const { name, items, most_mb } of FILES) {
    test(
      `A large import goes in whole, with bounded memory: ${name}`,
      async ({ app, browser }) => {
        await app.createVault(MASTER);
        const file = await write(path.join(FOLDER, name));
        try {
          const { took_ms, more, steps, imported } = await bringIn(app, file);
          console.log(
            `# ${name} in ${browser}: ${Math.round(took_ms)} ms (${steps.join(', ')}), ${Math.round(more / MB)} MB more`,
          );
          assert.equal(imported, items);
          assert.ok(more < most_mb * MB, `${more} bytes more in use`);
        } finally {
          await rm(file, { force: true });
        }
      },
      { timeout_ms: 600_000 },
    );
  }
}
