// The ways into the vault by the section "Security", as a user goes them.
// Keys are Chromium's own virtual ones; they live as long as the page that they were made for.

const TIMEOUT_MS = 60_000;

/** @typedef {import('./index.mjs').App} App */
/** @typedef {import('./page.mjs').Page} Page */

/** Begins a task and proves who asks by the master password. @param {Page} page */
export async function beginTask(page, action, master) {
  await page.click(`[data-action="${action}"]`);
  await page.type('#master-asked', master);
  await page.click('[data-action="prove"]');
}

/** Waits for the end of a task. @param {Page} page */
export async function ended(page, name) {
  await page.waitFor(`[data-done="${name}"]`, { timeout_ms: TIMEOUT_MS });
}

/** Changes the master password; `only`: without new keys; `press`: whether it is not only typed. @param {Page} page */
export async function changePassword(page, { old, next, only = false, press = true }) {
  if (old !== undefined) {
    await page.click('[data-action="password"]');
    await page.type('#old-password', old);
  }
  await page.type('#new-password', next);
  await page.type('#new-password-again', next);
  if (only) await page.click('#only');
  if (press) await page.click('[data-action="change-password"]');
}

/** Reads the code off the sheet, puts the sheet away and types the code back. @param {Page} page */
export async function takeCode(page) {
  await page.waitFor('.paper', { timeout_ms: TIMEOUT_MS });
  const code = await page.evaluate(() =>
    [...document.querySelectorAll('.codes .secret')].map(({ textContent }) => textContent).join('-'),
  );
  await page.click('[data-action="have-code"]');
  await page.type('#recovery-code', code);
  await page.click('[data-action="confirm-code"]');
  return code;
}

/**
 * A security key with a PRF, present until `present(false)`.
 * @param {Page} page
 * @param {'internal' | 'usb'} transport
 */
export async function plugIn(page, transport, { hasPrf = true } = {}) {
  const session = await page.raw.createCDPSession();
  await session.send('WebAuthn.enable', { enableUI: false });
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport,
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      hasPrf,
    },
  });
  return {
    present: (enabled) => session.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled }),
    /** Without its user a key refuses so often that it blocks itself: this is the last that is done with it. */
    verified: (isUserVerified) => session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
    unplug: () => session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId }),
  };
}
