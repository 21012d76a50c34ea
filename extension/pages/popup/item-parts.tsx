// What stands in an item, by its kind: a login, a card, a person, a note, and the fields that the user made.
// It shows; what can be done with the item as a whole stands in item.tsx.

import type { ComponentType } from 'preact';
import { useState } from 'preact/hooks';
import type { CustomField, Item, Login } from '../../generated/core.js';
import { CARD_FIELDS, CARD_SECRETS, IDENTITY_FIELDS, IDENTITY_SECRETS } from '../contents.js';
import { Icon } from '../icons.js';
import { cardNames, fieldKindNames, identityNames, ruleNames } from '../names.js';
import { itemTexts } from '../texts.js';
import { words } from '../words.js';
import { ChangeWay } from './changing.js';
import { copyUsername } from './copy.js';
import { FoundLine } from './found-sign.js';
import { AddressLine, PlainLine, SecretLine, WordLine } from './lines.js';
import { OtpLine } from './otp.js';
import { useJudged } from './strength-chip.js';

export type FilesPart = ComponentType<{ readonly item: Item }>;

export function Parts({
  item,
  usedMs,
  Files,
}: {
  readonly item: Item;
  readonly usedMs: number;
  readonly Files: FilesPart | undefined;
}) {
  const { login, card, identity, fields, notes } = item.content;
  return (
    <>
      {login && <LoginParts item={item} login={login} />}
      {card && <FieldGroup id={item.id} values={card} keys={CARD_FIELDS} secrets={CARD_SECRETS} names={cardNames} />}
      {identity && (
        <FieldGroup
          id={item.id}
          values={identity}
          keys={IDENTITY_FIELDS}
          secrets={IDENTITY_SECRETS}
          names={identityNames}
        />
      )}
      {Files && <Files item={item} />}
      <CustomParts item={item} fields={fields} />
      {notes && (
        <div class="group">
          <WordLine label={words.notes}>{notes}</WordLine>
        </div>
      )}
      {!Files && item.attachments.length > 0 && (
        <div class="group">
          <WordLine label={itemTexts.files}>{item.attachments.map(({ name }) => name).join('\n')}</WordLine>
        </div>
      )}
      <Past item={item} usedMs={usedMs} />
    </>
  );
}

function LoginParts({ item, login }: { readonly item: Item; readonly login: Login }) {
  const { id } = item;
  const [first = '', ...others] = login.usernames;
  const strength = useJudged(login.password, [item.content.title, ...login.usernames]);
  return (
    <>
      <div class="group">
        <PlainLine
          label={words.username}
          value={first}
          id={id}
          part="username"
          copyName={words.copyUsername}
          onCopy={() => void copyUsername(id, first)}
        />
        {others.map((username, i) => (
          <PlainLine
            key={username}
            label={itemTexts.usernameNth(i + 2)}
            value={username}
            id={id}
            part={`username-${i + 2}`}
          />
        ))}
        <SecretLine
          label={words.password}
          secret={login.password}
          id={id}
          part="password"
          copyName={words.copyPassword}
          strength={strength}
        />
        <FoundLine id={id} />
        <ChangeWay id={id} login={login} />
        {login.otp && <OtpLine item={item} otp={login.otp} />}
        {login.passkeys.length > 0 && (
          <WordLine label={itemTexts.passkeys}>
            {login.passkeys.map(({ rpId, userName }) => `${userName || rpId} · ${rpId}`).join('\n')}
          </WordLine>
        )}
      </div>
      {login.urls.length > 0 && (
        <section class="group addresses" aria-label={itemTexts.addresses}>
          <h2 class="gh roomy">{itemTexts.addresses}</h2>
          {login.urls.map(({ url, rule }) => (
            <AddressLine key={`${rule} ${url}`} url={url} hint={rule === 'domain' ? '' : ruleNames[rule]} />
          ))}
        </section>
      )}
    </>
  );
}

/** Those of a table of fields that have a value. */
function FieldGroup<K extends string>({
  id,
  values,
  keys,
  secrets,
  names,
}: {
  readonly id: string;
  readonly values: Readonly<Record<K, string>>;
  readonly keys: readonly K[];
  readonly secrets: ReadonlySet<K>;
  readonly names: Readonly<Record<K, string>>;
}) {
  const filled = keys.filter((key) => values[key] !== '');
  if (filled.length === 0) return null;
  return (
    <div class="group">
      {filled.map((key) =>
        secrets.has(key) ? (
          <SecretLine key={key} label={names[key]} secret={values[key]} id={id} part={key} />
        ) : (
          <PlainLine key={key} label={names[key]} value={values[key]} id={id} part={key} />
        ),
      )}
    </div>
  );
}

/** The user's own fields, under their headings. */
function CustomParts({ item, fields }: { readonly item: Item; readonly fields: readonly CustomField[] }) {
  const sections = [...new Set(fields.map(({ section }) => section))];
  return (
    <>
      {sections.map((section) => (
        <section key={section} class="group" aria-label={section || undefined}>
          {section && <h2 class="gh">{section}</h2>}
          {fields.map((field, i) =>
            field.section === section ? <CustomLine key={i} id={item.id} place={i} field={field} item={item} /> : null,
          )}
        </section>
      ))}
    </>
  );
}

function CustomLine({
  id,
  place,
  field,
  item,
}: {
  readonly id: string;
  readonly place: number;
  readonly field: CustomField;
  readonly item: Item;
}) {
  const label = field.name || fieldKindNames[field.kind];
  const part = `field-${place}`;
  const { login } = item.content;
  switch (field.kind) {
    case 'hidden':
    case 'unknown':
      return <SecretLine label={label} secret={field.value} id={id} part={part} />;
    case 'boolean':
      return <WordLine label={label}>{field.value === 'true' ? itemTexts.yes : itemTexts.no}</WordLine>;
    case 'linked':
      // It stands for another field: a password behind it is as quiet as the password itself.
      return field.value === 'current-password' ? (
        <SecretLine label={label} secret={login?.password ?? ''} id={id} part={part} />
      ) : (
        <PlainLine label={label} value={login?.usernames[0] ?? ''} id={id} part={part} />
      );
    default:
      return <PlainLine label={label} value={field.value} id={id} part={part} />;
  }
}

/** Its times, and the earlier passwords behind a count. */
function Past({ item, usedMs }: { readonly item: Item; readonly usedMs: number }) {
  const [open, setOpen] = useState(false);
  const count = item.history.length;
  const said = [
    item.trashedMs === undefined ? '' : itemTexts.trashed(item.trashedMs),
    item.passwordSetMs > 0 && item.passwordSetMs !== item.changedMs ? itemTexts.passwordSet(item.passwordSetMs) : '',
    usedMs > 0 ? itemTexts.used(usedMs) : '',
  ].filter(Boolean);
  return (
    <>
      <p class={said.length + count === 0 ? 'hint past bare' : 'hint past'}>
        <Icon name="past" small />
        <span>
          <span class="when">
            {item.revision > 1 ? itemTexts.changed(item.changedMs) : itemTexts.created(item.createdMs)}{' '}
          </span>
          {said.join(' ')}{' '}
          {count > 0 && (
            <button
              type="button"
              class="link"
              aria-expanded={open}
              data-action="history"
              onClick={() => setOpen(!open)}
            >
              {itemTexts.earlier(count)}
            </button>
          )}
        </span>
      </p>
      {open && (
        <section class="group" aria-label={itemTexts.history}>
          <h2 class="gh roomy">{itemTexts.history}</h2>
          {item.history.map(({ password, replacedMs }, i) => (
            <SecretLine
              key={`${replacedMs} ${i}`}
              label={itemTexts.until(replacedMs)}
              secret={password}
              copyName={itemTexts.copyEarlier}
              id={item.id}
              part={`past-${i}`}
            />
          ))}
        </section>
      )}
    </>
  );
}
