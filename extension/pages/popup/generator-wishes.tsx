// What can be wished for of each kind that the generator makes: length, classes, words, what a user name is made of.
// It changes the wishes and nothing else.

import type { FieldLimits, PasswordWish } from '../../generated/core.js';
import { generatorTexts } from '../generator-texts.js';
import { Icon } from '../icons.js';
import { Switch, TextField } from '../parts.js';
import type { NameKind, Wishes } from './generate.js';
import { wishes } from './generate.js';

/** Bounds of the wishes, as the core has them; a slider is of use up to 64. */
const PASSWORD_LENGTHS = { least: 8, most: 64, limit: 128 };
const WORD_COUNTS = { least: 3, most: 12, limit: 12 };
const PIN_LENGTHS = { least: 3, most: 12, limit: 12 };

const change = (patch: Partial<Wishes>) => {
  wishes.value = { ...wishes.value, ...patch };
};

export function Options({ limits }: { readonly limits: FieldLimits | undefined }) {
  const { tab, passphrase, pin } = wishes.value;
  switch (tab) {
    case 'password':
      return <PasswordOptions limits={limits} />;
    case 'passphrase':
      return (
        <>
          <Amount
            name={generatorTexts.words}
            value={passphrase.words}
            bounds={WORD_COUNTS}
            onChange={(count) => change({ passphrase: { ...passphrase, words: count } })}
          />
          <Select
            id="separator"
            name={generatorTexts.separator}
            value={passphrase.separator}
            names={generatorTexts.separators}
            onChange={(separator) => change({ passphrase: { ...passphrase, separator } })}
          />
          <div class="group">
            <Switch
              id="capitals"
              name={generatorTexts.capitals}
              on={passphrase.capitals}
              onChange={(capitals) => change({ passphrase: { ...passphrase, capitals } })}
            />
            <Switch
              id="number"
              name={generatorTexts.number}
              on={passphrase.number}
              onChange={(number) => change({ passphrase: { ...passphrase, number } })}
            />
          </div>
        </>
      );
    case 'pin':
      return (
        <Amount
          name={generatorTexts.length}
          value={pin.length}
          bounds={PIN_LENGTHS}
          onChange={(length) => change({ pin: { length } })}
        />
      );
    case 'username':
      return <NameOptions />;
  }
}

type CharacterClass = 'lower' | 'upper' | 'digits' | 'signs';
const CLASSES: readonly CharacterClass[] = ['lower', 'upper', 'digits', 'signs'];

function PasswordOptions({ limits }: { readonly limits: FieldLimits | undefined }) {
  const { password } = wishes.value;
  const put = (patch: Partial<PasswordWish>) => change({ password: { ...password, ...patch } });
  const hints = {
    lower: generatorTexts.lowerHint,
    upper: generatorTexts.upperHint,
    digits: generatorTexts.digitsHint,
    signs: limits?.signs === undefined ? generatorTexts.signsHint : generatorTexts.signsOfSite,
  };
  // One class stays on: of none at all nothing can be made.
  const last = CLASSES.filter((name) => password[name] !== undefined).length === 1;
  return (
    <>
      <Amount
        name={generatorTexts.length}
        value={Math.min(password.length, limits?.maxLength ?? password.length)}
        bounds={boundsOf(limits)}
        onChange={(length) => put({ length })}
      />
      <div class="group tight">
        {CLASSES.map((name) => (
          <Switch
            key={name}
            id={name}
            name={generatorTexts[name]}
            hint={hints[name]}
            on={password[name] !== undefined}
            onChange={(on) => {
              if (on || !last) put({ [name]: on ? 1 : undefined });
              else put({});
            }}
          />
        ))}
        <Switch
          id="look-alikes"
          name={generatorTexts.lookAlikes}
          hint={generatorTexts.lookAlikesHint}
          on={password.excludeAmbiguous}
          onChange={(excludeAmbiguous) => put({ excludeAmbiguous })}
        />
      </div>
    </>
  );
}

/** The lengths that can be chosen: the site's bounds, where they leave a choice. */
function boundsOf(limits: FieldLimits | undefined): typeof PASSWORD_LENGTHS {
  const { least, most, limit } = PASSWORD_LENGTHS;
  const highest = Math.max(least, Math.min(limits?.maxLength ?? most, limit));
  return {
    least: Math.min(Math.max(limits?.minLength ?? least, least), highest),
    most: Math.min(highest, most),
    limit: limits?.maxLength === undefined ? limit : highest,
  };
}

/** A number that a slider and a field change alike. */
function Amount({
  name,
  value,
  bounds: { least, most, limit },
  onChange,
}: {
  readonly name: string;
  readonly value: number;
  readonly bounds: typeof PASSWORD_LENGTHS;
  readonly onChange: (value: number) => void;
}) {
  const put = (typed: number) => {
    if (Number.isInteger(typed) && typed >= least && typed <= limit) onChange(typed);
  };
  return (
    <div class="amount">
      <label class="label" for="amount">
        {name}
      </label>
      <input
        class="slider"
        type="range"
        aria-label={name}
        min={least}
        max={most}
        value={Math.min(value, most)}
        onInput={({ currentTarget }) => put(currentTarget.valueAsNumber)}
      />
      <span class="field">
        <input
          id="amount"
          class="num"
          type="number"
          min={least}
          max={limit}
          value={value}
          onInput={({ currentTarget }) => put(currentTarget.valueAsNumber)}
        />
      </span>
    </div>
  );
}

function NameOptions() {
  const { nameKind, word, address, domain } = wishes.value;
  return (
    <>
      <Select
        id="name-kind"
        name={generatorTexts.nameKind}
        value={nameKind}
        names={generatorTexts.nameKinds}
        onChange={(kind) => change({ nameKind: kind })}
      />
      <NameParts kind={nameKind} word={word} address={address} domain={domain} />
    </>
  );
}

function NameParts({
  kind,
  word,
  address,
  domain,
}: Pick<Wishes, 'word' | 'address' | 'domain'> & { readonly kind: NameKind }) {
  if (kind === 'plus-address') {
    return (
      <TextField
        id="plus-address"
        label={generatorTexts.address}
        value={address}
        onInput={(typed) => change({ address: typed })}
        dir="ltr"
        maxLength={254}
        spellcheck={false}
      />
    );
  }
  if (kind === 'catch-all') {
    return (
      <TextField
        id="own-domain"
        label={generatorTexts.domain}
        value={domain}
        onInput={(typed) => change({ domain: typed })}
        dir="ltr"
        maxLength={254}
        spellcheck={false}
      />
    );
  }
  return (
    <div class="group">
      <Switch
        id="capitals"
        name={generatorTexts.capitals}
        on={word.capitals}
        onChange={(capitals) => change({ word: { ...word, capitals } })}
      />
      <Switch
        id="number"
        name={generatorTexts.numbers}
        on={word.number}
        onChange={(number) => change({ word: { ...word, number } })}
      />
    </div>
  );
}

/** One of a few, by their names. */
function Select<K extends string>({
  id,
  name,
  value,
  names,
  onChange,
}: {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly names: Readonly<Record<K, string>>;
  readonly onChange: (value: K) => void;
}) {
  // The names' keys are all there are.
  const keys = Object.keys(names) as K[];
  return (
    <div>
      <label class="label" for={id}>
        {name}
      </label>
      <span class="field select">
        <select
          id={id}
          value={value}
          onChange={({ currentTarget }) => {
            const key = keys.find((one) => one === currentTarget.value);
            if (key !== undefined) onChange(key);
          }}
        >
          {keys.map((key) => (
            <option key={key} value={key}>
              {names[key]}
            </option>
          ))}
        </select>
        <Icon name="down" small />
      </span>
    </div>
  );
}
