// Restoring from a vault file: its password, what would change, and then the change. Nothing changes before the last
// step, and nothing at all if that breaks off.

import { useEffect, useRef, useState } from 'preact/hooks';
import type { FactorProof } from '../../generated/core.js';
import { own } from '../ask.js';
import { errorTexts } from '../error-texts.js';
import { forgetOutputs, prepare } from '../kdf.js';
import { Note, SecretInput } from '../parts.js';
import { AskMaster } from '../popup/ask-master.js';
import type { Looked, Stop } from './import-restore-run.js';
import { lookInto, takeFrom } from './import-restore-run.js';
import { importTexts, restoreTexts } from './import-texts.js';
import { Progress } from './progress.js';

function textOf(code: Stop) {
  switch (code) {
    case 'wrong-password':
      return restoreTexts.wrongPassword;
    case 'damaged':
    case 'not-a-vault':
      return restoreTexts.damaged;
    case 'newer-version':
      return restoreTexts.newer;
    case 'conflict':
    case 'not-found':
      return restoreTexts.changed;
    case 'no-password':
      return restoreTexts.noPassword;
    case 'unreadable':
      return importTexts.unreadable;
    case 'cancelled':
      return restoreTexts.cancelled;
    default:
      return errorTexts[code];
  }
}

export function RestorePart({ file, onDone }: { readonly file: File; readonly onDone: () => void }) {
  const field = useRef<HTMLInputElement>(null);
  const [password, setPassword] = useState('');
  const [doing, setDoing] = useState<{ readonly label: string; readonly part?: number } | undefined>();
  const [failed, setFailed] = useState<Stop | undefined>();
  const [looked, setLooked] = useState<Looked | undefined>();
  const [done, setDone] = useState(false);
  const stopped = useRef(false);
  const isStopped = () => stopped.current;

  useEffect(() => {
    field.current?.focus();
    prepare();
  }, []);

  const end = (code: Stop | undefined) => {
    setDoing(undefined);
    setFailed(code);
  };

  const open = async () => {
    if (doing || password === '') return;
    stopped.current = false;
    setFailed(undefined);
    setDoing({ label: restoreTexts.opening });
    const found = await lookInto(file, password, (part) => setDoing({ label: restoreTexts.looking, part }), isStopped);
    end(found.ok ? undefined : found.code);
    if (found.ok) {
      setPassword('');
      setLooked(found.value);
    } else {
      prepare();
      requestAnimationFrame(() => field.current?.select());
    }
  };

  const add = async (what: Looked) => {
    if (doing) return;
    stopped.current = false;
    setFailed(undefined);
    setDoing({ label: restoreTexts.adding, part: 0 });
    const taken = await takeFrom(file, what, (part) => setDoing({ label: restoreTexts.adding, part }), isStopped);
    forgetOutputs(what.proofs);
    end(taken.ok ? undefined : taken.code);
    if (taken.ok) setDone(true);
    // What was looked at is gone in the background: it is opened anew.
    else setLooked(undefined);
  };

  const unguard = async (proofs: readonly FactorProof[]) => {
    const reply = await own('own/unguard', { proofs });
    if (!reply.ok) return reply.code;
    if (looked) void add(looked);
    return undefined;
  };

  return (
    <section class="stack" data-part="restore">
      <h2 class="title">
        <bdi>{restoreTexts.heading(file.name)}</bdi>
      </h2>
      {!looked && (
        <form
          class="stack close narrow"
          onSubmit={(event) => {
            event.preventDefault();
            void open();
          }}
        >
          <div>
            <label class="label" for="restore-password">
              {restoreTexts.password}
            </label>
            <SecretInput
              id="restore-password"
              inputRef={field}
              value={password}
              onInput={setPassword}
              busy={doing !== undefined}
              invalid={failed === 'wrong-password'}
            />
          </div>
          <div>
            <button type="submit" class="btn plate" data-action="open-file" aria-disabled={doing !== undefined}>
              {restoreTexts.open}
            </button>
          </div>
        </form>
      )}
      {looked && !done && (
        <Plan looked={looked} busy={doing !== undefined} onAdd={() => void add(looked)} unguard={unguard} />
      )}
      {doing && (
        <Progress
          {...doing}
          onCancel={() => {
            stopped.current = true;
          }}
        />
      )}
      {failed && (
        <div data-error={failed}>
          <Note tone={failed === 'cancelled' ? 'warn' : 'bad'} text={textOf(failed)} article="backups" awaited />
        </div>
      )}
      {done && looked && (
        <div data-restored={looked.plan.adds}>
          <Note tone="good" text={restoreTexts.done(looked.plan.adds, looked.plan.files)} awaited />
        </div>
      )}
      <div>
        <button
          type="button"
          class="btn plain"
          data-action="another"
          aria-disabled={doing !== undefined}
          onClick={onDone}
        >
          {importTexts.another}
        </button>
      </div>
    </section>
  );
}

/** What would change. */
function Plan({
  looked: { plan },
  busy,
  onAdd,
  unguard,
}: {
  readonly looked: Looked;
  readonly busy: boolean;
  readonly onAdd: () => void;
  readonly unguard: (proofs: readonly FactorProof[]) => ReturnType<Parameters<typeof AskMaster>[0]['onProofs']>;
}) {
  if (plan.adds === 0) {
    return (
      <div data-plan="0">
        <p class="small second">{restoreTexts.made(plan.madeMs)}</p>
        <Note tone="good" text={restoreTexts.nothing} awaited />
      </div>
    );
  }
  return (
    <div class="stack close" data-plan={plan.adds} data-there={plan.there}>
      <p>
        {restoreTexts.made(plan.madeMs)} <b>{restoreTexts.adds(plan.adds, plan.files)}</b>{' '}
        {plan.there > 0 && restoreTexts.there(plan.there)}{' '}
        {plan.intoEmpty ? restoreTexts.settingsToo : restoreTexts.settingsStay}
      </p>
      <details>
        <summary>{restoreTexts.titles}</summary>
        <ul class="names">
          {plan.titles.map((title, at) => (
            <li key={`${at} ${title}`}>
              <bdi>{title}</bdi>
            </li>
          ))}
          {plan.adds > plan.titles.length && <li>{restoreTexts.more(plan.adds - plan.titles.length)}</li>}
        </ul>
      </details>
      {plan.guarded ? (
        <div class="stack close narrow">
          <Note tone="brass" text={restoreTexts.guarded} />
          <AskMaster verb={restoreTexts.add(plan.adds)} onProofs={unguard} />
        </div>
      ) : (
        <div>
          <button type="button" class="btn plate" data-action="restore" aria-disabled={busy} onClick={onAdd}>
            {restoreTexts.add(plan.adds)}
          </button>
        </div>
      )}
    </div>
  );
}
