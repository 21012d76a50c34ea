// The save scenarios by subject: pages, what the user does there, and what is to be offered. Data alone.

import { chosen, known } from './known.mjs';
import { places } from './places.mjs';
import { failed, nobodys, noLogins } from './refused.mjs';
import { sending } from './sending.mjs';
import { patterns, refusedQuietly, remembered, worst } from './unlike.mjs';

/**
 * In every text `%` stands for the scenario's own host name.
 * @typedef {object} Scenario
 * @property {string} name
 * @property {import('./pages.mjs').Site} [site] Served at its own host.
 * @property {Record<string, import('./pages.mjs').Site>} [others] Further hosts.
 * @property {string} [start] Where the user begins; the own host's root if absent.
 * @property {{ title: string, username: string, password: string, url: string, rule?: string }[]} [saved] What is in the vault.
 * @property {boolean} [neverSave] Nothing is to be saved for its host.
 * @property {boolean} [ownWindow] The login is sent in a window of its own, which closes.
 * @property {(string | import('../driver/page.mjs').Selector)[][]} acts `type` (selector, text), `click`, `see` (selector), `press` (key), `keys` (text, to what has
 *   the focus), `in` (part of a frame's address; empty: the page itself), `window` (part of its address), `kill` (the
 *   worker), `low` (a click on the lower part), `rest` (no key for a moment), `go` (an address, as by the address bar).
 * @property {{ kind: 'new' | 'update' | 'add-address', username: string, password: string, origin?: string, of?: string }} [offer]
 *   Nothing if absent. `of` is the title of the item; `origin` the scenario's own host if absent.
 */

/** @type {Record<string, Scenario[]>} */
export const scenarios = {
  'The ways of sending a login': sending,
  'Frames, shadow roots, steps and windows': places,
  'What the vault knows': known,
  'Passwords that are chosen': chosen,
  'Sign-ins that fail': failed,
  'Forms that are no login': noLogins,
  'What no person sent, and sites left out': nobodys,
  'Accounts that a page remembers': remembered,
  'The worst moment, and pages of another kind': worst,
  'Refusals without a status, and what follows a choice': refusedQuietly,
  'Logins that patterns lead to': patterns,
};
