// Files for other programs. One in clear says what it is and asks for the master password each time; one under a
// password asks for that. The items are collected here and converted in a worker that is ended afterwards.

import { useEffect, useRef, useState } from 'preact/hooks';
import type { FactorProof, Shelf } from '../../generated/core.js';
import type { ExportFormat } from '../../generated/transfer.js';
import { own } from '../ask.js';
import { datedName, download } from '../download.js';
import { errorTexts } from '../error-texts.js';
import { Icon } from '../icons.js';
import type { ChoiceFault } from '../new-password.js';
import { choiceFault, NewPassword, noPassword } from '../new-password.js';
import { Note, Switch } from '../parts.js';
import { AskMaster } from '../popup/ask-master.js';
import { createTexts } from '../texts.js';
import { writeItems } from '../transfer.js';
import { exportFormats } from './export-formats.js';
import type { Stop } from './export-run.js';
import { collect, rowsOf } from './export-run.js';
import { exportTexts, otherTexts } from './export-texts.js';
import { LeftOut } from './left-out.js';
import { Progress } from './progress.js';
import { OrganisationChip } from './settings-row.js';
import { policy, readSettings } from './settings-state.js';
import { policyTexts } from './settings-texts.js';

type Failure = Stop | ChoiceFault | 'nothing' | 'failed';

const FORMATS = Object.keys(exportFormats) as ExportFormat[];

function textOf(failure: Failure) {
  switch (failure) {
    case 'empty':
    case 'differ':
    case 'nothing':
    case 'failed':
      return otherTexts[failure];
    case 'weak':
      return createTexts.tooWeak;
    case 'cancelled':
      return exportTexts.cancelled;
    default:
      return errorTexts[failure];
  }
}

interface Written {
  readonly name: string;
  readonly count: number;
  readonly leftOut: readonly string[];
  readonly withoutFiles: readonly string[];
  readonly isPlain: boolean;
}

export function OtherPart() {
  const [format, setFormat] = useState<ExportFormat>('kee-pass-kdbx');
  const [withArchive, setArchive] = useState(true);
  const [withTrash, setTrash] = useState(false);
  const [chosen, setChosen] = useState(noPassword);
  const [doing, setDoing] = useState<{ readonly label: string; readonly part?: number } | undefined>();
  const [failed, setFailed] = useState<Failure | undefined>();
  const [written, setWritten] = useState<Written | undefined>();
  const cancel = useRef<() => void>(() => undefined);
  const { locked, files, hint, ending } = exportFormats[format];
  useEffect(() => void readSettings(), []);

  const make = async (): Promise<Written | Failure> => {
    let stopped = false;
    cancel.current = () => {
      stopped = true;
    };
    const shelves: Shelf[] = [
      'items',
      ...(withArchive ? ['archive' as const] : []),
      ...(withTrash ? ['trash' as const] : []),
    ];
    const rows = await rowsOf(shelves);
    if (!rows.ok) return rows.code;
    const tell = (count: number, of: number) =>
      setDoing({ label: otherTexts.collecting(count, of), part: of === 0 ? 1 : count / of });
    tell(0, rows.value.length);
    const collected = await collect(rows.value, files, tell, () => stopped, !locked);
    if (!collected.ok) return collected.code;
    const { items, leftOut } = collected.value;
    if (items.length === 0) return 'nothing';
    setDoing({ label: otherTexts.converting });
    const order = writeItems(items, format, locked ? chosen.password : undefined);
    cancel.current = order.cancel;
    const result = await order.result;
    if (!result.ok) return result.cancelled ? 'cancelled' : 'failed';
    const name = datedName('latchkey-export', ending);
    download(name, [new Uint8Array(result.value.bytes)]);
    return { name, count: items.length, leftOut, withoutFiles: result.value.withoutFiles, isPlain: !locked };
  };

  const write = async () => {
    if (doing) return;
    const fault = locked ? choiceFault(chosen) : undefined;
    setFailed(fault);
    setWritten(undefined);
    if (fault) return;
    const made = await make();
    setDoing(undefined);
    if (typeof made === 'string') {
      setFailed(made);
      return;
    }
    setChosen(noPassword);
    setWritten(made);
  };

  /** Writes once the background has checked the master password. */
  const proven = async (proofs: readonly FactorProof[]) => {
    const reply = await own('own/unguard', { proofs });
    if (!reply.ok) return reply.code;
    void write();
    return undefined;
  };

  const stale =
    <T,>(change: (value: T) => void) =>
    (value: T) => {
      setFailed(undefined);
      setWritten(undefined);
      change(value);
    };

  return (
    <section class="stack" data-part="other">
      <div>
        <h2 class="title">{otherTexts.heading}</h2>
        <p class="second">{otherTexts.lead}</p>
      </div>
      <div class="stack close narrow">
        <div>
          <label class="label" for="export-format">
            {otherTexts.format}
          </label>
          <span class="field select">
            <select
              id="export-format"
              value={format}
              onChange={({ currentTarget }) => {
                const wanted = FORMATS.find((one) => one === currentTarget.value);
                if (wanted) stale(setFormat)(wanted);
              }}
            >
              {FORMATS.map((one) => (
                <option key={one} value={one}>
                  {exportFormats[one].name}
                </option>
              ))}
            </select>
            <Icon name="down" small />
          </span>
          <p class="hint">{hint}</p>
        </div>
        <div class="group">
          <Switch id="with-archive" name={otherTexts.archive} on={withArchive} onChange={stale(setArchive)} />
          <Switch id="with-trash" name={otherTexts.trash} on={withTrash} onChange={stale(setTrash)} />
        </div>
        {locked ? (
          <form
            class="stack close"
            onSubmit={(event) => {
              event.preventDefault();
              void write();
            }}
          >
            <NewPassword
              id="export-password"
              label={otherTexts.password}
              chosen={chosen}
              onChange={setChosen}
              busy={doing !== undefined}
            />
            <div>
              <button type="submit" class="btn plain" data-action="write-export" aria-disabled={doing !== undefined}>
                {otherTexts.write}
              </button>
            </div>
          </form>
        ) : (
          <div class="stack close" data-plain>
            {policy.value?.noPlainExport ? (
              <p class="flex wrap" data-fixed>
                <span>{policyTexts.noPlainExport}</span>
                <OrganisationChip />
              </p>
            ) : (
              <>
                <Note tone="warn" text={otherTexts.plain} article="moving" />
                <AskMaster key={format} verb={otherTexts.write} onProofs={proven} />
              </>
            )}
          </div>
        )}
      </div>
      {doing && <Progress {...doing} onCancel={() => cancel.current()} />}
      {failed === 'guarded' && locked ? (
        <div class="stack close narrow">
          <Note tone="brass" text={otherTexts.guarded} />
          <AskMaster verb={otherTexts.write} onProofs={proven} />
        </div>
      ) : (
        failed && (
          <div data-error={failed}>
            <Note tone={failed === 'cancelled' ? 'warn' : 'bad'} text={textOf(failed)} article="moving" awaited />
          </div>
        )
      )}
      {written && (
        <div class="stack close" data-written={written.name}>
          <Note tone="good" text={otherTexts.written(written.name, written.count, written.isPlain)} awaited />
          <LeftOut titles={written.leftOut} />
          <LeftOut titles={written.withoutFiles} text={otherTexts.withoutFiles(written.withoutFiles.length)} />
        </div>
      )}
    </section>
  );
}
