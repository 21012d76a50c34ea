// The window in which the user chooses the login for a site that asks by the browser itself. It names the site by the
// browser's word, shows the site's own words as such, and a row counts as chosen only by the rules of deliberate.ts.
// It never holds a password of the vault, and goes when its question is over.

import { render } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Row } from '../generated/core.js';
import type { Asked } from '../http-auth-messages.js';
import { shownHost } from './addresses.js';
import { applyAppearance } from './appearance.js';
import { own } from './ask.js';
import { awaitDeliberate } from './deliberate.js';
import type { Sentences } from './error-texts.js';
import { errorTexts } from './error-texts.js';
import { blockTexts } from './fill-texts.js';
import { httpAuthTexts as texts } from './http-auth-texts.js';
import { Icon, Sign } from './icons.js';
import { LoginRow } from './login-row.js';
import { menuTexts } from './menu-texts.js';
import { Note } from './parts.js';
import { speak } from './say.js';
import { words } from './words.js';

/** How often the window looks whether it still has a question; that also keeps awake whoever holds it. */
const LOOK_MS = 3_000;

function Question({ asked }: { readonly asked: Asked }) {
  const [failed, setFailed] = useState<Sentences | undefined>();
  const host = shownHost(asked.origin);

  const answer = async (id: string) => {
    const reply = await own('own/answer', { id });
    const why = reply.ok ? (reply.value === null ? undefined : blockTexts[reply.value]) : errorTexts[reply.code];
    if (why === undefined) close();
    setFailed(why);
  };
  const leave = (browser: boolean) => async (event: Event) => {
    if (!event.isTrusted) return;
    await own('own/leave', { browser });
    close();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape is heard wherever the focus is.
    <div
      class="asked"
      data-view="http-auth"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.isComposing) void leave(false)(event);
      }}
    >
      <header>
        <Sign size={28} />
        <h1 class="title">{texts.heading(host)}</h1>
      </header>
      <dl>
        <dt>{texts.address}</dt>
        <dd data-asks="origin">
          <bdi dir="ltr">{asked.origin}</bdi>
        </dd>
        <dt>{texts.realm}</dt>
        <dd class={asked.realm ? 'clamp' : 'second'} data-asks="realm">
          <bdi>{asked.realm || texts.noRealm}</bdi>
        </dd>
      </dl>
      {asked.refused && <Note tone="bad" text={texts.refused} awaited />}
      {asked.plain && <Note tone="warn" text={texts.plain} />}
      {failed && <Note tone="bad" text={failed} awaited />}
      <p class="small second">{texts.choose}</p>
      <Logins rows={asked.rows} host={host} onChoose={answer} />
      <span class="grow" />
      <p class="hint">{texts.cost}</p>
      <footer>
        <button type="button" class="btn plain" data-action="cancel" onClick={leave(false)}>
          {words.cancel}
        </button>
        <button type="button" class="btn" data-action="in-browser" onClick={leave(true)}>
          {texts.inBrowser}
        </button>
      </footer>
    </div>
  );
}

/** No row is reached until an arrow key or a pointer reaches it. */
function Logins({
  rows,
  host,
  onChoose,
}: {
  readonly rows: readonly Row[];
  readonly host: string;
  readonly onChoose: (id: string) => Promise<void>;
}) {
  const list = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(-1);
  const reached = useRef(-1);
  reached.current = at;
  useEffect(() => {
    const here = list.current;
    if (here === null) return;
    here.focus({ preventScroll: true });
    const options = () => [...here.querySelectorAll<HTMLElement>('[role=option]')];
    awaitDeliberate(
      here,
      () => options()[reached.current],
      (step) => {
        const count = options().length;
        const next = (Math.max(reached.current, step < 0 ? 0 : -1) + step + count) % count;
        setAt(next);
        options()[next]?.scrollIntoView({ block: 'nearest' });
      },
      ({ dataset }) => void onChoose(dataset['itemId'] ?? ''),
    );
  }, []);

  return (
    <div
      role="listbox"
      tabIndex={0}
      ref={list}
      aria-label={menuTexts.logins(host)}
      aria-activedescendant={at < 0 ? undefined : `row-${at}`}
    >
      {rows.map((row, place) => (
        <LoginRow key={row.id} row={row} id={`row-${place}`} selected={place === at}>
          {row.guarded && <Icon name="lock" small token="guarded" />}
        </LoginRow>
      ))}
    </div>
  );
}

/** Asks what is asked; without a question there is nothing to show. */
async function look(): Promise<Asked | undefined> {
  const reply = await own('own/asked', {});
  if (reply.ok && reply.value !== null) return reply.value;
  close();
  return undefined;
}

async function start(root: HTMLElement): Promise<void> {
  const [asked] = await Promise.all([look(), applyAppearance()]);
  if (asked === undefined) return;
  render(<Question asked={asked} />, root);
  setInterval(() => void look(), LOOK_MS);
}

speak(document.documentElement);
const root = document.getElementById('root');
if (root && self === top) void start(root);
