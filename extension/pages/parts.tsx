// The small parts that several views share: buttons, notes, secrets, the blade, the ring.
// They show and report; they ask nobody and keep nothing but whether a secret is shown.

import type { ButtonHTMLAttributes, ComponentChildren, Ref, TargetedMouseEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { Sentences } from './error-texts.js';
import type { ArticleId } from './help-links.js';
import { openHelp } from './help-links.js';
import type { IconName } from './icons.js';
import { Icon } from './icons.js';
import { partTexts } from './part-texts.js';

/** A button that is an icon alone; its name is also its tooltip. */
export function IconButton({
  icon,
  name,
  action,
  onClick,
  flip,
  ...rest
}: {
  readonly icon: IconName;
  readonly name: string;
  readonly action?: string | undefined;
  readonly flip?: boolean;
  readonly onClick?: (event: TargetedMouseEvent<HTMLButtonElement>) => void;
} & Pick<
  ButtonHTMLAttributes<HTMLButtonElement>,
  'tabIndex' | 'aria-pressed' | 'aria-expanded' | 'aria-controls' | 'class'
>) {
  return (
    <button
      type="button"
      {...rest}
      class={`btn icon ${rest.class ?? ''}`}
      aria-label={name}
      title={name}
      data-action={action}
      onClick={onClick}
    >
      <Icon name={icon} flip={flip ?? false} />
    </button>
  );
}

const NOTE_ICONS = { bad: 'warn', warn: 'warn', good: 'check', brass: 'key' } as const satisfies Record<
  string,
  IconName
>;
export type Tone = keyof typeof NOTE_ICONS;

/** The way to an article of the help. */
const ReadMore = ({ article }: { readonly article: ArticleId }) => (
  <>
    {' '}
    <button type="button" class="link" data-help={article} onClick={() => openHelp(article)}>
      {partTexts.readMore}
    </button>
  </>
);

/** What happened, what is safe, what to do. `awaited` if the user is waiting for it: then it is announced at once. */
export function Note({
  tone,
  text,
  awaited,
  id,
  article,
  children,
}: {
  readonly tone: Tone;
  readonly text: Sentences | string;
  /** The article of the help that says more, where the text names none itself. */
  readonly article?: ArticleId;
  readonly awaited?: boolean;
  readonly id?: string;
  readonly children?: ComponentChildren;
}) {
  const more = (typeof text === 'string' ? undefined : text.article) ?? article;
  return (
    <div class={`note ${tone}`} id={id} role={awaited ? 'alert' : undefined}>
      <Icon name={NOTE_ICONS[tone]} />
      <div class="grow">
        {typeof text === 'string' ? (
          text
        ) : (
          <>
            <b>{text.what}</b> {text.safe} {text.next}
          </>
        )}
        {more && <ReadMore article={more} />}
        {children}
      </div>
    </div>
  );
}

/** A secret in full: digits and signs differ by weight and colour, so that 1 l I and 0 O are told apart. */
export function SecretText({ text, class: extra = '' }: { readonly text: string; readonly class?: string }) {
  const pieces = text.match(/\p{N}+|[^\p{L}\p{M}\p{N}\s]+|[\p{L}\p{M}\s]+/gu) ?? [text];
  return (
    <span class={`secret ${extra}`}>
      {pieces.map((piece, i) => {
        if (/^\p{N}/u.test(piece)) return <b key={i}>{piece}</b>;
        return /^[\p{L}\p{M}\s]/u.test(piece) ? piece : <i key={i}>{piece}</i>;
      })}
    </span>
  );
}

/** A secret that is not shown; always as many dots, so that they tell nothing of its length. */
export const Dots = ({ label }: { readonly label: string }) => (
  <span class="secret dots">
    <span aria-hidden="true">••••••••••••</span>
    <span class="visually-hidden">{label}</span>
  </span>
);

/** A field with its label, for anything that is typed. */
export function TextField({
  id,
  label,
  value,
  onInput,
  inputRef,
  note,
  listId,
  ...rest
}: {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly inputRef?: Ref<HTMLInputElement>;
  /** Error beside the field. */
  readonly note?: string | undefined;
  readonly maxLength: number;
  readonly dir: 'auto' | 'ltr';
  readonly placeholder?: string;
  readonly inputMode?: 'url';
  readonly spellcheck?: boolean;
  /** Id of a list of values to choose from. */
  readonly listId?: string;
}) {
  return (
    <div>
      <label class="label" for={id}>
        {label}
      </label>
      <div class={note ? 'field is-bad' : 'field'}>
        <input
          {...rest}
          id={id}
          ref={inputRef ?? null}
          value={value}
          autocomplete="off"
          {...(listId ? { type: 'text', list: listId } : {})}
          {...(note ? { 'aria-invalid': true, 'aria-describedby': `${id}-note` } : {})}
          onInput={({ currentTarget }) => onInput(currentTarget.value)}
        />
      </div>
      {note && (
        <p class="small bad fieldnote" id={`${id}-note`} role="alert">
          <Icon name="warn" small />
          {note}
        </p>
      )}
    </div>
  );
}

/** A field for a secret, with the button that shows it. */
export function SecretInput({
  id,
  value,
  onInput,
  inputRef,
  big,
  invalid = false,
  describedBy,
  label,
  busy = false,
  onKeyEvent,
  children,
  ...rest
}: {
  readonly id: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly big?: boolean;
  readonly onKeyEvent?: (event: KeyboardEvent) => void;
  readonly children?: ComponentChildren;
  readonly invalid?: boolean;
  readonly describedBy?: string;
  /** Its name, where no label stands beside it. */
  readonly label?: string;
  readonly maxLength?: number;
  /** Nothing is changed or shown for the moment; the focus stays, so that no key goes to another control. */
  readonly busy?: boolean;
}) {
  const [wanted, setShown] = useState(false);
  const shown = wanted && !busy;
  return (
    <div class={big ? 'field tall' : 'field'}>
      <input
        {...rest}
        id={id}
        ref={inputRef ?? null}
        class="secret"
        readOnly={busy}
        {...(shown ? ({ type: 'text' } as const) : ({ type: 'password' } as const))}
        value={value}
        aria-invalid={invalid}
        {...(describedBy ? { 'aria-describedby': describedBy } : {})}
        {...(label ? { 'aria-label': label } : {})}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        onInput={({ currentTarget }) => onInput(currentTarget.value)}
        {...(onKeyEvent ? { onKeyDown: onKeyEvent, onKeyUp: onKeyEvent } : {})}
      />
      {children}
      <IconButton
        icon={shown ? 'eyeoff' : 'eye'}
        name={shown ? partTexts.hide : partTexts.show}
        action="reveal"
        aria-pressed={shown}
        onClick={() => busy || setShown(!wanted)}
      />
    </div>
  );
}

/** A choice between on and off, with the sentence that says what it does. */
export function Switch({
  id,
  name,
  hint,
  on,
  onChange,
}: {
  readonly id: string;
  readonly name: string;
  readonly hint?: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}) {
  return (
    <label class="switch" for={id}>
      <span>
        <span class="st">{name}</span>
        {hint && (
          <span class="small second" id={`${id}-hint`}>
            {hint}
          </span>
        )}
      </span>
      <input
        id={id}
        type="checkbox"
        role="switch"
        aria-checked={on}
        checked={on}
        {...(hint ? { 'aria-describedby': `${id}-hint` } : {})}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
    </label>
  );
}

/** The blade of a key, filled from the inline start; `part` from 0 to 1. Without a label it is there for the eye alone. */
export const Blade = ({
  tone,
  part,
  label,
}: {
  readonly tone: 'good' | 'warn' | 'bad' | 'brass';
  readonly part: number;
  readonly label: string;
}) => (
  <span class={`blade ${tone}`} {...(label === '' ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}>
    <i style={{ inlineSize: `${Math.round(part * 100)}%` }} />
  </span>
);

/** Work is going on; it appears after 300 ms and fills slowly. */
export const WorkBlade = () => (
  <span class="blade brass work" aria-hidden="true">
    <i />
  </span>
);

/** A ring that empties; `part` from 0 to 1. */
export const Ring = ({ part }: { readonly part: number }) => (
  <svg class="ring" viewBox="0 0 20 20" aria-hidden="true">
    <circle cx="10" cy="10" r="7.5" />
    <circle cx="10" cy="10" r="7.5" pathLength="100" stroke-dasharray={`${Math.round(part * 100)} 100`} />
  </svg>
);
