// The native command `latchkey`, as whoever has no browser runs it on a vault file: the program that LATCHKEY names, or one
// that is built here.

import { execFile, spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Runs it with a password on its standard input. @param {string[]} words @param {string} password */
export async function latchkey(words, password) {
  const built = process.env.LATCHKEY ?? path.join(ROOT, 'target/debug/latchkey');
  if (process.env.LATCHKEY === undefined)
    await promisify(execFile)('cargo', ['build', '--quiet', '-p', 'latchkey-cli'], { cwd: ROOT });
  const child = spawn(built, words);
  let [out, err] = ['', ''];
  child.stdout.on('data', (data) => {
    out += data;
  });
  child.stderr.on('data', (data) => {
    err += data;
  });
  child.stdin.end(`${password}\n`);
  const code = await new Promise((resolve) => child.on('close', resolve));
  return { code, out, err };
}
