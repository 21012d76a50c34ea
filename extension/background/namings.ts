// Other names by which a page's list may call a country, its telephone code or a month: codes, and the words of the page's
// language, of the user's and of English. It knows only what the browser's own tables say, and touches nothing but a plan.

import type { FieldWrite, FillPlan } from '../generated/core.js';

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** The plan with the names that a list may use in place of a value. */
export function withNames(plan: FillPlan, pageLang: string): FillPlan {
  const langs = supported([pageLang, browser.i18n.getUILanguage(), 'en']);
  const writes = plan.writes.map((write) => ({ ...write, others: [...write.others, ...namesOf(write, langs)] }));
  return { ...plan, writes };
}

/** What a page says of its language may be no language at all. */
const supported = (langs: readonly string[]): string[] =>
  langs.flatMap((lang) => {
    try {
      return Intl.DisplayNames.supportedLocalesOf(lang);
    } catch {
      return [];
    }
  });

function namesOf({ role, value, others }: FieldWrite, langs: readonly string[]): string[] {
  if (role === 'country') return countryNames(value, langs);
  // Countries that share one are told apart by name.
  if (role === 'tel-country-code') return countryNames(others.at(-1) ?? '', langs);
  if (role === 'cc-exp-month' || role === 'bday-month') return monthNames(Number(value), langs);
  return [];
}

/** A country's code and names, from its code or from a name in one of the languages. */
function countryNames(country: string, langs: readonly string[]): string[] {
  const tables = langs.map((lang) => new Intl.DisplayNames(lang, { type: 'region', fallback: 'none' }));
  const wanted = country.toLowerCase();
  const isCode = /^[a-z]{2}$/.test(wanted);
  const code = isCode
    ? country.toUpperCase()
    : LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).find((each) =>
        tables.some((table) => table.of(each)?.toLowerCase() === wanted),
      );
  if (code === undefined) return [];
  return [code, ...tables.map((table) => table.of(code)).filter((name) => name !== undefined)];
}

const monthNames = (month: number, langs: readonly string[]): string[] =>
  langs.flatMap((lang) =>
    (['long', 'short'] as const).map((style) =>
      new Intl.DateTimeFormat(lang, { month: style, timeZone: 'UTC' }).format(Date.UTC(2000, month - 1, 15)),
    ),
  );
