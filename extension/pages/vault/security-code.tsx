// The recovery code: made here, shown once, printed or saved, and typed back before it opens anything.
// It is in this page alone; what it gives, 32 bytes, goes to whoever asked.

import { useEffect, useRef, useState } from 'preact/hooks';
import type { ErrorCode, NewFactor } from '../../generated/core.js';
import { errorTexts } from '../error-texts.js';
import { Icon, Sign } from '../icons.js';
import { codeFactor, makeCode } from '../kdf.js';
import { Note, SecretText } from '../parts.js';
import { status } from '../popup/state.js';
import { CodeField } from './code-field.js';
import { codeTexts } from './security-texts.js';

/** `generation`: the code of the keys that there are, or of those that a rotation brings. */
export function CodeSheet({
  generation,
  onConfirmed,
}: {
  readonly generation: 'now' | 'next';
  readonly onConfirmed: (factor: NewFactor) => void;
}) {
  const [code, setCode] = useState<string | undefined>();
  const [failed, setFailed] = useState<ErrorCode | undefined>();
  const [shown, setShown] = useState(true);
  const madeMs = useRef(Date.now());

  useEffect(() => {
    void makeCode().then((made) => (made.ok ? setCode(made.value) : setFailed(made.code)));
    // A sheet that opens nothing must not be all that is left of a tab that was closed by mistake.
    const stay = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', stay);
    return () => removeEventListener('beforeunload', stay);
  }, []);

  if (failed) return <Note tone="bad" text={errorTexts[failed]} awaited />;
  if (code === undefined) return null;
  const { vaultId = '', epoch = 0 } = status.value ?? {};
  const made = codeTexts.made(vaultId.slice(0, 8), madeMs.current, generation === 'now' ? epoch : epoch + 1);
  if (!shown) return <Confirm code={code} vaultId={vaultId} onConfirmed={onConfirmed} onBack={() => setShown(true)} />;
  return (
    <div class="stack" data-step="sheet">
      <Paper code={code} made={made} />
      <div class="flex wrap">
        <button type="button" class="btn plate" data-action="have-code" onClick={() => setShown(false)}>
          {codeTexts.have}
        </button>
        <button type="button" class="btn plain" data-action="print" onClick={() => print()}>
          <Icon name="print" small />
          {codeTexts.print}
        </button>
        <button
          type="button"
          class="btn plain"
          data-action="save-file"
          onClick={() => save(codeTexts.file(code, made))}
        >
          <Icon name="inbox" small />
          {codeTexts.saveFile}
        </button>
        <span class="small second">{codeTexts.once}</span>
      </div>
    </div>
  );
}

/** The sheet, on the screen and on paper. */
const Paper = ({ code, made }: { readonly code: string; readonly made: string }) => (
  <section class="paper" aria-label={codeTexts.paper}>
    <div class="flex between">
      <h2 class="display s">{codeTexts.paper}</h2>
      <Sign size={28} />
    </div>
    <p class="small second">{codeTexts.paperLead}</p>
    <ol class="codes">
      {code.split('-').map((group, at) => (
        <li key={at}>
          <span aria-hidden="true">{at + 1}</span>
          <SecretText text={group} />
        </li>
      ))}
    </ol>
    <div class="flex between wrap hint">
      <span>{made}</span>
      <span>{codeTexts.alphabet}</span>
    </div>
    <svg class="teeth" viewBox="0 0 460 18" preserveAspectRatio="none" aria-hidden="true">
      <path d="M0 18V9H14L16 5H33L34 8H53L56 14H70L72 11H85L86 14H100L103 8H130L133 5H147L150 11H163L168 3H183L186 8H206L209 14H228L231 8H251L252 5H284L286 8H303L304 5H317L321 14H335L341 3H359L365 14H377L380 8H396L398 11H419L424 3H437L440 8H453L454 11H460V18Z" />
    </svg>
  </section>
);

/** Saves a text by a link to a blob of this page: nothing is asked of any server. */
function save(text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = codeTexts.fileName;
  link.click();
  // The download has taken it by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

function Confirm({
  code,
  vaultId,
  onConfirmed,
  onBack,
}: {
  readonly code: string;
  readonly vaultId: string;
  readonly onConfirmed: (factor: NewFactor) => void;
  readonly onBack: () => void;
}) {
  const [typed, setTyped] = useState('');
  const [failed, setFailed] = useState<ErrorCode | 'other' | undefined>();

  const confirm = async () => {
    const [made, back] = await Promise.all([codeFactor(code, vaultId), codeFactor(typed, vaultId)]);
    if (!made.ok || !back.ok) {
      if (made.ok) made.value.output.fill(0);
      return setFailed(back.ok ? 'internal' : back.code);
    }
    const same = String(made.value.output) === String(back.value.output);
    back.value.output.fill(0);
    if (same) return onConfirmed(made.value);
    made.value.output.fill(0);
    setFailed('other');
  };

  return (
    <form
      class="stack close narrow"
      data-step="confirm"
      onSubmit={(event) => {
        event.preventDefault();
        void confirm();
      }}
    >
      <h2 class="strong">{codeTexts.confirmTitle}</h2>
      <p class="second">{codeTexts.confirmLead}</p>
      <CodeField value={typed} onInput={setTyped} invalid={failed !== undefined} />
      <div class="flex">
        <button type="submit" class="btn plate" data-action="confirm-code">
          {codeTexts.confirm}
        </button>
        <button type="button" class="btn" data-action="show-again" onClick={onBack}>
          {codeTexts.showAgain}
        </button>
      </div>
      {failed && (
        <div data-error={failed}>
          <Note
            tone="bad"
            text={failed === 'other' ? codeTexts.other : errorTexts[failed]}
            article="master-password"
            awaited
          />
        </div>
      )}
    </form>
  );
}
