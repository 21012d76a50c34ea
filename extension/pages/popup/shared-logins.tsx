// The settings about sites that share their logins: groups that the user writes, and those well known.
// It reads what is typed; which domain a host belongs to is the core's to say.

import { useState } from 'preact/hooks';
import { parseAddress } from '../addresses.js';
import { IconButton, TextField } from '../parts.js';
import { sharedTexts, WELL_KNOWN } from './shared-logins-texts.js';

type Groups = readonly (readonly string[])[];

const hostOf = (typed: string): string | undefined => {
  const address = parseAddress(typed);
  return address === undefined ? undefined : new URL(address).hostname;
};

/** The hosts of a text, parted by commas or blanks; undefined if there are not two. */
function parseGroup(text: string): string[] | undefined {
  const hosts = text
    .split(/[\s,;،、]+/)
    .filter((part) => part !== '')
    .map(hostOf);
  const known = hosts.filter((host) => host !== undefined);
  return known.length === hosts.length && new Set(known).size > 1 ? known : undefined;
}

export function SharedLogins({
  groups,
  onChange,
}: {
  readonly groups: Groups;
  readonly onChange: (groups: string[][]) => void;
}) {
  const [text, setText] = useState('');
  const [refused, setRefused] = useState(false);
  const missing = WELL_KNOWN.filter(([first]) => !groups.flat().includes(first ?? ''));
  const put = (changed: Groups) => onChange(changed.map((group) => [...group]));
  const add = () => {
    const group = parseGroup(text);
    setRefused(group === undefined);
    if (group === undefined) return;
    put([...groups, group]);
    setText('');
  };
  return (
    <section data-part="shared-logins">
      {groups.length > 0 && (
        <ul class="group">
          {groups.map((group) => (
            <li class="line short" key={group.join()}>
              <span class="v">
                <bdi dir="ltr">{group.join(', ')}</bdi>
              </span>
              <div class="end">
                <IconButton
                  icon="x"
                  name={sharedTexts.remove(group.join(', '))}
                  action="unshare"
                  onClick={() => put(groups.filter((one) => one !== group))}
                />
              </div>
            </li>
          ))}
        </ul>
      )}
      <form
        class="stack close"
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <TextField
          id="shared-hosts"
          label={sharedTexts.label}
          value={text}
          onInput={setText}
          placeholder={sharedTexts.placeholder}
          maxLength={2000}
          dir="ltr"
          spellcheck={false}
          note={refused ? sharedTexts.tooFew : undefined}
        />
        <div class="flex wrap">
          <button type="submit" class="btn" data-action="share">
            {sharedTexts.add}
          </button>
          {missing.length > 0 && (
            <button
              type="button"
              class="btn plain"
              data-action="share-well-known"
              onClick={() => put([...groups, ...missing])}
            >
              {sharedTexts.wellKnown}
            </button>
          )}
        </div>
      </form>
    </section>
  );
}
