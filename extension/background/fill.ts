// Filling: a choice in our own interface becomes a ticket for exactly one document, the document answers with a fresh
// snapshot, and the plan is the reply to that same message. Every trigger ends here; nothing fills without one.
// Tickets live in this worker's memory for five seconds and are used once.

import type { Choice, FillPlan, FrameContext, PageSnapshot, Role } from '../generated/core.js';
import type { FillOutcome, LastFill } from '../messages.js';
import { codeOf, Failure } from './failure.js';
import type { Frame, PageSender } from './frames.js';
import { askContent, contextOf, contextOfFrame, framesOf, originOf } from './frames.js';
import { withNames } from './namings.js';
import { itemRecord, noteUsed, planNew, use } from './vault.js';

const TICKET_MS = 5_000;
const SURVEY_MS = 1_000;
/** How long a dialog takes to fade in at most. */
const FADE_MS = 400;

interface Ticket {
  readonly frame: Frame;
  readonly origin: string;
  readonly plan: Planner;
  readonly expiresMs: number;
}

/** What is to be written into a document that looks like this. */
type Planner = (snapshot: PageSnapshot, context: FrameContext) => Promise<FillPlan>;

interface Candidate {
  readonly frame: Frame;
  readonly plan: FillPlan;
}

const tickets = new Map<string, Ticket>();
const outcomes = new Map<number, LastFill>();
let attempts = 0;

/** What came of the last fill in a tab. */
export const lastFill = (tabId: number): LastFill | null => outcomes.get(tabId) ?? null;

/** Notes what came of a fill of an item, or why none began. */
export function noteFill(tabId: number, outcome: FillOutcome, itemId?: string): FillOutcome {
  attempts += 1;
  const what = itemId === undefined ? {} : { itemId };
  outcomes.set(tabId, { ...outcome, ...what, attempt: attempts, atMs: Date.now() });
  return outcome;
}

/** Forgets a closed tab. */
export const forgetFills = (tabId: number): boolean => outcomes.delete(tabId);

/** Fills an item into a tab: into the one frame that can take it, or the one that the user named. */
export async function fill(tabId: number, itemId: string, choice: Choice, frameId?: number): Promise<FillOutcome> {
  const once = (): Promise<FillOutcome> => attempt(tabId, itemId, choice, frameId).catch(blocked);
  const before = await standing(tabId);
  let result = await once();
  // A form that is just fading in cannot be seen yet. Nothing was released; all is asked and checked anew, if the tab
  // still shows the documents that the choice was made before.
  if (isUnseen(result)) {
    await sleep(FADE_MS);
    if ((await standing(tabId)) === before) result = await once();
  }
  const outcome = noteFill(tabId, result, itemId);
  if (outcome.filled.length > 0) void noteUsed(itemId);
  return outcome;
}

const blocked = (thrown: unknown): FillOutcome => ({ filled: [], refused: [], blocked: codeOf(thrown) });

/** A saved item, by its stored record as it is then. */
const ofItem =
  (itemId: string, choice: Choice): Planner =>
  (snapshot, context) =>
    use(async (vault) =>
      withNames(vault.planFill(itemId, await itemRecord(itemId), snapshot, context, choice, Date.now()), snapshot.lang),
    );

/** A password that was just made, into the fields for a new one. */
const ofNew =
  (password: string): Planner =>
  (snapshot, context) =>
    planNew(password, snapshot, context);

const isUnseen = ({ filled, refused }: FillOutcome): boolean =>
  filled.length === 0 && refused.length > 0 && refused.every(({ reason }) => reason === 'hidden');

/** The documents of a tab, to be compared. */
const standing = async (tabId: number): Promise<string> =>
  JSON.stringify((await framesOf(tabId)).map(({ frameId, documentId, url }) => [frameId, documentId, url]));

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function attempt(tabId: number, itemId: string, choice: Choice, frameId?: number): Promise<FillOutcome> {
  const plan = ofItem(itemId, choice);
  const candidates = await survey(tabId, plan, frameId);
  const able = candidates.filter(({ plan }) => plan.blocked === undefined && plan.writes.length > 0);
  const withSecret = able.filter(({ plan }) => plan.writes.some(({ role }) => SECRET.has(role)));
  const best = withSecret.length > 0 ? withSecret : able;
  const [first, ...others] = best;
  if (first === undefined) return nothingToFill(candidates);
  if (others.length > 0) {
    const top = originOf((await framesOf(tabId)).find((frame) => frame.frameId === 0)?.url ?? '');
    const frames = best.map(({ frame }) => ({ frameId: frame.frameId, origin: originOf(frame.url), top }));
    return { filled: [], refused: [], frames };
  }
  return knock(first.frame, plan);
}

/** Why nothing of an item, chosen so, may go to this document; `no-fields` if it may. */
export async function blockIn(frame: Frame, itemId: string, choice: Choice = 'listed'): Promise<FillPlan['blocked']> {
  const context = contextOfFrame(frame, await framesOf(frame.tabId));
  return (await ofItem(itemId, choice)(EMPTY, context)).blocked;
}

/** Asks the frames what they hold, and the core what it would do there. */
async function survey(tabId: number, plan: Planner, frameId?: number): Promise<Candidate[]> {
  const frames = await framesOf(tabId);
  const asked = frames.filter((frame) => frameId === undefined || frame.frameId === frameId);
  if (asked.length === 0) throw new Failure('page-unreachable');
  const found = await Promise.all(
    asked.map(async (frame) => {
      // An opaque document is not even asked; the core says why nothing is filled there.
      const opaque = originOf(frame.url) === 'null';
      const snapshot = opaque ? EMPTY : await askContent(frame, 'content/survey', {}, SURVEY_MS).catch(() => undefined);
      return snapshot === undefined ? undefined : { frame, snapshot };
    }),
  );
  const answered = found.filter((entry) => entry !== undefined);
  if (answered.length === 0) throw new Failure('page-unreachable');
  return Promise.all(
    answered.map(async ({ frame, snapshot }) => ({
      frame,
      plan: await plan(snapshot, contextOfFrame(frame, frames)),
    })),
  );
}

const EMPTY: PageSnapshot = { title: '', lang: '', headings: [], forms: [], fields: [] };

/** Why nothing is filled: the frame with something to refuse speaks first, then the top document. */
function nothingToFill(candidates: readonly Candidate[]): FillOutcome {
  const telling =
    candidates.find(({ plan }) => plan.refused.length > 0) ??
    candidates.find(({ plan }) => plan.blocked !== undefined && !MUTE.has(plan.blocked)) ??
    candidates.find(({ frame }) => frame.frameId === 0) ??
    candidates[0];
  const refused = (telling?.plan.refused ?? []).map(({ role, reason }) => ({ role, reason }));
  return { filled: [], refused, blocked: telling?.plan.blocked ?? 'no-fields' };
}

/** Roles that mark the frame which the user means. */
const SECRET: ReadonlySet<Role> = new Set(['current-password', 'one-time-code', 'cc-number']);

/** Blocks that say nothing about the form the user means. */
const MUTE: ReadonlySet<string> = new Set(['no-fields', 'other-site', 'opaque-origin']);

/** Fills an item that was chosen in the page into the very document in which it was, by the exact address only. */
export async function fillDocument(frame: Frame, itemId: string): Promise<FillOutcome> {
  return noteFill(frame.tabId, await knock(frame, ofItem(itemId, 'in-page')).catch(blocked), itemId);
}

/** Fills a password that was just made into this document. */
export const fillNewInto = async (frame: Frame, password: string): Promise<FillOutcome> =>
  noteFill(frame.tabId, await knock(frame, ofNew(password)).catch(blocked));

/** The same for the first document of a tab that takes it, the top one before others. */
export async function fillNew(tabId: number, password: string): Promise<FillOutcome> {
  const candidates = await survey(tabId, ofNew(password));
  const able = candidates.filter(({ plan }) => plan.writes.length > 0);
  const [first] = able.toSorted((a, b) => a.frame.frameId - b.frame.frameId);
  return first === undefined ? noteFill(tabId, nothingToFill(candidates)) : fillNewInto(first.frame, password);
}

async function knock(frame: Frame, plan: Planner): Promise<FillOutcome> {
  const nonce = crypto.randomUUID();
  tickets.set(nonce, { frame, origin: originOf(frame.url), plan, expiresMs: Date.now() + TICKET_MS });
  try {
    return await askContent(frame, 'content/knock', { nonce }, TICKET_MS);
  } finally {
    tickets.delete(nonce);
  }
}

/** A document answers a knock. Everything but the snapshot is the browser's word, and must be as at the choice. */
export async function redeem(nonce: string, snapshot: PageSnapshot, sender: PageSender): Promise<FillPlan> {
  const ticket = tickets.get(nonce);
  tickets.delete(nonce);
  if (ticket === undefined || Date.now() > ticket.expiresMs) throw new Failure('page-changed');
  const { frame, origin, plan } = ticket;
  const sameDocument = frame.documentId === undefined || frame.documentId === sender.documentId;
  const samePlace = frame.tabId === sender.tabId && frame.frameId === sender.frameId && origin === sender.origin;
  if (!sameDocument || !samePlace) throw new Failure('page-changed');
  return plan(snapshot, await contextOf(sender));
}
