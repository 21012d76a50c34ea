// The last import that was put from this page: what came of it, and its undoing, until the page closes.

import { signal } from '@preact/signals';
import { useState } from 'preact/hooks';
import type { ErrorCode } from '../../generated/core.js';
import type { ImportUndo } from '../../moving-messages.js';
import { errorTexts } from '../error-texts.js';
import { Note } from '../parts.js';
import { heed } from '../popup/state.js';
import { previewTexts } from './import-texts.js';
import { Progress } from './progress.js';
import { takeBack } from './undoing.js';

/** What undoes the last import. */
const last = signal<ImportUndo | undefined>(undefined);

export const noteImport = (undo: ImportUndo): void => {
  last.value = undo;
};

export function LastImport() {
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<ErrorCode | 'undone' | undefined>();
  const undo = last.value;
  if (!undo) return result === 'undone' ? <Undone /> : null;
  const undoIt = async () => {
    if (busy) return;
    setBusy(true);
    const reply = heed(await takeBack(undo));
    setBusy(false);
    setResult(reply.ok ? 'undone' : reply.code);
    if (reply.ok) last.value = undefined;
  };
  const isChanged = result === 'conflict' || result === 'not-found';
  return (
    <div class="stack close" data-imported={undo.added.length} data-merged={undo.merged.length}>
      <Note tone="good" text={previewTexts.done(undo.added.length, undo.merged.length)} awaited />
      <div class="flex">
        <button type="button" class="btn plain" data-action="undo" aria-disabled={busy} onClick={() => void undoIt()}>
          {previewTexts.undo}
        </button>
        <span class="hint">{previewTexts.undoHint}</span>
      </div>
      {busy && <Progress label={previewTexts.undoing} />}
      {result !== undefined && result !== 'undone' && (
        <div data-error={result}>
          <Note tone="bad" text={isChanged ? previewTexts.undoConflict : errorTexts[result]} article="moving" awaited />
        </div>
      )}
    </div>
  );
}

const Undone = () => (
  <div data-undone>
    <Note tone="good" text={previewTexts.undone} awaited />
  </div>
);
