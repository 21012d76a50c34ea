// What the test files use: `test` to register a case, and the few questions that many cases ask.
// A case gets one browser that is as new, with the demo sites behind their host names. It keeps nothing between cases.

import assert from 'node:assert/strict';
import { parseArgs } from 'node:util';
import { makeHosts } from './demo/server.mjs';

/**
 * @typedef {object} World What a case gets.
 * @property {import('./driver/index.mjs').App} app
 * @property {'chromium' | 'firefox'} browser
 *
 * @typedef {(app: import('./driver/index.mjs').App) => Promise<object>} Scene
 *   Prepares what several cases share, vault and sites; what it gives is added to their world. Cases of one scene that
 *   follow one another get it once, with all pages closed in between: none of them changes what is stored.
 *
 * @typedef {object} Case
 * @property {string} title
 * @property {(world: any) => Promise<void>} run
 * @property {number} timeout_ms
 * @property {Scene} [scene]
 * @property {string} [file] Where it stands, as the run notes it.
 * @property {'chromium' | 'firefox'} [in] The one browser that has what the case is about; absent for both.
 */

/** @type {Case[]} */
export const cases = [];

/** Whether everything is asked for (`--all`): each step, scenario and real app, however long that takes. */
export const isWhole = process.argv.includes('--all');

const { values: asked } = parseArgs({ strict: false, options: { turn: { type: 'string' } } });
/** Which samples are taken where not everything is: others each day, or those that `--turn` names. */
export const turn = asked.turn === undefined ? Math.floor(Date.now() / 86_400_000) : Number(asked.turn);
if (!Number.isSafeInteger(turn)) throw new Error('--turn takes a whole number.');

/**
 * Every so many of a list, others each day; all of them with `--all`. Over as many days each has its turn.
 * @template T @param {readonly T[]} list @param {number} every
 */
export const sampleOf = (list, every) =>
  isWhole ? [...list] : list.filter((_, at) => (at + turn) % Math.min(every, list.length) === 0);

/**
 * A fourth of a list for each browser, others each day, so that in four days each of them had all; all of them with `--all`.
 * @template T @param {readonly T[]} list @param {'chromium' | 'firefox'} browser
 */
export const shareOf = (list, browser) =>
  isWhole ? [...list] : list.filter((_, at) => (at + turn) % 4 === (browser === 'firefox' ? 2 : 0));

/**
 * For long cases of what does not hang on the browser: this one, and with `--all` both.
 * @template {'chromium' | 'firefox'} Browser
 * @param {Browser} browser
 */
export const once = (browser) => (isWhole ? undefined : browser);

/**
 * Registers a case.
 * @param {string} title
 * @param {(world: World) => Promise<void>} run
 * @param {{ timeout_ms?: number, scene?: Scene, in?: 'chromium' | 'firefox' }} [options]
 */
export function test(title, run, { timeout_ms = 180_000, ...options } = {}) {
  cases.push({ title, run, timeout_ms, ...options });
}

/** @type {('chromium' | 'firefox')[]} */
export const BROWSERS = ['chromium', 'firefox'];
/** Each day they change places. */
const turns = turn % 2 === 0 ? [...BROWSERS] : BROWSERS.toReversed();

/**
 * Registers a case that hangs on the vault and our own pages rather than on the browser, or one that takes long: each of
 * them goes to one browser, the next day to the other, and with `--all` to both. Signing in and attacks stay in both.
 * @type {typeof test}
 */
export function testInTurn(title, run, options) {
  test(title, run, { ...options, in: options?.in ?? once(turns.reverse()[0]) });
}

export const MASTER = 'six quiet herons over Skye 41';

/** Makes the browser new and puts the demo sites back. @param {import('./driver/index.mjs').App} app */
export async function renew(app) {
  await app.reset();
  for (const name of Object.keys(app.hosts)) delete app.hosts[name];
  Object.assign(app.hosts, makeHosts());
}

/** Closes what a case opened, and keeps what its scene prepared. @param {import('./driver/index.mjs').App} app */
export async function clearStage(app) {
  await app.engine.closePopup();
  for (const page of app.pages()) await page.close().catch(() => undefined);
}

/** Types a login and sends it. @param {import('./driver/page.mjs').Page} page */
export async function signIn(page, fields, submit = 'form button') {
  for (const [selector, text] of Object.entries(fields)) await page.type(selector, text);
  await page.click(submit);
}

/** A handler that shows one page. @param {string} body @param {Record<string, string>} [headers] */
export const html =
  (body, headers = {}) =>
  (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers });
    response.end(
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>Sign in</title><link rel="icon" href="data:,">${body}</html>`,
    );
  };

/** A handler that shows pages by path; what is not there is 404. @param {Record<string, ReturnType<typeof html>>} pages */
export const paths = (pages) => (request, response) => {
  const page = pages[request.url.split('?')[0]];
  if (page === undefined) response.writeHead(404).end();
  else page(request, response);
};

export const LOGIN_FORM = `<h1>Sign in</h1><form method="post" action="/login"><label for="user">User name</label>
  <input id="user" name="user" autocomplete="username"><label for="pass">Password</label>
  <input id="pass" name="pass" type="password" autocomplete="current-password"><button>Sign in</button></form>`;

/** Values of all fields of a page and its frames. @param {import('./driver/page.mjs').Page} page */
export async function allValues(page) {
  const values = [];
  for (const frame of await page.frames()) {
    if (frame.url().includes('-extension://')) continue;
    values.push(
      ...(await frame
        .evaluate(() => [...document.querySelectorAll('input')].map(({ value }) => value))
        .catch(() => [])),
    );
  }
  return values.filter((value) => value !== '');
}

/**
 * No secret is anywhere that a page, a log or the network could have it: not in any document's text, attributes or
 * fields, not on a console, not in a request's address or headers.
 * @param {import('./driver/index.mjs').App} app
 * @param {string[]} secrets
 */
export async function assertNowhere(app, secrets) {
  for (const page of app.pages()) {
    const texts = await allValues(page);
    for (const frame of await page.frames()) {
      if (!frame.url().includes('-extension://'))
        texts.push(await frame.evaluate(() => document.documentElement.outerHTML).catch(() => ''));
    }
    assertAbsent(texts, secrets, 'in a page');
  }
  assertAbsent(app.console(), secrets, 'on a console');
  assertAbsent(
    app.requests().map(({ url, headers }) => `${url} ${JSON.stringify(headers)}`),
    secrets,
    'in a request',
  );
}

/** What the browsers themselves ask for at their start; all of it is refused. */
const BROWSERS_OWN =
  /(^|\.)(googleapis\.com|google\.com|gvt1\.com|mozilla\.com|mozilla\.org|mozilla\.net|firefox\.com)$|^localhost$/;

/**
 * What left the browser beside the pages of some origins. Documents and style sheets are the pages' own; a request of an
 * extension has another destination, or another host.
 * @param {import('./driver/index.mjs').App} app
 * @param {string[]} origins
 */
export const requestsBeside = (app, ...origins) =>
  app
    .requests()
    .filter(({ url, headers }) => {
      const own = origins.includes(new URL(url).origin) && ['document', 'style'].includes(headers['sec-fetch-dest']);
      return !own && !BROWSERS_OWN.test(new URL(url).hostname);
    })
    .map(({ method, url }) => `${method} ${url}`);

function assertAbsent(texts, secrets, where) {
  for (const secret of secrets) {
    const forms = [secret, encodeURIComponent(secret), new URLSearchParams({ s: secret }).toString().slice(2)];
    const found = texts.find((text) => forms.some((form) => text.includes(form)));
    assert.equal(found, undefined, `a secret was found ${where}`);
  }
}

/**
 * Which of so many steps a worker is ended at: each with `--all`, else every third one, others each day, and the last two,
 * so that both sides of a change are met.
 */
export const stepsToEndAt = (length) => {
  const all = Array.from({ length }, (_, index) => index + 1);
  return [...new Set([...sampleOf(all, 3), ...all.slice(-2)])];
};

/**
 * Which of the recorded steps the whole browser is killed at, which takes longer: the last write and the last but one of
 * all, so that both sides of the commit are met; each with `--all`.
 * @param {{ step: string }[]} recorded
 */
export const stepsToKillAt = (recorded) =>
  isWhole
    ? stepsToEndAt(recorded.length)
    : [recorded.findLastIndex(({ step }) => step.startsWith('write ')) + 1, recorded.length - 1];
