// What the popup says of itself: the strip at its foot, the toast after a copy, and what came of a fill.
// Everything here is told in words; nothing is decided.

import type { FillOutcome } from '../../messages.js';
import { errorTexts } from '../error-texts.js';
import { blockedText, refusalTexts, roleNames } from '../fill-texts.js';
import { openHelp } from '../help-links.js';
import { Icon } from '../icons.js';
import { IconButton, Note, Ring, WorkBlade } from '../parts.js';
import { copyTexts, listTexts, lockTexts, outcomeTexts, shortcuts } from '../texts.js';
import { undoTexts } from '../undo-texts.js';
import { words } from '../words.js';
import { clearNow, dismissToast, sayFailed, toast } from './copy.js';
import { fill, isSuccess } from './fill.js';
import { MendWay } from './mend-way.js';
import { PanelButton } from './panel.js';
import { attempt, forgetOutcome, lockFailed, refreshOffers, showList, status } from './state.js';
import { UndoLine } from './undo.js';

/** What can be undone, toast and outcome, above the dock. */
export const Messages = () => (
  <>
    <UndoLine />
    <ToastLine />
    <OutcomeNote />
    <LockNote />
  </>
);

/** The vault was to lock and is still open. */
export const LockNote = () =>
  lockFailed.value ? (
    <div class="inset foot" data-error="lock">
      <Note tone="bad" text={lockTexts.failed} article="locking" awaited>
        <Dismiss
          onClick={() => {
            lockFailed.value = false;
          }}
        />
      </Note>
    </div>
  ) : null;

function ToastLine() {
  const now = toast.value;
  if (!now) return null;
  if (now.kind === 'failed') {
    return (
      <div class="inset foot">
        <Note tone="bad" text={now.text} article="locking" awaited>
          <Dismiss onClick={dismissToast} />
        </Note>
      </div>
    );
  }
  if (now.kind === 'said') {
    const { text, undo } = now;
    const takeBack = () => {
      dismissToast();
      undo?.();
    };
    return (
      <div class="toast">
        <Icon name="check" small />
        <span class="clip" role="status" dir="auto">
          {text}
        </span>
        {undo && (
          <button type="button" class="btn" data-action="take-back" onClick={takeBack}>
            {undoTexts.undo}
          </button>
        )}
        {undo && <IconButton icon="x" name={words.close} action="dismiss" onClick={dismissToast} />}
      </div>
    );
  }
  return (
    <div class="toast">
      <Ring part={now.leftSeconds / now.ofSeconds} />
      {/* Announced once: the sentence with the first count. The running figure is for the eye alone. */}
      <span class="visually-hidden" role="status">
        {copyTexts.clears(now.ofSeconds)}
      </span>
      <span class="num" aria-hidden="true">
        {copyTexts.clears(now.leftSeconds)}
      </span>
      <button type="button" class="btn" data-action="clear-now" onClick={() => void clearNow()}>
        {words.clearNow}
      </button>
    </div>
  );
}

const Dismiss = ({ onClick }: { readonly onClick: () => void }) => (
  <span class="dismiss">
    <IconButton icon="x" name={words.close} onClick={onClick} />
  </span>
);

function OutcomeNote() {
  const now = attempt.value;
  if (!now) return null;
  if (!now.outcome) {
    return (
      <div class="inset foot" role="status" aria-label={outcomeTexts.filling}>
        <WorkBlade />
      </div>
    );
  }
  const { row, outcome } = now;
  return (
    <div class="inset foot outcome" data-outcome={JSON.stringify(outcome)}>
      {row && outcome.frames && outcome.frames.length > 0 ? (
        <FrameChoice frames={outcome.frames} onChoose={(frameId) => void fill(row, frameId)} />
      ) : (
        <OutcomeText outcome={outcome} />
      )}
    </div>
  );
}

function OutcomeText({ outcome }: { readonly outcome: FillOutcome }) {
  const { filled, refused, blocked } = outcome;
  // Why a field took nothing says more than that nothing was left to fill.
  const isTold = blocked === 'no-fields' && refused.length > 0;
  if (blocked && !isTold) {
    return (
      <Note tone="warn" text={blockedText(blocked)} article="will-not-fill" awaited>
        <Dismiss onClick={forgetOutcome} />
      </Note>
    );
  }
  // The same role may stand in several fields; it is told once.
  const names = [...new Set(filled)].map((role) => roleNames[role]);
  const leftOut = [...new Map(refused.map((field) => [`${field.role} ${field.reason}`, field])).values()];
  return (
    <Note
      tone={isSuccess(outcome) ? 'good' : 'warn'}
      text={names.length > 0 ? outcomeTexts.filled(names) : ''}
      {...(isSuccess(outcome) ? {} : { article: 'will-not-fill' as const })}
      awaited
    >
      {!isSuccess(outcome) && (
        <>
          {leftOut.map(({ role, reason }) => {
            const { what, safe, next } = refusalTexts[reason](roleNames[role]);
            return (
              <p key={`${role} ${reason}`}>
                <b>{what}</b> {safe} {next}
              </p>
            );
          })}
          <Dismiss onClick={forgetOutcome} />
        </>
      )}
    </Note>
  );
}

const hostOf = (origin: string) => (URL.canParse(origin) ? new URL(origin).host : origin);

function FrameChoice({
  frames,
  onChoose,
}: {
  readonly frames: NonNullable<FillOutcome['frames']>;
  readonly onChoose: (frameId: number) => void;
}) {
  return (
    <Note tone="brass" text={outcomeTexts.chooseFrame} awaited>
      <ul class="frames">
        {frames.map(({ frameId, origin, top }) => (
          <li key={frameId}>
            <button type="button" class="btn plain" data-frame-id={frameId} onClick={() => onChoose(frameId)}>
              <b>
                <bdi dir="ltr">{hostOf(origin)}</bdi>
              </b>
              <span class="second clip">
                {frameId === 0 ? outcomeTexts.wholePage : outcomeTexts.inside(hostOf(top))}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <Dismiss onClick={forgetOutcome} />
    </Note>
  );
}

/** Where the vault lives, what waits to be saved, and the way to the shortcuts. */
export function Strip() {
  const waiting = status.value?.offersWaiting ?? 0;
  return (
    <footer class="strip">
      <span title={listTexts.onlyHere}>
        <Icon name="device" small />
        <span class="place">{listTexts.onlyHere}</span>
      </span>
      <MendWay />
      {waiting > 0 && (
        <button
          type="button"
          class="waiting"
          data-action="offers"
          onClick={() => {
            showList();
            void refreshOffers(true).then((code) => code && sayFailed(errorTexts[code]));
          }}
        >
          <Icon name="inbox" small />
          {listTexts.toSave(waiting)}
        </button>
      )}
      <span class="end">
        <PanelButton />
      </span>
      <button type="button" aria-label={words.shortcuts} title={words.shortcuts} popovertarget="shortcuts">
        <kbd>?</kbd>
      </button>
      <div id="shortcuts" class="shortcuts" popover="auto" role="dialog" aria-label={words.shortcuts}>
        <h2 class="strong">{words.shortcuts}</h2>
        <dl>
          {shortcuts().map(([keys, does]) => (
            <div key={does}>
              <dt>
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <button type="button" class="link" data-action="help" onClick={() => openHelp()}>
          {words.help}
        </button>
      </div>
    </footer>
  );
}
