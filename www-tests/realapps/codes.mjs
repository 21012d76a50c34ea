// One-time codes as an app's user has them: made by an authenticator of our own, apart from the product's, or read
// from a mail that the app sent.

import { createHmac } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The code of six digits by RFC 6238. @param {string} secret In base32. @param {number} now_ms */
export function oneTimeCode(secret, now_ms) {
  const bits = [...secret].map((sign) => ALPHABET.indexOf(sign).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(now_ms / 30_000)));
  const mac = createHmac('sha1', key).update(counter).digest();
  const from = mac[mac.length - 1] & 15;
  return String((mac.readUInt32BE(from) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** A code alone on a line of a mail, where people see it at once. */
const MAILED = /^([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$/m;

/**
 * Waits for the next mail and gives the code in it.
 * @param {import('../driver/index.mjs').App} app
 * @param {import('./apps.mjs').Running} running
 * @param {number} from How much the app had said before the mail was asked for.
 * @returns {Promise<string>}
 */
export const mailedCode = (app, running, from) =>
  app.until(async () => MAILED.exec(running.said().slice(from))?.[1], 'a mail with a code', 20_000);
