// Sites that ask for a login by the browser itself (HTTP authentication): the question is held while the user chooses in a
// window of ours, and each choice answers that one question. The permissions for it are optional; without them nothing of
// this runs. It answers no proxy, frame or picture, nothing by itself, and reads no request.
// What is held lives in this worker's memory alone: with the worker the question is lost, and never answered later.

import type { FieldSnapshot, FillBlock, FrameContext, PageSnapshot, Row } from '../generated/core.js';
import type { Asked, AskingSite, HttpAuthMessages } from '../http-auth-messages.js';
import type { Answer, Request } from '../messages.js';
import { codeOf, Failure } from './failure.js';
import type { Answers, Leaving, Question, Resting } from './http-auth-rule.js';
import { HOLD_MS, isRefused, noteAnswer, replyOf, rest, rests, siteOf } from './http-auth-rule.js';
import { hasOffscreen } from './offscreen.js';
import { itemRecord, look, noteUsed, onLocked, use } from './vault.js';

const SIZE_PX = { width: 420, height: 520 };
const PAGE = 'pages/http-auth.html';
const WHOLE_PAGES: chrome.webRequest.RequestFilter = { urls: ['http://*/*', 'https://*/*'], types: ['main_frame'] };

type Reply = chrome.webRequest.BlockingResponse;
type Sender = chrome.runtime.MessageSender;

interface Held {
  readonly question: Question;
  readonly site: AskingSite;
  readonly reply: (reply: Reply) => void;
  rows: readonly Row[];
  timer?: ReturnType<typeof setTimeout>;
  /** Our window, once it is open. */
  window?: Promise<chrome.windows.Window | undefined>;
}

/** One question at a time, whatever tab it is of. */
let held: Held | undefined;
const answers: Answers = new Map();
const resting: Resting = new Map();

/** Listens where the permission is there; to be called in the worker's first turn. */
export function watchSites(): void {
  browser.permissions.onAdded.addListener(watch);
  browser.permissions.onRemoved.addListener(() => release({}));
  browser.tabs.onRemoved.addListener((tabId) => {
    resting.delete(tabId);
    if (held?.question.tabId === tabId) release({});
  });
  browser.windows?.onRemoved.addListener((id) => void closed(id));
  onLocked(() => release({}));
  watch();
}

function watch(): void {
  const { webRequest } = browser;
  const mayListen = webRequest?.onAuthRequired !== undefined && browser.windows !== undefined;
  if (!mayListen || webRequest.onAuthRequired.hasListener(heard as never)) return;
  const how = hasOffscreen() ? 'asyncBlocking' : 'blocking';
  webRequest.onAuthRequired.addListener(heard as never, WHOLE_PAGES, [how]);
  webRequest.onCompleted.addListener(over, WHOLE_PAGES);
  webRequest.onErrorOccurred.addListener(over, WHOLE_PAGES);
}

/** Chromium waits for the callback, Firefox for the promise. */
function heard(question: Question, tell?: (reply: Reply) => void): Promise<Reply> | undefined {
  const reply = asked(question);
  if (tell === undefined) return reply;
  void reply.then(tell);
  return undefined;
}

/** A request came to its end: it was answered, stopped, or another page took its place. */
function over({ requestId }: { readonly requestId: string }): void {
  answers.delete(requestId);
  if (held?.question.requestId === requestId) release({});
}

/** A site asks. Without an answer of ours the browser asks the user, as it always did. */
function asked(question: Question): Promise<Reply> {
  const site = siteOf(question);
  if (site === undefined || held !== undefined || rests(resting, question, Date.now())) return Promise.resolve({});
  const { promise, resolve } = Promise.withResolvers<Reply>();
  const mine: Held = { question, site, reply: resolve, rows: [] };
  held = mine;
  hold(mine).catch(() => release({}, mine));
  return promise;
}

/** Opens our window, if there is something to choose from and the user looks at the tab. */
async function hold(mine: Held): Promise<void> {
  const { active, windowId } = await browser.tabs.get(mine.question.tabId);
  const { site } = await look((vault) => vault.list('', contextOf(mine), 'items', 0));
  mine.rows = site.filter(({ kind, reason }) => kind === 'login' && reason === 'this-address');
  if (!active || mine.rows.length === 0) return release({}, mine);
  const place = middleOf(await browser.windows.get(windowId));
  if (held !== mine) return;
  wait(mine);
  mine.window = browser.windows.create({ url: PAGE, type: 'popup', focused: true, ...SIZE_PX, ...place });
  await mine.window;
}

/** Lets go of what is held, once; the window goes with it. */
function release(reply: Reply, mine = held): void {
  if (mine === undefined || mine !== held) return;
  held = undefined;
  clearTimeout(mine.timer);
  mine.reply(reply);
  const close = async () => {
    const id = (await mine.window)?.id;
    if (id !== undefined) await browser.windows.remove(id);
  };
  close().catch(() => undefined);
}

function wait(mine: Held): void {
  clearTimeout(mine.timer);
  mine.timer = setTimeout(() => leave(mine, 'late'), HOLD_MS);
}

/** The user chose none. */
function leave(mine: Held, leaving: Leaving): void {
  rest(resting, mine.question, Date.now());
  release(replyOf(leaving), mine);
}

/** The user closed our window. */
async function closed(windowId: number): Promise<void> {
  const mine = held;
  if (mine !== undefined && (await mine.window)?.id === windowId) leave(mine, 'closed');
}

/** The messages of our window, which are heard from that one window alone. */
export const httpAuth: {
  [K in keyof HttpAuthMessages]: (
    request: Request<HttpAuthMessages, K>,
    sender: Sender,
  ) => Promise<Answer<HttpAuthMessages, K>>;
} = {
  'own/asked': async (_, sender): Promise<Asked | null> => {
    const mine = await heldFor(sender);
    if (mine === undefined) return null;
    return { ...mine.site, refused: isRefused(answers, mine.question), rows: mine.rows };
  },
  'own/answer': async ({ id }, sender) => {
    const mine = await heldFor(sender);
    if (mine === undefined || !mine.rows.some((row) => row.id === id)) throw new Failure('page-changed');
    return answer(mine, id);
  },
  'own/leave': async ({ browser }, sender) => {
    const mine = await heldFor(sender);
    if (mine !== undefined) leave(mine, browser === true ? 'in-browser' : 'cancel');
    return null;
  },
};

/** What is held, if the sender is the document in the window that was opened for it. */
async function heldFor({ tab }: Sender): Promise<Held | undefined> {
  const mine = held;
  const window = await mine?.window;
  return mine === held && window?.id !== undefined && window.id === tab?.windowId ? mine : undefined;
}

/** Gives the site a login, planned by the core as any other fill; gives why not, if not. */
async function answer(mine: Held, id: string): Promise<FillBlock | null> {
  const planned = use(async (vault) =>
    vault.planFill(id, await itemRecord(id), FORM, contextOf(mine), 'in-page', Date.now()),
  );
  const plan = await planned.catch((thrown: unknown) => {
    if (codeOf(thrown) === 'guarded' && mine === held) wait(mine);
    throw thrown;
  });
  const [username = '', password] = [0, 1].map((at) => plan.writes.find(({ field }) => field === at)?.value);
  if (password === undefined) return plan.blocked ?? 'no-fields';
  if (mine !== held) throw new Failure('page-changed');
  noteAnswer(answers, mine.question);
  release({ authCredentials: { username, password } }, mine);
  void noteUsed(id);
  return null;
}

/** The page that the answer would open: a whole one, as the browser names it. */
const contextOf = ({ question: { url }, site: { origin } }: Held): FrameContext => ({ url, origin, ancestors: [] });

const field = (inputType: string, autocomplete: string): FieldSnapshot => ({
  form: 0,
  tag: 'input',
  inputType,
  name: '',
  id: '',
  autocomplete,
  label: '',
  placeholder: '',
  nearby: '',
  host: '',
  maxLength: undefined,
  visible: true,
  enabled: true,
  readOnly: false,
  focused: false,
  options: [],
});
/** The question as a form, so that the rules of every other fill hold for it. */
const FORM: PageSnapshot = {
  title: '',
  lang: '',
  headings: [],
  forms: [{ action: '', method: 'post', name: '', text: '', buttons: [] }],
  fields: [field('text', 'username'), field('password', 'current-password')],
};

/** Over the middle of the window that the question came up in. */
function middleOf({ left, top, width, height }: chrome.windows.Window): { left?: number; top?: number } {
  if (left === undefined || top === undefined || width === undefined || height === undefined) return {};
  return {
    left: Math.max(0, Math.round(left + (width - SIZE_PX.width) / 2)),
    top: Math.max(0, Math.round(top + (height - SIZE_PX.height) / 3)),
  };
}
