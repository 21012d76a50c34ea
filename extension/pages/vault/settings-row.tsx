// One setting as a row: its name, one sentence, and what changes it. What a search found is marked in the words.
// What an organisation has set is text with a chip, never a switch that does nothing.

import type { ComponentChildren } from 'preact';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { Icon } from '../icons.js';
import { sectionTexts } from './settings-texts.js';

/** What is searched for. */
export const Query = createContext('');

/** Words with what was found in them marked. */
export function Marked({ text }: { readonly text: string }) {
  const query = useContext(Query).trim().toLowerCase();
  const at = query === '' ? -1 : text.toLowerCase().indexOf(query);
  if (at < 0) return <>{text}</>;
  return (
    <>
      {text.slice(0, at)}
      <mark>{text.slice(at, at + query.length)}</mark>
      {text.slice(at + query.length)}
    </>
  );
}

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
  return (
    <li class="setrow" data-setting={id}>
      <div class="setwords">
        {labels ? (
          <label class="st" for={id}>
            <Marked text={name} />
          </label>
        ) : (
          <p class="st" id={`${id}-name`}>
            <Marked text={name} />
          </p>
        )}
        <p class="small second" id={`${id}-hint`}>
          <Marked text={hint} />
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

export function Select<T extends string | number>({
  id,
  value,
  values,
  say,
  onChange,
}: {
  readonly id: string;
  readonly value: T;
  readonly values: readonly T[];
  readonly say: (value: T) => string;
  readonly onChange: (value: T) => void;
}) {
  // One that was set elsewhere to another value keeps it.
  const all = values.includes(value) ? values : [value, ...values];
  return (
    <span class="field select setselect">
      <select
        id={id}
        aria-describedby={`${id}-hint`}
        value={value}
        onChange={({ currentTarget }) => {
          const wanted = all.find((one) => String(one) === currentTarget.value);
          if (wanted !== undefined) onChange(wanted);
        }}
      >
        {all.map((one) => (
          <option key={one} value={one}>
            {say(one)}
          </option>
        ))}
      </select>
      <Icon name="down" small />
    </span>
  );
}

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
      onChange={({ currentTarget }) => onChange(currentTarget.checked)}
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
