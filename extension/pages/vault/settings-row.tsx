// One setting as a row: its name, one sentence, and what changes it. What a search found is marked in the words.
// What an organisation has set is text with a chip, never a switch that does nothing.

import type { ComponentChildren } from 'preact';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { Icon } from '../icons.js';
import { Marked } from './marked.js';
import { sectionTexts } from './settings-texts.js';

/** What is searched for. */
export const Query = createContext('');

export function SettingRow({
  id,
  name,
  hint,
  labels,
  children,
  below,
}: {
  readonly id: string;
  readonly name: string;
  readonly hint: string;
  /** Whether there is a field that the name is the label of. */
  readonly labels: boolean;
  readonly children?: ComponentChildren;
  readonly below?: ComponentChildren;
}) {
  const query = useContext(Query);
  return (
    <li class="setrow" data-setting={id}>
      <div class="setwords">
        {labels ? (
          <label class="st" for={id}>
            <Marked text={name} query={query} />
          </label>
        ) : (
          <p class="st" id={`${id}-name`}>
            <Marked text={name} query={query} />
          </p>
        )}
        <p class="small second" id={`${id}-hint`}>
          <Marked text={hint} query={query} />
        </p>
      </div>
      {children && <div class="setcontrol">{children}</div>}
      {below && <div class="setbelow stack close">{below}</div>}
    </li>
  );
}

export const OrganisationChip = () => (
  <span class="chip" data-by="organisation">
    <Icon name="org" small />
    {sectionTexts.organisation}
  </span>
);

/** What holds because an organisation has set it. */
export const Fixed = ({ text }: { readonly text: string }) => (
  <>
    <span class="small" data-fixed>
      {text}
    </span>
    <OrganisationChip />
  </>
);

export const Toggle = ({
  id,
  on,
  onChange,
}: {
  readonly id: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}) => (
  <span class="switch bare">
    <input
      id={id}
      type="checkbox"
      role="switch"
      aria-checked={on}
      aria-describedby={`${id}-hint`}
      checked={on}
      onChange={({ currentTarget }) => {
        const wanted = currentTarget.checked;
        // It shows what holds, until the answer says that something else does.
        currentTarget.checked = on;
        onChange(wanted);
      }}
    />
  </span>
);

export const Act = ({
  id,
  text,
  onClick,
}: {
  readonly id: string;
  readonly text: string;
  readonly onClick: () => void;
}) => (
  <button type="button" class="btn plain" data-action={id} aria-describedby={`${id}-name`} onClick={onClick}>
    {text}
  </button>
);
