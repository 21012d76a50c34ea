// The finding of logins that are stored more than once: which belong together, which of them stays, what comes along to it
// from the others, and merging, which can be undone. The core merges; here it is only counted what that brings.

import { useEffect, useState } from 'preact/hooks';
import type { ErrorCode, Health, Item, Row } from '../../generated/core.js';
import { own } from '../ask.js';
import { errorTexts } from '../error-texts.js';
import { Icon } from '../icons.js';
import { Mark } from '../mark.js';
import { Note } from '../parts.js';
import { heed, openItem } from '../popup/state.js';
import { duplicateTexts } from './duplicates-texts.js';
import { healthTexts } from './health-texts.js';
import { baseOf, unite } from './many.js';

/** Logins that share a password, and their site and user name as well: group by group, the one that stays first. */
export function duplicatesOf(health: Health, rows: ReadonlyMap<string, Row>): readonly (readonly Row[])[] {
  return health.reused.flatMap((ids) => {
    const groups = new Map<string, Row[]>();
    for (const row of ids.flatMap((id) => rows.get(id) ?? [])) {
      const key = `${row.kind}\n${row.username.toLowerCase()}\n${row.domain || row.title}`;
      groups.set(key, [...(groups.get(key) ?? []), row]);
    }
    const alike = [...groups.values()].filter((group) => group.length > 1);
    return alike.map((group) => group.toSorted((a, b) => b.usedMs - a.usedMs || b.changedMs - a.changedMs));
  });
}

export function Duplicates({
  groups,
  onDone,
}: {
  readonly groups: readonly (readonly Row[])[];
  readonly onDone: () => Promise<void>;
}) {
  const [open, setOpen] = useState(false);
  const merge = async (some: readonly (readonly Row[])[]) => {
    const bases = some.map((group) => group.map(baseOf));
    await unite(bases, duplicateTexts.done(bases.flat().length, bases.length));
    await onDone();
  };
  return (
    <li class="finding" data-finding="duplicates">
      <div class="findinghead">
        <span class="findingicon">
          <Icon name="copy" />
        </span>
        <div class="grow">
          <h2 class="strong">{duplicateTexts.what(groups.length)}</h2>
          <p class="small second">{duplicateTexts.why}</p>
        </div>
        {open && groups.length > 1 && (
          <button type="button" class="btn plain" data-action="merge-all" onClick={() => void merge(groups)}>
            {duplicateTexts.mergeAll(groups.length)}
          </button>
        )}
        <button
          type="button"
          class="btn plain"
          data-action="show"
          aria-expanded={open}
          aria-controls="finding-duplicates"
          onClick={() => setOpen(!open)}
        >
          {open ? healthTexts.hide : healthTexts.show(groups.length)}
        </button>
      </div>
      <div id="finding-duplicates" hidden={!open}>
        {open &&
          groups.map((group) => (
            <Alike key={group.map(({ id }) => id).toSorted()[0]} group={group} onMerge={(rows) => void merge([rows])} />
          ))}
      </div>
    </li>
  );
}

/** One login under its several items. */
function Alike({
  group,
  onMerge,
}: {
  readonly group: readonly Row[];
  readonly onMerge: (rows: readonly Row[]) => void;
}) {
  const [staysId, setStays] = useState(group[0]?.id ?? '');
  const [items, setItems] = useState<readonly Item[]>([]);
  const [failed, setFailed] = useState<ErrorCode | undefined>();
  const ids = group.map(({ id }) => id).join(' ');
  useEffect(() => {
    let gone = false;
    void own('own/export-items', { ids: ids.split(' '), plain: false }).then((reply) => {
      if (gone) return;
      if (heed(reply).ok && reply.ok) setItems(reply.value.items);
      setFailed(reply.ok ? undefined : reply.code);
    });
    return () => {
      gone = true;
    };
  }, [ids]);
  const stays = group.find(({ id }) => id === staysId) ?? group[0];
  if (!stays) return null;
  const others = group.filter((row) => row !== stays);
  const kept = items.find(({ id }) => id === stays.id);
  const more = items.filter(({ id }) => id !== stays.id);
  const parts = kept ? comingAlong(kept, more) : undefined;
  return (
    <fieldset class="group findingrows alike">
      <legend class="visually-hidden">{healthTexts.group(group.length)}</legend>
      {group.map((row) => (
        <div class="alikerow" key={row.id} data-alike={row.id}>
          <label class="flex grow">
            <input
              type="radio"
              name={`stays-${group.map(({ id }) => id).toSorted()[0]}`}
              checked={row === stays}
              aria-label={duplicateTexts.keepIt(row.title)}
              onChange={() => setStays(row.id)}
            />
            <Mark title={row.title} domain={row.domain} kind={row.kind} size="s" />
            <span class="clip">
              <bdi>{row.title}</bdi>
            </span>
            <span class="small second clip">
              <bdi>{row.username || row.host}</bdi>
            </span>
            {row === stays && <span class="chip brass">{duplicateTexts.keep}</span>}
          </label>
          <button
            type="button"
            class="btn icon"
            aria-label={healthTexts.show(1)}
            title={row.title}
            data-action="open"
            onClick={() => void openItem(row)}
          >
            <Icon name="next" small flip />
          </button>
        </div>
      ))}
      {failed && failed !== 'guarded' && (
        <div data-error={failed}>
          <Note tone="bad" text={errorTexts[failed]} />
        </div>
      )}
      <div class="alikefoot" data-preview={failed}>
        <p class="small second" role="status">
          {failed === 'guarded' && duplicateTexts.guarded}
          {parts && (parts.length > 0 ? duplicateTexts.comes(parts) : duplicateTexts.nothing)}{' '}
          {duplicateTexts.goes(others.length)}
        </p>
        <button type="button" class="btn plain" data-action="merge" onClick={() => onMerge([stays, ...others])}>
          {duplicateTexts.merge(group.length)}
        </button>
      </div>
    </fieldset>
  );
}

/** What merging brings to the item that stays, in words. */
function comingAlong(kept: Item, others: readonly Item[]): readonly string[] {
  const { parts } = duplicateTexts;
  const news = <T,>(of: (item: Item) => readonly T[], key: (value: T) => string): number => {
    const known = new Set(of(kept).map(key));
    return new Set(
      others
        .flatMap(of)
        .map(key)
        .filter((each) => !known.has(each)),
    ).size;
  };
  const login = (item: Item) => item.content.login;
  const otps = new Set(others.map((item) => login(item)?.otp ?? '').filter((otp) => otp !== ''));
  const mine = login(kept)?.otp ?? '';
  const otherOtps = [...otps].filter((otp) => otp !== mine).length - (mine === '' && otps.size > 0 ? 1 : 0);
  const told = (count: number, text: (n: number) => string) => (count > 0 ? [text(count)] : []);
  const yes = (is: boolean, text: () => string) => (is ? [text()] : []);
  return [
    ...told(
      news(
        (item) => login(item)?.usernames ?? [],
        (name) => name.toLowerCase(),
      ),
      parts.usernames,
    ),
    ...told(
      news(
        (item) => login(item)?.urls ?? [],
        ({ url }) => url,
      ),
      parts.addresses,
    ),
    ...yes(kept.content.folder === '' && others.some(({ content }) => content.folder !== ''), parts.folder),
    ...told(
      news(
        ({ content }) => content.tags,
        (tag) => tag,
      ),
      parts.tags,
    ),
    ...yes(!kept.content.favourite && others.some(({ content }) => content.favourite), parts.favourite),
    ...yes(
      others.some(({ content: { notes } }) => notes !== '' && !kept.content.notes.includes(notes)),
      parts.notes,
    ),
    ...told(
      news(
        ({ content }) => content.fields,
        ({ name, value }) => `${name}\n${value}`,
      ),
      parts.fields,
    ),
    ...yes(mine === '' && otps.size > 0, parts.otp),
    ...told(otherOtps, parts.otherOtp),
    ...told(
      news(
        (item) => login(item)?.passkeys ?? [],
        ({ credentialId }) => String(credentialId),
      ),
      parts.passkeys,
    ),
    ...told(
      news(
        ({ history }) => history,
        ({ password }) => password,
      ),
      parts.history,
    ),
    ...told(others.flatMap(({ attachments }) => attachments).length, parts.files),
  ];
}
