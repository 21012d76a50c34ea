// The messages of the window in which the user answers a site that asks by the browser itself (HTTP authentication): a part
// of the table of our own pages (messages.ts). It holds types alone.

import type { FillBlock, Row } from './generated/core.js';

export interface HttpAuthMessages {
  /** The question that the asking window was opened for; null if it is over. */
  'own/asked': [Record<never, never>, Asked | null];
  /** The user chose this login for it; gives why the site does not get it, if so. */
  'own/answer': [{ readonly id: string }, FillBlock | null];
  /** The user chose none. `browser`: the browser is to ask by its own window. */
  'own/leave': [{ readonly browser: boolean }, null];
}

/** What a site asks, as the browser tells it. */
export interface AskingSite {
  /** Scheme, host and port. */
  readonly origin: string;
  /** What the site itself calls the part of it that asks: a stranger's text, cleaned and cut. */
  readonly realm: string;
  /** The password would go over the network for all to read. */
  readonly plain: boolean;
}

export interface Asked extends AskingSite {
  /** The login that it got before was not the right one. */
  readonly refused: boolean;
  /** The logins of exactly this address. */
  readonly rows: readonly Row[];
}
