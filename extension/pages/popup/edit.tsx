// The editor of an item, new or known: what is typed stays until it is saved or left, whatever goes wrong.
// An address may be typed without a scheme; the browser's URL writes it. A change from elsewhere is never overwritten
// unasked. A password is scored when it is saved, so that the vault can tell of weak ones later.

import { useEffect, useRef, useState } from 'preact/hooks';
import type {
  ErrorCode,
  FactorProof,
  Generated,
  Item,
  ItemBase,
  ItemContent,
  ItemKind,
  SavedUrl,
} from '../../generated/core.js';
import { parseAddress, parseSaved, shownHost } from '../addresses.js';
import { own } from '../ask.js';
import { blankContent, blankUrl } from '../contents.js';
import { errorTexts } from '../error-texts.js';
import { forgetFound } from '../found.js';
import { Mark } from '../mark.js';
import { kindNames } from '../names.js';
import { IconButton, Note, TextField } from '../parts.js';
import { scoreOf } from '../strength.js';
import { editTexts, itemTexts } from '../texts.js';
import { unfinishedTexts } from '../unfinished-texts.js';
import { words } from '../words.js';
import { AskMaster } from './ask-master.js';
import { ChangeCount } from './edit-count.js';
import { CardFields, IdentityFields, Notes } from './edit-fields.js';
import { EditGroup } from './edit-group.js';
import { KindChoice, LoginFields, urlId } from './edit-login.js';
import { More } from './edit-more.js';
import { useEscape } from './escape.js';
import { makePassword } from './generate.js';
import { GeneratorView } from './generator.js';
import { unguard } from './guard.js';
import type { EditStart } from './state.js';
import { findRow, heed, listing, openItem, refreshList, showList } from './state.js';
import { refreshUndo } from './undo.js';
import { useKept } from './unfinished.js';

/** Changes parts of the content that is being edited. */
export type Patch = (patch: Partial<ItemContent>) => void;

const baseOf = (item: ItemBase | undefined): ItemBase | undefined => item && { id: item.id, revision: item.revision };

/** What to begin with: the item as it is, or a login for the tab's site, or what the list shows. A login always shows a place for an address. */
function begunContent({ item, title = '', made, filed }: EditStart, kind = filed?.kind ?? 'login'): ItemContent {
  const content = item?.content ?? { ...blankContent(kind), ...filed, kind, title };
  if (!content.login || content.login.urls.length > 0) return content;
  const here = item ? '' : (listing.value?.siteOrigin ?? '');
  const password = made?.password ?? content.login.password;
  return { ...content, login: { ...content.login, password, urls: [blankUrl(made?.origin || here)] } };
}

const firstContent = (start: EditStart): ItemContent => start.kept?.content ?? begunContent(start);

/** Opens the saved item again, or the list if it is not listed. */
async function leaveFor(id: string | undefined): Promise<void> {
  await refreshList();
  const row = await findRow(id);
  if (row) await openItem(row);
  else showList();
}

/** The addresses as they are to be stored, and the places of those that are none. */
function parseUrls(urls: readonly SavedUrl[], before: Item | undefined): { kept: SavedUrl[]; bad: Set<number> } {
  const stored = new Set(before?.content.login?.urls.map(({ url }) => url));
  const bad = new Set<number>();
  const kept = new Map<string, SavedUrl>();
  for (const [place, saved] of urls.entries()) {
    const typed = saved.url.trim();
    if (typed === '') continue;
    // What was stored as it is stays as it is, even where no browser would call it an address.
    const url = stored.has(typed) ? typed : parseSaved(saved);
    if (url === undefined) bad.add(place);
    else kept.set(`${saved.rule} ${url}`, { ...saved, url });
  }
  return { kept: [...kept.values()], bad };
}

/** Nothing was typed that would be worth an item. */
function isEmpty({ title, notes, login, card, identity, fields }: ItemContent): boolean {
  const values = [...Object.values(card ?? {}), ...Object.values(identity ?? {})].filter(
    (value) => typeof value === 'string',
  );
  const own = fields.flatMap(({ name, value }) => [name, value]);
  const ofLogin = login ? [...login.usernames, login.password, login.otp, ...login.urls.map(({ url }) => url)] : [];
  return [title, notes, ...values, ...own, ...ofLogin].every((text) => text === '');
}

/** The content as it is to be stored: without what was left empty, and with a title that stands for it. */
function finish(content: ItemContent, urls: SavedUrl[]): ItemContent {
  const usernames = content.login?.usernames.map((name) => name.trim()).filter((name) => name !== '') ?? [];
  const login = content.login && { ...content.login, usernames, urls, otp: content.login.otp.trim() };
  const fields = content.fields.filter(({ name, value }) => name !== '' || value !== '');
  const named = login ? shownHost(urls[0]?.url ?? '') || usernames[0] : content.label || kindNames[content.kind];
  const tags = [...new Set(content.tags.map((tag) => tag.trim()).filter(Boolean))];
  return { ...content, login, fields, tags, folder: content.folder.trim(), title: content.title.trim() || named || '' };
}

export function EditView({ start }: { readonly start: EditStart }) {
  const titleField = useRef<HTMLInputElement>(null);
  const [begun] = useState(() => firstContent(start));
  const [content, setContent] = useState(begun);
  const [base, setBase] = useState(baseOf(start.kept ? (start.kept.base ?? undefined) : start.item));
  const [key] = useState(() => start.kept?.key ?? crypto.randomUUID());
  const { isKept, end, saving } = useKept({ key, base: base ?? null, content }, begun, start.kept !== undefined);
  const [failed, setFailed] = useState<ErrorCode | 'nothing' | undefined>();
  const note = useRef<HTMLDivElement>(null);
  const fail = (code: ErrorCode | 'nothing') => {
    setFailed(code);
    // The form is longer than what is seen of it.
    requestAnimationFrame(() => note.current?.scrollIntoView({ block: 'center' }));
  };
  const [badUrls, setBadUrls] = useState<ReadonlySet<number>>(new Set());
  const [busy, setBusy] = useState(false);
  const [choosing, setChoosing] = useState(false);
  const [made, setMade] = useState<Generated | undefined>();
  /** What was typed for each kind of a new item. */
  const parts = useRef<Partial<Pick<ItemContent, 'login' | 'card' | 'identity'>>>({});

  useEffect(() => titleField.current?.focus(), []);

  const patch: Patch = (change) => {
    setContent((now) => ({ ...now, ...change }));
    setBadUrls(new Set());
  };

  const save = async (from: ItemBase | undefined) => {
    if (busy) return;
    setFailed(undefined);
    const { kept, bad } = parseUrls(content.login?.urls ?? [], start.item);
    setBadUrls(bad);
    const [firstBad] = bad;
    if (firstBad !== undefined) return document.getElementById(urlId(firstBad))?.focus();
    const finished = finish(content, kept);
    if (!from && isEmpty({ ...finished, title: content.title.trim() })) return fail('nothing');
    setBusy(true);
    const input = { base: from, content: finished, strength: await scoreOf(finished) };
    const reply = heed(await saving(() => own('own/put', { input, edit: key })));
    setBusy(false);
    if (!reply.ok) return fail(reply.code);
    forgetFound(reply.value.id);
    await Promise.all([leaveFor(reply.value.id), refreshUndo()]);
  };

  const leave = () => void (start.item ? leaveFor(start.item.id) : showList());
  useEscape(choosing ? undefined : leave);
  const discard = () => void end().then(leave);

  /** Saves what was typed over the change from elsewhere, which goes to the item's history. */
  const overwrite = async () => {
    const saved = base ? undefined : heed(await own('own/saved-edit', { key }));
    const over = base ?? (saved?.ok ? saved.value : null);
    if (over === null) return;
    const reply = heed(await own('own/item', { id: over.id }));
    if (!reply.ok) return fail(reply.code);
    setBase(baseOf(reply.value));
    await save(baseOf(reply.value));
  };
  const saveGuarded = async (proofs: readonly FactorProof[]) => {
    const code = await unguard(proofs);
    if (code === undefined) await save(base);
    return code;
  };

  const { login, card, identity } = content;
  /** The content as one of another kind: what both have stays, and what was typed for one kind is there when it comes back. */
  const contentAs = (kind: ItemKind): Partial<ItemContent> => {
    parts.current = { ...parts.current, ...(login && { login }), ...(card && { card }), ...(identity && { identity }) };
    const { login: newLogin, card: newCard, identity: newIdentity, label } = begunContent(start, kind);
    return {
      kind,
      label,
      login: newLogin && (parts.current.login ?? newLogin),
      card: newCard && (parts.current.card ?? newCard),
      identity: newIdentity && (parts.current.identity ?? newIdentity),
    };
  };
  const choose = (on: boolean) => {
    setChoosing(on);
    if (!on) requestAnimationFrame(() => document.getElementById('password')?.focus());
  };
  const use = (fresh: Generated) => {
    if (login) patch({ login: { ...login, password: fresh.value } });
    setMade(fresh);
    choose(false);
  };
  const die = async () => {
    const site = listing.value?.siteOrigin;
    const here = login?.urls.some(({ url }) => URL.parse(url)?.origin === site) ?? false;
    const reply = await makePassword(here);
    if (reply.ok) use(reply.value);
    else fail(reply.code);
  };
  if (choosing) return <GeneratorView onBack={() => choose(false)} onUse={use} />;
  return (
    <form
      class="view"
      data-view="edit"
      onSubmit={(event) => {
        event.preventDefault();
        void save(base);
      }}
      onKeyDown={(event) => {
        // In a text of several lines Enter alone begins the next one.
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save(base);
      }}
    >
      <header>
        <IconButton icon="back" name={words.back} action="back" flip onClick={leave} />
        <h1 class="title heading">{start.item ? editTexts.editHeading : editTexts.addHeading}</h1>
        {!start.item && <KindChoice kind={content.kind} onChoose={(kind) => patch(contentAs(kind))} />}
      </header>
      <main class="editor stack">
        <div class="edithead">
          <Mark title={content.title} domain={start.domain ?? ''} kind={content.kind} size="l" />
          <TextField
            id="title"
            label={words.title}
            inputRef={titleField}
            value={content.title}
            onInput={(title) => patch({ title })}
            placeholder={login ? editTexts.hostTitle(shownHost(parseAddress(login.urls[0]?.url ?? '') ?? '')) : ''}
            dir="auto"
            maxLength={1000}
          />
        </div>
        {login && (
          <LoginFields
            login={login}
            bad={badUrls}
            madeBits={made && made.value === login.password ? made.bits : undefined}
            onDie={() => void die()}
            onChoose={() => choose(true)}
            onChange={(change) => patch({ login: { ...login, ...change } })}
          />
        )}
        {card && (
          <EditGroup name={kindNames.card}>
            <CardFields card={card} onChange={(change) => patch({ card: { ...card, ...change } })} />
          </EditGroup>
        )}
        {identity && (
          <EditGroup name={kindNames.identity}>
            <IdentityFields
              identity={identity}
              onChange={(change) => patch({ identity: { ...identity, ...change } })}
            />
          </EditGroup>
        )}
        <EditGroup name={words.notes}>
          <Notes content={content} onChange={patch} />
        </EditGroup>
        <More content={content} onChange={patch} />
        <div ref={note}>
          {failed === 'guarded' ? (
            <>
              <Note tone="brass" text={itemTexts.guarded} />
              <AskMaster verb={editTexts.guardedSave} onProofs={saveGuarded} />
            </>
          ) : (
            failed && (
              <EditNote
                failed={failed}
                onOverwrite={() => void overwrite()}
                onTake={() => void end().then(() => leaveFor(base?.id))}
                onSaveAsNew={() => {
                  setBase(undefined);
                  void save(undefined);
                }}
              />
            )
          )}
        </div>
      </main>
      <section class="dock" aria-label={words.save}>
        <ChangeCount before={start.item?.content} after={content} />
        <button type="submit" class="btn plate" data-action="save" aria-disabled={busy}>
          {words.save} <kbd>↵</kbd>
        </button>
        <button type="button" class="btn" data-action="cancel" onClick={discard}>
          {content === begun && !start.kept ? words.cancel : unfinishedTexts.discard}
        </button>
        {isKept && (
          <span class="hint grow" data-kept>
            {unfinishedTexts.kept}
          </span>
        )}
      </section>
    </form>
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
      <Note tone="bad" text={text} article="trouble" awaited>
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
