// Writing the vault file: a password of its own, its key derived in this page, its pieces drawn into a download.
// Guarded items ask for the master password first. The file's password never leaves the page.

import { useRef, useState } from 'preact/hooks';
import type { FactorProof } from '../../generated/core.js';
import { own } from '../ask.js';
import { datedName, download } from '../download.js';
import { errorTexts } from '../error-texts.js';
import { Icon } from '../icons.js';
import { calibrate, forgetOutputs, makeSlot } from '../kdf.js';
import type { ChoiceFault } from '../new-password.js';
import { choiceFault, NewPassword, noPassword } from '../new-password.js';
import { Note } from '../parts.js';
import { AskMaster } from '../popup/ask-master.js';
import { createTexts } from '../texts.js';
import type { Drawn, Stop } from './export-run.js';
import { drawVaultFile } from './export-run.js';
import { exportTexts, fileTexts } from './export-texts.js';
import { LeftOut } from './left-out.js';
import { onlyThese } from './many-bar.js';
import { onlyTexts } from './many-texts.js';
import { Progress } from './progress.js';

type Failure = Stop | ChoiceFault;

function textOf(failure: Failure) {
  switch (failure) {
    case 'empty':
    case 'differ':
      return fileTexts[failure];
    case 'weak':
      return createTexts.tooWeak;
    case 'cancelled':
      return exportTexts.cancelled;
    case 'conflict':
    case 'not-found':
      return fileTexts.changed;
    case 'damaged':
      return fileTexts.damaged;
    default:
      return errorTexts[failure];
  }
}

export function VaultFilePart() {
  const only = onlyThese.value;
  const [chosen, setChosen] = useState(noPassword);
  const [doing, setDoing] = useState<{ readonly label: string; readonly part?: number } | undefined>();
  const [failed, setFailed] = useState<Failure | undefined>();
  const [written, setWritten] = useState<{ readonly name: string; readonly drawn: Drawn } | undefined>();
  const stopped = useRef(false);

  const write = async () => {
    if (doing) return;
    const fault = choiceFault(chosen);
    setFailed(fault);
    setWritten(undefined);
    if (fault) return;
    stopped.current = false;
    setDoing({ label: fileTexts.deriving });
    const made = await makeSlot(chosen.password, await calibrate());
    if (!made.ok) {
      setDoing(undefined);
      setFailed(made.code);
      return;
    }
    const tell = (count: number, of: number) =>
      setDoing({ label: fileTexts.writing(count, of), part: of === 0 ? 1 : count / of });
    const drawn = await drawVaultFile(made.value, tell, () => stopped.current, only);
    forgetOutputs(made.value.factors);
    setDoing(undefined);
    if (!drawn.ok) {
      setFailed(drawn.code);
      return;
    }
    const name = datedName(only ? 'latchkey-items' : 'latchkey-vault', 'latchkey');
    download(name, drawn.value.parts);
    // A convenience: the reminder of an old backup counts this file, if it holds the whole vault.
    if (drawn.value.leftOut.length === 0 && !only) void own('own/file-written', {});
    setChosen(noPassword);
    setWritten({ name, drawn: { ...drawn.value, parts: [] } });
  };

  const unguard = async (proofs: readonly FactorProof[]) => {
    const reply = await own('own/unguard', { proofs });
    if (!reply.ok) return reply.code;
    void write();
    return undefined;
  };

  return (
    <section class="stack" data-part="vault-file">
      <div>
        <h2 class="title">{fileTexts.heading}</h2>
        {!only && <p class="second">{fileTexts.lead}</p>}
      </div>
      {only && (
        <div class="note brass" data-only={only.length}>
          <Icon name="out" />
          <div class="grow">
            {onlyTexts.only(only.length)}{' '}
            <button
              type="button"
              class="link"
              data-action="export-all"
              onClick={() => {
                onlyThese.value = undefined;
              }}
            >
              {onlyTexts.all}
            </button>
          </div>
        </div>
      )}
      <form
        class="stack close narrow"
        onSubmit={(event) => {
          event.preventDefault();
          void write();
        }}
      >
        <NewPassword
          id="file-password"
          label={fileTexts.password}
          chosen={chosen}
          onChange={setChosen}
          busy={doing !== undefined}
        />
        <p class="hint">{fileTexts.passwordHint}</p>
        <div>
          <button type="submit" class="btn plate" data-action="write-file" aria-disabled={doing !== undefined}>
            {fileTexts.write}
          </button>
        </div>
      </form>
      {doing && (
        <Progress
          {...doing}
          onCancel={() => {
            stopped.current = true;
          }}
        />
      )}
      {failed === 'guarded' ? (
        <div class="stack close narrow">
          <Note tone="brass" text={fileTexts.guarded} />
          <AskMaster verb={fileTexts.write} onProofs={unguard} />
        </div>
      ) : (
        failed && (
          <div data-error={failed}>
            <Note tone={failed === 'cancelled' ? 'warn' : 'bad'} text={textOf(failed)} article="backups" awaited />
          </div>
        )
      )}
      {written && (
        <div class="stack close" data-written={written.name}>
          <Note tone="good" text={fileTexts.written(written.name, written.drawn.count)} awaited />
          <LeftOut titles={written.drawn.leftOut} />
        </div>
      )}
    </section>
  );
}
