// What an import would do, before it does anything: what is new, what is there already, what has no place of its own;
// the choices; and the putting, with its progress. Guarded items ask for the master password first.

import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { FactorProof, ImportMatch } from '../../generated/core.js';
import type { Import, ImportedItem, ImportRemark, RemarkKind } from '../../generated/transfer.js';
import { own } from '../ask.js';
import { errorTexts } from '../error-texts.js';
import { Icon } from '../icons.js';
import { Note, TextField } from '../parts.js';
import { AskMaster } from '../popup/ask-master.js';
import { list, number } from '../say.js';
import { words } from '../words.js';
import { noteImport } from './import-done.js';
import { formatNames, remarkTexts } from './import-formats.js';
import type { Choice, Choices, Stop } from './import-run.js';
import { plan, put } from './import-run.js';
import { previewTexts } from './import-texts.js';
import { Progress } from './progress.js';

const SHOWN = 200;
const MAX_FOLDER_CHARS = 500;
const SHELVES = ['items', 'archive'] as const;

function textOf(code: Stop) {
  switch (code) {
    case 'cancelled':
      return previewTexts.cancelled;
    case 'conflict':
    case 'not-found':
      return previewTexts.changed;
    case 'invalid-input':
      return previewTexts.tooLong;
    default:
      return errorTexts[code];
  }
}

export function Preview({
  import: { format, items, remarks },
  matches,
  onDone,
  onBack,
}: {
  readonly import: Import;
  readonly matches: readonly ImportMatch[];
  readonly onDone: () => void;
  readonly onBack: () => void;
}) {
  const [choices, setChoices] = useState<Choices>({ same: 'merge', similar: 'add', folder: '' });
  const [busy, setBusy] = useState<{ readonly label: string; readonly part: number } | undefined>();
  const [failed, setFailed] = useState<Stop | undefined>();
  const stopped = useRef(false);
  const steps = useMemo(() => plan(items, matches, choices), [items, matches, choices.same, choices.similar]);
  const count = useMemo(() => steps.filter((step) => step.do !== 'leave').length, [steps]);
  const counts = useMemo(() => counted(matches), [matches]);
  // Made once: the progress of a hundred thousand items draws this page hundreds of times.
  const what = useMemo(
    () => (
      <>
        <Remarks items={items} others={remarks} />
        <Items items={items} matches={matches} />
      </>
    ),
    [items, matches, remarks],
  );

  const go = async () => {
    if (busy || count === 0) return;
    stopped.current = false;
    setFailed(undefined);
    const tell = (done: number, of: number) =>
      setBusy({ label: previewTexts.putting(done, of), part: of === 0 ? 1 : done / of });
    tell(0, count);
    const done = await put(items, steps, choices.folder.trim(), tell, () => stopped.current);
    setBusy(undefined);
    if (!done.ok) return setFailed(done.code);
    noteImport(done.value);
    onDone();
  };

  const unguard = async (proofs: readonly FactorProof[]) => {
    const reply = await own('own/unguard', { proofs });
    if (!reply.ok) return reply.code;
    void go();
    return undefined;
  };

  return (
    <section class="stack" data-part="preview" data-items={items.length}>
      <h2 class="title">{previewTexts.found(items.length, formatNames[format])}</h2>
      <dl class="counts">
        {(['new', 'same', 'similar'] as const).map((verdict) => (
          <div key={verdict} data-count={verdict}>
            <dt class="small second">{previewTexts.counts[verdict]}</dt>
            <dd class="title num">{number(counts[verdict])}</dd>
          </div>
        ))}
      </dl>
      {what}
      <div class="stack close narrow">
        {counts.same > 0 && (
          <ChoiceOf
            id="same"
            label={previewTexts.same}
            hint={previewTexts.sameHint}
            value={choices.same}
            onChange={(same) => setChoices({ ...choices, same })}
          />
        )}
        {counts.similar > 0 && (
          <ChoiceOf
            id="similar"
            label={previewTexts.similar}
            hint={previewTexts.similarHint}
            value={choices.similar}
            onChange={(similar) => setChoices({ ...choices, similar })}
          />
        )}
        <div>
          <TextField
            id="import-folder"
            label={previewTexts.folder}
            value={choices.folder}
            onInput={(folder) => setChoices({ ...choices, folder })}
            maxLength={MAX_FOLDER_CHARS}
            dir="auto"
          />
          <p class="hint">{previewTexts.folderHint}</p>
        </div>
      </div>
      {count === 0 && <p class="second">{previewTexts.nothing}</p>}
      <div class="flex">
        <button
          type="button"
          class="btn plate"
          data-action="put"
          aria-disabled={busy !== undefined || count === 0}
          onClick={() => void go()}
        >
          {previewTexts.put(count)}
        </button>
        <button type="button" class="btn plain" data-action="back" aria-disabled={busy !== undefined} onClick={onBack}>
          {words.back}
        </button>
      </div>
      {busy && (
        <Progress
          {...busy}
          onCancel={() => {
            stopped.current = true;
          }}
        />
      )}
      {failed === 'guarded' ? (
        <div class="stack close narrow">
          <Note tone="brass" text={previewTexts.guarded} />
          <AskMaster verb={previewTexts.put(count)} onProofs={unguard} />
        </div>
      ) : (
        failed && (
          <div data-error={failed}>
            <Note tone={failed === 'cancelled' ? 'warn' : 'bad'} text={textOf(failed)} article="moving" awaited />
          </div>
        )
      )}
    </section>
  );
}

function counted(matches: readonly ImportMatch[]): Record<ImportMatch['verdict'], number> {
  const counts = { new: 0, same: 0, similar: 0 };
  for (const { verdict } of matches) counts[verdict] += 1;
  return counts;
}

const CHOICES: readonly Choice[] = ['merge', 'add', 'leave'];

const ChoiceOf = ({
  id,
  label,
  hint,
  value,
  onChange,
}: {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly value: Choice;
  readonly onChange: (choice: Choice) => void;
}) => (
  <fieldset class="choices" data-choice={id}>
    <legend class="label">{label}</legend>
    <p class="hint">{hint}</p>
    {CHOICES.map((choice) => (
      <label key={choice} class="flex">
        <input type="radio" name={id} value={choice} checked={value === choice} onChange={() => onChange(choice)} />
        <span class="small">{previewTexts.choices[choice]}</span>
      </label>
    ))}
  </fieldset>
);

const titleOf = ({ content: { title, login } }: ImportedItem) =>
  title || login?.urls[0]?.url || login?.usernames[0] || previewTexts.untitled;

const ORDER = { similar: 0, same: 1, new: 2 } as const;

/** The items with what each is beside the vault's; those that need a look come first. */
function Items({
  items,
  matches,
}: {
  readonly items: readonly ImportedItem[];
  readonly matches: readonly ImportMatch[];
}) {
  const [titles, setTitles] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    void (async () => {
      const known = new Map<string, string>();
      for (const shelf of SHELVES) {
        const reply = await own('own/list', { query: '', shelf });
        if (reply.ok) for (const { id, title } of reply.value.others) known.set(id, title);
      }
      setTitles(known);
    })();
  }, []);
  const shown = useMemo(
    () =>
      matches
        .map((match, number) => ({ match, number }))
        .sort((a, b) => ORDER[a.match.verdict] - ORDER[b.match.verdict] || a.number - b.number)
        .slice(0, SHOWN),
    [matches],
  );
  return (
    <ul class="group preview">
      {shown.map(({ match: { verdict, id, twin }, number }) => {
        const item = items[number];
        const other = id === undefined ? undefined : titles.get(id);
        return (
          item && (
            <li class="line short" key={number} data-verdict={verdict}>
              <span class="clip">
                <bdi>{titleOf(item)}</bdi> <bdi class="small second">{item.content.login?.usernames[0]}</bdi>
                {verdict === 'similar' && other && <span class="small second"> {previewTexts.like(other)}</span>}
              </span>
              <span class={verdict === 'new' ? 'chip' : 'chip brass'}>
                {verdict !== 'new' && <Icon name="copy" small />}
                {verdict !== 'new' && id === undefined && twin !== undefined
                  ? previewTexts.twin
                  : previewTexts.verdict[verdict]}
              </span>
            </li>
          )
        );
      })}
      {items.length > shown.length && (
        <li class="line short second">{previewTexts.more(items.length - shown.length)}</li>
      )}
    </ul>
  );
}

const EXAMPLES = 5;

/** Remarks by what became of their subjects, with a few examples of each. */
function gathered(items: readonly ImportedItem[], others: readonly ImportRemark[]) {
  const kinds = new Map<RemarkKind, { count: number; examples: string[] }>();
  let count = 0;
  const note = ({ kind, subject, line }: ImportRemark, of: string) => {
    const known = kinds.get(kind) ?? { count: 0, examples: [] };
    count += 1;
    known.count += 1;
    const where = list([of, line === undefined ? '' : previewTexts.remarkLine(line)].filter(Boolean));
    if (known.examples.length < EXAMPLES)
      known.examples.push(where === '' || subject === '' ? subject || where : `${subject} (${where})`);
    kinds.set(kind, known);
  };
  for (const remark of others) note(remark, '');
  for (const item of items) for (const remark of item.remarks) note(remark, titleOf(item));
  return { count, kinds };
}

/** What has no place of its own here, and where it is kept. */
function Remarks({
  items,
  others,
}: {
  readonly items: readonly ImportedItem[];
  readonly others: readonly ImportRemark[];
}) {
  const { count, kinds } = useMemo(() => gathered(items, others), [items, others]);
  if (count === 0) return null;
  return (
    <details data-remarks={count} open={count <= EXAMPLES}>
      <summary>{previewTexts.remarks(count)}</summary>
      <dl class="names">
        {[...kinds].map(([kind, { count: many, examples }]) => (
          <div key={kind}>
            <dt>{previewTexts.remark(remarkTexts[kind], many)}</dt>
            <dd>
              {examples.map((example, at) => (
                <bdi key={`${at} ${example}`}>{example}</bdi>
              ))}
              {many > examples.length && previewTexts.more(many - examples.length)}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
