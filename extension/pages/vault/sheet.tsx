// The emergency sheet: what a relative needs, on paper. It is drawn in this page and printed by the browser; nothing of it
// is stored. Items stand on it only after the master password was typed again, and go with the view.

import { useEffect, useRef, useState } from 'preact/hooks';
import type { ErrorCode, FactorProof, Item, Row } from '../../generated/core.js';
import { own } from '../ask.js';
import { errorTexts } from '../error-texts.js';
import { Icon, Sign } from '../icons.js';
import { Note, SecretText, TextField } from '../parts.js';
import { AskMaster } from '../popup/ask-master.js';
import { heed, status } from '../popup/state.js';
import { words } from '../words.js';
import { rowsOf } from './export-run.js';
import { sheetTexts } from './sheet-texts.js';

/** Most items that are listed to choose from at once. */
const MOST_LISTED = 100;

export function SheetPart({ onShow }: { readonly onShow: () => void }) {
  return (
    <section class="stack" data-part="sheet">
      <div>
        <h2 class="title">{sheetTexts.heading}</h2>
        <p class="second">{sheetTexts.lead}</p>
      </div>
      <div>
        <button type="button" class="btn plain" data-action="show-sheet" onClick={onShow}>
          {sheetTexts.show}
        </button>
      </div>
    </section>
  );
}

export function SheetView({ onBack }: { readonly onBack: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [items, setItems] = useState<readonly Item[]>([]);
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <header class="stack close" data-task="sheet">
        <button type="button" class="btn" data-action="leave-sheet" onClick={onBack}>
          <Icon name="back" small flip />
          {words.back}
        </button>
        <h1 class="display s" ref={heading} tabIndex={-1}>
          {sheetTexts.heading}
        </h1>
        <p class="second">{sheetTexts.after}</p>
      </header>
      <div class="stack" data-step="sheet">
        <Paper items={items} />
        <div class="flex wrap">
          <button type="button" class="btn plate" data-action="print" onClick={() => print()}>
            <Icon name="print" small />
            {sheetTexts.print}
          </button>
          <span class="small second">{sheetTexts.printer}</span>
        </div>
        <Choosing items={items} onItems={setItems} />
      </div>
    </>
  );
}

const Line = ({ label }: { readonly label: string }) => (
  <div class="blank">
    <span>{label}</span>
    <i />
  </div>
);

const Paper = ({ items }: { readonly items: readonly Item[] }) => (
  <section class="paper relative" aria-label={sheetTexts.paper}>
    <div class="flex between">
      <h2 class="display s">{sheetTexts.paper}</h2>
      <Sign size={28} />
    </div>
    <p class="hint">{sheetTexts.made((status.value?.vaultId ?? '').slice(0, 8), Date.now())}</p>
    <Line label={sheetTexts.for} />
    <h3 class="title">{sheetTexts.whereHeading}</h3>
    <p>{sheetTexts.where}</p>
    <Line label={sheetTexts.computer} />
    <Line label={sheetTexts.browser} />
    <Line label={sheetTexts.master} />
    <Line label={sheetTexts.code} />
    <h3 class="title">{sheetTexts.backupHeading}</h3>
    <p>{sheetTexts.backup}</p>
    <Line label={sheetTexts.copies} />
    <Line label={sheetTexts.backupPassword} />
    <ol class="do">
      {sheetTexts.steps.map((step) => (
        <li key={step}>
          <span>{step}</span>
        </li>
      ))}
    </ol>
    <p>{sheetTexts.program}</p>
    {sheetTexts.commands.map((command) => (
      <p class="secret" key={command}>
        {command}
      </p>
    ))}
    {items.length > 0 && <h3 class="title">{sheetTexts.itemsHeading}</h3>}
    {items.map((item) => (
      <PaperItem key={item.id} item={item} />
    ))}
  </section>
);

function PaperItem({ item: { id, content } }: { readonly item: Item }) {
  const { title, login, notes } = content;
  const [address] = login?.urls ?? [];
  return (
    <div class="printed" data-printed={id}>
      <p class="strong">
        <bdi>{title}</bdi>
      </p>
      {address && (
        <p>
          {sheetTexts.address}: <bdi dir="ltr">{address.url}</bdi>
        </p>
      )}
      {login?.usernames.map((name) => (
        <p key={name}>
          {sheetTexts.username}: <bdi dir="ltr">{name}</bdi>
        </p>
      ))}
      {login?.password && (
        <p>
          {sheetTexts.password}: <SecretText text={login.password} />
        </p>
      )}
      {notes && (
        <p class="notes">
          <bdi>{notes}</bdi>
        </p>
      )}
    </div>
  );
}

/** Choosing items: first the master password, then the list of them. */
function Choosing({
  items,
  onItems,
}: {
  readonly items: readonly Item[];
  readonly onItems: (items: readonly Item[]) => void;
}) {
  const [rows, setRows] = useState<readonly Row[] | undefined>();
  const [filter, setFilter] = useState('');
  const [failed, setFailed] = useState<ErrorCode | undefined>();

  const begin = async (proofs: readonly FactorProof[]) => {
    const reply = await own('own/unguard', { proofs });
    if (!reply.ok) return reply.code;
    const found = await rowsOf(['items']);
    if (!found.ok) return found.code === 'cancelled' ? undefined : found.code;
    setRows(found.value);
    return undefined;
  };

  const toggle = async (row: Row, on: boolean) => {
    setFailed(undefined);
    if (!on) return onItems(items.filter(({ id }) => id !== row.id));
    const reply = heed(await own('own/item', { id: row.id }));
    if (reply.ok) onItems([...items, reply.value]);
    else setFailed(reply.code);
  };

  if (!rows)
    return (
      <details class="stack close narrow">
        <summary>{sheetTexts.choose}</summary>
        <p class="hint">{sheetTexts.chooseHint}</p>
        <AskMaster verb={sheetTexts.chooseVerb} onProofs={begin} />
      </details>
    );
  const wanted = filter.toLocaleLowerCase();
  const matching = rows.filter(({ title, username }) => `${title}\n${username}`.toLocaleLowerCase().includes(wanted));
  const isOn = (row: Row) => items.some(({ id }) => id === row.id);
  return (
    <div class="stack close" data-step="choose">
      <p class="strong" role="status">
        {sheetTexts.chosen(items.length)}
      </p>
      <TextField
        id="sheet-filter"
        label={sheetTexts.filter}
        value={filter}
        onInput={setFilter}
        maxLength={200}
        dir="auto"
      />
      {failed && <Note tone="bad" text={errorTexts[failed]} awaited />}
      {matching.length === 0 && <p class="small second">{sheetTexts.none}</p>}
      <ul class="group preview">
        {matching.slice(0, MOST_LISTED).map((row) => (
          <li class="line" key={row.id}>
            <label class="flex" data-choose={row.id}>
              <input
                type="checkbox"
                checked={isOn(row)}
                onChange={({ currentTarget }) => void toggle(row, currentTarget.checked)}
              />
              <span>
                <bdi>{row.title}</bdi> <span class="small second">{row.username}</span>
              </span>
            </label>
          </li>
        ))}
      </ul>
      {matching.length > MOST_LISTED && <p class="small second">{sheetTexts.more(matching.length - MOST_LISTED)}</p>}
    </div>
  );
}
