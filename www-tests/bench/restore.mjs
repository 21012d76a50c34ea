// Puts a vault of any size into the extension of a running browser: by a vault file, restored by the extension's own
// messages as its page does it. A factor stands in for the master password.

import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { makeVaultFile, proofs, slot } from './vaults.mjs';

const PIECE_BYTES = 1024 * 1024;

/** Runs in a page of ours: restores the vault file that was chosen there; gives how long that took. */
async function RESTORE(proof, pieceBytes) {
  const ask = async (kind, request) => {
    const reply = await browser.runtime.sendMessage({ kind, ...request });
    if (!reply?.ok) throw new Error(`${kind}: ${reply?.code}`);
    return reply.value;
  };
  const [file] = document.querySelector('#bench').files;
  const read = async (from, to) => new Uint8Array(await file.slice(from, to).arrayBuffer());
  const begun = performance.now();
  const { headerLength } = await ask('own/restore-slots', { start: await read(0, 20_000) });
  const header = await read(0, headerLength);
  const all = [{ kind: 'password', output: Uint8Array.from(proof) }];
  const { token } = await ask('own/restore-begin', { header, proofs: all });
  for (const kind of ['own/restore-look', 'own/restore-take']) {
    for (let at = headerLength; at < file.size; at += pieceBytes) {
      const end = Math.min(at + pieceBytes, file.size);
      await ask(kind, { token, bytes: await read(at, end), last: end === file.size });
    }
  }
  return performance.now() - begun;
}

/**
 * Makes a vault of so many logins in a browser that has none; it stays open, and no minute locks it.
 * @param {import('../driver/index.mjs').App} app
 * @param {number} items
 * @param {string} folder Where the file may lie meanwhile.
 */
export async function restoreVault(app, items, folder) {
  await app.desk.ask('own/create', { slots: [slot] });
  await app.settings({ lockAfterMinutes: 0 });
  const file = path.join(folder, `${items}.latchkey`);
  const bytes = await makeVaultFile(items);
  await writeFile(file, bytes);
  const { page } = app.desk;
  await page.evaluate(() => {
    const input = document.createElement('input');
    Object.assign(input, { id: 'bench', type: 'file' });
    document.body.append(input);
  });
  await (await page.$('#bench')).uploadFile(file);
  const restore_ms = await page.evaluate(RESTORE, [...proofs[0].output], PIECE_BYTES);
  await page.evaluate(() => document.querySelector('#bench').remove());
  await rm(file);
  return { restore_ms, file_bytes: bytes.length };
}
