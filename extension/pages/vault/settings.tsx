// The section "Settings": all of them as one list of rows, in groups, narrowed down by a search. It names the settings and
// puts each beside what changes it; nothing is decided here.

import type { ComponentType } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { searchHelp } from '../help-links.js';
import { Icon } from '../icons.js';
import { IconButton } from '../parts.js';
import { SharedLogins } from '../popup/shared-logins.js';
import { settings } from '../popup/state.js';
import { plain, wordsOf } from './help/search.js';
import { AnswerSites, hasShortcuts, Keys, PasswordSaver, useKeys } from './settings-browser.js';
import { SettingsFailure } from './settings-failure.js';
import { OrganisationRules } from './settings-policy.js';
import { Act, Query, SettingRow } from './settings-row.js';
import { SiteRules } from './settings-sites.js';
import { change, readSettings } from './settings-state.js';
import { choiceTexts, entryTexts, groupNames, sectionTexts } from './settings-texts.js';
import * as values from './settings-values.js';
import { isUnfinished, WELCOME } from './welcome-state.js';

type EntryId = keyof typeof entryTexts;

interface Entry {
  readonly id: EntryId;
  /** Stands beside the words. */
  readonly Control?: ComponentType<{ readonly id: string }>;
  /** Stands below them, over the whole width. */
  readonly Below?: ComponentType;
  /** The control is a field that bears the row's id. */
  readonly labels?: boolean;
}

const Shared = () => (
  <SharedLogins
    groups={settings.value?.equivalentDomains ?? []}
    onChange={(equivalentDomains) => void change({ equivalentDomains })}
  />
);

/** A row that leads to another section. */
const leadsTo = (hash: string) =>
  function Lead({ id }: { readonly id: string }) {
    return (
      <Act
        id={id}
        text={sectionTexts.open}
        onClick={() => {
          location.hash = hash;
        }}
      />
    );
  };

/** The first run, from the step that it stands at; from the recovery code on where it ended. */
const FirstRun = ({ id }: { readonly id: string }) => (
  <Act
    id={id}
    text={isUnfinished() ? choiceTexts.goOn : choiceTexts.again}
    onClick={() => {
      location.hash = WELCOME;
    }}
  />
);

const field = (id: EntryId, Control: ComponentType<{ readonly id: string }>): Entry => ({ id, Control, labels: true });

const ALL: readonly (readonly [group: keyof typeof groupNames, entries: readonly Entry[]])[] = [
  ['start', [{ id: 'welcome', Control: FirstRun }]],
  [
    'locking',
    [
      field('lock-after', values.LockAfter),
      field('lock-with-system', values.LockWithSystem),
      ...(browser.windows === undefined ? [] : [field('lock-with-last-window', values.LockWithLastWindow)]),
      { id: 'ways', Control: leadsTo('#security') },
    ],
  ],
  ['clipboard', [field('clear-clipboard', values.ClearClipboard)]],
  [
    'saving',
    [
      field('offer-saves', values.OfferSaves),
      field('menu-in-pages', values.MenuInPages),
      field('answer-sites', AnswerSites),
      { id: 'match-rule', Control: leadsTo('#items') },
    ],
  ],
  ['sites', [{ id: 'sites', Below: SiteRules }]],
  ['shared', [{ id: 'shared', Below: Shared }]],
  [
    'shortcuts',
    (['key-_execute_action', 'key-fill', 'key-make', 'key-lock'] as const).map((id) => ({ id, Control: Keys })),
  ],
  ['look', [field('theme', values.ThemeChoice), field('rows', values.RowsChoice)]],
  ['health', [field('old-after', values.OldAfter)]],
  [
    'privacy',
    [
      { id: 'password-saver', Control: PasswordSaver },
      field('check-exposed', values.CheckExposed),
      { id: 'stored', Control: leadsTo('#help/leaves') },
    ],
  ],
  ['organisation', [{ id: 'organisation', Below: OrganisationRules }]],
];

const GROUPS = ALL.filter(([group]) => group !== 'shortcuts' || hasShortcuts);
const TOTAL = GROUPS.reduce((sum, [, entries]) => sum + entries.length, 0);

/** Whether each word of the query begins or stands in a word of the entry or of its group. */
function isFound(query: string, group: keyof typeof groupNames, { id }: Entry): boolean {
  const text = plain([groupNames[group], ...entryTexts[id]].join(' '));
  return wordsOf(query).every((word) => text.includes(word));
}

export function SettingsSection() {
  const search = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState('');
  useKeys();
  useEffect(() => {
    search.current?.focus();
    void readSettings();
  }, []);
  const shown = GROUPS.map(
    ([group, entries]) => [group, entries.filter((entry) => isFound(query, group, entry))] as const,
  );
  const found = shown.reduce((sum, [, entries]) => sum + entries.length, 0);
  return (
    <Query.Provider value={query}>
      <h1 class="display">{sectionTexts.name}</h1>
      <search class="setsearch">
        <div class="field">
          <Icon name="search" />
          <input
            id="settings-search"
            ref={search}
            type="search"
            aria-label={sectionTexts.search}
            placeholder={sectionTexts.search}
            autocomplete="off"
            spellcheck={false}
            value={query}
            onInput={({ currentTarget }) => setQuery(currentTarget.value)}
          />
          <span class="hint num" role="status">
            {query.trim() !== '' && sectionTexts.found(found, TOTAL)}
          </span>
          {query !== '' && (
            <IconButton
              icon="x"
              name={sectionTexts.clear}
              action="clear-search"
              onClick={() => {
                setQuery('');
                search.current?.focus();
              }}
            />
          )}
        </div>
      </search>
      <SettingsFailure />
      {shown.map(
        ([group, entries]) =>
          entries.length > 0 && (
            <section key={group} data-group={group}>
              <h2 class="gh2">{groupNames[group]}</h2>
              <ul class="group">
                {entries.map(({ id, Control, Below, labels = false }) => (
                  <SettingRow
                    key={id}
                    id={id}
                    name={entryTexts[id][0]}
                    hint={`${entryTexts[id][1]}${values.limitOf(id)}`}
                    labels={labels && !values.isFixed(id)}
                    below={Below && <Below />}
                  >
                    {Control && <Control id={id} />}
                  </SettingRow>
                ))}
              </ul>
            </section>
          ),
      )}
      {query.trim() !== '' && (
        <p class="small second">
          {found === 0 ? sectionTexts.none(query.trim()) : sectionTexts.notHere}{' '}
          <button type="button" class="link" data-action="search-help" onClick={() => searchHelp(query.trim())}>
            {sectionTexts.inHelp(query.trim())}
          </button>
        </p>
      )}
    </Query.Provider>
  );
}
