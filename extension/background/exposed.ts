// Asks the service of exposed passwords, and only where the user switched that on: the one file that speaks to a server.
// Of each password the service gets the first five of forty hex digits of its SHA-1, with no cookie and no referrer, in
// an order that tells nothing of the vault's; answers are padded, bounded, and kept sealed for a week. The protocol is
// Have I Been Pwned's "searching by range".

import type { RangeAnswer } from '../generated/core.js';
import type { AskedExposed } from '../messages.js';
import { codeOf, Failure } from './failure.js';
import { underPolicy } from './policy.js';
import { readItem } from './storage.js';
import { Asking, onLocked, save, use } from './vault.js';

const SERVICE = 'https://api.pwnedpasswords.com/range/';
/** So many passwords are asked for with one message, and so many at once. */
const BATCH = 40;
const ABREAST = 4;
const ANSWER_MS = 10_000;
/** No answer is longer, as in the core; the longest seen is about 60 kB. */
const ANSWER_MAX = 1024 * 1024;

let asking: AbortController | undefined;
onLocked(() => asking?.abort());

/** Asks for the next passwords whose answers are missing or older than a week. */
export async function askExposed(): Promise<AskedExposed> {
  asking?.abort();
  const mine = new AbortController();
  asking = mine;
  const pending = new Asking();
  try {
    const { prefixes, passwords, left } = await choose(pending);
    const answers = await answersTo(prefixes, mine.signal);
    if (answers.length > 0) {
      await use((vault) => save(vault, () => vault.noteExposed(pending, answers, Date.now())));
    }
    return { passwords, silent: prefixes.length - answers.length, left };
  } finally {
    pending.free();
    if (asking === mine) asking = undefined;
  }
}

/** Draws the next passwords to ask for. Items that ask first, and damaged ones, are passed over. */
const choose = (pending: Asking): Promise<{ prefixes: string[]; passwords: number; left: number }> =>
  use(async (vault) => {
    if (!(await underPolicy(vault.settings())).checkExposed) throw new Failure('forbidden');
    const ids = shuffled(vault.toAsk(Date.now()));
    const prefixes = new Set<string>();
    let passwords = 0;
    let seen = 0;
    for (const id of ids) {
      if (passwords === BATCH) break;
      seen += 1;
      const record = await readItem(id);
      try {
        if (record === undefined) continue;
        prefixes.add(vault.ask(pending, id, record, Date.now()));
        passwords += 1;
      } catch (thrown) {
        if (!PASSED_OVER.has(codeOf(thrown))) throw thrown;
      }
    }
    return { prefixes: shuffled([...prefixes]), passwords, left: ids.length - seen };
  });

const PASSED_OVER: ReadonlySet<string> = new Set(['guarded', 'damaged-item', 'newer-version', 'not-found']);

/** The same in an order that is drawn. */
function shuffled<T>(list: readonly T[]): T[] {
  const draws = new Map(list.map((entry) => [entry, crypto.getRandomValues(new Uint32Array(2))]));
  const drawn = (entry: T, half: 0 | 1): number => draws.get(entry)?.[half] ?? 0;
  return list.toSorted((a, b) => drawn(a, 0) - drawn(b, 0) || drawn(a, 1) - drawn(b, 1));
}

/** What the service answers, a few questions at once; what fails is left out. */
async function answersTo(prefixes: readonly string[], signal: AbortSignal): Promise<RangeAnswer[]> {
  const answers: RangeAnswer[] = [];
  for (let at = 0; at < prefixes.length && !signal.aborted; at += ABREAST) {
    const some = prefixes.slice(at, at + ABREAST);
    const came = await Promise.all(some.map((prefix) => answerTo(prefix, signal).catch(() => undefined)));
    answers.push(...came.filter((answer) => answer !== undefined));
    // A service that answers none of these is not asked for the rest.
    if (came.every((answer) => answer === undefined)) break;
  }
  return answers;
}

async function answerTo(prefix: string, signal: AbortSignal): Promise<RangeAnswer | undefined> {
  if (!/^[0-9A-F]{5}$/.test(prefix)) throw new Failure('internal');
  const response = await fetch(SERVICE + prefix, {
    headers: { 'Add-Padding': 'true' },
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    redirect: 'error',
    cache: 'no-store',
    signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]),
  });
  if (response.status !== 200 || response.body === null) return undefined;
  const decoder = new TextDecoder();
  let lines = '';
  for (const reader = response.body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return { prefix, lines: lines + decoder.decode() };
    lines += decoder.decode(value, { stream: true });
    if (lines.length > ANSWER_MAX) {
      await reader.cancel();
      return undefined;
    }
  }
}
