// What work on many items says: how far it is, with Cancel; what was done, with Undo; why it was not. Guarded items ask for
// the master password here, and then it goes on.

import type { FactorProof } from '../../generated/core.js';
import { errorTexts } from '../error-texts.js';
import { Icon } from '../icons.js';
import { IconButton, Note } from '../parts.js';
import { AskMaster } from '../popup/ask-master.js';
import { unguard } from '../popup/guard.js';
import { words } from '../words.js';
import { asksMaster, cancel, done, forgetDone, going, stopped, undoFailed, undoLast } from './many.js';
import { manyTexts } from './many-texts.js';
import { Progress } from './progress.js';

function stopText(code: NonNullable<typeof stopped.value>) {
  if (code === 'cancelled') return manyTexts.cancelled;
  if (code === 'conflict' || code === 'not-found') return undoFailed.value ? manyTexts.undoConflict : manyTexts.changed;
  return code === 'invalid-input' ? manyTexts.tooLong : errorTexts[code];
}

/** The master password opens guarded items for a minute; then the work goes on. */
async function goOn(proofs: readonly FactorProof[]) {
  const code = await unguard(proofs);
  if (code === undefined) asksMaster.value?.(true);
  return code;
}

export function ManyDone() {
  const [now, last, stop, asked] = [going.value, done.value, stopped.value, asksMaster.value];
  if (now) {
    return (
      <div class="inset foot" data-going>
        <Progress {...now} {...(now.part === undefined ? {} : { onCancel: cancel })} />
      </div>
    );
  }
  if (asked) {
    return (
      <section class="panel" data-error="guarded" aria-label={manyTexts.goOn}>
        <Note tone="brass" text={manyTexts.guarded} />
        <AskMaster verb={manyTexts.goOn} onProofs={goOn} />
        <button type="button" class="btn" data-action="not-now" onClick={() => asked(false)}>
          {words.cancel}
        </button>
      </section>
    );
  }
  if (stop) {
    return (
      <div class="inset foot" data-error={stop}>
        <Note tone={stop === 'cancelled' ? 'warn' : 'bad'} text={stopText(stop)} awaited>
          <span class="dismiss">
            <IconButton icon="x" name={words.close} onClick={forgetDone} />
          </span>
        </Note>
      </div>
    );
  }
  if (!last) return null;
  return (
    <div class="toast" data-done>
      <Icon name="check" small />
      <span role="status" dir="auto">
        {last.text}
      </span>
      {last.undo && (
        <button type="button" class="btn" data-action="undo-many" onClick={() => void undoLast()}>
          {manyTexts.undo}
        </button>
      )}
      <IconButton icon="x" name={words.close} action="close-done" onClick={forgetDone} />
    </div>
  );
}
