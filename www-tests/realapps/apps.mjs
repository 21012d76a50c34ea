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

const run = promisify(execFile);
const HERE = path.dirname(fileURLToPath(import.meta.url));
const HOME = path.resolve(HERE, '../../target/realapps');
const START_MS = 60_000;

/** The same account everywhere. */
export const ACCOUNT = { user: 'demo', password: 'demo-Pass-1' };

/**
 * A login page of an app: `submit` sends it, `success` is what the app itself shows then.
 * @typedef {object} LoginPage
 * @property {string} name
 * @property {string} app
 * @property {string} path
 * @property {string} [user] Absent where the app asks for a password only.
 * @property {import('../driver/page.mjs').Selector} [userField]
 * @property {import('../driver/page.mjs').Selector} passwordField
 * @property {import('../driver/page.mjs').Selector} submit
 * @property {import('../driver/page.mjs').Selector} success
 */

/** @type {LoginPage[]} */
export const PAGES = [
  {
    name: 'django-admin',
    app: 'django',
    path: '/admin/login/?next=/done/',
    user: ACCOUNT.user,
    userField: '#id_username',
    passwordField: '#id_password',
    submit: '[type=submit]',
    success: { css: 'h1', text: 'Signed in' },
  },
  {
    name: 'allauth',
    app: 'django',
    path: '/accounts/login/?next=/done/',
    user: ACCOUNT.user,
    userField: '#id_login',
    passwordField: '#id_password',
    submit: { css: 'button[type=submit]', nth: 0 },
    success: { css: 'h1', text: 'Signed in' },
  },
  {
    name: 'jupyter',
    app: 'jupyter',
    path: '/login',
    passwordField: '#password_input',
    submit: '#login_submit',
    success: { css: 'body', text: 'A Jupyter Server is running' },
  },
  {
    name: 'gradio',
    app: 'gradio',
    path: '/',
    user: ACCOUNT.user,
    userField: { css: 'input', nth: 0 },
    passwordField: 'input[type=password]',
    submit: { css: 'button', text: 'Login' },
    success: { css: 'h1', text: 'Signed in' },
  },
  {
    name: 'nodered',
    app: 'nodered',
    path: '/',
    user: ACCOUNT.user,
    userField: '#node-dialog-login-username',
    passwordField: '#node-dialog-login-password',
    submit: '#node-dialog-login-submit',
    success: '#red-ui-workspace',
  },
  {
    name: 'shadow-shoelace',
    app: 'kits',
    path: '/shoelace',
    user: ACCOUNT.user,
    userField: { css: 'input', nth: 0 },
    passwordField: 'input[type=password]',
    submit: 'sl-button',
    success: { css: 'h1', text: 'Signed in' },
  },
  {
    name: 'shadow-material',
    app: 'kits',
    path: '/material',
    user: ACCOUNT.user,
    userField: { css: 'input', nth: 0 },
    passwordField: 'input[type=password]',
    submit: 'md-filled-button',
    success: { css: 'h1', text: 'Signed in' },
  },
  {
    name: 'shadow-ui5',
    app: 'kits',
    path: '/ui5',
    user: ACCOUNT.user,
    userField: { css: 'input', nth: 0 },
    passwordField: 'input[type=password]',
    submit: 'ui5-button',
    success: { css: 'h1', text: 'Signed in' },
  },
  {
    name: 'shadow-vaadin',
    app: 'kits',
    path: '/vaadin',
    user: ACCOUNT.user,
    userField: 'input[name=username]',
    passwordField: 'input[name=password]',
    submit: { css: 'vaadin-button', nth: 0 },
    success: { css: 'h1', text: 'Signed in' },
  },
];

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
    said = (said + chunk).slice(-4_000);
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const deadline = Date.now() + START_MS;
  while (!(await answers(port))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      child.kill();
      throw new Error(`${name} did not start:\n${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { port, close: () => void child.kill() };
}

/**
 * @typedef {{ port: number, close: () => void }} Running
 * @type {Record<string, () => Promise<Running>>}
 */
const STARTS = {
  async django() {
    await installPython('django');
    const env = {
      PYTHONDONTWRITEBYTECODE: '1',
      PYTHONPATH: path.join(HERE, 'django'),
      DJANGO_SETTINGS_MODULE: 'settings',
      REALAPPS_DJANGO_DB: path.join(await dataFolder(), 'django.sqlite3'),
    };
    const options = { env: { ...process.env, ...env } };
    await run(python('django'), ['-m', 'django', 'migrate', '-v', '0'], options);
    await run(python('django'), [path.join(HERE, 'django/seed.py'), ACCOUNT.user, ACCOUNT.password], options);
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
    return { port: server.address().port, close };
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
