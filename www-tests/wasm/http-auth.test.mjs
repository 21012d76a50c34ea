// Which questions for a login by the protocol are put to the user (attack A28): the rule by itself, as it is bundled.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const source = fileURLToPath(new URL('../../extension/background/http-auth-rule.ts', import.meta.url));
const { outputFiles } = await build({ entryPoints: [source], bundle: true, format: 'esm', write: false });
const { HOLD_MS, isRefused, noteAnswer, replyOf, rest, rests, siteOf } = await import(
  `data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`
);

// Node of this version has no URL.parse, as both browsers have.
URL.parse ??= (text) => (URL.canParse(text) ? new URL(text) : null);

const QUESTION = {
  requestId: '7',
  tabId: 3,
  frameId: 0,
  type: 'main_frame',
  url: 'https://router.test:8443/status?a=b',
  isProxy: false,
  scheme: 'basic',
  realm: 'attic',
  statusCode: 401,
};

test('a whole page that asks is named by scheme, host and port', () => {
  assert.deepEqual(siteOf(QUESTION), { origin: 'https://router.test:8443', realm: 'attic', plain: false });
  assert.notEqual(siteOf({ ...QUESTION, scheme: 'Digest', documentLifecycle: 'active' }), undefined);
});

for (const [what, change] of Object.entries({
  'a proxy': { isProxy: true },
  'the status of a proxy': { statusCode: 407 },
  'a frame': { type: 'sub_frame', frameId: 4 },
  'a picture': { type: 'image' },
  'a script': { type: 'xmlhttprequest' },
  'no tab': { tabId: -1 },
  'a page that is only rendered ahead': { documentLifecycle: 'prerender' },
  'another scheme': { scheme: 'negotiate' },
  'another protocol': { url: 'ftp://router.test/' },
  'no address': { url: '' },
}))
  test(`nobody is asked for ${what}`, () => assert.equal(siteOf({ ...QUESTION, ...change }), undefined));

test('a password that anybody can read on its way is told of, but on this very machine', () => {
  const plain = (url, scheme = 'basic') => siteOf({ ...QUESTION, url, scheme }).plain;
  assert.equal(plain('http://router.test/'), true);
  assert.equal(plain('http://192.168.1.1/'), true);
  assert.equal(plain('http://localhost.evil.test/'), true);
  assert.equal(plain('http://router.test/', 'digest'), false);
  for (const host of ['localhost:8080', '127.0.0.1', '[::1]:80']) assert.equal(plain(`http://${host}/`), false);
});

test('the realm is one short line without signs that hide or turn', () => {
  const realm = (text) => siteOf({ ...QUESTION, realm: text }).realm;
  assert.equal(realm(' a\n\u202eb\u0000\u200bc '), 'a b c');
  assert.equal([...realm('\u{1f511}'.repeat(5_000))].length, 80);
  assert.equal(siteOf({ ...QUESTION, realm: undefined }).realm, '');
});

test('one answer is for one request and one origin, whatever realm the site names then', () => {
  const answers = new Map();
  assert.equal(isRefused(answers, QUESTION), false, 'nothing was answered yet');
  noteAnswer(answers, QUESTION);
  // Led on to another site, which asks too: the answer to it does not undo the first.
  noteAnswer(answers, { ...QUESTION, url: 'https://other.test/' });
  for (const change of [{}, { url: 'https://router.test:8443/' }, { realm: 'cellar' }, { url: 'https://other.test/a' }])
    assert.equal(isRefused(answers, { ...QUESTION, ...change }), true, JSON.stringify(change));
  for (const change of [{ requestId: '8' }, { url: 'https://router.test/' }])
    assert.equal(isRefused(answers, { ...QUESTION, ...change }), false, JSON.stringify(change));
  answers.delete(QUESTION.requestId);
  assert.equal(isRefused(answers, QUESTION), false, 'its request has ended');
});

test('where none was chosen the browser asks by itself, or nobody is answered; a site waits for a minute at most', () => {
  assert.deepEqual(['in-browser', 'late'].map(replyOf), [{}, {}]);
  assert.deepEqual(['cancel', 'closed'].map(replyOf), [{ cancel: true }, { cancel: true }]);
  assert.ok(HOLD_MS > 0 && HOLD_MS <= 60_000);
});

test('a tab in which none was chosen rests for a minute, and no other does', () => {
  const resting = new Map();
  rest(resting, QUESTION, 1_000);
  const at = (ms, change = {}) => rests(resting, { ...QUESTION, ...change }, ms);
  assert.deepEqual([at(1_000), at(60_999), at(61_000)], [true, true, false]);
  assert.equal(at(1_000, { tabId: 4 }), false);
  assert.equal(at(1_000, { requestId: '8', url: 'https://other.test/' }), true, 'whoever asks in it');
});
