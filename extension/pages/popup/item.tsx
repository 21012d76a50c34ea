// One login: its parts to read and copy, its addresses, notes and earlier passwords; edit, delete, fill.
// A secret is quiet until asked for. Deleting asks once, in place.

import { useEffect, useRef, useState } from 'preact/hooks';
import type { Item, Row } from '../../generated/core.js';
import { canOpen, shownAddress, shownHost } from '../addresses.js';
import { own } from '../ask.js';
import { errorTexts } from '../error-texts.js';
import { Icon } from '../icons.js';
import { Mark } from '../mark.js';
import { Dots, IconButton, Note, SecretText } from '../parts.js';
import { itemTexts, listTexts, words } from '../texts.js';
import { copiedPart, copySecretText, copyUsername } from './copy.js';
import { useEscape } from './escape.js';
import { fill } from './fill.js';
import type { View } from './state.js';
import { heed, listing, openEdit, refreshList, showList } from './state.js';
import { Messages } from './status.js';

export function ItemView({ row, item, failed }: Extract<View, { name: 'item' }>) {
  const back = useRef<HTMLButtonElement>(null);
  const [deleting, setDeleting] = useState(false);
  const [refused, setRefused] = useState(failed);
  useEffect(() => back.current?.focus(), []);
  useEscape(() => (deleting ? setDeleting(false) : showList()));
  useEffect(() => setRefused(failed), [failed]);

  const remove = async () => {
    if (!item) return;
    const reply = heed(await own('own/delete', { base: { id: item.id, revision: item.revision } }));
    setDeleting(false);
    if (!reply.ok) return setRefused(reply.code);
    showList();
    await refreshList();
  };

  return (
    <div class="view" data-view="item">
      <header>
        <button
          ref={back}
          type="button"
          class="btn icon"
          aria-label={words.back}
          title={words.back}
          data-action="back"
          onClick={showList}
        >
          <Icon name="back" flip />
        </button>
        <span class="grow" />
        {item && (
          <>
            <IconButton icon="pencil" name={words.edit} action="edit" onClick={() => openEdit({ item })} />
            <IconButton
              icon="bin"
              name={words.delete}
              action="delete"
              aria-expanded={deleting}
              onClick={() => setDeleting(!deleting)}
            />
          </>
        )}
      </header>
      <main class="detail" data-item-id={row.id}>
        <ItemHead row={row} item={item} />
        {refused && (
          <div data-error={refused}>
            <Note tone="bad" text={errorTexts[refused]} awaited />
          </div>
        )}
        {item && <Parts item={item} />}
      </main>
      <Messages />
      {deleting && item ? (
        <DeleteDock title={item.title || row.title} onDelete={() => void remove()} onKeep={() => setDeleting(false)} />
      ) : (
        item && <FillDock row={row} />
      )}
    </div>
  );
}

const LONG_TITLE = 60;

function ItemHead({ row, item }: { readonly row: Row; readonly item: Item | undefined }) {
  const [whole, setWhole] = useState(false);
  const title = item?.title || row.title;
  const long = title.length > LONG_TITLE;
  return (
    <div class="head">
      <Mark title={title} domain={row.domain} size="l" />
      <div class="grow">
        <h1 class={whole ? 'title whole' : 'title clamp'} dir="auto">
          {title}
        </h1>
        {long ? (
          !whole && (
            <button type="button" class="link" onClick={() => setWhole(true)}>
              {itemTexts.wholeTitle}
            </button>
          )
        ) : (
          <p class="small second clip">
            <bdi dir="ltr">{row.host}</bdi>
          </p>
        )}
      </div>
    </div>
  );
}

function Parts({ item }: { readonly item: Item }) {
  return (
    <>
      <div class="group">
        <UsernameLine item={item} />
        <SecretLine
          label={words.password}
          secret={item.password}
          copyName={words.copyPassword}
          action="copy-password"
          part={`${item.id} password`}
        />
      </div>
      {item.urls.length > 0 && (
        <section class="group" aria-label={itemTexts.addresses}>
          {item.urls.map((url) => (
            <AddressLine key={url} url={url} />
          ))}
        </section>
      )}
      {item.notes && (
        <div class="group">
          <div class="line">
            <div>
              <span class="k">{words.notes}</span>
              <p class="v notes" dir="auto">
                {item.notes}
              </p>
            </div>
          </div>
        </div>
      )}
      <Past item={item} />
    </>
  );
}

function UsernameLine({ item }: { readonly item: Item }) {
  const copied = copiedPart.value === `${item.id} username`;
  return (
    <div class={copied ? 'line is-copied' : 'line'}>
      <div>
        <span class="k">{words.username}</span>
        <span class="v">
          {item.username ? <bdi>{item.username}</bdi> : <span class="second">{itemTexts.none}</span>}
        </span>
      </div>
      <div class="end">
        {copied && <span class="hint copied">{words.copied}</span>}
        {item.username && (
          <IconButton
            icon={copied ? 'check' : 'copy'}
            name={words.copyUsername}
            action="copy-username"
            onClick={() => void copyUsername(item.id, item.username)}
          />
        )}
      </div>
    </div>
  );
}

/** A line with a secret: dots until it is asked for, then legible to the last character. */
function SecretLine({
  label,
  secret,
  copyName,
  action,
  part,
}: {
  readonly label: string;
  readonly secret: string;
  readonly copyName: string;
  readonly action?: string | undefined;
  readonly part: string;
}) {
  const [shown, setShown] = useState(false);
  const copied = copiedPart.value === part;
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
        <span class="k">{label}</span>
        <span class="v">{shown ? <SecretText text={secret} /> : <Dots label={itemTexts.hidden} />}</span>
      </div>
      <div class="end">
        {copied && <span class="hint copied">{words.copied}</span>}
        <IconButton
          icon={shown ? 'eyeoff' : 'eye'}
          name={shown ? words.hide : words.show}
          action="reveal"
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
        />
        <IconButton
          icon={copied ? 'check' : 'copy'}
          name={copyName}
          action={action}
          onClick={() => void copySecretText(secret, part)}
        />
      </div>
    </div>
  );
}

function AddressLine({ url }: { readonly url: string }) {
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
        {here && <span class="hint">{listTexts.thisAddress}</span>}
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

/** When it was changed, and the earlier passwords behind a count. */
function Past({ item }: { readonly item: Item }) {
  const [open, setOpen] = useState(false);
  const count = item.history.length;
  return (
    <>
      <p class="hint past">
        <Icon name="past" small />
        {item.revision > 1 ? itemTexts.changed(item.changedMs) : itemTexts.created(item.createdMs)}
        {count > 0 && (
          <button type="button" class="link" aria-expanded={open} data-action="history" onClick={() => setOpen(!open)}>
            {itemTexts.earlier(count)}
          </button>
        )}
      </p>
      {open && (
        <div class="group">
          {item.history.map(({ password, replacedMs }, i) => (
            <SecretLine
              key={`${replacedMs} ${i}`}
              label={itemTexts.until(replacedMs)}
              secret={password}
              copyName={itemTexts.copyEarlier}
              part={`${item.id} past ${i}`}
            />
          ))}
        </div>
      )}
    </>
  );
}

const FillDock = ({ row }: { readonly row: Row }) =>
  listing.value?.siteHost === undefined ? null : (
    <section class="dock" aria-label={listTexts.dock}>
      <button type="button" class="btn plate grow" data-action="fill" onClick={() => void fill(row)}>
        {words.fillHere}
      </button>
    </section>
  );

/** Asks in place; the way back has the focus, so that a stray Enter deletes nothing. */
function DeleteDock({
  title,
  onDelete,
  onKeep,
}: {
  readonly title: string;
  readonly onDelete: () => void;
  readonly onKeep: () => void;
}) {
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => keep.current?.focus(), []);
  return (
    <section class="dock ask" role="alertdialog" aria-labelledby="delete-ask">
      <p class="small" id="delete-ask" dir="auto">
        {itemTexts.deleteAsk(title.length > LONG_TITLE ? `${title.slice(0, LONG_TITLE)}…` : title)}
      </p>
      <button ref={keep} type="button" class="btn plain" data-action="keep" onClick={onKeep}>
        {words.keep}
      </button>
      <button type="button" class="btn plain danger" data-action="confirm-delete" onClick={onDelete}>
        <Icon name="bin" small />
        {words.delete}
      </button>
    </section>
  );
}
