// The save prompt in a page: opened in a tab's top document when an offer waits there, bound to it by a nonce, closed
// when the offer is answered or the vault locks. While the vault is locked nothing is shown in a page.

import type { Role } from '../generated/core.js';
import type { OfferView } from '../messages.js';
import { appearance } from './appearance.js';
import { changeDrafts, drafts, isWaiting } from './drafts.js';
import { Failure } from './failure.js';
import type { Frame, FrameSender } from './frames.js';
import { askContent, checkStandsIn, framesOf } from './frames.js';
import { offers } from './offers.js';
import type { StoredDraft, StoredPrompt } from './storage.js';
import { readSession, writeSession } from './storage.js';
import { undo } from './undo.js';
import { look, readPage, readWords, status } from './vault.js';

const ASK_MS = 1_000;
/** Most characters of a page's words that are read. */
const WORDS_MAX = 4_000;
/**
 * After so many offers in a tab that the user left without an answer, the next ones wait in the popup alone: what runs in
 * a page could send guesses and watch whether a prompt comes (A34).
 */
const PASSED_OVER_MAX = 3;
/** A slow page is given longer: what it does not say in time costs an offer that may be of no use. */
const REFUSAL_MS = 5_000;

let turn: Promise<unknown> = Promise.resolve();

/** Changes the list of prompts, one change after the other. */
function changePrompts(edit: (all: readonly StoredPrompt[]) => readonly StoredPrompt[]): Promise<void> {
  const next = turn.then(async () => writeSession({ prompts: edit((await readSession('prompts')) ?? []) }));
  turn = next.catch(() => undefined);
  return next;
}

/** Opens the prompt for a tab's newest offer, unless the page still, or again, asks for the login. */
export async function promptIn(tabId: number): Promise<void> {
  const putOff = new Set((await drafts()).filter((draft) => draft.putOff).map(({ id }) => id));
  const offer = (await offers(tabId)).find(({ id, kind }) => kind !== 'unlock' && !putOff.has(id));
  if (offer === undefined) return;
  const top = (await framesOf(tabId)).find(({ frameId }) => frameId === 0);
  const draft = (await drafts()).find(({ id }) => id === offer.id);
  if (top === undefined || draft === undefined || (await judged(top, draft)) !== 'good') return;
  const last = ((await readSession('prompts')) ?? []).find((other) => other.tabId === tabId);
  const passedOver = last === undefined || last.draftId === offer.id ? (last?.passedOver ?? 0) : last.passedOver + 1;
  if (passedOver >= PASSED_OVER_MAX) return;
  const nonce = crypto.randomUUID();
  const place = top.documentId === undefined ? {} : { documentId: top.documentId };
  const prompt: StoredPrompt = { nonce, draftId: offer.id, tabId, passedOver, ...place };
  await changePrompts((all) => [...all.filter((other) => other.tabId !== tabId), prompt]);
  if ((await status()).state !== 'unlocked') return;
  await askContent(top, 'content/prompt', { nonce }, ASK_MS).catch(() => undefined);
}

type Place = Pick<Frame, 'tabId' | 'frameId' | 'documentId'>;

/** The kinds of password that a document shows a field for. Undefined if it cannot be asked. */
async function asked(document: Place, withinMs = ASK_MS): Promise<ReadonlySet<Role> | undefined> {
  const snapshot = await askContent(document, 'content/survey', {}, withinMs).catch(() => undefined);
  if (snapshot === undefined) return undefined;
  const seen = (await readPage(snapshot)).roles.filter(({ field }) => snapshot.fields[field]?.visible === true);
  return new Set(seen.map(({ role }) => role));
}

/**
 * What a draft was sent to, asked for again: a password that was chosen is refused where one is to be chosen again, and
 * not by the sign-in that follows it.
 */
const wants = ({ chosen }: StoredDraft): Role => (chosen ? 'new-password' : 'current-password');

/** What a document says in words. Undefined if it says nothing of that kind, or cannot be asked. */
async function told(document: Place, withinMs: number): Promise<'failed' | 'changed' | undefined> {
  const words = await askContent(document, 'content/words', {}, withinMs).catch(() => undefined);
  return typeof words === 'string' ? readWords(words.slice(0, WORDS_MAX)) : undefined;
}

/** What a document shows that followed one where something was sent. */
interface Sight {
  readonly shows: ReadonlySet<Role>;
  readonly says: 'failed' | 'changed' | undefined;
}

/** Looks at such a document. Undefined if it cannot be asked. */
async function sight(document: Place, withinMs = ASK_MS): Promise<Sight | undefined> {
  const shows = await asked(document, withinMs);
  if (shows === undefined) return undefined;
  // Words count where a new password is asked for again, and where nothing is asked for that signs anybody in.
  const counts = shows.has('new-password') || !(shows.has('current-password') || shows.has('one-time-code'));
  return { shows, says: counts ? await told(document, withinMs) : undefined };
}

/**
 * What that means for what was sent: it failed if it is asked for again, and the page does not say that the password was
 * changed, or if no password is asked for and the page says that the sign-in failed.
 */
function verdict({ shows, says }: Sight, draft: StoredDraft): 'asks-again' | 'says-failed' | 'good' {
  if (shows.has(wants(draft))) return draft.chosen && says === 'changed' ? 'good' : 'asks-again';
  return says === 'failed' && !shows.has('new-password') ? 'says-failed' : 'good';
}

/** What a document shows of a draft. Undefined if it cannot be asked. */
export async function judged(document: Place, draft: StoredDraft): Promise<ReturnType<typeof verdict> | undefined> {
  const seen = await sight(document);
  return seen && verdict(seen, draft);
}

/** Notes that the document which followed shows that what was just sent failed, or came as a refusal: none is offered. */
export async function noteRefusals(
  document: Required<Place>,
  justSent: (draft: StoredDraft) => boolean,
  refused: boolean,
): Promise<void> {
  if (!(await drafts()).some((draft) => isWaiting(draft) && justSent(draft))) return;
  // Only the document that spoke can refuse: the user may have gone on already, and who cannot be asked refuses nothing.
  const seen = refused ? undefined : await sight(document, REFUSAL_MS);
  const isRefused = (draft: StoredDraft) =>
    justSent(draft) && (refused || (seen !== undefined && verdict(seen, draft) !== 'good'));
  await changeDrafts((all) => all.map((draft) => (isRefused(draft) ? { ...draft, refused: true } : draft)));
}

/** The prompt of a nonce. Throws unless the sender can be the frame that was given it. */
async function promptOf(nonce: string, sender: FrameSender): Promise<StoredPrompt> {
  const prompt = ((await readSession('prompts')) ?? []).find((other) => other.nonce === nonce);
  if (prompt === undefined || prompt.tabId !== sender.tabId) throw new Failure('forbidden');
  await checkStandsIn(prompt, sender);
  return prompt;
}

/** The user answered this prompt, which goes on standing for a while. */
export const noteAnswered = (nonce: string): Promise<void> =>
  changePrompts((all) => all.map((prompt) => (prompt.nonce === nonce ? { ...prompt, passedOver: -1 } : prompt)));

/** Undoes what the user saved in this prompt. */
export const undoFrom = async (nonce: string, sender: FrameSender): Promise<null> =>
  undo((await promptOf(nonce, sender)).draftId);

/** The offer that a prompt was opened for. */
export async function promptOffer(nonce: string, sender: FrameSender): Promise<OfferView> {
  const prompt = await promptOf(nonce, sender);
  const found = (await offers(prompt.tabId)).find(({ id }) => id === prompt.draftId);
  if (found === undefined || found.kind === 'unlock') throw new Failure('not-found');
  const [folders, { theme }] = await Promise.all([look((vault) => vault.folders()), appearance()]);
  return { ...found, folders, theme };
}

/** Closes the prompts of these drafts, or all, as when the vault locks. */
export async function closePrompts(draftIds?: ReadonlySet<string>): Promise<void> {
  const closes = ({ draftId }: StoredPrompt) => draftIds === undefined || draftIds.has(draftId);
  const closing = ((await readSession('prompts')) ?? []).filter(closes);
  if (closing.length === 0) return;
  await changePrompts((all) => all.filter((prompt) => !closes(prompt)));
  const close = ({ tabId }: StoredPrompt) =>
    askContent({ tabId, frameId: 0 }, 'content/close', { what: 'prompt' }, ASK_MS);
  await Promise.allSettled(closing.map(close));
}

/** Forgets the prompts of a closed tab. */
export const forgetPrompts = (tabId: number): Promise<void> =>
  changePrompts((all) => all.filter((prompt) => prompt.tabId !== tabId));
