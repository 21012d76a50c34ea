// The editor of a login, new or known: what is typed stays until it is saved or left, whatever goes wrong.
// An address may be typed without a scheme; the browser's URL writes it. A change from elsewhere is never overwritten
// unasked.

import { useEffect, useRef, useState } from 'preact/hooks';
import type { ErrorCode, Item, ItemBase } from '../../generated/core.js';
import { parseAddress, shownHost } from '../addresses.js';
import { own } from '../ask.js';
import { errorTexts } from '../error-texts.js';
import { Icon } from '../icons.js';
import { IconButton, Note, SecretInput, TextField } from '../parts.js';
import { editTexts, words } from '../texts.js';
import { useEscape } from './escape.js';
import type { EditStart } from './state.js';
import { heed, listing, openItem, refreshList, rows, showList } from './state.js';

interface Typed {
  readonly title: string;
  readonly username: string;
  readonly password: string;
  readonly notes: string;
}

const typedFrom = ({ item, title }: EditStart): Typed => ({
  title: item?.title ?? title ?? '',
  username: item?.username ?? '',
  password: item?.password ?? '',
  notes: item?.notes ?? '',
});

const baseOf = (item: Item | undefined): ItemBase | undefined => item && { id: item.id, revision: item.revision };

/** The addresses to begin with: the item's own, or for a new one the tab's site. */
function firstUrls({ item }: EditStart): readonly string[] {
  if (item && item.urls.length > 0) return item.urls;
  return [item ? '' : (listing.value?.siteOrigin ?? '')];
}

/** Opens the saved item again, or the list if it is not listed. */
async function leaveFor(id: string | undefined): Promise<void> {
  await refreshList();
  const row = rows.value.find((one) => one.id === id);
  if (row) await openItem(row);
  else showList();
}

export function EditView({ start }: { readonly start: EditStart }) {
  const titleField = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(typedFrom(start));
  const [urls, setUrls] = useState(firstUrls(start));
  const [base, setBase] = useState(baseOf(start.item));
  const [failed, setFailed] = useState<ErrorCode | 'nothing' | undefined>();
  const [badUrls, setBadUrls] = useState<ReadonlySet<number>>(new Set());
  const [busy, setBusy] = useState(false);

  useEffect(() => titleField.current?.focus(), []);

  const type = (part: keyof Typed) => (value: string) => setTyped((now) => ({ ...now, [part]: value }));
  const typeUrl = (place: number) => (value: string) => {
    setUrls((now) => now.map((url, i) => (i === place ? value : url)));
    setBadUrls(new Set());
  };

  const save = async (from: ItemBase | undefined) => {
    if (busy) return;
    setFailed(undefined);
    const kept = urls.map((url, place) => ({ url: url.trim(), place })).filter(({ url }) => url !== '');
    // What was stored as it is stays as it is, even where no browser would call it an address.
    const parsed = kept.map(({ url, place }) => ({
      place,
      url: start.item?.urls.includes(url) ? url : parseAddress(url),
    }));
    const bad = new Set(parsed.filter(({ url }) => url === undefined).map(({ place }) => place));
    setBadUrls(bad);
    if (bad.size > 0) {
      const [first] = bad;
      return document.getElementById(urlId(first ?? 0))?.focus();
    }
    const addresses = [...new Set(parsed.flatMap(({ url }) => url ?? []))];
    if (!from && addresses.length === 0 && !typed.username && !typed.password && !typed.title && !typed.notes) {
      return setFailed('nothing');
    }
    setBusy(true);
    const title = typed.title.trim() || shownHost(addresses[0] ?? '') || typed.username;
    const reply = heed(await own('own/put', { input: { ...typed, title, base: from, urls: addresses } }));
    setBusy(false);
    if (!reply.ok) return setFailed(reply.code);
    await leaveFor(reply.value.id);
  };

  const leave = () => void (start.item ? leaveFor(start.item.id) : showList());
  useEscape(leave);

  /** Saves what was typed over the change from elsewhere, which goes to the item's history. */
  const overwrite = async () => {
    if (!base) return;
    const reply = heed(await own('own/item', { id: base.id }));
    if (!reply.ok) return setFailed(reply.code);
    setBase(baseOf(reply.value));
    await save(baseOf(reply.value));
  };

  return (
    <form
      class="view"
      data-view="edit"
      onSubmit={(event) => {
        event.preventDefault();
        void save(base);
      }}
    >
      <header>
        <IconButton icon="back" name={words.back} action="back" flip onClick={leave} />
        <h1 class="title heading">{start.item ? editTexts.editHeading : editTexts.addHeading}</h1>
      </header>
      <main class="editor stack">
        <TextField
          id="title"
          label={words.title}
          inputRef={titleField}
          value={typed.title}
          onInput={type('title')}
          placeholder={editTexts.hostTitle(shownHost(parseAddress(urls[0] ?? '') ?? ''))}
          dir="auto"
          maxLength={1000}
        />
        <TextField
          id="username"
          label={words.username}
          value={typed.username}
          onInput={type('username')}
          dir="auto"
          maxLength={1000}
          spellcheck={false}
        />
        <div>
          <label class="label" for="password">
            {words.password}
          </label>
          <SecretInput id="password" value={typed.password} onInput={type('password')} maxLength={10000} />
        </div>
        <Addresses urls={urls} bad={badUrls} onType={typeUrl} onChange={setUrls} />
        <div>
          <label class="label" for="notes">
            {words.notes}
          </label>
          <div class="field area">
            <textarea
              id="notes"
              rows={3}
              dir="auto"
              maxLength={100000}
              value={typed.notes}
              onInput={({ currentTarget }) => type('notes')(currentTarget.value)}
            />
          </div>
        </div>
        {failed && (
          <EditNote
            failed={failed}
            onOverwrite={() => void overwrite()}
            onTake={() => void leaveFor(base?.id)}
            onSaveAsNew={() => {
              setBase(undefined);
              void save(undefined);
            }}
          />
        )}
      </main>
      <section class="dock" aria-label={words.save}>
        <button type="submit" class="btn plate" data-action="save" aria-disabled={busy}>
          {words.save} <kbd>↵</kbd>
        </button>
        <button type="button" class="btn" data-action="cancel" onClick={leave}>
          {words.cancel}
        </button>
      </section>
    </form>
  );
}

const urlId = (place: number) => (place === 0 ? 'url' : `url-${place + 1}`);

function Addresses({
  urls,
  bad,
  onType,
  onChange,
}: {
  readonly urls: readonly string[];
  readonly bad: ReadonlySet<number>;
  readonly onType: (place: number) => (value: string) => void;
  readonly onChange: (urls: readonly string[]) => void;
}) {
  return (
    <div class="stack close">
      {urls.map((url, place) => (
        // A field is its place; its text changes with every key.
        <div key={place} class={urls.length > 1 ? 'withremove' : undefined}>
          <TextField
            id={urlId(place)}
            label={place === 0 ? editTexts.address : editTexts.addressNth(place + 1)}
            value={url}
            onInput={onType(place)}
            inputMode="url"
            dir="ltr"
            maxLength={2000}
            spellcheck={false}
            note={bad.has(place) ? editTexts.addressBad : undefined}
          />
          {urls.length > 1 && (
            <IconButton
              icon="x"
              name={editTexts.removeAddress}
              onClick={() => onChange(urls.filter((_, i) => i !== place))}
            />
          )}
        </div>
      ))}
      <button type="button" class="btn add" onClick={() => onChange([...urls, ''])} disabled={urls.length >= 50}>
        <Icon name="plus" small />
        {editTexts.addAddress}
      </button>
    </div>
  );
}

/** What went wrong, with the ways on; what was typed is still in the fields. */
function EditNote({
  failed,
  onOverwrite,
  onTake,
  onSaveAsNew,
}: {
  readonly failed: ErrorCode | 'nothing';
  readonly onOverwrite: () => void;
  readonly onTake: () => void;
  readonly onSaveAsNew: () => void;
}) {
  if (failed === 'nothing') return <Note tone="warn" text={editTexts.nothing} awaited />;
  const text = failed === 'not-found' ? editTexts.gone : errorTexts[failed];
  return (
    <div data-error={failed}>
      <Note tone="bad" text={text} awaited>
        {failed === 'conflict' && (
          <div class="noteactions">
            <button type="button" class="btn plain" data-action="overwrite" onClick={onOverwrite}>
              {editTexts.overwrite}
            </button>
            <button type="button" class="btn plain" data-action="take-saved" onClick={onTake}>
              {editTexts.takeSaved}
            </button>
          </div>
        )}
        {failed === 'not-found' && (
          <div class="noteactions">
            <button type="button" class="btn plain" data-action="save-as-new" onClick={onSaveAsNew}>
              {editTexts.saveAsNew}
            </button>
          </div>
        )}
      </Note>
    </div>
  );
}
