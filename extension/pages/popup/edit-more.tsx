// What few items need, behind one line of the editor: the user's own fields, folder, tags, and what is switched on.

import { useState } from 'preact/hooks';
import type { CustomField, CustomFieldKind, ItemContent } from '../../generated/core.js';
import { blankField } from '../contents.js';
import { Icon } from '../icons.js';
import { fieldKindNames } from '../names.js';
import { IconButton, SecretInput, Switch, TextField } from '../parts.js';
import { editTexts, itemTexts } from '../texts.js';
import { words } from '../words.js';
import type { Patch } from './edit.js';
import { EditGroup } from './edit-group.js';
import { Grip, moved } from './grip.js';

export function More({ content, onChange }: { readonly content: ItemContent; readonly onChange: Patch }) {
  const { fields, folder, tags, favourite, guarded, login } = content;
  const [open, setOpen] = useState(fields.length > 0 || folder !== '' || tags.length > 0 || guarded);
  // What is being typed is kept as it is typed; the list is made when it is read.
  const [typedTags, setTypedTags] = useState(tags.join(', '));
  if (!open) {
    return (
      <button type="button" class="btn add" data-action="more" onClick={() => setOpen(true)}>
        <Icon name="down" small />
        {editTexts.more}
      </button>
    );
  }
  return (
    <>
      <EditGroup name={editTexts.groupFields}>
        <Fields fields={fields} onChange={(changed) => onChange({ fields: changed })} />
      </EditGroup>
      <EditGroup name={editTexts.groupFiling}>
        <TextField
          id="folder"
          label={editTexts.folder}
          value={folder}
          onInput={(typed) => onChange({ folder: typed })}
          placeholder={editTexts.folderHint}
          dir="auto"
          maxLength={1000}
        />
        <TextField
          id="tags"
          label={editTexts.tags}
          value={typedTags}
          onInput={(typed) => {
            setTypedTags(typed);
            onChange({ tags: typed.split(/[,،、]/) });
          }}
          placeholder={editTexts.tagsHint}
          dir="auto"
          maxLength={1000}
        />
        <div class="group">
          <Switch id="favourite" name={words.favourite} on={favourite} onChange={(on) => onChange({ favourite: on })} />
          <Switch id="guarded" name={editTexts.guard} on={guarded} onChange={(on) => onChange({ guarded: on })} />
          {login && (
            <Switch
              id="second-factor"
              name={editTexts.secondFactor}
              on={login.offersSecondFactor}
              onChange={(on) => onChange({ login: { ...login, offersSecondFactor: on } })}
            />
          )}
        </div>
      </EditGroup>
    </>
  );
}

const MAX_FIELDS = 200;
const FIELD_KINDS: readonly CustomFieldKind[] = ['text', 'hidden', 'boolean', 'date', 'url', 'linked'];

function Fields({
  fields,
  onChange,
}: {
  readonly fields: readonly CustomField[];
  readonly onChange: (fields: CustomField[]) => void;
}) {
  const set = (place: number, change: Partial<CustomField>) =>
    onChange(fields.map((field, i) => (i === place ? { ...field, ...change } : field)));
  const [moves, setMoves] = useState(0);
  const move = (from: number, to: number) => {
    onChange(moved(fields, from, to));
    setMoves((n) => n + 1);
  };
  return (
    <div class="stack close">
      {fields.map((field, place) => (
        // A field is its place; all of it may change.
        <div key={place} class="own" data-movable>
          <span class="field">
            <input
              id={`field-${place + 1}-name`}
              aria-label={editTexts.fieldName}
              placeholder={editTexts.fieldName}
              dir="auto"
              maxLength={1000}
              autocomplete="off"
              value={field.name}
              onInput={({ currentTarget }) => set(place, { name: currentTarget.value })}
            />
          </span>
          <span class="field select">
            <select
              id={`field-${place + 1}-kind`}
              aria-label={editTexts.fieldKind}
              value={field.kind}
              onChange={({ currentTarget }) =>
                set(place, { kind: FIELD_KINDS.find((kind) => kind === currentTarget.value) ?? 'text' })
              }
            >
              {FIELD_KINDS.map((kind) => (
                <option key={kind} value={kind}>
                  {fieldKindNames[kind]}
                </option>
              ))}
            </select>
            <Icon name="down" small />
          </span>
          <IconButton
            icon="x"
            name={editTexts.removeField}
            onClick={() => onChange(fields.filter((_, i) => i !== place))}
          />
          {/* Anew after each move: what was revealed in one place must not reveal what comes there. */}
          <Value key={moves} id={`field-${place + 1}`} field={field} onChange={(value) => set(place, { value })} />
          <Grip place={place} count={fields.length} onMove={move} />
        </div>
      ))}
      <button
        type="button"
        class="btn add"
        data-action="add-field"
        disabled={fields.length >= MAX_FIELDS}
        onClick={() => onChange([...fields, blankField()])}
      >
        <Icon name="plus" small />
        {editTexts.addField}
      </button>
    </div>
  );
}

/** The value of a field, by its kind. */
function Value({
  id,
  field,
  onChange,
}: {
  readonly id: string;
  readonly field: CustomField;
  readonly onChange: (value: string) => void;
}) {
  const { kind, value } = field;
  if (kind === 'boolean' || kind === 'linked') {
    const choices: readonly (readonly [string, string])[] =
      kind === 'boolean'
        ? [
            ['false', itemTexts.no],
            ['true', itemTexts.yes],
          ]
        : [
            ['username', words.username],
            ['current-password', words.password],
          ];
    return (
      <span class="field select value">
        <select
          id={id}
          aria-label={editTexts.fieldValue}
          value={choices.some(([choice]) => choice === value) ? value : ''}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        >
          {!choices.some(([choice]) => choice === value) && <option value="">–</option>}
          {choices.map(([choice, name]) => (
            <option key={choice} value={choice}>
              {name}
            </option>
          ))}
        </select>
        <Icon name="down" small />
      </span>
    );
  }
  if (kind === 'hidden') {
    return (
      <div class="value">
        <SecretInput id={id} label={editTexts.fieldValue} value={value} onInput={onChange} maxLength={100000} />
      </div>
    );
  }
  // What is no date stays a text, as it was written.
  const isDate = kind === 'date' && (value === '' || /^\d{4}-\d\d-\d\d$/.test(value));
  return (
    <span class="field value">
      <input
        id={id}
        {...(isDate ? ({ type: 'date' } as const) : ({ type: 'text' } as const))}
        aria-label={editTexts.fieldValue}
        placeholder={editTexts.fieldValue}
        dir={kind === 'url' ? 'ltr' : 'auto'}
        maxLength={100000}
        autocomplete="off"
        value={value}
        onInput={({ currentTarget }) => onChange(currentTarget.value)}
      />
    </span>
  );
}
