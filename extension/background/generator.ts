// What stands around the generator: what the tab's field for a new password demands, and the passwords that were
// generated, kept sealed so that a sign-up that was never noticed costs nobody an account. Making one is in tools.ts.

import type {
  Change,
  ErrorCode,
  FieldDemands,
  Generated,
  GeneratedPassword,
  GeneratorRequest,
  Wish,
} from '../generated/core.js';
import type { FillOutcome } from '../messages.js';
import { USUAL } from '../wish.js';
import { codeOf, Failure } from './failure.js';
import { fillNew, fillNewInto, noteFill } from './fill.js';
import type { Frame } from './frames.js';
import { askContent, framesOf, originOf } from './frames.js';
import { readRecord } from './storage.js';
import { generate } from './tools.js';
import { readPage, save, use } from './vault.js';

const SURVEY_MS = 1_000;
const FITS_MS = 1_000;
const GENERATED = 'generated';
/** Attributes come cut at this length; half a rule is none. */
const ATTRIBUTE_MAX = 200;

/** A field for a new password. */
interface Place {
  readonly frame: Frame;
  readonly demands: FieldDemands;
  /** Its `pattern`; only the browser can tell what satisfies it. */
  readonly pattern: string;
}

/** What the first field for a new password in a tab says of itself; null without one. */
export const demandsOf = async (tabId: number): Promise<FieldDemands | null> => (await placeOf(tabId))?.demands ?? null;

/** The document of a tab that asks for a new password. */
export const frameForNew = async (tabId: number): Promise<Frame | undefined> => (await placeOf(tabId))?.frame;

/** The first field for a new password in a tab, the top document's before others. */
async function placeOf(tabId: number): Promise<Place | undefined> {
  const frames = (await framesOf(tabId)).filter(({ url }) => originOf(url) !== 'null');
  const found = await Promise.all(frames.toSorted((a, b) => a.frameId - b.frameId).map(placeIn));
  return found.find((entry) => entry !== undefined);
}

async function placeIn(frame: Frame): Promise<Place | undefined> {
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
  const whole = (name: string): string => {
    const text = attributes[name] ?? '';
    return text.length < ATTRIBUTE_MAX ? text : '';
  };
  const demands = {
    passwordRules: whole('passwordrules'),
    minLength: lengthOf(attributes['minlength']),
    maxLength: lengthOf(attributes['maxlength']),
    refused: 0,
  };
  return { frame, demands, pattern: whole('pattern') };
}

/** So many candidates are held against a field's `pattern`, a few at a time; after that the user is told. */
const CANDIDATES_MAX = 100;
const BATCH = 10;

/** `misfit`: the field's pattern refused every candidate, or why it could not be asked. */
type Made = Generated & { readonly misfit?: 'pattern' | ErrorCode };

/** Makes one as wished for, and as a field demands. */
async function makeFor(wish: Wish, place: Place): Promise<Made> {
  const { frame, demands: field, pattern } = place;
  const first = await generate({ wish, field });
  if (pattern === '') return first;
  for (let refused = 0; refused < CANDIDATES_MAX; refused += BATCH) {
    const numbers = Array.from({ length: BATCH }, (_, at) => refused + at);
    const batch = await Promise.all(numbers.map((at) => generate({ wish, field: { ...field, refused: at } })));
    const values = batch.map(({ value }) => value);
    // In the page itself, whose pattern it is: one that takes forever to try holds up nobody else.
    const fitting = await askContent(frame, 'content/fits', { pattern, values }, FITS_MS).catch(codeOf);
    if (typeof fitting === 'string') return { ...first, misfit: fitting };
    const made = batch[fitting];
    if (made !== undefined) return made;
  }
  return { ...first, misfit: 'pattern' };
}

/** Makes one as wished for; `tabId` names the tab for whose field it is. */
export async function make({ wish, field }: GeneratorRequest, tabId: number | undefined): Promise<Made> {
  const place = field === undefined || tabId === undefined ? undefined : await placeOf(tabId);
  return place === undefined ? generate({ wish, field }) : makeFor(wish, place);
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

/** Makes a password as the document's field demands, keeps it, and writes it there; not one that the field refuses. */
export async function makeIn(frame: Frame): Promise<FillOutcome> {
  const place = await placeIn(frame);
  const made: Made =
    place === undefined ? await generate({ wish: USUAL, field: undefined }) : await makeFor(USUAL, place);
  if (made.misfit !== undefined) return noteFill(frame.tabId, { filled: [], refused: [], blocked: made.misfit });
  await noteGenerated(made.value, originOf(frame.url));
  return fillNewInto(frame, made.value);
}

/** The same in the first document of a tab that asks for a new password, or in the one named. */
export async function makeInTab(tabId: number, frameId?: number): Promise<FillOutcome> {
  const frames = await framesOf(tabId);
  const place = frameId === undefined ? await placeOf(tabId) : undefined;
  const frame = place?.frame ?? frames.find((each) => each.frameId === (frameId ?? 0));
  if (frame === undefined) throw new Failure('page-unreachable');
  return makeIn(frame);
}
