// One setting with a few values, as a part of a form. It shows and reports; it asks nobody.

import { Icon } from './icons.js';

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
