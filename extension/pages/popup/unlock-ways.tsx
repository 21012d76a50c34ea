// The ways to unlock besides the master password: a key alone, and the recovery code, after which a new master password
// is set. Each is shown only where the vault has it. What a key or code gives is handed over and erased.

import { useState } from 'preact/hooks';
import { own } from '../ask.js';
import { Icon } from '../icons.js';
import { forgetOutputs } from '../kdf.js';
import { keysAreServed } from '../keys.js';
import { Note, WorkBlade } from '../parts.js';
import type { ProofFailure, Proved } from '../proofs.js';
import { proofsOf, proveByCode, proveByKey } from '../proofs.js';
import { unlockTexts } from '../texts.js';
import { CodeField } from '../vault/code-field.js';
import { keepOutputs, recovered, task } from '../vault/security-state.js';
import { failureText, wayTexts } from '../vault/security-texts.js';
import type { Ways } from '../ways.js';
import { isHere, waysOf } from '../ways.js';
import { words } from '../words.js';
import { begin, status } from './state.js';
import { openVaultPage } from './surface.js';

export const WAYS = ['password', 'key', 'code'] as const;
export type Way = (typeof WAYS)[number];

/** Whether the vault has this way, and this browser can go it. */
export const isOffered = (way: Way, { secondFactor, hasCode, keys }: Ways): boolean =>
  way === 'password' || (way === 'code' ? hasCode : !secondFactor && keysAreServed && keys.some(isHere));

/** Goes on in the vault page. */
const openPage = (way: Way) => openVaultPage('security', `?way=${way}`);

/** Unlocks with what was proved; `after` may look at it before it is erased. */
async function unlockWith(proved: Proved, after?: (value: Extract<Proved, { ok: true }>['value']) => void) {
  if (!proved.ok) return proved.code;
  const reply = await own('own/unlock', { proofs: proofsOf(proved.value) });
  if (reply.ok) after?.(proved.value);
  forgetOutputs(proved.value);
  if (!reply.ok) return reply.code;
  await begin();
  return undefined;
}

/** Where a key is needed and the popup cannot ask for it. */
export const Tab = () => (
  <div class="stack close">
    <p class="second">{wayTexts.both}</p>
    <button type="button" class="btn plate wide big" data-action="unlock-in-tab" onClick={() => openPage('password')}>
      {wayTexts.openTab}
    </button>
  </div>
);

export function ByKey() {
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<ProofFailure | undefined>();
  const unlock = async () => {
    if (busy) return;
    setBusy(true);
    setFailed(undefined);
    setFailed(await unlockWith(await proveByKey(status.value?.slots ?? [])));
    setBusy(false);
  };
  return (
    <div class="stack close" data-way="key">
      <p class="second">{wayTexts.keyLead}</p>
      <button
        type="button"
        class="btn plate wide big"
        data-action="unlock"
        aria-disabled={busy}
        onClick={() => void unlock()}
      >
        {busy ? unlockTexts.unlocking : wayTexts.askKey}
      </button>
      {failed && (
        <div data-error={failed}>
          <Note tone="bad" text={failureText(failed)} awaited />
        </div>
      )}
    </div>
  );
}

export function ByCode() {
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<ProofFailure | undefined>();
  const unlock = async () => {
    if (busy) return;
    setBusy(true);
    setFailed(undefined);
    const failure = await unlockWith(await proveByCode(code, status.value?.vaultId ?? ''), (factors) => {
      recovered.value = keepOutputs(factors);
      task.value = { name: 'recovered' };
      location.hash = '#security';
    });
    setFailed(failure);
    setBusy(false);
  };
  return (
    <form
      class="stack close"
      data-way="code"
      onSubmit={(event) => {
        event.preventDefault();
        void unlock();
      }}
    >
      <CodeField value={code} onInput={setCode} invalid={failed !== undefined} disabled={busy} />
      <button type="submit" class="btn plate wide big" data-action="unlock" aria-disabled={busy}>
        {busy ? unlockTexts.unlocking : words.unlock}
      </button>
      {busy && <WorkBlade />}
      {failed && (
        <div data-error={failed}>
          <Note tone="bad" text={failureText(failed, true)} awaited />
        </div>
      )}
    </form>
  );
}

/** Ways to the other ways, as quiet lines below the form. */
export function OtherWays({
  way,
  whole,
  inPopup,
  onChoose,
}: {
  readonly way: Way;
  readonly whole: boolean;
  readonly inPopup: boolean;
  readonly onChoose: (way: Way) => void;
}) {
  const ways = waysOf(status.value?.slots);
  const all = [
    { id: 'password', icon: 'lock', text: wayTexts.passwordInstead, here: true },
    { id: 'key', icon: 'key', text: wayTexts.keyInstead, here: !inPopup },
    // A new master password is set afterwards, in the vault page.
    { id: 'code', icon: 'note', text: wayTexts.codeInstead, here: whole },
  ] as const;
  const others = all.filter(({ id }) => id !== way && isOffered(id, ways));
  if (others.length === 0) return null;
  return (
    <ul class="otherways">
      {others.map(({ id, icon, text, here }) => (
        <li key={id}>
          <button
            type="button"
            class="btn"
            data-action={`by-${id}`}
            onClick={() => (here ? onChoose(id) : openPage(id))}
          >
            <Icon name={icon} small />
            {text}
          </button>
        </li>
      ))}
    </ul>
  );
}
