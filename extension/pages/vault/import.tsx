// The section "Bring in": a file is dropped or chosen, and its first bytes say which way it goes. It reads no more of it.

import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../icons.js';
import { Note } from '../parts.js';
import { LastImport } from './import-done.js';
import { ImportPart } from './import-read.js';
import { RestorePart } from './import-restore.js';
import { importTexts } from './import-texts.js';

type Way = 'vault-file' | 'raw' | 'other' | 'unreadable';

const MAGIC_BYTES = 8;

/** Which way files go. */
async function wayOf([first]: readonly File[]): Promise<Way> {
  try {
    const magic = await first?.slice(0, MAGIC_BYTES).text();
    return magic === 'LATCHFIL' ? 'vault-file' : magic === 'LATCHRAW' ? 'raw' : 'other';
  } catch {
    return 'unreadable';
  }
}

export function ImportSection() {
  const [chosen, setChosen] = useState<{ readonly files: readonly File[]; readonly way: Way } | undefined>();
  const take = async (files: readonly File[]) => {
    if (files.length > 0) setChosen({ files, way: await wayOf(files) });
  };
  const leave = () => setChosen(undefined);
  const [file] = chosen?.files ?? [];
  return (
    <>
      <div>
        <h1 class="display">{importTexts.heading}</h1>
        <p class="second">{importTexts.lead}</p>
      </div>
      {chosen && file && chosen.way === 'vault-file' && <RestorePart file={file} onDone={leave} />}
      {chosen && file && chosen.way === 'other' && <ImportPart files={chosen.files} onDone={leave} />}
      {(chosen?.way === 'raw' || chosen?.way === 'unreadable') && (
        <div data-error={chosen.way}>
          <Note
            tone="bad"
            text={chosen.way === 'raw' ? importTexts.raw : importTexts.unreadable}
            article="moving"
            awaited
          />
        </div>
      )}
      {(chosen === undefined || chosen.way === 'raw' || chosen.way === 'unreadable') && (
        <>
          <DropZone onFiles={(files) => void take(files)} />
          <LastImport />
        </>
      )}
    </>
  );
}

/** Where files are dropped, and the way to choose them. */
function DropZone({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = useRef(onFiles);
  take.current = onFiles;
  useEffect(() => {
    const dragged = (event: DragEvent) => {
      event.preventDefault();
      setOver(event.type === 'dragover');
    };
    const dropped = (event: DragEvent) => {
      dragged(event);
      take.current([...(event.dataTransfer?.files ?? [])]);
    };
    // Anywhere on the page: a file that misses its place would else open in the tab, in clear.
    document.addEventListener('dragover', dragged);
    document.addEventListener('dragleave', dragged);
    document.addEventListener('drop', dropped);
    return () => {
      document.removeEventListener('dragover', dragged);
      document.removeEventListener('dragleave', dragged);
      document.removeEventListener('drop', dropped);
    };
  }, []);
  return (
    <div class={over ? 'drop is-over' : 'drop'} data-part="drop">
      <Icon name="inbox" />
      <b class="strong">{importTexts.drop}</b>
      <button type="button" class="btn plate" data-action="choose-files" onClick={() => input.current?.click()}>
        {importTexts.choose}
      </button>
      <p class="hint">{importTexts.chooseHint}</p>
      <input
        ref={input}
        id="import-files"
        class="visually-hidden"
        type="file"
        multiple
        tabIndex={-1}
        aria-label={importTexts.choose}
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          currentTarget.value = '';
        }}
      />
    </div>
  );
}
