// The files of an item: add one by choosing or dropping it, take one out, remove one. Work that takes time tells how far
// it is and can be stopped; what goes wrong is said beside it.

import { useEffect, useRef, useState } from 'preact/hooks';
import type { Attachment, Item } from '../../generated/core.js';
import { own } from '../ask.js';
import { errorTexts } from '../error-texts.js';
import { Icon } from '../icons.js';
import { IconButton, Note } from '../parts.js';
import { DeleteDock } from '../popup/item.js';
import { heed, openItem, refreshList, rows, view } from '../popup/state.js';
import { filesTexts, size } from './items-texts.js';
import type { Trouble } from './streams.js';
import { getFile, putFile } from './streams.js';

/** As in the core. */
const MAX_BYTES = 100 * 1024 * 1024;

interface Work {
  readonly way: 'in' | 'out';
  readonly name: string;
  readonly done: number;
  readonly of: number;
}

type Failed = Trouble | 'too-large';

const textOf = (failed: Exclude<Failed, 'stopped'>, way: Work['way']) => {
  switch (failed) {
    case 'too-large':
      return filesTexts.tooLarge;
    case 'unread':
      return filesTexts.unread;
    case 'not-found':
      return filesTexts.ended;
    case 'damaged':
    case 'damaged-item':
      return way === 'out' ? filesTexts.damaged : errorTexts[failed];
    default:
      return errorTexts[failed];
  }
};

/** Shows the item as it is now. */
async function showAgain(item: Item): Promise<void> {
  await refreshList();
  const now = view.value;
  if (now.name !== 'item' || now.row.id !== item.id) return;
  await openItem(rows.value.find(({ id }) => id === item.id) ?? now.row);
}

/** Gives a whole file to the user, by the browser's own way of saving. */
function hand(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken it by then; the bytes go with the address.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

export function Files({ item }: { readonly item: Item }) {
  const stopped = useRef(false);
  const [work, setWork] = useState<Work | undefined>();
  const [failed, setFailed] = useState<{ readonly code: Failed; readonly way: Work['way'] } | undefined>();
  const [removing, setRemoving] = useState<Attachment | undefined>();
  useEffect(() => () => void (stopped.current = true), []);

  const begin = (begun: Work) => {
    stopped.current = false;
    setFailed(undefined);
    setWork(begun);
    return (done: number) => {
      setWork({ ...begun, done });
      return stopped.current;
    };
  };
  /** Adds them one after the other; what stops one leaves out those after it, and keeps those before. */
  const add = async (files: readonly File[]) => {
    if (files.length === 0 || work) return;
    let now = item;
    let stop: Failed | undefined;
    for (const file of files) {
      if (file.size > MAX_BYTES) stop = 'too-large';
      else {
        const outcome = await putFile(now, file, begin({ way: 'in', name: file.name, done: 0, of: file.size }));
        if (outcome.ok) now = { ...now, revision: now.revision + 1 };
        else stop = outcome.code;
      }
      if (stop) break;
    }
    setWork(undefined);
    if (stop) setFailed({ code: stop, way: 'in' });
    if (now !== item) await showAgain(item);
  };
  const fetchFile = async (file: Attachment) => {
    if (work) return;
    const of = Number(file.size);
    const outcome = await getFile(item, file, begin({ way: 'out', name: file.name, done: 0, of }));
    setWork(undefined);
    if (outcome.ok) hand(outcome.value, file.name);
    else setFailed({ code: outcome.code, way: 'out' });
  };
  const remove = async ({ id: fileId }: Attachment) => {
    const reply = heed(await own('own/file-detach', { base: { id: item.id, revision: item.revision }, fileId }));
    setRemoving(undefined);
    if (!reply.ok) return setFailed({ code: reply.code, way: 'in' });
    await showAgain(item);
  };

  const fixed = item.trashedMs !== undefined || item.content.kind === 'unknown';
  if (fixed && item.attachments.length === 0) return null;
  return (
    <section class="group files" aria-label={filesTexts.heading}>
      <h2 class="gh">{filesTexts.heading}</h2>
      {item.attachments.map((file) => (
        <FileLine
          key={file.id}
          file={file}
          onFetch={() => void fetchFile(file)}
          onRemove={fixed ? undefined : () => setRemoving(file)}
        />
      ))}
      {removing && (
        <DeleteDock
          text={filesTexts.removeAsk(removing.name)}
          onDelete={() => void remove(removing)}
          onKeep={() => setRemoving(undefined)}
        />
      )}
      {work && <WorkLine work={work} onStop={() => void (stopped.current = true)} />}
      {!work && !fixed && <Adder onFiles={(files) => void add(files)} />}
      {failed && failed.code !== 'stopped' && (
        <div class="inset" data-error={failed.code}>
          <Note tone="bad" text={textOf(failed.code, failed.way)} article="trouble" awaited />
        </div>
      )}
    </section>
  );
}

const FileLine = ({
  file,
  onFetch,
  onRemove,
}: {
  readonly file: Attachment;
  readonly onFetch: () => void;
  readonly onRemove: (() => void) | undefined;
}) => (
  <div class="line short" data-file={file.name}>
    <div class="flex">
      <Icon name="clip" small />
      <span class="v">
        <bdi>{file.name}</bdi>
      </span>
    </div>
    <div class="end">
      <span class="hint num">{size(Number(file.size))}</span>
      <IconButton icon="inbox" name={filesTexts.download(file.name)} action="download" onClick={onFetch} />
      {onRemove && (
        <IconButton icon="bin" name={filesTexts.remove(file.name)} action="remove-file" onClick={onRemove} />
      )}
    </div>
  </div>
);

function WorkLine({ work: { way, name, done, of }, onStop }: { readonly work: Work; readonly onStop: () => void }) {
  const text = way === 'in' ? filesTexts.adding : filesTexts.fetching;
  return (
    <div class="filework" data-work={way}>
      <span class="blade brass" aria-hidden="true">
        <i style={{ inlineSize: `${of === 0 ? 100 : Math.round((100 * done) / of)}%` }} />
      </span>
      <p class="small num clip" role="status">
        <bdi>{text(name, size(done), size(of))}</bdi>
      </p>
      <button type="button" class="btn" data-action="stop-file" onClick={onStop}>
        {filesTexts.cancel}
      </button>
    </div>
  );
}

/** A place to drop files, with the button that chooses some. */
function Adder({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is for the pointer alone; the button does the same.
    <div
      class={over ? 'dropzone is-over' : 'dropzone'}
      data-drop
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onFiles([...(event.dataTransfer?.files ?? [])]);
      }}
    >
      <input
        ref={input}
        id="file"
        type="file"
        multiple
        class="visually-hidden"
        aria-label={filesTexts.add}
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          currentTarget.value = '';
        }}
      />
      <p class="small second">
        {filesTexts.dropHere}{' '}
        <button type="button" class="link" data-action="add-file" onClick={() => input.current?.click()}>
          {filesTexts.choose}
        </button>
      </p>
      <p class="hint">{filesTexts.limit}</p>
    </div>
  );
}
