// Makes vaults of any size for the benchmarks, by the core as it ships: records for Node, a vault file for a browser.
// A factor stands in for the master password, since what is measured here is what comes after the derivation.

import { randomBytes } from 'node:crypto';
import { contentOf } from '../driver/vault.mjs';
import { load } from '../wasm/modules.mjs';

export const NOW_MS = 1_790_000_000_000;
/** As many items as an import hands over at once. */
const BATCH = 250;

export const output = Uint8Array.from(randomBytes(32));
const kdf = { memoryKib: 65_536, passes: 3, lanes: 1, salt: Uint8Array.from(randomBytes(32)) };
/** The way in of every vault and file that is made here. */
export const slot = { factors: [{ info: { kind: 'password', kdf }, output }] };
export const proofs = [{ kind: 'password', output }];

/** A login like many. @param {number} number */
const login = (number) => ({
  content: contentOf({
    title: `Shop number ${number}`,
    login: {
      usernames: [`maren.${number}@tideline.example`],
      password: `lamp-${number}-Rope-${number * 7919}`,
      urls: [`https://shop-${number}.example/login`],
    },
  }),
  trashed: false,
  history: [],
  attachments: [],
  remarks: [],
});

/** A vault of so many logins, open, and its records by their keys. @param {number} items */
export async function makeVault(items) {
  const core = await load('core');
  const records = new Map();
  const keep = (written) => {
    for (const { key, bytes } of written) records.set(key, Uint8Array.from(bytes));
  };
  const vault = core.Vault.create([slot], 'A browser', NOW_MS);
  keep(vault.created().writes);
  vault.commit();
  const gather = core.Gather.begin(vault, NOW_MS);
  for (let at = 0; at < items; at += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, items - at) }, (_, place) => login(at + place));
    keep(gather.add(vault, batch, NOW_MS));
  }
  keep(gather.finish(vault, [], NOW_MS).writes);
  vault.commit();
  gather.free();
  return { core, vault, records };
}

/** What unlocking reads: all records but those of items. @param {Map<string, Uint8Array>} records */
export const frameOf = (records) =>
  [...records].filter(([key]) => !key.startsWith('item/')).map(([key, bytes]) => ({ key, bytes }));

/** The bytes of a vault file with so many logins. @param {number} items */
export async function makeVaultFile(items) {
  const { core, vault, records } = await makeVault(items);
  const writer = core.FileWriter.begin([slot]);
  const parts = [writer.head(vault, frameOf(records), NOW_MS)];
  for (const [key, record] of records) {
    if (key.startsWith('item/')) parts.push(writer.item(vault, key.slice('item/'.length), record, NOW_MS));
  }
  parts.push(writer.finish());
  writer.free();
  vault.free();
  return Buffer.concat(parts);
}
