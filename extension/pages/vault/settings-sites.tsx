// The rules for single sites: where saving is never offered and where no menu is shown, to see, add, change and remove.
// It reads what is typed; the background keeps it.

import { useState } from 'preact/hooks';
import type { SiteRule } from '../../generated/core.js';
import { withRule } from '../../messages.js';
import { parseAddress } from '../addresses.js';
import { IconButton, TextField } from '../parts.js';
import { settings } from '../popup/state.js';
import { OrganisationChip } from './settings-row.js';
import { change, policy } from './settings-state.js';
import { sectionTexts, siteTexts } from './settings-texts.js';

/** As many characters as a host has at most. */
const HOST_MAX = 253;

export function SiteRules() {
  const [typed, setTyped] = useState('');
  const [fault, setFault] = useState<string | undefined>();
  const rules = settings.value?.sites ?? [];
  const shown = rules
    .filter(({ neverSave, noMenu }) => neverSave || noMenu)
    .toSorted((a, b) => (a.host < b.host ? -1 : 1));
  const set = policy.value?.neverSave ?? [];
  const put = (host: string, patch: Partial<Pick<SiteRule, 'neverSave' | 'noMenu'>>) =>
    void change({ sites: withRule(rules, host, patch) });

  const add = () => {
    const address = parseAddress(typed);
    const host = address === undefined ? '' : new URL(address).hostname;
    const known = shown.some((rule) => rule.host === host);
    setFault(host === '' ? siteTexts.bad : known ? siteTexts.known : undefined);
    if (host === '' || known) return;
    put(host, { neverSave: true });
    setTyped('');
  };

  return (
    <>
      {shown.length + set.length === 0 ? (
        <p class="small second">{siteTexts.none}</p>
      ) : (
        <ul class="rules">
          {shown.map(({ host, neverSave, noMenu }) => (
            <li key={host} data-host={host}>
              <bdi class="host" dir="ltr">
                {host}
              </bdi>
              <Check
                name={siteTexts.neverSave}
                label={siteTexts.neverOn(host)}
                on={neverSave}
                onChange={(on) => put(host, { neverSave: on })}
              />
              <Check
                name={siteTexts.noMenu}
                label={siteTexts.noMenuOn(host)}
                on={noMenu}
                onChange={(on) => put(host, { noMenu: on })}
              />
              <IconButton
                icon="x"
                name={siteTexts.remove(host)}
                action="remove-site"
                onClick={() => put(host, { neverSave: false, noMenu: false })}
              />
            </li>
          ))}
          {set.map((host) => (
            <li key={`set ${host}`} data-set-host={host}>
              <bdi class="host" dir="ltr">
                {host}
              </bdi>
              <span class="small">{siteTexts.neverSave}</span>
              <OrganisationChip />
            </li>
          ))}
        </ul>
      )}
      <form
        class="addsite"
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <TextField
          id="site-host"
          label={siteTexts.label}
          value={typed}
          onInput={setTyped}
          placeholder={siteTexts.placeholder}
          maxLength={HOST_MAX}
          dir="ltr"
          spellcheck={false}
          note={fault}
        />
        <button type="submit" class="btn plain" data-action="add-site">
          {sectionTexts.add}
        </button>
      </form>
    </>
  );
}

const Check = ({
  name,
  label,
  on,
  onChange,
}: {
  readonly name: string;
  readonly label: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}) => (
  <label class="check small">
    <input
      type="checkbox"
      aria-label={label}
      checked={on}
      onChange={({ currentTarget }) => onChange(currentTarget.checked)}
    />
    {name}
  </label>
);
