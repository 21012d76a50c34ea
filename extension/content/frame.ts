// What of ours stands in a page: a host in the top layer with a closed shadow root, and in it a frame of our own origin.
// The page can see that it is there, never what is in it; it cannot restyle, read or script it. The nonce reaches our
// document through a MessagePort to our exact origin, never by URL. Shows what our pages draw; decides nothing.

/** A sheet of ours inside the closed root beats inline `!important`, layers, animations and scripts of the page. */
const HOST = `
all: initial !important; position: fixed !important; display: block !important; margin: 0 !important;
padding: 0 !important; border: 0 !important; background: none !important; overflow: visible !important;
mask: none !important; zoom: 1 !important; transition: none !important; animation: none !important;
color-scheme: light dark !important; cursor: default !important`;
const FRAME = `
iframe { inline-size: 100%; block-size: 100%; border: 0; border-radius: 10px; color-scheme: light dark;
  background: light-dark(#fff, #22262b);
  box-shadow: 0 0 0 1px #1b1c1e1f, 0 4px 8px #1b1c1e14, 0 16px 40px #1b1c1e2e }`;

/** A host in the page. */
export interface Stand {
  readonly host: HTMLElement;
  /** Gives it another place; declarations of CSS. */
  place(declarations: Readonly<Record<string, string>>): void;
  remove(): void;
}

/** Puts a host as the last child of `html` into the top layer. */
export function stand(inside: HTMLElement, looks: string, at: Readonly<Record<string, string>>): Stand {
  const host = document.createElement('div');
  host.setAttribute('popover', 'manual');
  const root = host.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  const place = (declarations: Readonly<Record<string, string>>): void => {
    const rules = Object.entries(declarations).map(([name, value]) => `${name}: ${value} !important`);
    sheet.replaceSync(
      `:host { ${HOST}; ${rules.join('; ')} } :host(:not(:popover-open)) { display: none !important } ${looks}`,
    );
  };
  place(at);
  root.adoptedStyleSheets = [sheet];
  root.append(inside);
  document.documentElement.append(host);
  host.showPopover();
  return { host, place, remove: () => host.remove() };
}

/** A frame of ours in the page. */
export interface Framed extends Stand {
  readonly frame: HTMLIFrameElement;
  /** Tells our document something; it hears it once it is there. */
  say(word: object): void;
}

/** Opens one of our web-accessible pages; `heed` hears what our document says. */
export function openFrame(
  page: string,
  at: Readonly<Record<string, string>>,
  heed: (word: Readonly<Record<string, unknown>>) => void,
): Framed {
  const frame = document.createElement('iframe');
  // Without this a page under `COEP: require-corp` would keep the frame empty.
  if ('credentialless' in frame) frame.credentialless = true;
  frame.title = 'Latchkey';
  frame.src = browser.runtime.getURL(page);
  const { port1, port2 } = new MessageChannel();
  frame.addEventListener(
    'load',
    () => {
      const ours = new URL(browser.runtime.getURL('')).origin;
      frame.contentWindow?.postMessage({ latchkey: 'port' }, ours, [port2]);
    },
    { once: true },
  );
  port1.onmessage = ({ data }: MessageEvent<Readonly<Record<string, unknown>>>) => heed(data);
  const place = stand(frame, FRAME, at);
  return {
    ...place,
    frame,
    say: (word) => port1.postMessage(word),
    remove: () => {
      port1.close();
      place.remove();
    },
  };
}
