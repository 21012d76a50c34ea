// A file of another program: what it seems to be, what it needs, and the reading of it in a worker. What was read goes
// on to the preview; nothing of it reaches the vault from here.

import { useEffect, useRef, useState } from 'preact/hooks';
import type { ImportMatch } from '../../generated/core.js';
import type {
  ColumnRole,
  Import,
  ImportFault,
  ImportFormat,
  ImportOptions,
  ImportSurvey,
} from '../../generated/transfer.js';
import { errorTexts } from '../error-texts.js';
import { Icon } from '../icons.js';
import { Note, SecretInput } from '../parts.js';
import { byName } from '../say.js';
import type { Doing, TransferResult } from '../transfer.js';
import { readFiles, surveyFiles } from '../transfer.js';
import { ColumnsPart } from './import-columns.js';
import { faultText, formatNames } from './import-formats.js';
import { Preview } from './import-preview.js';
import type { Stop } from './import-run.js';
import { match } from './import-run.js';
import { importTexts, previewTexts, readTexts } from './import-texts.js';
import { Progress } from './progress.js';

type Trouble = { readonly fault: ImportFault } | { readonly code: Stop | 'unreadable' | 'broke-off' };

interface Read {
  readonly import: Import;
  readonly matches: readonly ImportMatch[];
}

/** A format cannot be guessed, or the user was asked for a password: these leave the form as it is. */
const NEEDS: ReadonlySet<string> = new Set(['password-needed', 'wrong-password']);

export function ImportPart({ files, onDone }: { readonly files: readonly File[]; readonly onDone: () => void }) {
  const chosen = files.map((file) => ({ name: file.webkitRelativePath || file.name, blob: file }));
  const doing = useRef<Doing<unknown> | undefined>(undefined);
  const stopped = useRef(false);
  const [busy, setBusy] = useState<{ readonly label: string; readonly part?: number } | undefined>();
  const [format, setFormat] = useState<ImportFormat | undefined>();
  const [survey, setSurvey] = useState<ImportSurvey | undefined>();
  const [columns, setColumns] = useState<ColumnRole[]>([]);
  const [password, setPassword] = useState('');
  const [keyFile, setKeyFile] = useState<File | undefined>();
  const [trouble, setTrouble] = useState<Trouble | undefined>();
  const [read, setRead] = useState<Read | undefined>();
  const names = files.map(({ name }) => name);

  const work = async <T,>(label: string, order: Doing<T>): Promise<TransferResult<T>> => {
    doing.current = order;
    setBusy({ label });
    setTrouble(undefined);
    const result = await order.result;
    setBusy(undefined);
    doing.current = undefined;
    if (!result.ok) {
      const code = result.cancelled ? 'cancelled' : result.unreadable ? 'unreadable' : 'broke-off';
      setTrouble(result.fault ? { fault: result.fault } : { code });
    }
    return result;
  };

  const look = async (wanted: ImportFormat | undefined) => {
    setFormat(wanted);
    const result = await work(
      readTexts.recognising,
      surveyFiles(chosen, { format: wanted, password: undefined, columns: [] }),
    );
    if (!result.ok) {
      // The format can still be named by hand.
      if (result.fault && !NEEDS.has(result.fault.kind)) setSurvey(undefined);
      return;
    }
    setSurvey(result.value);
    setFormat(result.value.format);
    setColumns(result.value.roles);
  };

  useEffect(() => {
    void look(undefined);
    return () => doing.current?.cancel();
  }, []);

  const readAll = async () => {
    if (busy) return;
    stopped.current = false;
    let key: Uint8Array | undefined;
    if (keyFile) key = new Uint8Array(await keyFile.arrayBuffer());
    const options: ImportOptions = {
      format,
      password: password === '' ? undefined : password,
      ...(key === undefined ? {} : { keyFile: key }),
      columns: format === 'csv' ? columns : [],
    };
    const result = await work(readTexts.reading, readFiles(chosen, options));
    if (!result.ok) return;
    const tell = (count: number, of: number) =>
      setBusy({ label: readTexts.matching(count, of), part: of === 0 ? 1 : count / of });
    tell(0, result.value.items.length);
    const matched = await match(result.value.items, tell, () => stopped.current);
    setBusy(undefined);
    if (!matched.ok) return setTrouble({ code: matched.code });
    setPassword('');
    setRead({ import: result.value, matches: matched.value });
  };

  if (read) return <Preview {...read} onDone={onDone} onBack={() => setRead(undefined)} />;
  return (
    <section class="stack" data-part="read" data-known={busy ? undefined : format}>
      <h2 class="title">
        <bdi>{readTexts.heading(names)}</bdi>
      </h2>
      <form
        class="stack close"
        onSubmit={(event) => {
          event.preventDefault();
          void readAll();
        }}
      >
        <FormatChoice format={format} onChange={(wanted) => void look(wanted)} />
        {(survey?.needsPassword || (trouble && 'fault' in trouble && NEEDS.has(trouble.fault.kind))) && (
          <div class="narrow">
            <label class="label" for="import-password">
              {readTexts.password}
            </label>
            <SecretInput id="import-password" value={password} onInput={setPassword} />
          </div>
        )}
        {survey?.takesKeyFile && <KeyFile file={keyFile} onChange={setKeyFile} />}
        {survey && format === 'csv' && survey.columns.length > 0 && (
          <ColumnsPart survey={survey} roles={columns} onChange={setColumns} />
        )}
        <div class="flex">
          <button type="submit" class="btn plate" data-action="read" aria-disabled={busy !== undefined || !format}>
            {readTexts.read}
          </button>
          <button type="button" class="btn plain" data-action="another" onClick={onDone}>
            {importTexts.another}
          </button>
        </div>
      </form>
      {busy && (
        <Progress
          {...busy}
          onCancel={() => {
            stopped.current = true;
            doing.current?.cancel();
          }}
        />
      )}
      {trouble && <TroubleNote trouble={trouble} names={names} />}
    </section>
  );
}

function TroubleNote({ trouble, names }: { readonly trouble: Trouble; readonly names: readonly string[] }) {
  const { code, text } =
    'fault' in trouble
      ? { code: trouble.fault.kind, text: faultText(trouble.fault, names) }
      : { code: trouble.code, text: codeText(trouble.code) };
  return (
    <div data-error={code}>
      <Note tone={code === 'cancelled' ? 'warn' : 'bad'} text={text} article="moving" awaited />
    </div>
  );
}

function codeText(code: Stop | 'unreadable' | 'broke-off') {
  switch (code) {
    case 'unreadable':
      return importTexts.unreadable;
    case 'broke-off':
      return readTexts.brokeOff;
    case 'cancelled':
      return previewTexts.cancelled;
    case 'not-found':
      return previewTexts.changed;
    default:
      return errorTexts[code];
  }
}

const FORMATS = (Object.keys(formatNames) as ImportFormat[]).sort((a, b) => byName(formatNames[a], formatNames[b]));

const FormatChoice = ({
  format,
  onChange,
}: {
  readonly format: ImportFormat | undefined;
  readonly onChange: (format: ImportFormat) => void;
}) => (
  <div class="narrow">
    <label class="label" for="import-format">
      {readTexts.format}
    </label>
    <span class="field select">
      <select
        id="import-format"
        value={format ?? ''}
        onChange={({ currentTarget }) => {
          const wanted = FORMATS.find((one) => one === currentTarget.value);
          if (wanted) onChange(wanted);
        }}
      >
        {format === undefined && <option value="" />}
        {FORMATS.map((one) => (
          <option key={one} value={one}>
            {formatNames[one]}
          </option>
        ))}
      </select>
      <Icon name="down" small />
    </span>
    <p class="hint">{readTexts.formatHint}</p>
  </div>
);

function KeyFile({
  file,
  onChange,
}: {
  readonly file: File | undefined;
  readonly onChange: (file: File | undefined) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div class="flex">
      <button type="button" class="btn plain" data-action="key-file" onClick={() => input.current?.click()}>
        {file ? readTexts.keyFileChosen(file.name) : readTexts.chooseKeyFile}
      </button>
      {!file && <span class="hint">{readTexts.keyFile}</span>}
      <input
        ref={input}
        id="import-key-file"
        class="visually-hidden"
        type="file"
        tabIndex={-1}
        aria-label={readTexts.chooseKeyFile}
        onChange={({ currentTarget }) => onChange(currentTarget.files?.[0])}
      />
    </div>
  );
}
