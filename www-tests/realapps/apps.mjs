// Real login pages, written by others: how each app is installed, pinned by hashes, and started on loopback.
// Everything goes into target/realapps; a stamp of the lock file skips an installation that is already there.

import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { serveKits } from './kits.mjs';
import { ACCOUNT, SPARES, TOTP_ACCOUNT } from './pages.mjs';

const run = promisify(execFile);
const HERE = path.dirname(fileURLToPath(import.meta.url));
const HOME = path.resolve(HERE, '../../target/realapps');
const START_MS = 60_000;
const SAID_MAX = 4_000;

const venv = (app) => path.join(HOME, app, 'venv');
const python = (app) => path.join(venv(app), 'bin/python');

/** Whether a process of this id lives. @param {number} id */
const lives = (id) => {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
};

/** Holds a lock file meanwhile, so that tests of two browsers at once install one after the other. */
async function alone(name, work) {
  await mkdir(HOME, { recursive: true });
  const lock = path.join(HOME, `${name}.lock`);
  for (;;) {
    const taken = await writeFile(lock, String(process.pid), { flag: 'wx' }).then(
      () => true,
      () => false,
    );
    if (taken) break;
    const holder = Number(await readFile(lock, 'utf8').catch(() => '0'));
    // One that was killed leaves its lock behind.
    if (holder !== 0 && !lives(holder)) await rm(lock, { force: true });
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

/** Installs unless the lock file is the one that was installed. @param {string} name @param {string} lock @param {() => Promise<void>} install */
const once = (name, lock, install) =>
  alone(name, async () => {
    const stamp = path.join(HOME, name, 'installed');
    const wanted = createHash('sha256')
      .update(await readFile(lock))
      .digest('hex');
    if ((await readFile(stamp, 'utf8').catch(() => '')) === wanted) return;
    await rm(path.join(HOME, name), { recursive: true, force: true });
    await mkdir(path.join(HOME, name), { recursive: true });
    console.log(`# installing ${name}, once`);
    await install();
    await writeFile(stamp, wanted);
  });

/** A new folder for what an app writes while it runs; gone when the apps are stopped. */
const dataFolder = async () => {
  folder ??= await mkdtemp(path.join(tmpdir(), 'latchkey-realapps-'));
  return folder;
};
/** @type {string | undefined} */
let folder;

async function installPython(app) {
  const lock = path.join(HERE, 'requirements', `${app}.txt`);
  await once(app, lock, async () => {
    await run('python3', ['-m', 'venv', venv(app)]);
    const flags = ['--quiet', '--disable-pip-version-check', '--require-hashes', '--only-binary', ':all:'];
    await run(python(app), ['-m', 'pip', 'install', ...flags, '--requirement', lock], { maxBuffer: 1e7 });
  });
}

/** The npm packages of all apps that come from there. */
async function installNode() {
  await once('npm', path.join(HERE, 'package-lock.json'), async () => {
    const cwd = path.join(HOME, 'npm');
    for (const file of ['package.json', 'package-lock.json'])
      await copyFile(path.join(HERE, file), path.join(cwd, file));
    await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd,
      maxBuffer: 1e7,
    });
  });
  return path.join(HOME, 'npm/node_modules');
}

/** Installs what all apps need and is not there yet. */
export async function installApps() {
  await installNode();
  for (const app of ['django', 'gradio', 'jupyter']) await installPython(app);
}

const freePort = () =>
  new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** @param {number} port */
const answers = (port) =>
  new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });

/**
 * Starts a program that serves a port, and waits until it does.
 * @param {string} name
 * @param {number} port
 * @param {[string, string[]]} command
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Running>}
 */
async function serve(name, port, [program, args], env = {}) {
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const listen = (chunk) => {
    said += chunk;
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const deadline = Date.now() + START_MS;
  while (!(await answers(port))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      child.kill();
      throw new Error(`${name} did not start:\n${said.slice(-SAID_MAX)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { port, said: () => said, close: () => void child.kill() };
}

/**
 * @typedef {{ port: number, said: () => string, close: () => void }} Running `said`: what it has written so far.
 * @type {Record<string, () => Promise<Running>>}
 */
const STARTS = {
  async django() {
    await installPython('django');
    const env = {
      PYTHONDONTWRITEBYTECODE: '1',
      // The mails that it would send are read from what it writes.
      PYTHONUNBUFFERED: '1',
      PYTHONPATH: path.join(HERE, 'django'),
      DJANGO_SETTINGS_MODULE: 'settings',
      REALAPPS_DJANGO_DB: path.join(await dataFolder(), 'django.sqlite3'),
    };
    const options = { env: { ...process.env, ...env } };
    await run(python('django'), ['-m', 'django', 'migrate', '-v', '0'], options);
    const seed = [ACCOUNT.user, ACCOUNT.password, TOTP_ACCOUNT.user, TOTP_ACCOUNT.secret, ...SPARES];
    await run(python('django'), [path.join(HERE, 'django/seed.py'), ...seed], options);
    const port = await freePort();
    return serve(
      'django',
      port,
      [python('django'), ['-m', 'django', 'runserver', '--noreload', `127.0.0.1:${port}`]],
      env,
    );
  },
  async gradio() {
    await installPython('gradio');
    const port = await freePort();
    const env = {
      PYTHONDONTWRITEBYTECODE: '1',
      GRADIO_ANALYTICS_ENABLED: 'False',
      GRADIO_TEMP_DIR: path.join(await dataFolder(), 'gradio'),
    };
    const args = [path.join(HERE, 'gradio_app.py'), String(port), ACCOUNT.user, ACCOUNT.password];
    return serve('gradio', port, [python('gradio'), args], env);
  },
  async jupyter() {
    await installPython('jupyter');
    const port = await freePort();
    const hashing = `from jupyter_server.auth import passwd; print(passwd(${JSON.stringify(ACCOUNT.password)}))`;
    const { stdout } = await run(python('jupyter'), ['-c', hashing]);
    const root = path.join(await dataFolder(), 'jupyter');
    await mkdir(root, { recursive: true });
    const args = [
      '-m',
      'jupyter_server',
      '--allow-root',
      '--no-browser',
      '--ip=127.0.0.1',
      `--port=${port}`,
      '--port-retries=0',
    ];
    const settings = [`--PasswordIdentityProvider.hashed_password=${stdout.trim()}`, `--ServerApp.root_dir=${root}`];
    return serve('jupyter', port, [python('jupyter'), [...args, ...settings]], {
      JUPYTER_CONFIG_DIR: root,
      JUPYTER_DATA_DIR: root,
      JUPYTER_RUNTIME_DIR: root,
    });
  },
  async nodered() {
    const modules = await installNode();
    const port = await freePort();
    const data = path.join(await dataFolder(), 'nodered');
    await mkdir(data, { recursive: true });
    const { stdout } = await run(
      'node',
      ['-e', `console.log(require('bcryptjs').hashSync(${JSON.stringify(ACCOUNT.password)}, 8))`],
      { cwd: path.dirname(modules) },
    );
    const settings = {
      uiHost: '127.0.0.1',
      uiPort: port,
      telemetry: { enabled: false, updateNotification: false },
      adminAuth: {
        type: 'credentials',
        users: [{ username: ACCOUNT.user, password: stdout.trim(), permissions: '*' }],
      },
      logging: { console: { level: 'warn' } },
    };
    await writeFile(path.join(data, 'settings.cjs'), `module.exports = ${JSON.stringify(settings)};\n`);
    return serve('nodered', port, [
      'node',
      [path.join(modules, 'node-red/red.js'), '-s', path.join(data, 'settings.cjs'), '-u', data],
    ]);
  },
  async kits() {
    const server = await serveKits(await installNode(), ACCOUNT);
    const close = () => {
      server.closeAllConnections();
      server.close();
    };
    return { port: server.address().port, said: () => '', close };
  },
};

/** @type {Map<string, Promise<Running>>} */
const running = new Map();

/** Installs an app if need be and starts it; once, however often it is asked for. @param {string} app */
export function startApp(app) {
  const known = running.get(app);
  if (known !== undefined) return known;
  const started = STARTS[app]();
  running.set(app, started);
  return started;
}

/** Stops everything that was started here. */
export async function stopApps() {
  for (const started of running.values()) await started.then(({ close }) => close()).catch(() => undefined);
  running.clear();
  if (folder !== undefined) await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  folder = undefined;
}
