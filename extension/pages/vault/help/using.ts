// Articles for every day: the beginning, saving and filling, a page that does not fill, locking.
// Plain English, brief, and true of this version: what does not work yet is said.

import type { Article } from './article.js';

export const using: readonly Article[] = [
  {
    id: 'start',
    title: 'Getting started',
    lead: 'A vault, the button in the toolbar, and your first logins.',
    blocks: [
      {
        steps: [
          'Press Latchkey’s button in the toolbar and choose a master password, twice. A few words that do not belong together are easier to keep in mind than signs, and harder to guess.',
          'Write it down and keep it where you keep your passport. Nobody can reset it.',
          'Pin the button, so that it stays in sight: the browser’s puzzle piece lists it.',
          'Bring what you have: in the whole vault, “Bring in” reads files of other managers and browsers. Or sign in as always: Latchkey offers to save it.',
          'In “Security”, make a recovery code. In “Take out”, set up backups.',
        ],
      },
      { heading: 'The popup and the whole vault' },
      'The popup is for every day: search, fill, copy, add. The whole vault is a tab with everything else; the popup’s settings lead to it.',
      'The vault lies in this browser’s profile on this computer. There is no account and no server.',
      {
        beware:
          'Type the master password only into the popup that the toolbar button opens, or into the tab that it leads to. A web page can draw a copy of either.',
      },
    ],
  },
  {
    id: 'save-and-fill',
    title: 'Saving and filling',
    lead: 'Latchkey offers to save what you send, and fills when you ask.',
    blocks: [
      { heading: 'Saving' },
      'Sign in, sign up or change a password as always. After it, a prompt asks whether to save; look at what it says and press “Save” or “Update”. “Never for this site” ends the offers there; the settings take that back.',
      'While the vault is locked, what you send is sealed at once and waits: it is offered when you unlock. From the popup it can be saved as well.',
      'An update keeps the old password in the item, under its earlier passwords.',
      { heading: 'Filling' },
      {
        points: [
          'The popup: this site’s logins stand on top with the reason why. Enter fills the chosen one.',
          'The shortcut Alt+Shift+L, unless you gave it other keys: it fills the one login of exactly this address.',
          'The menu of a text field (right button): “Fill the login for this page”.',
          'The mark in a login field: in Chromium it opens a menu there, in Firefox it opens the popup.',
        ],
      },
      'Nothing is filled when a page loads, and nothing is sent for you: you press the page’s own button. A one-time code is filled with its login, or on a step of its own.',
      'Cards and identities are filled from the popup, by their own choice, on encrypted pages only. A card’s PIN is never filled.',
      { heading: 'New passwords' },
      'Where a site asks for a new password, the popup’s generator makes one that obeys the field, fills both fields and keeps it. In Chromium the mark in the field does so too.',
      { heading: 'Several addresses' },
      'A login may have several addresses, each with a rule where it is filled: its whole site, this host only, addresses that begin so, exactly this one, a pattern, or no page. Sites that share their logins can be grouped in the settings.',
    ],
  },
  {
    id: 'will-not-fill',
    title: 'A page that won’t fill',
    lead: 'Most often the page is not the one the login was saved for. Latchkey compares addresses letter by letter, and stays silent when they differ.',
    blocks: [
      { heading: 'Look at the reason first' },
      'Open the popup on that page. Beside each login stands why it is offered. If yours is missing from the top of the list, the address is new to it.',
      {
        beware:
          'Stop here if the address looks odd. A copied page can look right in every other way. Nothing has been filled. Type the site’s address yourself, or open it from the item.',
      },
      { heading: 'If the address is right' },
      {
        steps: [
          'Search for the login in the popup, open it and press “Edit”. Add the page’s address and save.',
          'Open the popup on the page again and fill. It stands on top now.',
          'Fields in two steps: fill the first page, go on, and fill again.',
        ],
      },
      { heading: 'What is refused on purpose' },
      {
        points: [
          'A page without encryption (http), for a login that was saved on an encrypted one.',
          'A form inside a page of another site, or one that sends to another site.',
          'A part of a page that has no address of its own.',
          'Fields that cannot be seen, are switched off, or take less than the password’s length.',
        ],
      },
      { heading: 'If nothing happens at all' },
      {
        points: [
          'Reload the page: one that was open before Latchkey was installed or updated may need it.',
          'The browser’s own pages, its store and some of its viewers let no extension in. Copy the password instead.',
          'In a private window the browser must allow Latchkey first, on its page of extensions.',
          'Passwords that the browser itself asks for, in a box of its own, and “characters 2, 5 and 7 of your password” cannot be filled yet. Nor can a card in a payment provider’s frame inside a shop’s page.',
        ],
      },
    ],
  },
  {
    id: 'locking',
    title: 'Locking, guarded items and the clipboard',
    lead: 'When the vault closes by itself, and what asks again.',
    blocks: [
      'The vault locks after 15 minutes without use, when the screen locks, when the browser closes, and when you press “Lock”. The settings change the time and add the last window. Firefox does not tell extensions that the screen is locked; there the time counts.',
      'While it is locked nothing is filled or shown, and what you send is kept sealed until you unlock.',
      { heading: 'Guarded items' },
      'An item that asks for the master password first is covered until you type it, and again after a minute. It is not filled from the list or the menu: open it in Latchkey. Switch this on in the item’s editor, under “More”.',
      'An unlocking that writes a backup opens guarded items for it, for up to 20 seconds, so that they come along.',
      { heading: 'The clipboard' },
      'A copied password is cleared after 30 seconds, only if the clipboard still holds it. Clipboard histories of the system or of other programs keep what they took: switch them off for passwords if you can.',
    ],
  },
];
