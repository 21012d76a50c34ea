// The lines of an item: a name, a value, and what can be done with it. A secret is quiet until it is asked for.

import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Strength } from '../../generated/strength.js';
import { canOpen, shownAddress, shownHost } from '../addresses.js';
import { Icon } from '../icons.js';
import { Dots, IconButton, SecretText } from '../parts.js';
import { itemTexts, listTexts } from '../texts.js';
import { words } from '../words.js';
import { copiedPart, copySecretText, copyText } from './copy.js';
import { listing } from './state.js';
import { StrengthChip, StrengthLabel } from './strength-chip.js';

/** A line with a value that may be seen. */
export function PlainLine({
  label,
  value,
  id,
  part,
  copyName,
  onCopy,
}: {
  readonly label: string;
  readonly value: string;
  readonly id: string;
  readonly part: string;
  readonly copyName?: string;
  readonly onCopy?: () => void;
}) {
  const copied = copiedPart.value === `${id} ${part}`;
  return (
    <div class={copied ? 'line is-copied' : 'line'}>
      <div>
        <span class="k">{label}</span>
        <span class="v lines">{value ? <bdi>{value}</bdi> : <span class="second">{itemTexts.none}</span>}</span>
      </div>
      <div class="end">
        {copied && <span class="hint copied">{words.copied}</span>}
        {value && (
          <IconButton
            icon={copied ? 'check' : 'copy'}
            name={copyName ?? words.copyIt(label)}
            action={`copy-${part}`}
            onClick={onCopy ?? (() => void copyText(value, id, part))}
          />
        )}
      </div>
    </div>
  );
}

/** A line with a secret: dots until it is asked for, then legible to the last character. */
export function SecretLine({
  label,
  secret,
  id,
  part,
  copyName,
  onCopy,
  strength,
  children,
}: {
  readonly label: string;
  readonly secret: string;
  readonly id: string;
  readonly part: string;
  readonly copyName?: string;
  readonly onCopy?: () => void;
  /** How hard it is to guess, where that is told. */
  readonly strength?: Strength | undefined;
  /** What else can be done with it. */
  readonly children?: ComponentChildren;
}) {
  const [shown, setShown] = useState(false);
  const copied = copiedPart.value === `${id} ${part}`;
  if (secret === '') {
    return (
      <div class="line">
        <div>
          <span class="k">{label}</span>
          <span class="v second">{itemTexts.none}</span>
        </div>
      </div>
    );
  }
  return (
    <div class={copied ? 'line is-copied' : 'line'}>
      <div>
        <span class="k">{strength ? <StrengthLabel label={label} strength={strength} /> : label}</span>
        <span class="v">{shown ? <SecretText text={secret} /> : <Dots label={itemTexts.hidden} />}</span>
      </div>
      <div class="end">
        {copied && <span class="hint copied">{words.copied}</span>}
        {strength && <StrengthChip strength={strength} />}
        <IconButton
          icon={shown ? 'eyeoff' : 'eye'}
          name={shown ? words.hide : words.show}
          action="reveal"
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
        />
        <IconButton
          icon={copied ? 'check' : 'copy'}
          name={copyName ?? words.copyIt(label)}
          action={`copy-${part}`}
          onClick={onCopy ?? (() => void copySecretText(secret, id, part))}
        />
        {children}
      </div>
    </div>
  );
}

/** An address with what it is saved for. */
export function AddressLine({ url, hint }: { readonly url: string; readonly hint: string }) {
  const here =
    listing.value?.siteOrigin !== undefined && URL.canParse(url) && new URL(url).origin === listing.value.siteOrigin;
  return (
    <div class="line short">
      <div>
        <span class="v" title={url}>
          <bdi dir="ltr">{shownAddress(url)}</bdi>
        </span>
      </div>
      <div class="end">
        <span class="hint">{here ? listTexts.reasons['this-address'] : hint}</span>
        {canOpen(url) && (
          <a
            class="btn icon"
            href={url}
            target="_blank"
            rel="noreferrer"
            aria-label={`${words.openAddress}: ${shownHost(url)}`}
            title={words.openAddress}
          >
            <Icon name="out" flip />
          </a>
        )}
      </div>
    </div>
  );
}

/** A line for reading alone. */
export const WordLine = ({ label, children }: { readonly label: string; readonly children: ComponentChildren }) => (
  <div class="line">
    <div>
      <span class="k">{label}</span>
      <p class="v notes" dir="auto">
        {children}
      </p>
    </div>
  </div>
);
