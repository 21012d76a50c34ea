// What the health report can do by itself: judge passwords that nobody judged, here; and ask about known breaches, where
// the user switched that on. Both tell how far they are and can be stopped.

import { useEffect, useRef, useState } from 'preact/hooks';
import type { ErrorCode } from '../../generated/core.js';
import { own } from '../ask.js';
import { errorTexts } from '../error-texts.js';
import { Icon } from '../icons.js';
import { Note, Switch } from '../parts.js';
import { heed } from '../popup/state.js';
import { scoreOf } from '../strength.js';
import { healthTexts } from './health-texts.js';
import { OrganisationChip } from './settings-row.js';
import { policy, readSettings } from './settings-state.js';
import { policyTexts } from './settings-texts.js';

/** Says when the view is left, so that no task goes on behind it. */
function useStop() {
  const stopped = useRef(false);
  useEffect(() => () => void (stopped.current = true), []);
  return stopped;
}

/** Judges one login's password and saves the score beside it; a guarded or damaged item is passed over. */
async function judgeOne(id: string): Promise<ErrorCode | undefined> {
  const found = heed(await own('own/item', { id }));
  if (!found.ok) return found.code;
  const { content, revision } = found.value;
  const strength = await scoreOf(content);
  if (strength === undefined) return 'internal';
  const input = { base: { id, revision }, content, strength };
  const saved = heed(await own('own/put', { input }));
  return saved.ok ? undefined : saved.code;
}

const PASSED_OVER: ReadonlySet<ErrorCode> = new Set(['guarded', 'damaged-item', 'not-found', 'conflict']);

export function Unscored({ ids, onDone }: { readonly ids: readonly string[]; readonly onDone: () => Promise<void> }) {
  const stopped = useStop();
  /** How many of how many at the start: what is judged goes from the report meanwhile. */
  const [run, setRun] = useState<{ readonly done: number; readonly of: number } | undefined>();
  const [failed, setFailed] = useState<ErrorCode | undefined>();
  const judgeAll = async () => {
    stopped.current = false;
    setFailed(undefined);
    for (const [place, id] of ids.entries()) {
      if (stopped.current) break;
      setRun({ done: place, of: ids.length });
      const code = await judgeOne(id);
      if (code === undefined || PASSED_OVER.has(code)) continue;
      setFailed(code);
      break;
    }
    setRun(undefined);
    await onDone();
  };
  return (
    <li class="finding" data-finding="unscored">
      <div class="findinghead">
        <span class="findingicon">
          <Icon name="help" />
        </span>
        <div class="grow">
          <h2 class="strong">{healthTexts.unscoredWhat(ids.length)}</h2>
          <p class="small second">{healthTexts.unscoredWhy}</p>
        </div>
        {run === undefined ? (
          <button type="button" class="btn plain" data-action="judge" onClick={() => void judgeAll()}>
            {healthTexts.judge}
          </button>
        ) : (
          <Running text={healthTexts.judging(run.done, run.of)} part={run.done / run.of} stopped={stopped} />
        )}
      </div>
      {failed && <Failed code={failed} />}
    </li>
  );
}

/** How far a task is, and the way to end it. */
const Running = ({
  text,
  part,
  stopped,
}: {
  readonly text: string;
  readonly part: number;
  readonly stopped: { current: boolean };
}) => (
  <span class="running">
    <span class="blade brass" aria-hidden="true">
      <i style={{ inlineSize: `${Math.round(part * 100)}%` }} />
    </span>
    <span class="small num" role="status">
      {text}
    </span>
    <button
      type="button"
      class="btn"
      data-action="stop"
      onClick={() => {
        stopped.current = true;
      }}
    >
      {healthTexts.stop}
    </button>
  </span>
);

const Failed = ({ code }: { readonly code: ErrorCode }) => (
  <div data-error={code}>
    <Note tone="bad" text={errorTexts[code]} awaited />
  </div>
);

type Said = ErrorCode | 'silent' | 'asked';

export function Breaches({ counted, onDone }: { readonly counted: number; readonly onDone: () => Promise<void> }) {
  const stopped = useStop();
  const [on, setOn] = useState<boolean | undefined>();
  const [left, setLeft] = useState<number | undefined>();
  const [said, setSaid] = useState<Said | undefined>();
  useEffect(() => {
    void own('own/settings', {}).then((answer) => {
      const reply = heed(answer);
      if (reply.ok) setOn(reply.value.checkExposed);
      else setSaid(reply.code);
    });
    void readSettings();
  }, []);
  const change = async (wanted: boolean) => {
    stopped.current = true;
    const reply = heed(await own('own/put-settings', { patch: { checkExposed: wanted } }));
    if (reply.ok) setOn(reply.value.checkExposed);
    setSaid(reply.ok ? undefined : reply.code);
  };
  const ask = async () => {
    stopped.current = false;
    setSaid(undefined);
    setLeft(counted);
    let came: Said | undefined = 'asked';
    for (let more = true; more && !stopped.current; ) {
      const reply = heed(await own('own/ask-exposed', {}));
      if (!reply.ok) came = reply.code;
      else if (reply.value.silent > 0) came = 'silent';
      more = reply.ok && reply.value.silent === 0 && reply.value.left > 0;
      if (reply.ok) setLeft(reply.value.left);
    }
    setSaid(stopped.current ? undefined : came);
    setLeft(undefined);
    await onDone();
  };
  const failed = said && said !== 'asked' && said !== 'silent' ? said : undefined;
  if (on === undefined) return failed ? <Failed code={failed} /> : null;
  return (
    <li class="finding" data-finding="breaches">
      <div class="findinghead">
        <span class="findingicon">
          <Icon name="shield" />
        </span>
        <div class="grow">
          <h2 class="strong">{on ? healthTexts.breachesOn : healthTexts.breachesOff}</h2>
          <p class="small second">{healthTexts.breachesWhy}</p>
        </div>
        {left === undefined ? (
          on && (
            <button type="button" class="btn plain" data-action="ask-exposed" onClick={() => void ask()}>
              {healthTexts.ask}
            </button>
          )
        ) : (
          <Running text={healthTexts.asking(left)} part={1 - left / Math.max(counted, 1)} stopped={stopped} />
        )}
      </div>
      {policy.value?.noExposedLookup ? (
        <p class="flex wrap" data-fixed>
          <span class="small">{policyTexts.noExposedLookup}</span>
          <OrganisationChip />
        </p>
      ) : (
        <div class="group">
          <Switch
            id="check-exposed"
            name={healthTexts.breachesSwitch}
            on={on}
            onChange={(wanted) => void change(wanted)}
          />
        </div>
      )}
      {said === 'asked' && (
        <p class="small second" data-said="asked">
          {healthTexts.asked}
        </p>
      )}
      {said === 'silent' && (
        <div data-said="silent">
          <Note tone="warn" text={healthTexts.silent} article="leaves" awaited />
        </div>
      )}
      {failed && <Failed code={failed} />}
    </li>
  );
}
