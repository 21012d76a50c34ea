// The one way out of the browser under test: a loopback proxy that maps host names to servers, over http and https,
// and keeps a log of every request. Loopback addresses pass straight through; any other unknown host gets a 502 page.
// It never reaches the network outside this machine.

import http from 'node:http';
import net from 'node:net';
import tls from 'node:tls';

/**
 * What a host name leads to: a port on 127.0.0.1, or a handler as `http.createServer` takes it.
 * @typedef {number | ((request: http.IncomingMessage, response: http.ServerResponse) => void)} Target
 *
 * Keys are `name`, `name:port`, `*.name` or `*`; the most exact one counts. It may be changed while the proxy runs.
 * @typedef {Record<string, Target>} Hosts
 *
 * @typedef {object} LoggedRequest
 * @property {number} time_ms When it arrived.
 * @property {string} method `CONNECT` stands for a tunnel to a loopback port, whose content is not read.
 * @property {string} url
 * @property {Record<string, string>} headers Names in lower case.
 * @property {number} status 0 until it was answered.
 * @property {boolean} refused No host of that name was given.
 *
 * @typedef {object} Proxy
 * @property {number} port
 * @property {LoggedRequest[]} requests
 * @property {() => Promise<void>} close
 */

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\]|::1)$/;
const TLS_HANDSHAKE = 0x16;

/** @param {Hosts} hosts @param {string} name @param {number} port @returns {Target | undefined} */
function targetOf(hosts, name, port) {
  const labels = name.split('.');
  const wildcards = labels.map((_, index) => ['*', ...labels.slice(index + 1)].join('.'));
  const key = [`${name}:${port}`, name, ...wildcards].find((candidate) => Object.hasOwn(hosts, candidate));
  return key === undefined ? undefined : hosts[key];
}

/** @param {http.ServerResponse} response @param {string} host */
function refuse(response, host) {
  response.writeHead(502, { 'content-type': 'text/html; charset=utf-8' });
  response.end(
    `<!doctype html><html lang="en"><title>Unknown host</title><h1>Unknown host</h1><p>No server was given for ${host}.</p></html>`,
  );
}

/** @param {http.IncomingMessage} request @param {http.ServerResponse} response @param {{ host: string, port: number }} to */
function forward(request, response, to) {
  const upstream = http.request(
    { host: to.host, port: to.port, method: request.method, path: request.url, headers: request.headers, agent: false },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(response);
    },
  );
  upstream.on('error', () => {
    if (response.headersSent) response.destroy();
    else refuse(response, `port ${to.port}: it does not answer`);
  });
  response.on('close', () => upstream.destroy());
  request.pipe(upstream);
}

/** @param {net.Socket} socket @param {{ host: string, port: number }} to @param {Buffer | string} head */
function tunnel(socket, to, head) {
  const upstream = net.connect(to.port, to.host, () => {
    upstream.write(head);
    socket.pipe(upstream).pipe(socket);
  });
  upstream.on('error', () => socket.destroy());
  socket.on('close', () => upstream.destroy());
}

/**
 * Starts the proxy on a free loopback port.
 * @param {Hosts} hosts
 * @param {import('./certificates.mjs').Certificates} certificates
 * @returns {Promise<Proxy>}
 */
export async function startProxy(hosts, certificates) {
  /** @type {LoggedRequest[]} */
  const requests = [];
  /** @type {Set<net.Socket>} */
  const sockets = new Set();
  const keep = (socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  };
  const log = (method, url, headers) => {
    const entry = { time_ms: Date.now(), method, url, headers: { ...headers }, status: 0, refused: false };
    requests.push(entry);
    return entry;
  };

  const answer = (request, response, url) => {
    const entry = log(request.method, url.href, request.headers);
    response.on('finish', () => {
      entry.status = response.statusCode;
    });
    const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
    const target = targetOf(hosts, url.hostname, port);
    request.url = url.pathname + url.search;
    delete request.headers['proxy-connection'];
    request.headers['x-forwarded-proto'] = url.protocol.slice(0, -1);
    if (typeof target === 'function') target(request, response);
    else if (typeof target === 'number') forward(request, response, { host: '127.0.0.1', port: target });
    else if (LOOPBACK.test(url.hostname)) forward(request, response, { host: '127.0.0.1', port });
    else {
      entry.refused = true;
      refuse(response, url.hostname);
    }
  };

  // Requests inside a CONNECT to a mapped host: the socket remembers which host and scheme that was.
  /** @type {WeakMap<object, string>} */
  const bases = new WeakMap();
  const inner = http.createServer((request, response) => {
    answer(request, response, new URL(request.url ?? '/', bases.get(request.socket)));
  });
  inner.on('upgrade', (request, socket, head) => {
    const url = new URL(request.url ?? '/', bases.get(request.socket));
    log(request.method, url.href, request.headers);
    const target = targetOf(hosts, url.hostname, Number(url.port) || 443);
    if (typeof target !== 'number') return socket.destroy();
    const lines = [`${request.method} ${request.url} HTTP/1.1`];
    for (let index = 0; index < request.rawHeaders.length; index += 2) {
      lines.push(`${request.rawHeaders[index]}: ${request.rawHeaders[index + 1]}`);
    }
    tunnel(
      socket,
      { host: '127.0.0.1', port: target },
      Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), head]),
    );
  });

  const outer = http.createServer((request, response) => {
    const url = URL.canParse(request.url ?? '') ? new URL(request.url ?? '') : undefined;
    if (url === undefined) refuse(response, 'a request that names no host');
    else answer(request, response, url);
  });
  outer.on('connect', (request, socket, head) => {
    keep(socket);
    const authority = new URL(`connect://${request.url}`);
    const name = authority.hostname;
    const port = Number(authority.port);
    if (targetOf(hosts, name, port) === undefined && LOOPBACK.test(name)) {
      log('CONNECT', `connect://${name}:${port}/`, request.headers).status = 200;
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      tunnel(socket, { host: '127.0.0.1', port }, head);
      return;
    }
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    if (head.length > 0) socket.unshift(head);
    // An unknown host gets its 502 page over TLS too, so that it is seen and logged like any other.
    socket.once('readable', async () => {
      const first = socket.read(1);
      if (first === null) return socket.destroy();
      socket.unshift(first);
      if (first[0] !== TLS_HANDSHAKE) {
        bases.set(socket, `http://${name}${port === 80 ? '' : `:${port}`}`);
        inner.emit('connection', socket);
        return;
      }
      const secureContext = await certificates.contextFor(name.replace(/^\[|\]$/g, ''));
      const secured = new tls.TLSSocket(socket, { isServer: true, secureContext, ALPNProtocols: ['http/1.1'] });
      secured.on('error', () => socket.destroy());
      bases.set(secured, `https://${name}${port === 443 ? '' : `:${port}`}`);
      inner.emit('connection', secured);
    });
  });
  outer.on('connection', keep);
  outer.on('clientError', (_, socket) => socket.destroy());
  inner.on('clientError', (_, socket) => socket.destroy());
  await new Promise((resolve, reject) => outer.once('error', reject).listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = outer.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port.');
  return {
    port: address.port,
    requests,
    async close() {
      const closed = new Promise((resolve) => outer.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
