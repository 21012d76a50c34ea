// The strength meter as it ships.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './modules.mjs';

const { estimate } = await load('strength');

test('scores weak and strong passwords', () => {
  assert.deepEqual(estimate('password', []), {
    score: 0,
    guessesLog10: estimate('password', []).guessesLog10,
    warning: 'top-10',
  });
  const strong = estimate('vellum otter brisk canoe tangerine', []);
  assert.equal(strong.score, 4);
  assert.equal(strong.warning, undefined);
  assert.ok(strong.guessesLog10 > 12);
});

test('counts what the user is called, and takes an empty password', () => {
  assert.ok(
    estimate('Featherstonehaugh', ['featherstonehaugh']).guessesLog10 < estimate('Featherstonehaugh', []).guessesLog10,
  );
  assert.deepEqual({ ...estimate('', []), warning: undefined }, { score: 0, guessesLog10: 0, warning: undefined });
});

test('answers while one types', () => {
  estimate('warm', []);
  const start = performance.now();
  estimate('Tr0ub4dor&3 and a good deal more than that', ['alice', 'alice@mail.example']);
  assert.ok(performance.now() - start < 250);
});
