// What stands around the generator: what the tab's field for a new password demands, and the passwords that were
// generated, kept sealed so that a sign-up that was never noticed costs nobody an account. Making one is in tools.ts.

import type { Change, FieldDemands, GeneratedPassword } from '../generated/core.js';
import type { FillOutcome } from '../messages.js';
import { USUAL } from '../wish.js';
import { Failure } from './failure.js';
import { fillNew, fillNewInto } from './fill.js';
import type { Frame } from './frames.js';
import { askContent, framesOf, originOf } from './frames.js';
import { readRecord } from './storage.js';
import { generate } from './tools.js';
import { readPage, save, use } from './vault.js';

const SURVEY_MS = 1_000;
const GENERATED = 'generated';
/** Attributes come cut at this length; half a rule is none. */
const ATTRIBUTE_MAX = 200;

/** What the first field for a new password in a tab says of itself, the top document's before others; null without one. */
export async function demandsOf(tabId: number): Promise<FieldDemands | null> {
  const frames = (await framesOf(tabId)).filter(({ url }) => originOf(url) !== 'null');
  const found = await Promise.all(frames.toSorted((a, b) => a.frameId - b.frameId).map(demandsIn));
  return found.find((entry) => entry !== undefined) ?? null;
}

async function demandsIn(frame: Frame): Promise<FieldDemands | undefined> {
  const answer = await askContent(frame, 'content/inspect', {}, SURVEY_MS).catch(() => undefined);
  if (answer === undefined) return undefined;
  const { roles } = await readPage(answer.snapshot);
  // The one that would be filled: it hides what is in it, can be written, and is where the user is, if one is.
  const takes = roles.filter(({ role, field }) => {
    const { inputType, visible, enabled } = answer.snapshot.fields[field] ?? {};
    return role === 'new-password' && inputType === 'password' && visible === true && enabled === true;
  });
  const place = takes.find(({ field }) => answer.snapshot.fields[field]?.focused) ?? takes[0];
  const attributes = place && answer.places[place.field]?.attributes;
  if (attributes === undefined) return undefined;
  const rules = attributes['passwordrules'] ?? '';
  return {
    passwordRules: rules.length < ATTRIBUTE_MAX ? rules : '',
    minLength: lengthOf(attributes['minlength']),
    maxLength: lengthOf(attributes['maxlength']),
    refused: 0,
  };
}

const lengthOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,6}$/.test(text.trim()) ? Number(text) : undefined;

/** The passwords that were generated, newest first. */
export const generated = (): Promise<GeneratedPassword[]> =>
  use(async (vault) => vault.generated(await readRecord(GENERATED)));

/** Keeps a password that leaves the generator; `origin` is that of the page that it goes to, if it goes to one. */
export const noteGenerated = (password: string, origin = ''): Promise<Change> =>
  use(async (vault) => {
    const current = await readRecord(GENERATED);
    return save(vault, () => vault.noteGenerated({ password, origin, madeMs: Date.now() }, current));
  });

/** Writes a password that the user saw into the fields of a tab for a new one. It is kept before the page has it. */
export async function keepAndFill(tabId: number, password: string): Promise<FillOutcome> {
  const top = (await framesOf(tabId)).find(({ frameId }) => frameId === 0);
  if (top === undefined) throw new Failure('page-unreachable');
  await noteGenerated(password, originOf(top.url));
  return fillNew(tabId, password);
}

/** Makes a password as the document's field demands, keeps it, and writes it there. */
export async function makeIn(frame: Frame): Promise<FillOutcome> {
  const field = await demandsIn(frame);
  const { value } = await generate({ wish: USUAL, field });
  await noteGenerated(value, originOf(frame.url));
  return fillNewInto(frame, value);
}
