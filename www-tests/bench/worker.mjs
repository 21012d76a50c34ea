// Measures what a vault costs in the extension's own worker in Chromium, by the number of its items, for
// docs/performance.md. The vault comes in as a vault file, restored by the extension's own messages; a factor stands in
// for the master password. Times are taken in a page of ours, from asking to the answer, and hold the way between.
// Prints one JSON object; says nothing else.
//   node www-tests/bench/worker.mjs

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launch } from '../driver/index.mjs';
import { usageOfBackground } from '../driver/memory.mjs';
import { runsOf, SIZES, summary } from './numbers.mjs';
import { restoreVault } from './restore.mjs';
import { proofs } from './vaults.mjs';

/** Runs in a page of ours: unlocks if there are proofs, asks for the list; gives how long that took, and the items. */
async function LIST(proof) {
  const begun = performance.now();
  if (proof) {
    const all = [{ kind: 'password', output: Uint8Array.from(proof) }];
    const opened = await browser.runtime.sendMessage({ kind: 'own/unlock', proofs: all });
    if (!opened?.ok) throw new Error(`own/unlock: ${opened?.code}`);
  }
  const listed = await browser.runtime.sendMessage({ kind: 'own/list', query: '', shelf: 'items' });
  if (!listed?.ok) throw new Error(`own/list: ${listed?.code}`);
  return { took_ms: performance.now() - begun, total: listed.value.total };
}

/** Runs in a page of ours: changes nothing in an item and saves it; gives how long the save took. */
async function SAVE(number) {
  const { value } = await browser.runtime.sendMessage({ kind: 'own/list', query: `Shop number ${number}` });
  const { id } = value.others[0];
  const { value: item } = await browser.runtime.sendMessage({ kind: 'own/item', id });
  const input = { base: { id, revision: item.revision }, content: item.content, strength: 3 };
  const begun = performance.now();
  const reply = await browser.runtime.sendMessage({ kind: 'own/put', input });
  if (!reply?.ok) throw new Error(`own/put: ${reply?.code}`);
  return performance.now() - begun;
}

/** Runs in a page of ours: asks what is wrong with the passwords; gives how long that took. */
async function HEALTH() {
  const begun = performance.now();
  const reply = await browser.runtime.sendMessage({ kind: 'own/health' });
  if (!reply?.ok) throw new Error(`own/health: ${reply?.code}`);
  return performance.now() - begun;
}

/** Whether the worker of the extension lives. */
async function isRunning(app) {
  const session = await app.engine.browser.target().createCDPSession();
  const { targetInfos } = await session.send('Target.getTargets');
  await session.detach();
  return targetInfos.some(({ type, url }) => type === 'service_worker' && url.startsWith(app.origin));
}

/** Ends the worker and waits until it is gone. */
async function end(app) {
  await app.killWorker();
  await app.until(async () => !(await isRunning(app)), 'the worker to end');
}

async function bySize(app, items, folder) {
  await app.reset();
  const { restore_ms, file_bytes } = await restoreVault(app, items, folder);
  const { page } = app.desk;
  const proof = [...proofs[0].output];

  const list = async (...given) => {
    const { took_ms, total } = await page.evaluate(LIST, ...given);
    if (total !== items) throw new Error(`${total} items are listed instead of ${items}.`);
    return took_ms;
  };
  const runs = runsOf(items);
  const [unlock_ms, resume_ms, save_ms, health_ms] = [[], [], [], []];
  await end(app);
  // The first is a warm-up.
  for (let run = 0; run <= runs; run += 1) {
    await app.lock();
    const took_ms = await list(proof);
    if (run > 0) unlock_ms.push(took_ms);
  }
  for (let run = 0; run < runs; run += 1) {
    await end(app);
    resume_ms.push(await list());
  }
  const memory = await usageOfBackground(app);
  for (let run = 0; run < runs; run += 1) {
    save_ms.push(await page.evaluate(SAVE, (run * 97) % items));
    health_ms.push(await page.evaluate(HEALTH));
  }
  return {
    items,
    file_bytes,
    restore_ms,
    unlock_ms: summary(unlock_ms),
    resume_ms: summary(resume_ms),
    save_ms: summary(save_ms),
    health_ms: summary(health_ms),
    ...memory,
  };
}

const folder = await mkdtemp(path.join(tmpdir(), 'latchkey-bench-'));
const app = await launch({ browser: 'chromium' });
try {
  const vaults = [];
  for (const items of SIZES) vaults.push(await bySize(app, items, folder));
  console.log(JSON.stringify({ vaults }, null, 2));
} finally {
  await app.close();
  await rm(folder, { recursive: true, force: true });
}
