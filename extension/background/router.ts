// Who sent it, and so which handler may answer. The class of a sender is what the browser says of it, never what the
// message says; each class has its own table, so a verb that is not in the sender's table does not exist for it.
// That rule is a table in senders.ts.

import type { Answer, MenuMessages, OwnMessages, PageMessages, PromptMessages, Reply, Request } from '../messages.js';
import * as files from './attachments.js';
import { afterUnlock, backups } from './backups.js';
import { countIn, countInFront } from './badge.js';
import * as capture from './capture.js';
import * as changing from './changing.js';
import * as clipboard from './clipboard.js';
import { diagnose, noteMishap } from './diagnosis.js';
import { edits } from './edits.js';
import { askExposed } from './exposed.js';
import { codeOf, Failure } from './failure.js';
import { fill, lastFill, redeem } from './fill.js';
import type { FrameSender, PageSender } from './frames.js';
import { putIntoFrames, putScripts, topContext } from './frames.js';
import * as generator from './generator.js';
import { httpAuth } from './http-auth.js';
import { inspect } from './inspect.js';
import * as items from './items.js';
import * as menu from './menu.js';
import * as offers from './offers.js';
import { openAndFill } from './opening.js';
import { closePrompts, noteAnswered, promptOffer, undoFrom } from './prompts.js';
import { classOf, frameSender, pageSender } from './senders.js';
import { settings } from './settings.js';
import { readQr } from './tools.js';
import { moving } from './transfer.js';
import { undo, undoable } from './undo.js';
import * as vault from './vault.js';
import * as ways from './ways.js';

type Handlers<T, S> = { [K in keyof T]: (request: Request<T, K>, sender: S) => Promise<Answer<T, K>> };

type Sender = chrome.runtime.MessageSender;

const page: Handlers<PageMessages, PageSender> = {
  'page/hello': ({ refused, followed }, sender) =>
    capture.hello({ refused: refused === true, followed: followed === true }, sender).then(() => null),
  'page/typing': (_, sender) => capture.typing(sender).then(() => null),
  'page/fields': (_, sender) => {
    if (sender.frameId === 0) void countIn(sender.tabId).catch(() => undefined);
    return putScripts(sender).then(() => null);
  },
  'page/frames': (_, sender) => putIntoFrames(sender).then(() => null),
  'page/mark': ({ snapshot, field }, sender) => menu.markOf(snapshot, field, sender),
  'page/menu': ({ mark }, sender) => menu.openMenu(mark, sender),
  'page/popup': ({ covered }, sender) => menu.popupInstead(covered === true, sender),
  'page/redeem': ({ nonce, snapshot }, sender) => redeem(nonce, snapshot, sender),
  'page/captured': ({ snapshot, values, sent }, sender) =>
    capture.captured({ snapshot, values: [...values], sent: sent === true }, sender).then(() => null),
  'page/typed': ({ snapshot, values }, sender) =>
    capture.typed({ snapshot, values: [...values] }, sender).then(() => null),
  'page/settled': (_, sender) => capture.settled(sender).then(() => null),
  'page/refused': (_, sender) => capture.refused(sender).then(() => null),
};

const prompt: Handlers<PromptMessages, FrameSender> = {
  'frame/offer': ({ nonce }, sender) => promptOffer(nonce, sender),
  'frame/accept': async ({ nonce, edits }, sender) => {
    // The prompt stays for a while, to undo it there.
    const { id } = await promptOffer(nonce, sender);
    await offers.accept(id, edits);
    return noteAnswered(nonce).then(() => null);
  },
  'frame/undo': ({ nonce }, sender) => undoFrom(nonce, sender),
  'frame/dismiss': async ({ nonce, never }, sender) => {
    const { id } = await promptOffer(nonce, sender);
    return never === true ? answered(offers.dismiss(id, true)) : answered(offers.putOff(id).then(() => new Set([id])));
  },
};

const choices: Handlers<MenuMessages, FrameSender> = {
  'menu/rows': ({ nonce }, sender) => menu.rows(nonce, sender),
  'menu/choose': ({ nonce, id }, sender) => menu.choose(nonce, id, sender),
  'menu/make': ({ nonce }, sender) => menu.make(nonce, sender),
  'menu/popup': ({ nonce, covered }, sender) => menu.goOn(nonce, covered === true, sender),
  'menu/hide': ({ nonce, everywhere }, sender) => menu.hide(nonce, everywhere === true, sender),
};

/** Closes the prompts of the drafts that an answer was about. */
async function answered(ids: Promise<ReadonlySet<string>>): Promise<null> {
  await closePrompts(await ids);
  return null;
}

const own: Handlers<OwnMessages, Sender> = {
  ...moving,
  ...backups,
  ...edits,
  ...settings,
  ...httpAuth,
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
      .then(() => {
        void afterUnlock(proofs).catch(() => undefined);
        void countInFront().catch(() => undefined);
        return null;
      }),
  'own/lock': () => vault.lock().then(() => null),
  'own/unguard': ({ proofs }) => vault.use((open) => open.unguard([...proofs], Date.now())).then(() => null),
  'own/mend': () => vault.mend().then(() => null),
  'own/accept-older': () => vault.acceptOlder().then(() => null),
  'own/replace-slot': ({ proofs, slot }) =>
    vault.change((open) => open.replaceSlot([...proofs], slot, Date.now())).then(() => null),
  'own/check': ({ proofs }) => ways.check(proofs),
  'own/add-slot': ({ proofs, slot }) => ways.addSlot(proofs, slot),
  'own/rotate': ({ proofs, slots }) => ways.rotate(proofs, slots),
  'own/list': async ({ query, tabId, shelf = 'items', quiet = false, most }) => {
    const asked = tabId === undefined || shelf !== 'items' ? undefined : topContext(tabId);
    const ask = quiet ? vault.look : vault.read;
    // The browser answers for the tab as for the session, so that the vault's turn waits for nothing new.
    const [context, listing] = await Promise.all([
      asked,
      ask(async (open) => open.list(query, await asked, shelf, most)),
    ]);
    if (context === undefined) return listing;
    return { ...listing, siteHost: new URL(context.origin).host, siteOrigin: context.origin };
  },
  'own/row': ({ id }) => vault.look((open) => open.row(id) ?? null),
  'own/item': ({ id, quiet = false }) =>
    (quiet ? vault.look : vault.use)(async (open) => open.item(id, await vault.itemRecord(id), Date.now())),
  // A code renews itself as long as it is shown, with nobody there.
  'own/otp': ({ id }) =>
    vault.look(async (open) => {
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
  'own/put': ({ input, edit }) => items.put(input, edit),
  'own/trash': ({ base, trashed }) => items.trash(base, trashed),
  'own/undoable': () => undoable(),
  'own/undo': ({ id }) => undo(id),
  'own/delete': ({ bases }) => vault.change((open) => open.delete([...bases], Date.now())).then(() => null),
  'own/menu': ({ on }) => menu.menuSwitch(typeof on === 'boolean' ? on : undefined),
  'own/fill': ({ tabId, id, frameId }) => fill(tabId, id, 'listed', frameId),
  'own/fill-new': ({ tabId, password }) => generator.keepAndFill(tabId, password),
  'own/last-fill': async ({ tabId }) => lastFill(tabId),
  'own/offers': ({ tabId }) => offers.offers(tabId),
  'own/accept': ({ offerId, edits }) => answered(offers.accept(offerId, edits)),
  'own/dismiss': ({ offerId, never }) => answered(offers.dismiss(offerId, never === true)),
  'own/copied': ({ salt, digest, itemId }) => clipboard.copied(salt, digest, itemId),
  'own/clear-clipboard': () => clipboard.clearNow().then(() => null),
  'own/health': ({ quiet = false }) => (quiet ? vault.look : vault.use)((open) => open.health(Date.now())),
  'own/ask-exposed': () => askExposed(),
  'own/file-begin': ({ size }) => files.begin(size),
  'own/file-put': ({ handle, number, data }) => files.put(handle, number, data).then(() => null),
  'own/file-attach': ({ handle, base, name, mediaType }) =>
    files.attach(handle, base, name, mediaType).then(() => null),
  'own/file-drop': ({ handle }) => files.drop(handle).then(() => null),
  'own/file-open': ({ id, fileId }) => files.open(id, fileId),
  'own/file-read': ({ handle, number }) => files.read(handle, number),
  'own/file-detach': ({ base, fileId }) => files.detach(base, fileId).then(() => null),
  'own/generate': ({ request, tabId }) => generator.make(request, tabId),
  'own/open-and-fill': ({ id }) => openAndFill(id),
  'own/change-password': ({ id }) => changing.openChange(id),
  'own/changing': ({ tabId }) => changing.changingIn(tabId),
  'own/fill-change': ({ tabId }) => changing.fillChange(tabId),
  'own/read-qr': ({ grey, width, height }) => readQr(grey, width, height),
  'own/demands': ({ tabId }) => generator.demandsOf(tabId),
  'own/generated': () => generator.generated(),
  'own/note-generated': ({ password }) => generator.noteGenerated(password).then(() => null),
  'own/inspect': ({ tabId }) => inspect(tabId),
  'own/diagnosis': ({ tabId }) => diagnose(tabId),
};

/** Registers the listeners for messages: for those by themselves, and for those on a standing line of one of our pages. */
export function listen(): void {
  browser.runtime.onMessage.addListener((message: unknown, sender, sendResponse) => {
    answer(message, sender).then(sendResponse);
    return true;
  });
  browser.runtime.onConnect.addListener((port) => {
    const { name, sender } = port;
    // The offscreen document, which stands in no tab, is awaited by offscreen.ts.
    if (name === 'offscreen' && sender?.tab === undefined) return;
    if (name !== 'line' || sender === undefined || classOf(sender) !== 'own') return port.disconnect();
    port.onMessage.addListener(async ({ ask, message }: { readonly ask: unknown; readonly message: unknown }) => {
      const reply = await answer(message, sender);
      try {
        port.postMessage({ ask, reply });
      } catch {
        // Whoever asked is gone.
      }
    });
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

function dispatch(kind: string, request: object, from: Sender): Promise<unknown> {
  switch (classOf(from)) {
    case 'own':
      return call(own, kind, request, from).catch((thrown) => {
        noteMishap(codeOf(thrown), kind);
        throw thrown;
      });
    case 'prompt':
      return call(prompt, kind, request, frameSender(from));
    case 'menu':
      return call(choices, kind, request, frameSender(from));
    case 'page':
      return call(page, kind, request, pageSender(from));
    case undefined:
      throw new Failure('forbidden');
  }
}

function call<S>(handlers: object, kind: string, request: object, sender: S): Promise<unknown> {
  if (!Object.hasOwn(handlers, kind) || sender === undefined) throw new Failure('forbidden');
  const handler = (handlers as Record<string, (request: object, sender: S) => Promise<unknown>>)[kind];
  if (handler === undefined) throw new Failure('forbidden');
  return handler(request, sender);
}
