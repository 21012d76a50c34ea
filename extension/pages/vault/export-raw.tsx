// Saving the raw records: all of the vault as it is stored, still sealed. It needs no password and opens nothing.

import { useRef, useState } from 'preact/hooks';
import { datedName, download } from '../download.js';
import type { Sentences } from '../error-texts.js';
import { errorTexts } from '../error-texts.js';
import { Note } from '../parts.js';
import type { Stop } from './export-run.js';
import { drawRaw } from './export-run.js';
import { exportTexts, fileTexts, rawTexts } from './export-texts.js';
import { Progress } from './progress.js';

function textOf(failure: Stop) {
  if (failure === 'cancelled') return exportTexts.cancelled;
  return failure === 'conflict' || failure === 'not-found' ? fileTexts.changed : errorTexts[failure];
}

export function RawPart() {
  const [count, setCount] = useState<number | undefined>();
  const [failed, setFailed] = useState<Stop | undefined>();
  const [saved, setSaved] = useState<{ readonly name: string; readonly text: Sentences } | undefined>();
  const stopped = useRef(false);

  const save = async () => {
    if (count !== undefined) return;
    stopped.current = false;
    setFailed(undefined);
    setSaved(undefined);
    setCount(0);
    const drawn = await drawRaw(setCount, () => stopped.current);
    setCount(undefined);
    if (!drawn.ok) {
      setFailed(drawn.code);
      return;
    }
    const name = datedName('latchkey-raw', 'latchraw');
    download(name, drawn.value.parts);
    setSaved({ name, text: rawTexts.saved(name, drawn.value.count) });
  };

  return (
    <section class="stack" data-part="raw">
      <div>
        <h2 class="title">{rawTexts.heading}</h2>
        <p class="second">{rawTexts.lead}</p>
      </div>
      <div>
        <button
          type="button"
          class="btn plain"
          data-action="save-raw"
          aria-disabled={count !== undefined}
          onClick={() => void save()}
        >
          {rawTexts.save}
        </button>
      </div>
      {count !== undefined && (
        <Progress
          label={rawTexts.saving(count)}
          onCancel={() => {
            stopped.current = true;
          }}
        />
      )}
      {failed && (
        <div data-error={failed}>
          <Note tone={failed === 'cancelled' ? 'warn' : 'bad'} text={textOf(failed)} article="trouble" awaited />
        </div>
      )}
      {saved && (
        <div data-written={saved.name}>
          <Note tone="good" text={saved.text} awaited />
        </div>
      )}
    </section>
  );
}
