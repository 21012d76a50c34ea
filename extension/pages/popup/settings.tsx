// The few settings there are: when the vault locks, when a copied password is cleared, where saving is never offered,
// where no menu is shown.
// Each is a name and one sentence that says what it does; a change is saved at once.

import { useEffect, useRef, useState } from 'preact/hooks';
import type { ErrorCode, Settings } from '../../generated/core.js';
import { own } from '../ask.js';
import { errorTexts } from '../error-texts.js';
import { Icon } from '../icons.js';
import { IconButton, Note } from '../parts.js';
import { settingsTexts, words } from '../texts.js';
import { useEscape } from './escape.js';
import { heed, settings, showList } from './state.js';

const MINUTES = [1, 5, 15, 30, 60, 240, 0] as const;
const SECONDS = [10, 30, 60, 120, 300, 0] as const;

export function SettingsView() {
  const back = useRef<HTMLButtonElement>(null);
  const [failed, setFailed] = useState<ErrorCode | undefined>();
  useEffect(() => back.current?.focus(), []);
  useEscape(showList);

  const change = async (patch: Partial<Settings>) => {
    const reply = heed(await own('own/put-settings', { patch }));
    setFailed(reply.ok ? undefined : reply.code);
    if (reply.ok) settings.value = reply.value;
  };

  const now = settings.value;
  return (
    <div class="view" data-view="settings">
      <header>
        <button
          ref={back}
          type="button"
          class="btn icon"
          aria-label={words.back}
          title={words.back}
          data-action="back"
          onClick={showList}
        >
          <Icon name="back" flip />
        </button>
        <h1 class="display s heading">{words.settings}</h1>
      </header>
      <main class="settings stack">
        {failed && (
          <div data-error={failed}>
            <Note tone="bad" text={errorTexts[failed]} awaited />
          </div>
        )}
        {now && <Choices now={now} onChange={(patch) => void change(patch)} />}
      </main>
    </div>
  );
}

function Choices({ now, onChange }: { readonly now: Settings; readonly onChange: (patch: Partial<Settings>) => void }) {
  return (
    <>
      <section>
        <h2 class="gh2">{settingsTexts.locking}</h2>
        <div class="group">
          <Choice
            id="lock-after"
            name={settingsTexts.lockAfter}
            hint={settingsTexts.lockAfterHint}
            value={now.lockAfterMinutes}
            values={MINUTES}
            say={settingsTexts.minutes}
            onChange={(lockAfterMinutes) => onChange({ lockAfterMinutes })}
          />
        </div>
      </section>
      <section>
        <h2 class="gh2">{settingsTexts.clipboard}</h2>
        <div class="group">
          <Choice
            id="clear-clipboard"
            name={settingsTexts.clearAfter}
            hint={settingsTexts.clearAfterHint}
            value={now.clearClipboardSeconds}
            values={SECONDS}
            say={settingsTexts.seconds}
            onChange={(clearClipboardSeconds) => onChange({ clearClipboardSeconds })}
          />
        </div>
      </section>
      <section>
        <h2 class="gh2">{settingsTexts.inPages}</h2>
        <div class="group">
          <MenuSwitch />
        </div>
      </section>
      {now.noMenu.length > 0 && (
        <section>
          <h2 class="gh2">{settingsTexts.noMenu}</h2>
          <Hosts
            hosts={now.noMenu}
            action="menu-again"
            say={settingsTexts.noMenuRemove}
            onChange={(noMenu) => onChange({ noMenu })}
          />
        </section>
      )}
      <section>
        <h2 class="gh2">{settingsTexts.never}</h2>
        {now.neverSave.length === 0 ? (
          <p class="small second inline">{settingsTexts.neverNone}</p>
        ) : (
          <Hosts
            hosts={now.neverSave}
            action="offer-again"
            say={settingsTexts.neverRemove}
            onChange={(neverSave) => onChange({ neverSave })}
          />
        )}
      </section>
    </>
  );
}

/** Menus in pages, on or off. The browser keeps this beside the vault, so that it holds while the vault is locked. */
function MenuSwitch() {
  const [on, setOn] = useState<boolean | undefined>();
  const tell = async (wanted?: boolean) => {
    const reply = await own('own/menu', wanted === undefined ? {} : { on: wanted });
    if (reply.ok) setOn(reply.value.on);
  };
  useEffect(() => void tell(), []);
  if (on === undefined) return null;
  return (
    <Choice
      id="menu-in-pages"
      name={settingsTexts.menu}
      hint={settingsTexts.menuHint}
      value={on ? 1 : 0}
      values={[1, 0]}
      say={(value) => (value === 1 ? settingsTexts.menuOn : settingsTexts.menuOff)}
      onChange={(value) => void tell(value === 1)}
    />
  );
}

/** A list of hosts, each of which can be taken off it. */
const Hosts = ({
  hosts,
  action,
  say,
  onChange,
}: {
  readonly hosts: readonly string[];
  readonly action: string;
  readonly say: (host: string) => string;
  readonly onChange: (hosts: string[]) => void;
}) => (
  <ul class="group">
    {hosts.map((host) => (
      <li class="line short" key={host}>
        <span class="v">
          <bdi dir="ltr">{host}</bdi>
        </span>
        <div class="end">
          <IconButton
            icon="x"
            name={say(host)}
            action={action}
            onClick={() => onChange(hosts.filter((one) => one !== host))}
          />
        </div>
      </li>
    ))}
  </ul>
);

/** One setting with a few values; one that was set elsewhere to another value keeps it. */
function Choice({
  id,
  name,
  hint,
  value,
  values,
  say,
  onChange,
}: {
  readonly id: string;
  readonly name: string;
  readonly hint: string;
  readonly value: number;
  readonly values: readonly number[];
  readonly say: (value: number) => string;
  readonly onChange: (value: number) => void;
}) {
  const all = values.includes(value) ? values : [value, ...values];
  return (
    <div class="set">
      <div>
        <label class="st" for={id}>
          {name}
        </label>
        <p class="small second" id={`${id}-hint`}>
          {hint}
        </p>
      </div>
      <span class="field select">
        <select
          id={id}
          aria-describedby={`${id}-hint`}
          value={value}
          onChange={({ currentTarget }) => onChange(Number(currentTarget.value))}
        >
          {all.map((one) => (
            <option key={one} value={one}>
              {say(one)}
            </option>
          ))}
        </select>
        <Icon name="down" small />
      </span>
    </div>
  );
}
