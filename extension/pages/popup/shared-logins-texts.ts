// The words of the settings about sites that share their logins, and groups that are well known.

import { say, texts } from '../say.js';

export const sharedTexts = texts(() => ({
  label: say('shared_label'),
  placeholder: say('shared_placeholder'),
  add: say('shared_add'),
  remove: (group: string) => say('shared_remove', group),
  tooFew: say('shared_tooFew'),
  wellKnown: say('shared_wellKnown'),
}));

/** Domains that one company signs its users in to with one account. */
export const WELL_KNOWN: readonly (readonly string[])[] = [
  ['amazon.com', 'amazon.ca', 'amazon.co.jp', 'amazon.co.uk', 'amazon.de', 'amazon.es', 'amazon.fr', 'amazon.it'],
  ['apple.com', 'icloud.com'],
  ['atlassian.com', 'bitbucket.org', 'trello.com'],
  ['ebay.com', 'ebay.co.uk', 'ebay.de', 'ebay.fr', 'ebay.it', 'ebay.es'],
  ['google.com', 'gmail.com', 'youtube.com'],
  ['live.com', 'microsoft.com', 'microsoftonline.com', 'office.com', 'outlook.com', 'xbox.com'],
  ['askubuntu.com', 'mathoverflow.net', 'serverfault.com', 'stackexchange.com', 'stackoverflow.com', 'superuser.com'],
  ['mediawiki.org', 'wikidata.org', 'wikimedia.org', 'wikipedia.org', 'wiktionary.org'],
];
