// The save prompt's place in the page: a frame of our own origin, in a closed shadow root, in the top layer.
// The page can see that it is there, never what is in it; it cannot restyle, read or script it. The nonce reaches our
// document through a MessagePort to our exact origin, never by URL. Shows what our page draws; decides nothing.

const WIDTH_PX = 360;
const HEIGHT_MAX_PX = 560;
const MARGIN_PX = 16;

const SHEET = `
:host { all: initial !important; position: fixed !important; inset: ${MARGIN_PX}px ${MARGIN_PX}px auto auto !important;
  inline-size: ${WIDTH_PX}px !important; block-size: var(--latchkey-block, 0) !important; display: block !important;
  margin: 0 !important; padding: 0 !important; border: 0 !important; background: none !important;
  overflow: visible !important; mask: none !important; transition: none !important; animation: none !important }
:host(:not(:popover-open)) { display: none !important }
iframe { inline-size: 100%; block-size: 100%; border: 0; border-radius: 10px; color-scheme: light dark;
  box-shadow: 0 0 0 1px #1b1c1e1f, 0 4px 8px #1b1c1e14, 0 16px 40px #1b1c1e2e }`;

let close: (() => void) | undefined;

/** Opens the prompt for the nonce; one at a time. */
export function openPrompt(nonce: string): void {
  closePrompt();
  const host = document.createElement('div');
  host.setAttribute('popover', 'manual');
  const inside = host.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(SHEET);
  const height = new CSSStyleSheet();
  inside.adoptedStyleSheets = [sheet, height];

  const frame = document.createElement('iframe');
  if ('credentialless' in frame) frame.credentialless = true;
  frame.title = 'Latchkey';
  frame.src = browser.runtime.getURL('pages/prompt.html');
  const { port1, port2 } = new MessageChannel();
  frame.addEventListener(
    'load',
    () => {
      const ours = new URL(browser.runtime.getURL('')).origin;
      frame.contentWindow?.postMessage({ latchkey: 'port' }, ours, [port2]);
      port1.postMessage({ nonce });
    },
    { once: true },
  );
  port1.onmessage = ({ data }: MessageEvent<{ height?: unknown; done?: unknown }>) => {
    if (data.done === true) closePrompt();
    if (typeof data.height !== 'number' || !Number.isFinite(data.height)) return;
    const block = Math.min(Math.max(Math.ceil(data.height), 0), HEIGHT_MAX_PX);
    height.replaceSync(`:host { --latchkey-block: ${block}px !important }`);
  };
  inside.append(frame);
  document.documentElement.append(host);
  host.showPopover();
  close = () => {
    port1.close();
    host.remove();
  };
}

/** Closes the prompt, if there is one. */
export function closePrompt(): void {
  close?.();
  close = undefined;
}
