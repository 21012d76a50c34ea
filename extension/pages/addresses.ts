// Web addresses as people type them, and as the browser's URL writes them. Reads and writes text only.

import type { SavedUrl } from '../generated/core.js';

/** Scheme and authority; `localhost:8080` has a port, not a scheme, so the slashes are asked for. */
const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;

/** The address as the browser writes it, https where no scheme was typed; undefined if it is none. */
export function parseAddress(typed: string): string | undefined {
  const text = typed.trim();
  const whole = SCHEME.test(text) ? text : `https://${text}`;
  if (text === '' || !URL.canParse(whole)) return undefined;
  const url = new URL(whole);
  // A blank or an empty host is a slip of the keyboard, not an address.
  if (/\s/.test(text) || url.host === '') return undefined;
  return url.href;
}

/** What other dialects of patterns have and ours does not: looking around, and back at what was matched. */
const BEYOND = /\(\?<?[=!]|\\[1-9k]/;

/** The pattern as it was typed; undefined if it is none for the browser, or has what the core's engine lacks. */
function parsePattern(typed: string): string | undefined {
  const text = typed.trim();
  if (BEYOND.test(text)) return undefined;
  try {
    return new RegExp(text, 'u') && text;
  } catch {
    return undefined;
  }
}

/** The address or pattern as it is to be kept; undefined if it is none. */
export const parseSaved = ({ url, rule }: SavedUrl): string | undefined =>
  rule === 'regular-expression' ? parsePattern(url) : parseAddress(url);

/** The host for people, without a scheme; the text itself if it is no address. */
export const shownHost = (address: string): string =>
  URL.canParse(address) ? new URL(address).host || address : address;

/** The address for people: without https and the last slash; anything else is shown in full. */
export function shownAddress(address: string): string {
  if (!URL.canParse(address)) return address;
  const { protocol, href } = new URL(address);
  return (protocol === 'https:' ? href.slice('https://'.length) : href).replace(/\/$/, '');
}

/** Only web addresses may be opened in a tab. */
export const canOpen = (address: string): boolean =>
  URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
