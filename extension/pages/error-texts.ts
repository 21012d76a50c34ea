// One sentence for each thing that can go wrong: what happened, what is safe, what to do.
// The tables are complete by their types: a code without a text does not compile. No text names a secret or an address.

import type { ErrorCode } from '../generated/core.js';
import type { ArticleId } from './help-links.js';
import { errorArticles, linked } from './help-links.js';
import { sentences, texts } from './say.js';

/** What happened; what is safe; what to do. */
export interface Sentences {
  readonly what: string;
  readonly safe: string;
  readonly next: string;
  /** The article of the help that says more. */
  readonly article?: ArticleId;
}

const errors = (): Record<ErrorCode, Sentences> => ({
  'no-vault': sentences('error_noVault'),
  'vault-exists': sentences('error_vaultExists'),
  locked: sentences('error_locked'),
  'wrong-password': sentences('error_wrongPassword'),
  damaged: sentences('error_damaged'),
  'damaged-item': sentences('error_damagedItem'),
  'newer-version': sentences('error_newerVersion'),
  'older-version': sentences('error_olderVersion'),
  'not-a-vault': sentences('error_notAVault'),
  'kdf-out-of-range': sentences('error_kdfOutOfRange'),
  'kdf-memory': sentences('error_kdfMemory'),
  'not-found': sentences('error_notFound'),
  conflict: sentences('error_conflict'),
  'invalid-input': sentences('error_invalidInput'),
  'storage-full': sentences('error_storageFull'),
  'storage-failed': sentences('error_storageFailed'),
  forbidden: sentences('error_forbidden'),
  'page-changed': sentences('error_pageChanged'),
  'page-unreachable': sentences('error_pageUnreachable'),
  'read-only': sentences('error_readOnly'),
  guarded: sentences('error_guarded'),
  'slot-rule': sentences('error_slotRule'),
  'mistyped-code': sentences('error_mistypedCode'),
  internal: sentences('error_internal'),
});

/** For every code that the background may answer with. */
export const errorTexts = texts(() => linked(errors(), errorArticles));
