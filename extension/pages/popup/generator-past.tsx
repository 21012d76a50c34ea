// The passwords that were generated lately, newest first, each quiet until it is asked for.
// The list is asked for when it is looked at, and forgotten when this goes.

import { useEffect, useState } from 'preact/hooks';
import type { ErrorCode, GeneratedPassword } from '../../generated/core.js';
import { shownHost } from '../addresses.js';
import { own } from '../ask.js';
import { errorTexts } from '../error-texts.js';
import { generatorTexts } from '../generator-texts.js';
import { IconButton, Note } from '../parts.js';
import { words } from '../words.js';
import { copyGenerated } from './copy.js';
import { useEscape } from './escape.js';
import { SecretLine } from './lines.js';
import { heed } from './state.js';
import { Messages } from './status.js';

export function Past({
  onBack,
  onSave,
}: {
  readonly onBack: () => void;
  /** Begins a login with one of them, where that can be done. */
  readonly onSave?: (made: GeneratedPassword) => void;
}) {
  const [made, setMade] = useState<readonly GeneratedPassword[] | undefined>();
  const [failed, setFailed] = useState<ErrorCode | undefined>();
  useEscape(onBack);
  useEffect(() => {
    void own('own/generated', {}).then((answer) => {
      const reply = heed(answer);
      if (reply.ok) setMade(reply.value);
      else setFailed(reply.code);
    });
  }, []);
  return (
    <div class="view" data-view="made-lately">
      <header>
        <IconButton icon="back" name={words.back} action="back" flip onClick={onBack} />
        <h1 class="title heading grow">{generatorTexts.history}</h1>
      </header>
      <main class="generator">
        {failed && (
          <div data-error={failed}>
            <Note tone="bad" text={errorTexts[failed]} awaited />
          </div>
        )}
        {made?.length === 0 && <p class="small second">{generatorTexts.historyEmpty}</p>}
        {made && made.length > 0 && (
          <div class="group">
            {made.map((one) => {
              const { password, origin, madeMs } = one;
              return (
                <SecretLine
                  key={`${madeMs} ${password}`}
                  label={generatorTexts.at(madeMs, shownHost(origin))}
                  secret={password}
                  id="made"
                  part={String(madeMs)}
                  copyName={words.copyPassword}
                  onCopy={() => void copyGenerated(password, String(madeMs))}
                >
                  {onSave && (
                    <IconButton
                      icon="plus"
                      name={generatorTexts.saveIt}
                      action="save-made"
                      onClick={() => onSave(one)}
                    />
                  )}
                </SecretLine>
              );
            })}
          </div>
        )}
      </main>
      <Messages />
    </div>
  );
}
