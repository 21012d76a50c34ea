// The words of our pages in the user's language: the messages of _locales by their keys, and numbers, dates and lists as
// that language writes them. It holds no words itself.

// biome-ignore lint/correctness/useImportExtensions: it is data, and read for its type alone.
import type english from '../_locales/en/messages.json';

type Key = keyof typeof english & string;
type Before<K, Suffix extends string> = K extends `${infer Base}${Suffix}` ? Base : never;

/** What happened; what is safe; what to do. */
interface Three {
  readonly what: string;
  readonly safe: string;
  readonly next: string;
}

/** The language that the words are in: English where there are none in the browser's own. */
const language = browser.i18n.getMessage('language');

/** Makes a thing when it is first asked for: what the first view does not need would cost a popup its first moment. */
const once = <T>(make: () => T): (() => T) => {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
};

const numbers = once(() => new Intl.NumberFormat(language));
const plurals = once(() => new Intl.PluralRules(language));
const days = once(() => new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', year: 'numeric' }));
const moments = once(() => new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }));
const lists = once(() => new Intl.ListFormat(language, { type: 'unit' }));

/** A table of messages, looked up when one of them is first shown. */
// @__NO_SIDE_EFFECTS__
export function texts<const T extends object>(make: () => T): T {
  const table = once(make);
  return new Proxy({} as T, {
    get: (_, name) => Reflect.get(table(), name),
    has: (_, name) => Reflect.has(table(), name),
    ownKeys: () => Reflect.ownKeys(table()),
    getOwnPropertyDescriptor: (_, name) => Reflect.getOwnPropertyDescriptor(table(), name),
  });
}

/** The message of a key; `$1` and the following stand for the values. */
export const say = (key: Key, ...values: readonly (string | number)[]): string => message(key, values);

/** So much of a title stands within a sentence. */
const TITLE_MAX = 40;

/** A title that may be long, to be put into a sentence. */
export function shortened(title: string): string {
  const signs = Array.from(title.slice(0, 2 * TITLE_MAX + 2));
  return signs.length > TITLE_MAX ? `${signs.slice(0, TITLE_MAX).join('')}…` : title;
}

/** The form of a message that a language has for a count, which is its `$1`. */
export function counted(key: Before<Key, '_other'>, n: number, ...values: readonly (string | number)[]): string {
  return message(`${key}_${plurals().select(n)}`, [n, ...values]) || message(`${key}_other`, [n, ...values]);
}

/** Three messages of one beginning: what happened, with the values; what is safe; what to do. */
export const sentences = (key: Before<Key, '_safe'>, ...values: readonly (string | number)[]): Three => ({
  what: message(`${key}_what`, values),
  safe: message(`${key}_safe`),
  next: message(`${key}_next`),
});

const message = (key: string, values: readonly (string | number)[] = []): string =>
  browser.i18n.getMessage(
    key,
    values.map((value) => (typeof value === 'number' ? number(value) : value)),
  );

export const number = (n: number): string => numbers().format(n);

/** A moment, in milliseconds since 1970, as its day. */
export const date = (ms: number): string => days().format(ms);

/** A moment, in milliseconds since 1970, as day and time. */
export const moment = (ms: number): string => moments().format(ms);

export const list = (names: readonly string[]): string => lists().format(names);

/** A name as it stands inside a sentence. German writes its nouns with capitals there too. */
export const within = (name: string): string => (language.startsWith('de') ? name : name.toLocaleLowerCase(language));

/** Orders names as the language does. */
export const byName = (a: string, b: string): number => a.localeCompare(b, language);

/** Tells the document its language and direction, before anything is drawn. */
export function speak(root: HTMLElement): void {
  root.lang = language;
  root.dir = browser.i18n.getMessage('direction');
}
