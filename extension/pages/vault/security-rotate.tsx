// A rotation in the page: asks each key that is to come along, makes a new recovery code where there was one, and then has
// the background seal everything anew. Until that one step at the end nothing has changed; whoever leaves before, leaves
// the vault as it was.

import { useEffect, useRef, useState } from 'preact/hooks';
import type { NewFactor } from '../../generated/core.js';
import { own } from '../ask.js';
import { forgetOutputs } from '../kdf.js';
import { askKey } from '../keys.js';
import { Blade, Note } from '../parts.js';
import { heed, refreshStatus, status } from '../popup/state.js';
import type { ProofFailure } from '../proofs.js';
import { proofsOf } from '../proofs.js';
import { isHere, isSame } from '../ways.js';
import { CodeSheet } from './security-code.js';
import type { Given, Plan } from './security-state.js';
import { slotsFor } from './security-state.js';
import { failureText, rotateTexts } from './security-texts.js';

export function Rotation({
  given,
  plan,
  onDone,
}: {
  readonly given: Given;
  readonly plan: Plan;
  readonly onDone: (damaged: number) => void;
}) {
  const wanted = plan.keys.filter(isHere);
  const isWanted = ({ info }: NewFactor) => wanted.some((key) => info.prf !== undefined && isSame(key, info.prf));
  const [keys, setKeys] = useState<readonly NewFactor[]>(() => given.keys.filter(isWanted));
  const [restLeft, setRestLeft] = useState(false);
  const [code, setCode] = useState<NewFactor | undefined>();
  const [failed, setFailed] = useState<ProofFailure | undefined>();
  const held = useRef<readonly NewFactor[]>([]);
  held.current = [...keys, ...(code ? [code] : [])];
  useEffect(() => () => forgetOutputs([...held.current, ...given.proved, ...given.keys, given.password]), []);

  const isAsked = (key: (typeof wanted)[number]) =>
    keys.some(({ info }) => info.prf !== undefined && isSame(key, info.prf));
  const pending = restLeft ? [] : wanted.filter((key) => !isAsked(key));
  const endsSecond = plan.mayEndSecond && plan.secondFactor && keys.length === 0;
  const ready = pending.length === 0 && (code !== undefined || !plan.withCode);

  useEffect(() => {
    if (!ready) return;
    const renew = async () => {
      const slots = slotsFor(plan.secondFactor && !endsSecond, given.password, keys, code);
      const before = status.value?.epoch;
      const reply = heed(await own('own/rotate', { proofs: proofsOf(given.proved), slots }));
      await refreshStatus();
      const now = status.value?.epoch;
      // The background may have died after the keys were new and before it could say so.
      const isTrue = reply.ok || (now !== undefined && before !== undefined && now > before);
      if (isTrue) onDone(reply.ok ? reply.value.damaged : 0);
      else setFailed(reply.code);
    };
    void renew();
  }, [ready]);

  const ask = async () => {
    setFailed(undefined);
    const asked = await askKey(pending);
    if (asked.ok) setKeys([...keys, asked.value]);
    else setFailed(asked.code);
  };

  // Of a vault with a second factor one key at least comes along, unless all are lost.
  const mayLeave = !plan.secondFactor || keys.length > 0 || plan.mayEndSecond;
  return (
    <div class="stack" data-step={pending.length > 0 ? 'keys' : ready ? 'work' : 'code'}>
      {pending.length > 0 && (
        <>
          <h2 class="strong">{rotateTexts.keysTitle}</h2>
          <p class="second">{rotateTexts.keysLead(wanted.length - pending.length, wanted.length)}</p>
          <div class="flex wrap">
            <button type="button" class="btn plate" data-action="ask-key" onClick={() => void ask()}>
              {rotateTexts.ask}
            </button>
            {mayLeave && (
              <button type="button" class="btn plain" data-action="leave-out" onClick={() => setRestLeft(true)}>
                {endsSecond ? rotateTexts.lost : rotateTexts.leaveOut(pending.length)}
              </button>
            )}
          </div>
        </>
      )}
      {pending.length === 0 && !ready && (
        <>
          <p class="second">{rotateTexts.code}</p>
          <CodeSheet generation="next" onConfirmed={setCode} />
        </>
      )}
      {ready && !failed && <Progress />}
      {failed && (
        <div data-error={failed}>
          <Note tone="bad" text={failureText(failed)} awaited />
        </div>
      )}
    </div>
  );
}

/** How far it is, as the background says. */
function Progress() {
  const [at, setAt] = useState({ done: 0, total: 0 });
  useEffect(() => {
    const news = new BroadcastChannel('latchkey-rotation');
    news.onmessage = ({ data }: MessageEvent<typeof at>) => setAt(data);
    return () => news.close();
  }, []);
  const text = rotateTexts.working(at.done, at.total);
  return (
    <div class="stack close" role="status" data-working>
      <Blade tone="brass" part={at.total === 0 ? 0 : at.done / at.total} label={text} />
      <p class="small num">{text}</p>
      <p class="hint">{rotateTexts.hold}</p>
    </div>
  );
}
