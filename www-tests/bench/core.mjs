// Measures the core as it ships, in Node, for docs/performance.md: what a vault costs by the number of its items, and how
// fast files are sealed beside the same cipher in OpenSSL, which Node has. Prints one JSON object; says nothing else.
//   node www-tests/bench/core.mjs

import { createCipheriv, randomBytes } from 'node:crypto';
import { load } from '../wasm/modules.mjs';
import { runsOf, SIZES, summary } from './numbers.mjs';
import { frameOf, makeVault, NOW_MS, proofs } from './vaults.mjs';

const CHUNK_BYTES = 64 * 1024;
const CHUNKS = 320;
const FILE_RUNS = 11;

/** Milliseconds of many runs. */
function times(runs, work) {
  return Array.from({ length: runs }, () => {
    const begun = performance.now();
    work();
    return performance.now() - begun;
  });
}

/** Everything about a vault of one size, in a module of its own, whose memory nothing else has grown. */
async function bySize(items) {
  const { vault: made, records } = await makeVault(items);
  const frame = frameOf(records);
  const resumeValue = made.resumeValue();
  made.free();
  const { Vault, memory } = await load('core', `${items} items`);
  const runs = runsOf(items);
  const listed = (vault) => {
    const { total } = vault.list('', undefined, 'items');
    if (total !== items) throw new Error(`${total} items are listed instead of ${items}.`);
    vault.free();
  };
  const unlock_ms = times(runs, () => listed(Vault.unlock(proofs, frame)));
  const resume_ms = times(runs, () => listed(Vault.resume(Uint8Array.from(resumeValue), frame)));

  const vault = Vault.unlock(proofs, frame);
  const wasm_bytes = memory.buffer.byteLength;
  const rows = vault.list('', undefined, 'items').others;
  const { id } = rows[Math.floor(rows.length / 2)];
  const record = records.get(`item/${id}`);
  const item = vault.item(id, record, NOW_MS);
  const input = { base: { id, revision: item.revision }, content: item.content, strength: 3 };
  let written_bytes = 0;
  const health_ms = times(runs, () => vault.health(NOW_MS));
  const save_ms = times(runs, () => {
    const { change } = vault.put(input, record, NOW_MS);
    written_bytes = change.writes.reduce((sum, { bytes }) => sum + bytes.length, 0);
    vault.discard();
  });
  vault.free();
  return {
    items,
    unlock_ms: summary(unlock_ms),
    resume_ms: summary(resume_ms),
    save_ms: summary(save_ms),
    health_ms: summary(health_ms),
    written_bytes,
    read_bytes: frame.reduce((sum, { bytes }) => sum + bytes.length, 0),
    wasm_bytes,
  };
}

/** Megabytes a second that a file is sealed with: by the core, and by OpenSSL, which has no 24-byte nonces. */
async function files() {
  const { vault } = await makeVault(1);
  const data = Uint8Array.from(randomBytes(CHUNK_BYTES));
  const perSecond = (all_ms) => summary(all_ms.map((ms) => (CHUNKS * CHUNK_BYTES) / 1_000_000 / (ms / 1000)));
  const ours = times(FILE_RUNS, () => {
    const stream = vault.makeFile(CHUNKS * CHUNK_BYTES);
    for (let number = 0; number < CHUNKS; number += 1) stream.sealChunk(number, data);
    stream.free();
  });
  const key = randomBytes(32);
  const openssl = times(FILE_RUNS, () => {
    for (let number = 0; number < CHUNKS; number += 1) {
      const cipher = createCipheriv('chacha20-poly1305', key, randomBytes(12), { authTagLength: 16 });
      Buffer.concat([cipher.update(data), cipher.final(), cipher.getAuthTag()]);
    }
  });
  vault.free();
  return { core: perSecond(ours), openssl: perSecond(openssl) };
}

const vaults = [];
for (const items of SIZES) vaults.push(await bySize(items));
console.log(JSON.stringify({ vaults, files_mb_per_s: await files() }, null, 2));
