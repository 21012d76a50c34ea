// What work on many items says: how far it is, with Cancel; what was done, with Undo; why it was not.

import { errorTexts } from '../error-texts.js';
import { Icon } from '../icons.js';
import { IconButton, Note } from '../parts.js';
import { words } from '../texts.js';
import { cancel, done, forgetDone, going, stopped, undoFailed, undoLast } from './many.js';
import { manyTexts } from './many-texts.js';
import { Progress } from './progress.js';

function stopText(code: NonNullable<typeof stopped.value>) {
  if (code === 'cancelled') return manyTexts.cancelled;
  if (code === 'conflict' || code === 'not-found') return undoFailed.value ? manyTexts.undoConflict : manyTexts.changed;
  return code === 'invalid-input' ? manyTexts.tooLong : errorTexts[code];
}

export function ManyDone() {
  const [now, last, stop] = [going.value, done.value, stopped.value];
  if (now) {
    return (
      <div class="inset foot" data-going>
        <Progress {...now} {...(now.part === undefined ? {} : { onCancel: cancel })} />
      </div>
    );
  }
  // The bar itself asks for the master password.
  if (stop && (stop !== 'guarded' || undoFailed.value)) {
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
