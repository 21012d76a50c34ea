// One setting with a few values, as a part of a form. It shows and reports; it asks nobody.

import { Icon } from './icons.js';

/** A list of a few values; one that was set elsewhere to another value keeps it. The hint bears its id and `-hint`. */
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
  const all = values.includes(value) ? values : [value, ...values];
  return (
    <span class="field select">
      <select
        id={id}
        aria-describedby={`${id}-hint`}
        value={value}
        onChange={({ currentTarget }) => {
          const wanted = all.find((one) => String(one) === currentTarget.value);
          // It shows what holds, until whoever owns the value says that another does.
          currentTarget.value = String(value);
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

/** The same with its name and one sentence. */
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
      <Select id={id} value={value} values={values} say={say} onChange={onChange} />
    </div>
  );
}
