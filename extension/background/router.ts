// Who sent it, and so which handler may answer. The class of a sender is what the browser says of it, never what the
// message says; each class has its own table, so a verb that is not in the sender's table does not exist for it.
//
// | sender, by the browser's word | class |
// |---|---|
// | another extension, or unknown | none |
// | our origin, a page of ours, the popup or a tab's top document | own |
// | our origin, the prompt's page, inside a tab's sub-frame | frame |
// | any other http(s) document in a tab, active | page |
// | anything else: opaque, our page framed by a page, a page gone | none |

import type { Answer, FrameMessages, OwnMessages, PageMessages, Reply, Request } from '../messages.js';
import * as capture from './capture.js';
import * as clipboard from './clipboard.js';
import { codeOf, Failure } from './failure.js';
import { fill, lastFill, redeem } from './fill.js';
import type { PageSender } from './frames.js';
import { originOf, topContext } from './frames.js';
import { inspect } from './inspect.js';
import * as offers from './offers.js';
import { closePrompts, promptOffer } from './prompts.js';
import * as vault from './vault.js';

type Handlers<T, S> = { [K in keyof T]: (request: Request<T, K>, sender: S) => Promise<Answer<T, K>> };

type Sender = chrome.runtime.MessageSender;

const page: Handlers<PageMessages, PageSender> = {
  'page/hello': (_, sender) => capture.hello(sender).then(() => null),
  'page/typing': () => vault.status().then(() => null),
  'page/redeem': ({ nonce, snapshot }, sender) => redeem(nonce, snapshot, sender),
  'page/captured': ({ snapshot, values, sent }, sender) =>
    capture.captured({ snapshot, values: [...values], sent: sent === true }, sender).then(() => null),
  'page/settled': (_, sender) => capture.settled(sender).then(() => null),
};

const frame: Handlers<FrameMessages, { tabId: number; frameId: number }> = {
  'frame/offer': ({ nonce }, sender) => promptOffer(nonce, sender),
  'frame/accept': async ({ nonce, edits }, sender) => {
    const { id } = await promptOffer(nonce, sender);
    return answered(offers.accept(id, edits));
  },
  'frame/dismiss': async ({ nonce, never }, sender) => {
    const { id } = await promptOffer(nonce, sender);
    return never === true ? answered(offers.dismiss(id, true)) : answered(offers.putOff(id).then(() => new Set([id])));
  },
};

/** Closes the prompts of the drafts that an answer was about. */
async function answered(ids: Promise<ReadonlySet<string>>): Promise<null> {
  await closePrompts(await ids);
  return null;
}

const own: Handlers<OwnMessages, Sender> = {
  'own/status': async () => {
    const { trouble, ...state } = await vault.status();
    return {
      ...state,
      offersWaiting: await offers.offersWaiting(),
      ...(trouble === undefined ? {} : { trouble: trouble.code }),
    };
  },
  'own/create': ({ slots }) => vault.create(slots).then(() => null),
  'own/unlock': ({ proofs }) =>
    vault
      .unlock(proofs)
      .then(offers.prune)
      .then(() => null),
  'own/lock': () => vault.lock().then(() => null),
  'own/unguard': ({ proofs }) => vault.use((open) => open.unguard([...proofs], Date.now())).then(() => null),
  'own/mend': () => vault.mend().then(() => null),
  'own/accept-older': () => vault.acceptOlder().then(() => null),
  'own/replace-slot': ({ proofs, slot }) =>
    vault.change((open) => open.replaceSlot([...proofs], slot, Date.now())).then(() => null),
  'own/list': async ({ query, tabId, shelf = 'items' }) => {
    const context = tabId === undefined || shelf !== 'items' ? undefined : await topContext(tabId);
    const listing = await vault.use((open) => open.list(query, context, shelf));
    if (context === undefined) return listing;
    return { ...listing, siteHost: new URL(context.origin).host, siteOrigin: context.origin };
  },
  'own/item': ({ id }) => vault.use(async (open) => open.item(id, await vault.itemRecord(id), Date.now())),
  'own/otp': ({ id }) =>
    vault.use(async (open) => {
      const record = await vault.itemRecord(id);
      const now = open.otpCode(id, record, Date.now());
      return now.validUntilMs === undefined ? { now } : { now, next: open.otpCode(id, record, now.validUntilMs) };
    }),
  'own/advance-otp': ({ base }) =>
    vault.use(async (open) => {
      const current = await vault.itemRecord(base.id);
      await vault.save(open, () => open.advanceOtp(base, current, Date.now()));
      return null;
    }),
  'own/put': ({ input }) =>
    vault.use(async (open) => {
      const current = input.base === undefined ? undefined : await vault.itemRecord(input.base.id);
      const { id } = await vault.save(open, () => open.put(input, current, Date.now()));
      return { id };
    }),
  'own/trash': ({ base, trashed }) =>
    vault.use(async (open) => {
      const current = await vault.itemRecord(base.id);
      await vault.save(open, () => open.setTrashed(base, current, trashed, Date.now()));
      return null;
    }),
  'own/delete': ({ bases }) => vault.change((open) => open.delete([...bases], Date.now())).then(() => null),
  'own/settings': () => vault.use((open) => open.settings()),
  'own/put-settings': ({ patch }) =>
    vault.use(async (open) => {
      await vault.save(open, () => ({ change: open.putSettings({ ...open.settings(), ...patch }, Date.now()) }));
      return open.settings();
    }),
  'own/fill': ({ tabId, id, frameId }) => fill(tabId, id, 'listed', frameId),
  'own/last-fill': async ({ tabId }) => lastFill(tabId),
  'own/offers': ({ tabId }) => offers.offers(tabId),
  'own/accept': ({ offerId, edits }) => answered(offers.accept(offerId, edits)),
  'own/dismiss': ({ offerId, never }) => answered(offers.dismiss(offerId, never === true)),
  'own/copied': ({ salt, digest, itemId }) => clipboard.copied(salt, digest, itemId),
  'own/clear-clipboard': () => clipboard.clearNow().then(() => null),
  'own/inspect': ({ tabId }) => inspect(tabId),
};

const OWN_PAGES: ReadonlySet<string> = new Set(['/pages/popup.html']);
const PROMPT_PAGE = '/pages/prompt.html';

/** Registers the one listener for messages. */
export function listen(): void {
  browser.runtime.onMessage.addListener((message: unknown, sender, sendResponse) => {
    answer(message, sender).then(sendResponse);
    return true;
  });
}

async function answer(message: unknown, sender: Sender): Promise<Reply<unknown>> {
  try {
    const { kind, request } = parse(message);
    return { ok: true, value: await dispatch(kind, request, sender) };
  } catch (thrown) {
    return { ok: false, code: codeOf(thrown) };
  }
}

function parse(message: unknown): { kind: string; request: object } {
  if (typeof message !== 'object' || message === null || !Object.hasOwn(message, 'kind')) {
    throw new Failure('invalid-input');
  }
  const { kind, ...request } = message as { kind: unknown };
  if (typeof kind !== 'string') throw new Failure('invalid-input');
  return { kind, request };
}

function dispatch(kind: string, request: object, sender: Sender): Promise<unknown> {
  if (sender.id !== browser.runtime.id) throw new Failure('forbidden');
  const url = URL.parse(sender.url ?? '');
  if (url === null) throw new Failure('forbidden');
  const inTab = sender.tab?.id !== undefined;
  const framed = inTab && sender.frameId !== 0;

  if (url.origin === OUR_ORIGIN) {
    if (!framed && OWN_PAGES.has(url.pathname)) return call(own, kind, request, sender);
    const tabId = sender.tab?.id;
    if (framed && url.pathname === PROMPT_PAGE && tabId !== undefined && sender.frameId !== undefined) {
      return call(frame, kind, request, { tabId, frameId: sender.frameId });
    }
    throw new Failure('forbidden');
  }
  return call(page, kind, request, pageSender(sender));
}

const OUR_ORIGIN = new URL(browser.runtime.getURL('')).origin;

/** A web document in a tab whose origin is that of its URL: nothing opaque, prerendered or gone. */
function pageSender({ tab, frameId, documentId, documentLifecycle, origin, url }: Sender): PageSender {
  const inTab = tab?.id !== undefined && frameId !== undefined && documentId !== undefined;
  const active = documentLifecycle === undefined || documentLifecycle === 'active';
  if (!inTab || !active || url === undefined) throw new Failure('forbidden');
  if (origin === undefined || origin === 'null' || originOf(url) !== origin) throw new Failure('forbidden');
  return {
    tabId: tab.id as number,
    ...(tab.openerTabId === undefined ? {} : { openerTabId: tab.openerTabId }),
    incognito: tab.incognito,
    frameId,
    documentId,
    origin,
    url,
  };
}

function call<S>(handlers: object, kind: string, request: object, sender: S): Promise<unknown> {
  if (!Object.hasOwn(handlers, kind)) throw new Failure('forbidden');
  const handler = (handlers as Record<string, (request: object, sender: S) => Promise<unknown>>)[kind];
  if (handler === undefined) throw new Failure('forbidden');
  return handler(request, sender);
}
