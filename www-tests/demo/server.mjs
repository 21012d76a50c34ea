// The demo sites together: as handlers for the tests' host names, or on loopback ports with a page that lists them.
// Every call makes new sites, with their first accounts again.

import http from 'node:http';
import { bank } from './bank.mjs';
import { club } from './club.mjs';
import { forum } from './forum.mjs';
import { escaped, pageOf, siteOf } from './plumbing.mjs';
import { shop } from './shop.mjs';

/** The accounts that exist from the start. */
export const ACCOUNTS = {
  shop: { username: 'maren@tideline.example', password: 'Storm-lamp 34 & rope' },
  bank: { username: '204817', password: 'gannet.Quay.1957' },
  forum: { username: 'cone_six', password: 'ash-glaze-Raku-12' },
};

const accountsOf = ({ username, password }) => new Map([[username, password]]);

/** Handlers by name, as `http.createServer` takes them. */
export const makeSites = () => ({
  shop: shop(accountsOf(ACCOUNTS.shop)),
  bank: bank(accountsOf(ACCOUNTS.bank)),
  forum: forum(accountsOf(ACCOUNTS.forum)),
  club: club(new Map()),
});

/** The same by the host names that the tests use. */
export function makeHosts() {
  const { shop: shopSite, bank: bankSite, forum: forumSite, club: clubSite } = makeSites();
  return { 'shop.example': shopSite, 'bank.example': bankSite, 'forum.example': forumSite, 'club.example': clubSite };
}

const SITES = [
  ['shop', 'Pier Street Goods', 'A shop: one ordinary form, and a page to change the password', '/login'],
  ['bank', 'Harbour Bank', 'A bank: the customer number first, the password on the next page', '/'],
  ['forum', 'The Kiln', 'A forum: a login dialog that appears late', '/'],
  ['club', 'Tideline Rowing Club', 'A club: a sign-up', '/'],
];

/** @param {http.RequestListener} handler @param {number} port @returns {Promise<http.Server>} */
const listen = (handler, port) =>
  new Promise((resolve, reject) => {
    const server = http.createServer(handler);
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });

/**
 * Serves the sites on loopback, each on a port of its own.
 * @param {number} [firstPort] 0 for any free ports.
 * @returns {Promise<{ url: string, urls: Record<string, string>, close: () => void }>} `url` is the page that lists them.
 */
export async function serveDemo(firstPort = 0) {
  /** @type {http.Server[]} */
  const servers = [];
  const close = () => {
    for (const each of servers) {
      each.closeAllConnections();
      each.close();
    }
  };
  try {
    return { ...(await serveAll(servers, firstPort)), close };
  } catch (error) {
    close();
    throw error;
  }
}

/** @param {http.Server[]} servers Gets each as soon as it listens. @param {number} firstPort */
async function serveAll(servers, firstPort) {
  const sites = makeSites();
  /** @type {Record<string, string>} */
  const urls = {};
  for (const [index, [name, , , path]] of SITES.entries()) {
    const server = await listen(sites[name], firstPort === 0 ? 0 : firstPort + 1 + index);
    servers.push(server);
    urls[name] = `http://localhost:${server.address().port}${path}`;
  }
  const accounts = Object.entries(ACCOUNTS).map(
    ([name, { username, password }]) =>
      `<dt>${escaped(name)}</dt><dd>${escaped(username)} / <code>${escaped(password)}</code></dd>`,
  );
  const links = SITES.map(
    ([name, title, what]) => `<li><a href="${urls[name]}"><b>${escaped(title)}</b><br>${escaped(what)}</a></li>`,
  );
  const list = pageOf({
    site: 'Demo sites',
    tone: 'list',
    title: 'Places to try Latchkey on',
    body: `<h1>Places to try Latchkey on</h1><ul class="sites">${links.join('')}</ul><h2>Accounts</h2><dl>${accounts.join('')}</dl>`,
  });
  const server = await listen(siteOf({ 'GET /': ({ show }) => show(list) }), firstPort);
  servers.push(server);
  return { url: `http://localhost:${server.address().port}/`, urls };
}
