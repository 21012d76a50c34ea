// The few settings there are: when the vault locks, when a copied password is cleared, where saving is never offered,
// where no menu is shown.
// Each is a name and one sentence that says what it does; a change is saved at once.

import { useEffect, useRef, useState } from 'preact/hooks';
import type { ErrorCode, FactorProof, Settings } from '../../generated/core.js';
import { withRule } from '../../messages.js';
import { own } from '../ask.js';
import { errorTexts } from '../error-texts.js';
import { openHelp } from '../help-links.js';
import { Icon } from '../icons.js';
import { calibrate, forgetOutputs, isBelowDefault, makeSlot } from '../kdf.js';
import { IconButton, Note, Switch } from '../parts.js';
import { settingsTexts, words } from '../texts.js';
import { securityTexts } from '../vault/security-texts.js';
import { waysOf } from '../ways.js';
import { AskMaster } from './ask-master.js';
import { useEscape } from './escape.js';
import { SharedLogins } from './shared-logins.js';
import { heed, refreshStatus, settings, showList, status } from './state.js';
import { openVaultPage } from './surface.js';

const MINUTES = [1, 5, 15, 30, 60, 240, 0] as const;
const DAYS = [30, 90, 180, 365, 730, 0] as const;
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
        <h1 class="title heading">{words.settings}</h1>
        <span class="grow" />
        <IconButton icon="help" name={words.help} action="help" onClick={() => openHelp()} />
        <button type="button" class="btn plain" data-action="vault-page" onClick={() => openVaultPage('items')}>
          <Icon name="out" small />
          {words.vaultPage}
        </button>
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
  const never = now.sites.filter(({ neverSave }) => neverSave);
  const without = now.sites.filter(({ noMenu }) => noMenu);
  return (
    <>
      <Upgrade />
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
          <Switch
            id="lock-with-system"
            name={settingsTexts.withSystem}
            hint={settingsTexts.withSystemHint}
            on={now.lockWithSystem}
            onChange={(lockWithSystem) => onChange({ lockWithSystem })}
          />
          <Switch
            id="lock-with-last-window"
            name={settingsTexts.withLastWindow}
            hint={settingsTexts.withLastWindowHint}
            on={now.lockWithLastWindow}
            onChange={(lockWithLastWindow) => onChange({ lockWithLastWindow })}
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
        <h2 class="gh2">{settingsTexts.health}</h2>
        <div class="group">
          <Choice
            id="old-after"
            name={settingsTexts.oldAfter}
            hint={settingsTexts.oldAfterHint}
            value={now.oldAfterDays}
            values={DAYS}
            say={settingsTexts.days}
            onChange={(oldAfterDays) => onChange({ oldAfterDays })}
          />
        </div>
      </section>
      <section>
        <h2 class="gh2">{settingsTexts.inPages}</h2>
        <div class="group">
          <MenuSwitch />
        </div>
      </section>
      <SharedLogins groups={now.equivalentDomains} onChange={(equivalentDomains) => onChange({ equivalentDomains })} />
      {without.length > 0 && (
        <section>
          <h2 class="gh2">{settingsTexts.noMenu}</h2>
          <Hosts
            hosts={without.map(({ host }) => host)}
            action="menu-again"
            say={settingsTexts.noMenuRemove}
            onRemove={(host) => onChange({ sites: withRule(now.sites, host, { noMenu: false }) })}
          />
        </section>
      )}
      <section>
        <h2 class="gh2">{settingsTexts.never}</h2>
        {never.length === 0 ? (
          <p class="small second inline">{settingsTexts.neverNone}</p>
        ) : (
          <Hosts
            hosts={never.map(({ host }) => host)}
            action="offer-again"
            say={settingsTexts.neverRemove}
            onRemove={(host) => onChange({ sites: withRule(now.sites, host, { neverSave: false }) })}
          />
        )}
      </section>
    </>
  );
}

/** Offers to make each guess dearer where the vault was made when less was asked for. */
function Upgrade() {
  const { costs, secondFactor } = waysOf(status.value?.slots);
  if (!costs.some((cost) => isBelowDefault(cost))) return null;
  const upgrade = async (proofs: readonly FactorProof[], password: string) => {
    const made = await makeSlot(password, await calibrate());
    if (!made.ok) return made.code;
    const reply = heed(await own('own/replace-slot', { proofs, slot: made.value }));
    forgetOutputs(made.value.factors);
    await refreshStatus();
    return reply.ok ? undefined : reply.code;
  };
  return (
    <section class="stack close" data-offers="upgrade">
      <Note tone="brass" text={secondFactor ? securityTexts.upgrade : settingsTexts.upgrade} />
      {secondFactor ? (
        <button type="button" class="btn plate wide" data-action="security" onClick={() => openVaultPage('security')}>
          {securityTexts.heading}
        </button>
      ) : (
        <AskMaster verb={settingsTexts.upgradeIt} onProofs={upgrade} />
      )}
    </section>
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
  onRemove,
}: {
  readonly hosts: readonly string[];
  readonly action: string;
  readonly say: (host: string) => string;
  readonly onRemove: (host: string) => void;
}) => (
  <ul class="group">
    {hosts.map((host) => (
      <li class="line short" key={host}>
        <span class="v">
          <bdi dir="ltr">{host}</bdi>
        </span>
        <div class="end">
          <IconButton icon="x" name={say(host)} action={action} onClick={() => onRemove(host)} />
        </div>
      </li>
    ))}
  </ul>
);

/** One setting with a few values; one that was set elsewhere to another value keeps it. */
export function Choice({
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
