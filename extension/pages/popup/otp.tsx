// The line of a one-time code: the code that holds now, how long it still holds, and near its end the next one.
// The background makes the codes; here they are only shown. A text that gives no codes is shown as it was kept. A clock
// that is behind what it said before makes codes that no site takes: that is said.

import { useEffect, useState } from 'preact/hooks';
import type { Item } from '../../generated/core.js';
import type { Answer, OwnMessages } from '../../messages.js';
import { own } from '../ask.js';
import { errorTexts } from '../error-texts.js';
import { IconButton, Note, Ring } from '../parts.js';
import { itemTexts } from '../texts.js';
import { words } from '../words.js';
import { copiedPart, copySecretText, sayFailed } from './copy.js';
import { SecretLine } from './lines.js';
import { findRow, heed, openItem } from './state.js';

type Codes = Answer<OwnMessages, 'own/otp'>;

/** So long before its end a code is marked as ending, and the next one stands beside it. */
const ENDING_MS = 5_000;
const TICK_MS = 500;
/** A clock that is so far behind is wrong; sites bear about as much. */
const SKEW_MS = 60_000;

/** In groups that the eye can keep. */
const grouped = (code: string) => code.replace(code.length % 4 === 0 ? /(.{4})(?=.)/g : /(.{3})(?=...)/g, '$1\u2009');

export function OtpLine({ item, otp }: { readonly item: Item; readonly otp: string }) {
  const [codes, setCodes] = useState<Codes | 'none' | undefined>();
  const [nowMs, setNowMs] = useState(Date.now());
  const untilMs = typeof codes === 'object' ? codes.now.validUntilMs : undefined;
  const over = untilMs !== undefined && nowMs >= untilMs;

  useEffect(() => {
    let current = true;
    void own('own/otp', { id: item.id }).then((reply) => {
      heed(reply);
      if (!current) return;
      setCodes(reply.ok ? reply.value : 'none');
      // A text that is no key is shown as it is; anything else is a failure.
      if (!reply.ok && reply.code !== 'invalid-input' && reply.code !== 'locked') sayFailed(errorTexts[reply.code]);
    });
    return () => {
      current = false;
    };
  }, [item.id, item.revision, over]);
  useEffect(() => {
    if (untilMs === undefined) return;
    const timer = setInterval(() => setNowMs(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, [untilMs]);

  if (codes === 'none') return <SecretLine label={itemTexts.otp} secret={otp} id={item.id} part="otp" />;
  if (codes === undefined) return null;
  const { code, validFromMs, validUntilMs } = codes.now;
  const advance = async () => {
    const reply = heed(await own('own/advance-otp', { base: { id: item.id, revision: item.revision } }));
    if (!reply.ok) return sayFailed(errorTexts[reply.code]);
    const row = await findRow(item.id);
    if (row) await openItem(row);
  };
  const copied = copiedPart.value === `${item.id} otp`;
  // It was changed by the clock of this device or of another, and that was before now.
  const isSlow = validUntilMs !== undefined && item.changedMs > nowMs + SKEW_MS;
  const line = (
    <div class={copied ? 'line is-copied' : 'line'} data-otp={code}>
      <div>
        <span class="k">{itemTexts.otp}</span>
        <span class="v secret l num" dir="ltr">
          {grouped(code)}
        </span>
      </div>
      <div class="end">
        {validFromMs !== undefined && validUntilMs !== undefined ? (
          <TimeLeft fromMs={validFromMs} untilMs={validUntilMs} nowMs={nowMs} next={codes.next?.code} />
        ) : (
          <IconButton icon="again" name={itemTexts.nextCode} action="advance-otp" onClick={() => void advance()} />
        )}
        <IconButton
          icon={copied ? 'check' : 'copy'}
          name={words.copyIt(itemTexts.otp)}
          action="copy-otp"
          onClick={() => void copySecretText(code, item.id, 'otp')}
        />
      </div>
    </div>
  );
  if (!isSlow) return line;
  return (
    <>
      {line}
      <div class="inset" data-clock="slow">
        <Note tone="brass" text={itemTexts.slowClock(nowMs)} />
      </div>
    </>
  );
}

function TimeLeft({
  fromMs,
  untilMs,
  nowMs,
  next,
}: {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly nowMs: number;
  readonly next: string | undefined;
}) {
  const leftMs = Math.max(untilMs - nowMs, 0);
  const ending = leftMs <= ENDING_MS;
  return (
    <span class={ending ? 'flex otp is-ending' : 'flex otp'}>
      {ending && next && (
        <span class="hint num" title={itemTexts.nextCode} dir="ltr">
          {grouped(next)}
        </span>
      )}
      {/* The figure runs for the eye alone; nobody is told each second. */}
      <span class="hint num" aria-hidden="true">
        {itemTexts.secondsLeft(Math.ceil(leftMs / 1000))}
      </span>
      <Ring part={leftMs / (untilMs - fromMs)} />
    </span>
  );
}
