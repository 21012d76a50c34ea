// The background's entry: registers every listener in the worker's first turn, so that the browser can wake it for
// each. A telephone's browser has no windows, shortcuts, context menu or keyword. Decides nothing.

import { BACKUP_ALARM, backUpIfDue } from './backups.js';
import { clearCounts, countIn } from './badge.js';
import { tabClosed } from './capture.js';
import { forgetChange } from './changing.js';
import { CLIPBOARD_ALARM, clearIfDue, watchClipboard } from './clipboard.js';
import { LOCK_ALARM } from './deadline.js';
import { DRAFTS_ALARM, refreshDrafts } from './drafts.js';
import { forgetFills } from './fill.js';
import { firstRun } from './first-run.js';
import { watchSites } from './http-auth.js';
import { closeMenus, forgetMenu, turned } from './menu.js';
import { barBegun, enteredInBar, typedInBar } from './omnibox.js';
import { closePrompts } from './prompts.js';
import { listen } from './router.js';
import { listenForOrders } from './steps.js';
import { closeLocal } from './storage.js';
import { forgetWorks } from './transfer.js';
import { commanded, makeMenus, menuChosen } from './triggers.js';
import { lockIfDue, lockIfWanted, onLocked } from './vault.js';

listen();
listenForOrders();
onLocked(() => {
  quietly(closePrompts());
  quietly(closeMenus());
  quietly(clearCounts());
});

browser.runtime.onInstalled.addListener(({ reason }) => {
  quietly(makeMenus());
  quietly(firstRun(reason));
});
browser.runtime.onStartup.addListener(() => quietly(makeMenus()));
browser.commands?.onCommand.addListener((command, tab) => quietly(commanded(command, tab)));
browser.omnibox?.onInputStarted.addListener(() => quietly(barBegun()));
browser.omnibox?.onInputChanged.addListener((text, suggest) => quietly(typedInBar(text, suggest)));
browser.omnibox?.onInputEntered.addListener((text) => quietly(enteredInBar(text)));
browser.contextMenus?.onClicked.addListener((info, tab) => quietly(menuChosen(info, tab)));
browser.tabs.onRemoved.addListener((tabId) => {
  forgetFills(tabId);
  forgetMenu(tabId);
  forgetWorks(tabId);
  quietly(tabClosed(tabId));
  quietly(forgetChange(tabId));
});
browser.tabs.onActivated.addListener(({ tabId }) => {
  turned();
  quietly(countIn(tabId));
});
browser.windows?.onFocusChanged.addListener(turned);
browser.idle.onStateChanged.addListener((state) => {
  if (state === 'locked') quietly(lockIfWanted(({ lockWithSystem }) => lockWithSystem));
});
browser.windows?.onRemoved.addListener(() => quietly(lastWindowClosed()));
browser.alarms.onAlarm.addListener(({ name }) => {
  if (name === LOCK_ALARM) quietly(lockIfDue());
  if (name === CLIPBOARD_ALARM) quietly(clearIfDue());
  if (name === DRAFTS_ALARM) quietly(refreshDrafts());
  if (name === BACKUP_ALARM) quietly(backUpIfDue());
});
// Last of what listens: it hangs on a permission that comes and goes.
watchSites();

quietly(closeLocal());
quietly(lockIfDue());
quietly(watchClipboard());
quietly(refreshDrafts());

async function lastWindowClosed(): Promise<void> {
  if ((await browser.windows.getAll()).length === 0) await lockIfWanted(({ lockWithLastWindow }) => lockWithLastWindow);
}

/** Nobody waits for these; what fails here shows as its own state the next time the user looks. */
function quietly(work: Promise<unknown>): void {
  work.catch(() => undefined);
}
