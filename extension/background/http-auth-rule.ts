// Which questions of the protocol for a user name and a password (HTTP authentication) may be put to the user at all, what
// of them is shown, which of them says that a login was refused, and what follows where none was chosen: pure functions
// of what the browser says and of the time. It knows no vault and answers nothing.

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

/** Requests that are under way, and the origins that each was answered to. */
export type Answers = Map<string, ReadonlySet<string>>;

const askerOf = ({ url }: Question): string => URL.parse(url)?.origin ?? '';

/** Notes that a question was answered. */
export function noteAnswer(answers: Answers, question: Question): void {
  const { requestId } = question;
  answers.set(requestId, new Set([...(answers.get(requestId) ?? []), askerOf(question)]));
}

/**
 * Whether the login that was given was refused: a second question of the same request and origin says so, whatever realm
 * it names now, which is the site's to choose.
 */
export const isRefused = (answers: Answers, question: Question): boolean =>
  answers.get(question.requestId)?.has(askerOf(question)) ?? false;

/** So long a site waits for the choice; a login that asks for the master password begins it anew. */
export const HOLD_MS = 60_000;
/** So long a tab in which the user chose none gets no other window of ours: a site can ask without end. */
const REST_MS = 60_000;

/** How the user chose none: by Cancel or by closing the window, or by leaving it to the browser, in a word or in silence. */
export type Leaving = 'cancel' | 'closed' | 'in-browser' | 'late';

/** What the browser is told then: that nobody answers, or nothing, and it asks by itself. */
export const replyOf = (leaving: Leaving): { readonly cancel?: true } =>
  leaving === 'cancel' || leaving === 'closed' ? { cancel: true } : {};

/** Until when each tab rests. */
export type Resting = Map<number, number>;

/** The tab comes up with no window of ours for a while. */
export function rest(resting: Resting, { tabId }: Question, nowMs: number): void {
  resting.set(tabId, nowMs + REST_MS);
}

export const rests = (resting: Resting, { tabId }: Question, nowMs: number): boolean =>
  nowMs < (resting.get(tabId) ?? 0);
