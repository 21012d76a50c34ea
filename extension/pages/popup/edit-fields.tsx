// The fields of cards and identities in the editor, and the notes that every item may have.

import type { Card, Identity, ItemContent } from '../../generated/core.js';
import { CARD_FIELDS, CARD_SECRETS, IDENTITY_FIELDS } from '../contents.js';
import { cardNames, identityNames } from '../names.js';
import { SecretInput, TextField } from '../parts.js';
import { editTexts } from '../texts.js';
import { words } from '../words.js';
import type { Patch } from './edit.js';

const MAX_CHARS = 1000;

export const CardFields = ({
  card,
  onChange,
}: {
  readonly card: Card;
  readonly onChange: (change: Partial<Card>) => void;
}) => (
  <>
    {CARD_FIELDS.map((key) =>
      CARD_SECRETS.has(key) && key !== 'number' ? (
        <div key={key}>
          <label class="label" for={`card-${key}`}>
            {cardNames[key]}
          </label>
          <SecretInput
            id={`card-${key}`}
            value={card[key]}
            onInput={(value) => onChange({ [key]: value })}
            maxLength={MAX_CHARS}
          />
        </div>
      ) : (
        <TextField
          key={key}
          id={`card-${key}`}
          label={cardNames[key]}
          value={card[key]}
          onInput={(value) => onChange({ [key]: value })}
          dir="auto"
          maxLength={MAX_CHARS}
          spellcheck={false}
        />
      ),
    )}
  </>
);

export const IdentityFields = ({
  identity,
  onChange,
}: {
  readonly identity: Identity;
  readonly onChange: (change: Partial<Identity>) => void;
}) => (
  <>
    {IDENTITY_FIELDS.map((key) => (
      <TextField
        key={key}
        id={`identity-${key}`}
        label={identityNames[key]}
        value={identity[key]}
        onInput={(value) => onChange({ [key]: value })}
        dir="auto"
        maxLength={MAX_CHARS}
        spellcheck={false}
      />
    ))}
  </>
);

export const Notes = ({ content, onChange }: { readonly content: ItemContent; readonly onChange: Patch }) => (
  <>
    {content.kind === 'custom' && (
      <TextField
        id="label"
        label={editTexts.label}
        value={content.label}
        onInput={(label) => onChange({ label })}
        dir="auto"
        maxLength={MAX_CHARS}
      />
    )}
    <div>
      <label class="label" for="notes">
        {words.notes}
      </label>
      <div class="field area">
        <textarea
          id="notes"
          rows={content.kind === 'note' ? 10 : 3}
          dir="auto"
          maxLength={100000}
          value={content.notes}
          onInput={({ currentTarget }) => onChange({ notes: currentTarget.value })}
        />
      </div>
    </div>
  </>
);
