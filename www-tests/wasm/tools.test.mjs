// The tools as they ship: the generator and the reading of one-time codes, through their JavaScript surface.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeOf, load } from './modules.mjs';

const { generate, parseOtp } = await load('tools');
const password = { kind: 'password', length: 20, lower: 1, upper: 1, digits: 1, signs: 1, excludeAmbiguous: true };
const field = { passwordRules: '', minLength: undefined, maxLength: undefined, refused: 0 };

test('makes passwords, passphrases, PINs and user names', () => {
  for (const [wish, expected, bits] of [
    [password, /^[\w!#$%&*+.=?@^-]{20}$/, 122],
    [{ ...password, signs: undefined }, /^[A-Za-z0-9]{20}$/, 116],
    [{ kind: 'passphrase', words: 5, separator: '-', capitals: false, number: false }, /^([a-z]+-){4}[a-z]+$/, 64],
    [{ kind: 'passphrase', words: 4, separator: ' ', capitals: true, number: true }, /^([A-Z][a-z]+\d? ?){4}$/, 57],
    [{ kind: 'pin', length: 6 }, /^\d{6}$/, 19],
    [{ kind: 'random-word', capitals: false, number: true }, /^[a-z]+\d{4}$/, 26],
    [{ kind: 'plus-address', address: 'alice@mail.example' }, /^alice\+[a-z0-9]{8}@mail\.example$/, 40],
    [{ kind: 'catch-all', domain: 'mail.example' }, /^[a-z0-9]{8}@mail\.example$/, 40],
  ]) {
    const made = generate({ wish, field: undefined });
    assert.match(made.value, expected);
    assert.equal(Math.floor(made.bits), bits, wish.kind);
    assert.notEqual(generate({ wish }).value, made.value);
  }
});

test('obeys the field and tells what it takes', () => {
  const rules = 'minlength: 6; maxlength: 12; required: digit; required: [-_]; allowed: lower';
  const made = generate({ wish: password, field: { ...field, passwordRules: rules, maxLength: 10 } });
  assert.match(made.value, /^[a-z0-9_-]{10}$/);
  assert.deepEqual({ ...made.limits }, { minLength: 6, maxLength: 10, signs: '-_', unreadable: false });
});

test('throws a code where nothing can be made, and takes no other shape', () => {
  for (const request of [
    { wish: { ...password, length: 4 } },
    { wish: { kind: 'password' } },
    { wish: { kind: 'poem' } },
    { wish: { ...password, length: -1 } },
    { wish: { ...password, length: 20.5 } },
    {},
  ]) {
    assert.equal(
      codeOf(() => generate(request)),
      'invalid-input',
      JSON.stringify(request),
    );
  }
  assert.equal(
    codeOf(() => parseOtp(7)),
    'invalid-input',
  );
});

test('reads what is scanned, and names the part at fault', () => {
  const { otp, fault } = parseOtp('otpauth://totp/Shop:alice?secret=gezdgnbvgy3tqojq&issuer=Shop&algorithm=SHA256');
  assert.equal(fault, undefined);
  assert.deepEqual(
    { ...otp },
    {
      kind: 'totp',
      issuer: 'Shop',
      account: 'alice',
      algorithm: 'sha256',
      digits: 6,
      periodSeconds: 30,
      counter: 0,
      uri: 'otpauth://totp/Shop:alice?secret=GEZDGNBVGY3TQOJQ&issuer=Shop&algorithm=SHA256&digits=6&period=30',
    },
  );
  const broken = parseOtp('otpauth://totp/Shop:alice?secret=gezdgnbvgy3tqojq&digits=3');
  assert.deepEqual([broken.otp, { ...broken.fault }], [undefined, { part: 'digits', flaw: 'malformed' }]);
});

test('counts to the largest number of a counter', () => {
  const { otp } = parseOtp(`otpauth://hotp/a?secret=gezdgnbvgy3tqojq&counter=${Number.MAX_SAFE_INTEGER}`);
  assert.equal(otp.counter, Number.MAX_SAFE_INTEGER);
});
