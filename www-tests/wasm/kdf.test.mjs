// The key derivation as it ships: known answers at and above the floor, and refusal of everything outside its ranges.
// The answers were made once with the reference implementation of Argon2 (version 20190702) from RFC 9106's authors.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeOf, hex, load } from './modules.mjs';

const { derive } = await load('kdf');
const bytes = (text) => new TextEncoder().encode(text);
const salt = Uint8Array.from({ length: 32 }, (_, index) => index);
const FLOOR_KIB = 65_536;

test('derives the known answer at the floor of 64 MiB', () => {
  const factor = derive(bytes('correct horse battery staple'), salt, FLOOR_KIB, 3, 1);
  assert.equal(hex(factor), '6ed12d7d594a6ae56c7ad1725982ae0d41317bd2b239dd1e0916d913d4da0757');
});

test('derives the known answer with more memory, passes and lanes', () => {
  const factor = derive(bytes('pässwörd'), salt, 66_560, 4, 4);
  assert.equal(hex(factor), '398b4f8b32eccfc51a8450d5c592c7c2fd4aff03523749167605a74bd7126ebf');
});

test('refuses 8 MiB, and every other cost outside the ranges', () => {
  for (const [memory_kib, passes, lanes] of [
    [8_192, 3, 1],
    [FLOOR_KIB - 1, 3, 1],
    [1_048_577, 3, 1],
    [FLOOR_KIB, 2, 1],
    [FLOOR_KIB, 11, 1],
    [FLOOR_KIB, 3, 0],
    [FLOOR_KIB, 3, 5],
    // What a forged header could hold: numbers that JavaScript would fold into 32 bits.
    [2 ** 32 + 8_192, 3, 1],
    [-1, 3, 1],
  ]) {
    const code = codeOf(() => derive(bytes('password'), salt, memory_kib, passes, lanes));
    assert.equal(code, 'kdf-out-of-range', `${memory_kib} KiB, ${passes} passes, ${lanes} lanes`);
  }
});

test('refuses passwords and salts of a wrong length', () => {
  assert.equal(
    codeOf(() => derive(new Uint8Array(0), salt, FLOOR_KIB, 3, 1)),
    'invalid-input',
  );
  assert.equal(
    codeOf(() => derive(new Uint8Array(1025), salt, FLOOR_KIB, 3, 1)),
    'invalid-input',
  );
  assert.equal(
    codeOf(() => derive(bytes('password'), salt.slice(1), FLOOR_KIB, 3, 1)),
    'invalid-input',
  );
});

test('I06 Without memory for it a derivation ends in an error that says so, and the module lives on', async () => {
  // A module of its own, whose memory may not grow: the bound of wasm memory is what runs out here.
  const { derive: starved, initSync } = await import('../../extension/generated/kdf.js?starved');
  const { readFile } = await import('node:fs/promises');
  const { memory } = initSync({ module: await readFile(new URL('../../dist/kdf_bg.wasm', import.meta.url)) });
  // 3.5 of the 4 GiB that 32 bits can address are taken, but only on paper: nothing is written to them.
  memory.grow(57_344);
  assert.equal(
    codeOf(() => starved(bytes('password'), salt, 1_048_576, 3, 1)),
    'kdf-memory',
  );
  assert.equal(starved(bytes('password'), salt, FLOOR_KIB, 3, 1).length, 32);
});
