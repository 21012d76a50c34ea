// What the browser itself decides and Latchkey can only show or ask for: the keys of the shortcuts, its own saver of
// passwords, and whether Latchkey may answer in its place; for both the user gives a permission by a press.

import { signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { Note } from '../parts.js';
import { Act, Toggle } from './settings-row.js';
import { failed } from './settings-state.js';
import { choiceTexts, saverTexts, sectionTexts } from './settings-texts.js';

/** The keys of each command, as the browser reports them. */
const keys = signal<ReadonlyMap<string, string>>(new Map());

/** A telephone's browser has none. */
export const hasShortcuts = browser.commands !== undefined;

async function readKeys(): Promise<void> {
  if (!hasShortcuts) return;
  const all = await browser.commands.getAll();
  keys.value = new Map(all.flatMap(({ name, shortcut }) => (name === undefined ? [] : [[name, shortcut ?? '']])));
}

/** Keeps the keys true while the section is shown: the browser tells no one when they change. */
export function useKeys(): void {
  useEffect(() => {
    const look = () => void readKeys();
    look();
    addEventListener('focus', look);
    return () => removeEventListener('focus', look);
  }, []);
}

/** Firefox opens its page for shortcuts when asked; Chromium has an address for it. */
function openShortcuts(): void {
  const commands: typeof browser.commands & { openShortcutSettings?: () => Promise<void> } = browser.commands;
  const opened: Promise<unknown> = commands.openShortcutSettings
    ? commands.openShortcutSettings()
    : browser.tabs.create({ url: 'chrome://extensions/shortcuts' });
  void opened.catch(() => {
    failed.value = 'not-opened';
  });
}

/** Parts of a shortcut as the browser writes it: with a plus between, on a Mac by signs alone. */
export const keysOf = (shortcut: string): readonly string[] =>
  shortcut.includes('+') ? shortcut.split('+') : [...shortcut];

export function Keys({ id }: { readonly id: string }) {
  const shortcut = keys.value.get(id.slice('key-'.length)) ?? '';
  return (
    <>
      <span class="flex keys" data-keys={shortcut}>
        {shortcut === '' ? (
          <span class="hint">{choiceTexts.noKey}</span>
        ) : (
          keysOf(shortcut).map((key) => <kbd key={key}>{key}</kbd>)
        )}
      </span>
      <Act id={id} text={sectionTexts.change} onClick={openShortcuts} />
    </>
  );
}

type Saver = 'unknown' | 'on' | 'off' | 'off-otherwise' | 'other' | 'refused';

async function readSaver(): Promise<Saver> {
  if (!(await browser.permissions.contains({ permissions: ['privacy'] }))) return 'unknown';
  const { value, levelOfControl } = await browser.privacy.services.passwordSavingEnabled.get({});
  if (levelOfControl === 'controlled_by_this_extension') return value ? 'on' : 'off';
  if (!value) return 'off-otherwise';
  return levelOfControl === 'controllable_by_this_extension' ? 'on' : 'other';
}

export function PasswordSaver({ id }: { readonly id: string }) {
  const [state, setState] = useState<Saver | undefined>();
  // Whoever cannot ask the browser cannot change it either.
  const read = () => readSaver().catch(() => 'refused' as const);
  useEffect(() => void read().then(setState), []);

  const set = async (change: () => Promise<unknown>) => {
    const worked = await change().then(
      () => true,
      () => false,
    );
    const now = await read();
    setState(worked ? now : 'refused');
  };
  const turnOff = async () => {
    // The question must come from the press itself, so nothing is waited for before it.
    const given =
      state !== 'unknown' || (await browser.permissions.request({ permissions: ['privacy'] }).catch(() => false));
    if (given) await set(async () => browser.privacy.services.passwordSavingEnabled.set({ value: false }));
  };
  const giveBack = () => set(async () => browser.privacy.services.passwordSavingEnabled.clear({}));

  if (state === undefined) return null;
  return (
    <div class="saver stack close" data-saver={state} role="status">
      {state === 'on' && <p class="small second">{saverTexts.on}</p>}
      {state === 'off' && <p class="small second">{saverTexts.off}</p>}
      {state === 'off-otherwise' && <p class="small second">{saverTexts.offOtherwise}</p>}
      {state === 'other' && <p class="small second">{saverTexts.other}</p>}
      {state === 'refused' && <Note tone="warn" text={saverTexts.refused} awaited />}
      {(state === 'unknown' || state === 'on' || state === 'refused') && (
        <Act id={id} text={saverTexts.turnOff} onClick={() => void turnOff()} />
      )}
      {state === 'off' && <Act id={id} text={saverTexts.giveBack} onClick={() => void giveBack()} />}
    </div>
  );
}

const ANSWERING = [
  'webRequest',
  'webRequestAuthProvider',
] as const satisfies chrome.permissions.Permissions['permissions'];

/** Sites that ask by the browser's own window are answered: the setting is the permission, and nothing beside it. */
export function AnswerSites({ id }: { readonly id: string }) {
  const [on, setOn] = useState<boolean | undefined>();
  const look = async () => setOn(await browser.permissions.contains({ permissions: [...ANSWERING] }));
  useEffect(() => void look(), []);
  if (on === undefined) return null;
  const turn = (wanted: boolean) => {
    setOn(wanted);
    // The question must come from the press itself, so nothing is waited for before it.
    const asked = { permissions: [...ANSWERING] };
    void (wanted ? browser.permissions.request(asked) : browser.permissions.remove(asked)).then(look, look);
  };
  return <Toggle id={id} on={on} onChange={turn} />;
}
