// Which questions of the protocol for a user name and a password (HTTP authentication) may be put to the user at all, and
// what of them is shown: a pure function of what the browser says. It knows no vault and answers nothing.

import type { AskingSite } from '../http-auth-messages.js';

/** What the browser says of a question; of a proxy's, `url` is not who asks. */
export interface Question {
  readonly requestId: string;
  readonly tabId: number;
  readonly frameId: number;
  readonly type: string;
  readonly url: string;
  readonly isProxy: boolean;
  readonly scheme: string;
  readonly realm?: string;
  readonly statusCode: number;
  readonly documentLifecycle?: string;
}

/** Schemes in which a user name and a password are the answer. */
const SCHEMES: ReadonlySet<string> = new Set(['basic', 'digest']);
const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/;
const REALM_MAX = 80;

/** The site that asks, if it is a whole page in sight that does: no picture, frame, script or proxy, nothing prerendered. */
export function siteOf(question: Question): AskingSite | undefined {
  const { isProxy, statusCode, type, frameId, tabId, documentLifecycle } = question;
  if (isProxy || statusCode !== 401 || type !== 'main_frame' || frameId !== 0 || tabId < 0) return undefined;
  if (documentLifecycle !== undefined && documentLifecycle !== 'active') return undefined;
  const scheme = question.scheme.toLowerCase();
  const url = URL.parse(question.url);
  if (url === null || !/^https?:$/.test(url.protocol) || !SCHEMES.has(scheme)) return undefined;
  const plain = scheme === 'basic' && url.protocol === 'http:' && !LOOPBACK.test(url.hostname);
  return { origin: url.origin, realm: cleaned(question.realm ?? ''), plain };
}

/** Without what would break a line or turn its direction, and no longer than a line or two. */
function cleaned(realm: string): string {
  const signs = [
    ...realm
      .slice(0, 1_000)
      .replace(/[\p{C}\p{Z}\s]+/gu, ' ')
      .trim(),
  ];
  return signs.length > REALM_MAX ? `${signs.slice(0, REALM_MAX - 1).join('')}…` : signs.join('');
}

/**
 * What one answer is for: a second question of the same request and origin says that it was refused, whatever realm it
 * names now: that is the site's to choose.
 */
export const keyOf = ({ requestId, url }: Question): string => JSON.stringify([requestId, URL.parse(url)?.origin]);
