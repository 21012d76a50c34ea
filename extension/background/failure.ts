// The background's one error: a code that every page has a sentence for. It carries no text, name or secret.

import type { ErrorCode } from '../generated/core.js';

export class Failure extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode) {
    super(code);
    this.code = code;
  }
}

const CODES: Record<ErrorCode, true> = {
  'no-vault': true,
  'vault-exists': true,
  locked: true,
  'wrong-password': true,
  damaged: true,
  'damaged-item': true,
  'newer-version': true,
  'older-version': true,
  'not-a-vault': true,
  'kdf-out-of-range': true,
  'kdf-memory': true,
  'not-found': true,
  conflict: true,
  'invalid-input': true,
  'storage-full': true,
  'storage-failed': true,
  forbidden: true,
  'page-changed': true,
  'page-unreachable': true,
  'read-only': true,
  guarded: true,
  'slot-rule': true,
  'mistyped-code': true,
  internal: true,
};

const isCode = (value: unknown): value is ErrorCode => typeof value === 'string' && Object.hasOwn(CODES, value);

/** The code of anything thrown: ours, the core's (an error with `code`), or `internal`. */
export function codeOf(thrown: unknown): ErrorCode {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  return isCode(code) ? code : 'internal';
}
