// Our frame inside a foreign page: the menu below a field. It shows this site's logins, or that Latchkey is locked.
// The page can see its size and that it is there, so both are the same whatever is stored. It stays blank until the
// background has answered for its nonce, and a row counts as chosen only by the rules of witness.ts and choice.ts.
// It never holds a password. Where the browser cannot vouch for what is seen, it shows nothing at all.

import { render } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { MenuView } from '../messages.js';
import { asMenu } from './ask.js';
import { Icon, Sign } from './icons.js';
import { LoginRow } from './login-row.js';
import { awaitChoice } from './menu/choice.js';
import type { Stage, Witness } from './menu/witness.js';
import { canVouch, witness } from './menu/witness.js';
import { menuTexts } from './menu-texts.js';
import type { Say, Welcome } from './port.js';
import { awaitNonce } from './port.js';
import { speak } from './say.js';
import { showTheme } from './theme.js';

/** The size that the content script gives the frame. */
const SIZE_PX = { width: 340, height: 214 };
/** More than anybody reads in a menu; the popup has a search. */
const ROWS_MAX = 20;

interface Given {
  readonly nonce: string;
  readonly view: MenuView;
  readonly say: Say;
  readonly eye: Witness;
}

function Menu({ nonce, view, say, eye }: Given) {
  const [hiding, setHiding] = useState(false);
  const act = (does: () => Promise<unknown>) => async (event: Event) => {
    if (!event.isTrusted) return;
    await does();
    say({ done: true, back: true });
  };
  const popup = act(() => asMenu('menu/popup', { nonce, covered: false }));
  const hide = (everywhere: boolean) => act(() => asMenu('menu/hide', { nonce, everywhere }));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape is heard wherever the focus is.
    <div
      class="menu"
      data-view="menu"
      data-state={view.state}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && event.isTrusted && !event.isComposing) say({ done: true, back: true });
      }}
    >
      <h1 class="visually-hidden">{menuTexts.name}</h1>
      {hiding ? (
        <Hiding view={view} hide={hide} keep={() => setHiding(false)} />
      ) : view.state === 'unlocked' ? (
        <Logins nonce={nonce} view={view} say={say} eye={eye} popup={popup} />
      ) : (
        <Closed view={view} popup={popup} />
      )}
      <div class="foot">
        {view.state === 'unlocked' && (
          <button type="button" class="btn" data-action="popup" onClick={popup}>
            <Icon name="search" small />
            {menuTexts.search}
          </button>
        )}
        <span class="grow" />
        {!hiding && (
          <button type="button" class="btn" data-action="hide" onClick={() => setHiding(true)}>
            {menuTexts.hide}
          </button>
        )}
      </div>
    </div>
  );
}

function Logins({ nonce, view, say, eye, popup }: Given & { readonly popup: (event: Event) => Promise<void> }) {
  const list = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(-1);
  const reached = useRef(-1);
  reached.current = at;
  const rows = view.rows.slice(0, ROWS_MAX);
  const count = rows.length + (view.makes ? 1 : 0);
  useEffect(() => {
    const here = list.current;
    if (here === null) return;
    // Opened by the keyboard, the frame has or gets the focus; opened by the mouse, the field keeps it.
    const enter = () => here.focus({ preventScroll: true });
    if (document.hasFocus()) enter();
    else addEventListener('focus', enter, { once: true });
    const options = [...here.querySelectorAll<HTMLElement>('[role=option]')];
    if (options.length === 0) return;
    eye.watch(options);
    awaitChoice(here, eye, () => options[reached.current], {
      chosen: ({ dataset }) => {
        const id = dataset['itemId'];
        void (id === undefined ? asMenu('menu/make', { nonce }) : asMenu('menu/choose', { nonce, id }));
      },
      doubted: async () => {
        await asMenu('menu/popup', { nonce, covered: true });
        say({ doubt: true });
      },
    });
  }, [nonce, eye, say]);

  const move = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    // A held key reaches no row.
    if (step === undefined || !event.isTrusted || event.repeat || count === 0) return;
    event.preventDefault();
    const next = (Math.max(at, step < 0 ? 0 : -1) + step + count) % count;
    setAt(next);
    list.current?.querySelectorAll('[role=option]')[next]?.scrollIntoView({ block: 'nearest' });
  };

  if (count === 0) {
    return (
      <div class="panel">
        <Sign size={28} />
        <div class="grow">
          <p class="strong">{menuTexts.none}</p>
          <p class="small second clip">
            <bdi dir="ltr">{view.siteHost}</bdi>
          </p>
        </div>
        <button type="button" class="btn plain" data-action="add" onClick={popup}>
          {menuTexts.add}
        </button>
      </div>
    );
  }
  return (
    <div
      role="listbox"
      tabIndex={0}
      ref={list}
      aria-label={menuTexts.logins(view.siteHost)}
      aria-activedescendant={at < 0 ? undefined : `row-${at}`}
      onKeyDown={move}
    >
      {view.makes && <Make id="row-0" selected={at === 0} />}
      {rows.map((row, i) => {
        const place = i + count - rows.length;
        return (
          <LoginRow key={row.id} row={row} id={`row-${place}`} selected={place === at}>
            {row.reason === 'this-address' ? (
              <kbd>↵</kbd>
            ) : (
              <span class="elsewhere clip" title={menuTexts.elsewhere}>
                <bdi dir="ltr">{row.matchedHost ?? row.host}</bdi>
              </span>
            )}
          </LoginRow>
        );
      })}
    </div>
  );
}

/** The password itself is made once this row is chosen: a page that could look into the menu would find none. */
const Make = ({ id, selected }: { readonly id: string; readonly selected: boolean }) => (
  // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the list, which names the chosen row.
  <div class="row" role="option" id={id} aria-selected={selected} data-action="make">
    <span class="token">
      <Icon name="die" />
    </span>
    <div class="clip">
      <div class="a clip">{menuTexts.make}</div>
      <div class="b clip">{menuTexts.makeHint}</div>
    </div>
    <div class="end">
      <kbd>↵</kbd>
    </div>
  </div>
);

const Closed = ({ view, popup }: { readonly view: MenuView; readonly popup: (event: Event) => Promise<void> }) => (
  <div class="panel">
    <Icon name="lock" />
    <div class="grow">
      <p class="strong">{view.state === 'none' ? menuTexts.noVault : menuTexts.locked}</p>
      <p class="small second">{menuTexts.ownWindow}</p>
    </div>
    <button type="button" class="btn plate" data-action="unlock" onClick={popup}>
      {view.state === 'none' ? menuTexts.open : menuTexts.unlock}
    </button>
  </div>
);

function Hiding({
  view,
  hide,
  keep,
}: {
  readonly view: MenuView;
  readonly hide: (everywhere: boolean) => (event: Event) => Promise<void>;
  readonly keep: () => void;
}) {
  return (
    <div class="panel tall">
      <p class="strong">{menuTexts.hideAsk}</p>
      <p class="small second">{view.state === 'unlocked' ? menuTexts.hideHint : menuTexts.hideLocked}</p>
      <div class="choices">
        {view.state === 'unlocked' && (
          <button type="button" class="btn plain" data-action="hide-site" onClick={hide(false)}>
            {menuTexts.hideSite}
          </button>
        )}
        <button type="button" class="btn plain" data-action="hide-everywhere" onClick={hide(true)}>
          {menuTexts.hideEverywhere}
        </button>
        <button type="button" class="btn" data-action="keep" onClick={keep}>
          {menuTexts.keep}
        </button>
      </div>
    </div>
  );
}

/** Draws what the nonce stands for, if this document stands directly in the page that it was made for. */
async function open({ nonce, ratio }: Welcome, root: HTMLElement, say: Say): Promise<boolean> {
  if (!canVouch || typeof ratio !== 'number') return false;
  const reply = await asMenu('menu/rows', { nonce });
  const around = [...(location.ancestorOrigins ?? [])];
  if (!reply.ok || around.length !== 1 || around[0] !== reply.value.origin) {
    say({ done: true });
    return false;
  }
  // Before anything is drawn: what is seen must not change afterwards.
  showTheme(reply.value.theme);
  const stage: Stage = { ...SIZE_PX, ratio, zoom: reply.value.zoom };
  render(<Menu nonce={nonce} view={reply.value} say={say} eye={witness(stage)} />, root);
  return true;
}

speak(document.documentElement);
const root = document.getElementById('root');
if (root) awaitNonce((welcome, say) => open(welcome, root, say));
