// The popup's settings: the few that change from day to day, and the way to all of them in the vault page.
// A change is saved at once.

import { useEffect, useRef } from 'preact/hooks';
import type { FactorProof } from '../../generated/core.js';
import { own } from '../ask.js';
import { openHelp } from '../help-links.js';
import { Icon } from '../icons.js';
import { calibrate, forgetOutputs, isBelowDefault, makeSlot } from '../kdf.js';
import { IconButton, Note } from '../parts.js';
import { settingsTexts } from '../texts.js';
import { securityTexts } from '../vault/security-texts.js';
import { SettingsFailure } from '../vault/settings-failure.js';
import { SettingRow } from '../vault/settings-row.js';
import { readSettings } from '../vault/settings-state.js';
import { entryTexts, sectionTexts } from '../vault/settings-texts.js';
import { ClearClipboard, isFixed, LockAfter, limitOf, MenuInPages, ThemeChoice } from '../vault/settings-values.js';
import { waysOf } from '../ways.js';
import { words } from '../words.js';
import { AskMaster } from './ask-master.js';
import { useEscape } from './escape.js';
import { heed, refreshStatus, settings, showList, status } from './state.js';
import { openVaultPage } from './surface.js';

export function SettingsView() {
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    back.current?.focus();
    void readSettings();
  }, []);
  useEscape(showList);

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
        <SettingsFailure />
        <Upgrade />
        {settings.value && <Few />}
        <button
          type="button"
          class="btn plate wide"
          data-action="all-settings"
          onClick={() => openVaultPage('settings')}
        >
          {sectionTexts.all}
        </button>
      </main>
    </div>
  );
}

/** The few that change from day to day; all of them stand in the vault page. */
const EVERY_DAY = [
  ['lock-after', LockAfter],
  ['clear-clipboard', ClearClipboard],
  ['menu-in-pages', MenuInPages],
  ['theme', ThemeChoice],
] as const;

const Few = () => (
  <ul class="group">
    {EVERY_DAY.map(([id, Control]) => (
      <SettingRow
        key={id}
        id={id}
        name={entryTexts[id][0]}
        hint={`${entryTexts[id][1]}${limitOf(id)}`}
        labels={!isFixed(id)}
      >
        <Control id={id} />
      </SettingRow>
    ))}
  </ul>
);

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
