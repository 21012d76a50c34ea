// The words of the section Items and of files, ready to be translated. Plain, brief, present tense; buttons are verbs that
// name the result.

const number = (n: number) => n.toLocaleString('en');

/** A size for people, in units of 1,024. */
export function size(bytes: number): string {
  const units = ['bytes', 'KB', 'MB'] as const;
  const step = bytes < 1024 ? 0 : bytes < 1024 * 1024 ? 1 : 2;
  const scaled = bytes / 1024 ** step;
  return `${number(scaled < 10 && step > 0 ? Math.round(scaled * 10) / 10 : Math.round(scaled))} ${units[step]}`;
}

export const itemsTexts = {
  section: 'Items',
  list: 'All items',
  show: 'Show',
  everything: 'Everything',
  favourites: 'Favourites',
  kinds: 'Kinds',
  folders: 'Folders',
  tags: 'Tags',
  none: 'Nothing chosen.',
  noneHint: 'Choose an item to see it here.',
  empty: 'Nothing here.',
} as const;

export const filesTexts = {
  heading: 'Files',
  add: 'Add a file',
  dropHere: 'Drop a file here, or',
  choose: 'choose one',
  limit: 'At most 100 MB. It is sealed on this device, piece by piece.',
  adding: (name: string, done: string, of: string) => `${name}: ${done} of ${of} sealed`,
  fetching: (name: string, done: string, of: string) => `${name}: ${done} of ${of} opened`,
  cancel: 'Cancel',
  download: (name: string) => `Download ${name}`,
  remove: (name: string) => `Remove ${name}`,
  removeAsk: (name: string) => `Remove “${name}” from this item? It cannot be brought back.`,
  tooLarge: {
    what: 'This file is larger than 100 MB.',
    safe: 'Nothing has been added.',
    next: 'Keep it elsewhere, and note here where.',
  },
  damaged: {
    what: 'This file was damaged where it is stored, so it was not downloaded.',
    safe: 'The item and its other files are as they were.',
    next: 'Bring the file back from a backup, or remove it here.',
  },
  unread: {
    what: 'The file could not be read.',
    safe: 'Nothing has been added.',
    next: 'Look whether it is still where it was, and add it again.',
  },
  ended: {
    what: 'The vault locked, or the browser ended Latchkey’s work, before the file was through.',
    safe: 'What was there before is as it was.',
    next: 'Begin again.',
  },
} as const;
