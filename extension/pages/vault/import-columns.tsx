// What each column of a CSV file holds, where no program is known for it: the guess, and the user's word over it.

import type { ColumnRole, ImportSurvey } from '../../generated/transfer.js';
import { Icon } from '../icons.js';
import { columnNames } from './import-formats.js';
import { readTexts } from './import-texts.js';

/** What these hold is not shown. */
const SECRET: ReadonlySet<ColumnRole> = new Set(['password', 'otp', 'hidden-field']);
const ROLES = Object.keys(columnNames) as ColumnRole[];

export const ColumnsPart = ({
  survey,
  roles,
  onChange,
}: {
  readonly survey: ImportSurvey;
  readonly roles: readonly ColumnRole[];
  readonly onChange: (roles: ColumnRole[]) => void;
}) => (
  <fieldset class="columns" data-part="columns">
    <legend class="label">{readTexts.columns}</legend>
    {survey.columns.map((name, at) => {
      const isSecret = SECRET.has(roles[at] ?? 'ignored');
      const examples = isSecret ? [] : survey.rows.map((row) => row[at] ?? '').filter((text) => text !== '');
      return (
        <div class="column" key={`${at} ${name}`}>
          <label for={`column-${at}`}>
            <bdi class="strong">{name}</bdi>
            {examples.length > 0 && <span class="small second clip">{readTexts.example(examples.slice(0, 2))}</span>}
          </label>
          <span class="field select">
            <select
              id={`column-${at}`}
              value={roles[at] ?? 'ignored'}
              onChange={({ currentTarget }) => {
                const role = ROLES.find((one) => one === currentTarget.value);
                if (role)
                  onChange(survey.columns.map((_, other) => (other === at ? role : (roles[other] ?? 'ignored'))));
              }}
            >
              {ROLES.map((role) => (
                <option key={role} value={role}>
                  {columnNames[role]}
                </option>
              ))}
            </select>
            <Icon name="down" small />
          </span>
        </div>
      );
    })}
  </fieldset>
);
