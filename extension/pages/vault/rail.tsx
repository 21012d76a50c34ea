// The rail on the inline start side: kinds, folders and tags with their counts, the other sections, and the lock. On a
// narrower page it is icons alone, and on a narrow one a bar; both open it whole over the page. It only shows ways.

import { signal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { ItemKind } from '../../generated/core.js';
import { BackupLine } from '../backup-line.js';
import type { IconName } from '../icons.js';
import { Icon, Sign } from '../icons.js';
import { IconButton } from '../parts.js';
import type { Filing } from '../popup/filing.js';
import { lock } from '../popup/state.js';
import { number } from '../say.js';
import { words } from '../words.js';
import { counted, filings, isShown, refreshFilings, showFiling } from './filings.js';
import { railTexts } from './rail-texts.js';
import type { SectionEntry } from './sections.js';
import { sections } from './sections.js';
import { FirstRunLine } from './welcome.js';

/** Whether the rail is open over the page. */
export const railOpen = signal(false);

const KINDS: readonly { readonly kind: ItemKind; readonly icon: IconName }[] = [
  { kind: 'login', icon: 'key' },
  { kind: 'card', icon: 'card' },
  { kind: 'identity', icon: 'user' },
  { kind: 'note', icon: 'note' },
  { kind: 'custom', icon: 'list' },
  { kind: 'unknown', icon: 'help' },
];

export function Rail({ now }: { readonly now: SectionEntry }) {
  const rail = useRef<HTMLElement>(null);
  const opener = useRef<Element | null>(null);
  const open = railOpen.value;
  useLayoutEffect(() => {
    if (!open) return;
    opener.current = document.activeElement;
    rail.current?.querySelector<HTMLElement>('[aria-current]')?.focus();
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      railOpen.value = false;
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
      if (opener.current instanceof HTMLElement) opener.current.focus();
    };
  }, [open]);
  // A section without the list has it not asked for yet.
  useEffect(() => {
    if (!filings.value) void refreshFilings();
  }, []);
  const known = filings.value;
  const inItems = now.id === 'items';
  const section = (id: string, said = '') =>
    sections.filter((each) => each.id === id).map((each) => <SectionLink key={id} each={each} now={now} said={said} />);
  return (
    <>
      <header class="topbar">
        <IconButton
          icon="list"
          name={railTexts.menu}
          action="menu"
          aria-expanded={open}
          onClick={() => {
            railOpen.value = !open;
          }}
        />
        <span class="strong">{now.name}</span>
      </header>
      {open && (
        // biome-ignore lint/a11y/noStaticElementInteractions: by keyboard Escape does the same.
        // biome-ignore lint/a11y/useKeyWithClickEvents: see above.
        <div class="veil" onClick={close} />
      )}
      <nav class="side" aria-label={words.vault} ref={rail} data-open={open}>
        <div class="brandline">
          <Sign size={28} />
          <span class="clip">{words.name}</span>
        </div>
        <IconButton
          icon={open ? 'x' : 'next'}
          flip={!open}
          name={open ? railTexts.closeMenu : railTexts.menu}
          action="rail"
          aria-expanded={open}
          class="nav railbutton"
          onClick={() => {
            railOpen.value = !open;
          }}
        />
        <div class="navs">
          <ItemsLink name={railTexts.all} icon="list" count={known?.total} current={inItems && isShown('items')} />
          {counted('favourite').map((by) => (
            <FilingLink key={by.name} by={by} name={railTexts.favourites} icon="star" inItems={inItems} />
          ))}
          {KINDS.flatMap(({ kind, icon }) =>
            counted('kind')
              .filter(({ name }) => name === kind)
              .map((by) => (
                <FilingLink key={kind} by={by} name={railTexts.kinds[kind]} icon={icon} inItems={inItems} />
              )),
          )}
          {counted('passkey').map((by) => (
            <FilingLink key="passkey" by={by} name={railTexts.passkeys} icon="passkey" inItems={inItems} />
          ))}
          <div class="filings">
            <Group by="folder" icon="folder" inItems={inItems} />
            <Group by="tag" icon="tag" inItems={inItems} />
          </div>
          <div class="navhead" />
          {section('health', known && known.toMend > 0 ? railTexts.toMend(known.toMend) : '')}
          {section('generator')}
          {(['archive', 'trash'] as const).map((at) => (
            <ItemsLink
              key={at}
              at={at}
              name={railTexts.shelves[at]}
              icon={at === 'trash' ? 'bin' : 'archive'}
              count={known?.[at]}
              current={inItems && isShown(at)}
            />
          ))}
        </div>
        <div class="navs fixed">
          {sections
            .filter(({ id }) => !['items', 'health', 'generator'].includes(id))
            .map((each) => (
              <SectionLink key={each.id} each={each} now={now} />
            ))}
        </div>
        <div class="foot">
          <FirstRunLine />
          <BackupLine
            onLook={() => {
              close();
              location.hash = '#export';
            }}
          />
          <div class="flex between">
            <span class="hint flex">
              <Icon name="device" small />
              <span class="clip">{railTexts.here}</span>
            </span>
            <button type="button" class="btn" data-action="lock" title={words.lock} onClick={() => void lock()}>
              <Icon name="lock" small />
              <span class="clip">{words.lock}</span>
            </button>
          </div>
        </div>
      </nav>
    </>
  );
}

const close = () => {
  railOpen.value = false;
};

const SectionLink = ({
  each: { id, icon, name },
  now,
  said = '',
}: {
  readonly each: SectionEntry;
  readonly now: SectionEntry;
  /** A word at its end. */
  readonly said?: string;
}) => (
  <a class="nav" href={`#${id}`} title={name} aria-current={id === now.id ? 'page' : undefined} onClick={close}>
    <Icon name={icon} />
    <span class="clip">{name}</span>
    {said !== '' && (
      <span class="n" data-said={id}>
        {said}
      </span>
    )}
  </a>
);

/** A way into the list. No name of a folder or tag goes into the address, for the browser would remember it. */
function ItemsLink({
  name,
  icon,
  count,
  current,
  at = 'items',
  by,
  depth = 0,
}: {
  readonly name: string;
  readonly icon: IconName;
  readonly count: number | undefined;
  readonly current: boolean;
  readonly at?: 'items' | 'archive' | 'trash';
  readonly by?: Filing;
  readonly depth?: number;
}) {
  return (
    // biome-ignore lint/a11y/useValidAnchor: it leads to the section; which part of it is shown stays out of the address.
    <a
      class="nav"
      href="#items"
      title={name}
      data-shelf={at}
      data-filing={by && `${by.by} ${by.name}`}
      data-depth={depth}
      aria-current={current ? 'page' : undefined}
      onClick={() => {
        close();
        showFiling(at, by);
      }}
    >
      <Icon name={icon} />
      <span class="clip" dir="auto">
        {name}
      </span>
      {count !== undefined && <span class="n">{number(count)}</span>}
    </a>
  );
}

const FilingLink = ({
  by: { by, name: filed, count },
  name,
  icon,
  inItems,
  depth = 0,
}: {
  readonly by: ReturnType<typeof counted>[number];
  readonly name: string;
  readonly icon: IconName;
  readonly inItems: boolean;
  readonly depth?: number;
}) => (
  <ItemsLink
    name={name}
    icon={icon}
    count={count}
    by={{ by, name: filed }}
    depth={depth}
    current={inItems && isShown('items', { by, name: filed })}
  />
);

/** So deep a folder is drawn; one inside it stands under it all the same. */
const DEPTH_MAX = 3;

/** All folders or all tags; a folder inside another stands under it by its own last name. */
function Group({
  by,
  icon,
  inItems,
}: {
  readonly by: 'folder' | 'tag';
  readonly icon: IconName;
  readonly inItems: boolean;
}) {
  const all = counted(by);
  if (all.length === 0) return null;
  const heading = by === 'folder' ? railTexts.folders : railTexts.tags;
  return (
    <section class="navgroup" aria-label={heading}>
      <div class="navhead" aria-hidden="true">
        {heading}
      </div>
      {all.map((each) => {
        const parts = by === 'folder' ? each.name.split('/') : [each.name];
        return (
          <FilingLink
            key={each.name}
            by={each}
            name={parts.at(-1) || each.name}
            icon={icon}
            inItems={inItems}
            depth={Math.min(parts.length - 1, DEPTH_MAX)}
          />
        );
      })}
    </section>
  );
}
