// The words of the settings about sites that share their logins, and groups that are well known.

export const sharedTexts = {
  heading: 'Sites that share their logins',
  hint: 'A login of one is offered on the others too, last and by its name. It is never filled there without your choice.',
  label: 'Sites that belong together',
  placeholder: 'shop.com, shop.de',
  add: 'Add',
  remove: (group: string) => `No longer share logins between ${group}`,
  tooFew: 'Name two sites or more, parted by commas, like shop.com, shop.de.',
  wellKnown: 'Add well-known groups',
} as const;

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
