// The fields of a login in the editor: user names, password, one-time code, addresses and which pages each matches.

import type { ItemKind, Login, MatchRule, SavedUrl } from '../../generated/core.js';
import { blankUrl, KINDS } from '../contents.js';
import { generatorTexts } from '../generator-texts.js';
import { Icon } from '../icons.js';
import { kindNames, ruleNames } from '../names.js';
import { IconButton, SecretInput, TextField } from '../parts.js';
import { editTexts, itemTexts } from '../texts.js';
import { words } from '../words.js';
import { EditGroup } from './edit-group.js';
import { OtpField } from './edit-otp.js';
import { Grip, moved } from './grip.js';
import { StrengthBlade } from './strength-chip.js';

/** What a new item is to be. */
export function KindChoice({
  kind,
  onChoose,
}: {
  readonly kind: ItemKind;
  readonly onChoose: (kind: ItemKind) => void;
}) {
  return (
    <span class="field select kind">
      <select
        id="kind"
        aria-label={editTexts.kind}
        value={kind}
        onChange={({ currentTarget }) => onChoose(KINDS.find((one) => one === currentTarget.value) ?? 'login')}
      >
        {KINDS.map((one) => (
          <option key={one} value={one}>
            {kindNames[one]}
          </option>
        ))}
      </select>
      <Icon name="down" small />
    </span>
  );
}

export function LoginFields({
  login,
  bad,
  madeBits,
  onDie,
  onChoose,
  onChange,
}: {
  readonly login: Login;
  /** Places of addresses that are none. */
  readonly bad: ReadonlySet<number>;
  /** How hard the password is to guess, if it was just made. */
  readonly madeBits: number | undefined;
  /** Makes a password, and opens the generator. */
  readonly onDie: () => void;
  readonly onChoose: () => void;
  readonly onChange: (change: Partial<Login>) => void;
}) {
  return (
    <>
      <EditGroup name={editTexts.groupSignIn}>
        <Usernames usernames={login.usernames} onChange={(usernames) => onChange({ usernames })} />
        <div>
          <label class="label" for="password">
            {words.password}
          </label>
          <SecretInput
            id="password"
            value={login.password}
            onInput={(password) => onChange({ password })}
            maxLength={10000}
          >
            <IconButton icon="die" name={generatorTexts.die} action="die" onClick={onDie} />
          </SecretInput>
          <StrengthBlade password={login.password} inputs={login.usernames} />
          <p class="hint fieldnote" role="status">
            {madeBits !== undefined && generatorTexts.made(madeBits)}
            <button type="button" class="link" data-action="generator" onClick={onChoose}>
              {generatorTexts.choose}
            </button>
          </p>
        </div>
        <OtpField otp={login.otp} onChange={(otp) => onChange({ otp })} />
      </EditGroup>
      <EditGroup name={itemTexts.addresses}>
        <Addresses urls={login.urls} bad={bad} onChange={(urls) => onChange({ urls })} />
      </EditGroup>
    </>
  );
}

const MAX_USERNAMES = 20;
const MAX_URLS = 50;

function Usernames({
  usernames,
  onChange,
}: {
  readonly usernames: readonly string[];
  readonly onChange: (usernames: string[]) => void;
}) {
  const shown = usernames.length > 0 ? usernames : [''];
  return (
    <div class="stack close">
      {shown.map((username, place) => (
        // A field is its place; its text changes with every key.
        <div key={place} class={shown.length > 1 ? 'withremove' : undefined} data-movable>
          <TextField
            id={place === 0 ? 'username' : `username-${place + 1}`}
            label={itemTexts.usernameNth(place + 1)}
            value={username}
            onInput={(text) => onChange(shown.map((one, i) => (i === place ? text : one)))}
            dir="auto"
            maxLength={1000}
            spellcheck={false}
          />
          {shown.length > 1 && (
            <IconButton
              icon="x"
              name={editTexts.removeUsername}
              onClick={() => onChange(shown.filter((_, i) => i !== place))}
            />
          )}
          <Grip place={place} count={shown.length} onMove={(from, to) => onChange(moved(shown, from, to))} />
        </div>
      ))}
      {shown.at(-1) !== '' && shown.length < MAX_USERNAMES && (
        <button type="button" class="btn add" data-action="add-username" onClick={() => onChange([...shown, ''])}>
          <Icon name="plus" small />
          {editTexts.addUsername}
        </button>
      )}
    </div>
  );
}

/** The id of the field of an address. */
export const urlId = (place: number) => (place === 0 ? 'url' : `url-${place + 1}`);

const RULES: readonly MatchRule[] = ['domain', 'host', 'starts-with', 'exact', 'regular-expression', 'never'];

const labelOf = ({ rule }: SavedUrl, place: number) =>
  rule === 'regular-expression' ? editTexts.pattern : place === 0 ? editTexts.address : editTexts.addressNth(place + 1);

const complaint = ({ rule }: SavedUrl) => (rule === 'regular-expression' ? editTexts.patternBad : editTexts.addressBad);

function Addresses({
  urls,
  bad,
  onChange,
}: {
  readonly urls: readonly SavedUrl[];
  readonly bad: ReadonlySet<number>;
  readonly onChange: (urls: SavedUrl[]) => void;
}) {
  const set = (place: number, change: Partial<SavedUrl>) =>
    onChange(urls.map((saved, i) => (i === place ? { ...saved, ...change } : saved)));
  return (
    <div class="stack close">
      {urls.map((saved, place) => (
        // A field is its place; its text changes with every key.
        <div key={place} class="withremove" data-movable>
          <TextField
            id={urlId(place)}
            label={labelOf(saved, place)}
            value={saved.url}
            onInput={(url) => set(place, { url })}
            inputMode="url"
            dir="ltr"
            maxLength={2000}
            spellcheck={false}
            note={bad.has(place) ? complaint(saved) : undefined}
          />
          <span class="field select rule" title={editTexts.rule}>
            <select
              id={`${urlId(place)}-rule`}
              aria-label={editTexts.rule}
              value={saved.rule}
              onChange={({ currentTarget }) =>
                set(place, { rule: RULES.find((rule) => rule === currentTarget.value) ?? 'domain' })
              }
            >
              {RULES.map((rule) => (
                <option key={rule} value={rule}>
                  {ruleNames[rule]}
                </option>
              ))}
            </select>
            <Icon name="down" small />
          </span>
          {urls.length > 1 && (
            <IconButton
              icon="x"
              name={editTexts.removeAddress}
              onClick={() => onChange(urls.filter((_, i) => i !== place))}
            />
          )}
          <Grip place={place} count={urls.length} onMove={(from, to) => onChange(moved(urls, from, to))} />
        </div>
      ))}
      <button
        type="button"
        class="btn add"
        data-action="add-address"
        onClick={() => onChange([...urls, blankUrl('')])}
        disabled={urls.length >= MAX_URLS}
      >
        <Icon name="plus" small />
        {editTexts.addAddress}
      </button>
    </div>
  );
}
