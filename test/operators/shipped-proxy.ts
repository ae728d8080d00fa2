/** The proxies of deploy/, run as they are shipped: only names, ports and places of files are this machine's. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ROOT } from '../support/database.ts'
import { freePort } from '../support/node.ts'
import { findProgram } from './find-program.ts'

export type ShippedProxy = {
  /** where it answers with TLS, like `https://localhost:41443` */
  url: string
  port: number
  /** the certificate that its answers are read with */
  certificate: string
  /** Ends it. @returns everything that it has written: what it said, and every file of its folder */
  stop: () => Promise<string>
}

/** A file of deploy/, the program that reads it, and how. */
export type Kind = { file: string; program: 'caddy' | 'nginx' }

type Places = {
  folder: string
  /** of what it sends while no node answers */
  pages: string
  port: number
  plainPort: number
  operatorPort: number
  upstreamPort: number
}

/** Where pages lie that a proxy sends while no node answers. */
export const PAGES = path.join(ROOT, 'deploy', 'proxy')

/**
 * Starts a proxy.
 * @param at - the ports of the node behind it; nothing need listen there yet. `pages`: false where the page for an
 *   outage is not where it should be
 * @returns once it takes connections
 * @throws when it ends before that, with what it said
 */
export async function startShippedProxy(
  kind: Kind,
  at: { upstreamPort: number; operatorPort?: number; pages?: boolean },
): Promise<ShippedProxy> {
  const folder = await mkdtemp(path.join(tmpdir(), `seamark-${kind.program}-`))
  const pages = at.pages === false ? path.join(folder, 'no-pages') : PAGES
  const places: Places = {
    ...{ folder, pages },
    port: await freePort(),
    plainPort: await freePort(),
    upstreamPort: at.upstreamPort,
    operatorPort: at.operatorPort ?? (await freePort()),
  }
  const certificate = makeCertificate(folder)
  const shipped = await readFile(path.join(ROOT, 'deploy', kind.file), 'utf8')
  const file = path.join(folder, 'config')
  await writeFile(file, kind.program === 'caddy' ? forCaddy(shipped, places) : forNginx(shipped, places))
  await mkdir(path.join(folder, 'temp'))
  await mkdir(path.join(folder, 'no-pages'))
  await cp(path.join(PAGES, 'common.caddy'), path.join(folder, 'no-pages', 'common.caddy'))

  const program = findProgram(kind.program) ?? kind.program
  const child = spawn(
    program,
    kind.program === 'caddy'
      ? ['run', '--adapter', 'caddyfile', '--config', file]
      : ['-c', file, '-p', folder, '-g', `daemon off; error_log ${path.join(folder, 'error.log')};`],
    {
      cwd: folder,
      env: {
        ...process.env,
        ...{ HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder, SEAMARK_PROXY_PAGES: pages },
        SEAMARK_HOST: `https://localhost:${String(places.port)}`,
        SEAMARK_UPSTREAM: `127.0.0.1:${String(places.upstreamPort)}`,
        SEAMARK_UPSTREAMS: `127.0.0.1:${String(places.upstreamPort)}`,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let said = ''
  child.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()))
  child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()))
  // What it wrote last is read when its outputs are closed, and not before.
  const closed = once(child, 'close')
  let written: string | null = null
  const stop = async (): Promise<string> => {
    if (written !== null) return written
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
    await closed
    // Caddy keeps a copy of its own configuration, which names our addresses and nobody.
    const own = new Set([
      ...[file, path.join(folder, 'caddy', 'autosave.json')],
      path.join(folder, 'no-pages', 'common.caddy'),
    ])
    written = said + (await allFilesOf(folder, own))
    await rm(folder, { recursive: true, force: true })
    return written
  }
  while (!(await takesConnections(places.port))) {
    if (child.exitCode !== null) {
      await stop()
      throw new Error(`${kind.program} ended: ${said}`)
    }
    await sleep(50)
  }
  return {
    url: `https://localhost:${String(places.port)}`,
    port: places.port,
    certificate,
    stop,
  }
}

/** For this machine's name, a day: nothing of it is kept. */
function makeCertificate(folder: string): string {
  const [key, certificate] = [path.join(folder, 'own.key'), path.join(folder, 'own.crt')]
  execFileSync(
    findProgram('openssl') ?? 'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '1'],
      ...['-keyout', key, '-out', certificate, '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'],
    ], // prettier-ignore
    { stdio: 'ignore' },
  )
  return readFileSync(certificate, 'utf8')
}

function forCaddy(shipped: string, { folder, port, plainPort, operatorPort }: Places): string {
  return withChanges(shipped, [
    // Global options that only say where: nothing of what is kept, answered or refused.
    [/^\{\n/m, `{\n\tadmin off\n\thttp_port ${String(plainPort)}\n\thttps_port ${String(port)}\n`],
    [
      /^\{\$SEAMARK_HOST\} \{\n/m,
      `{$SEAMARK_HOST} {\n\ttls ${path.join(folder, 'own.crt')} ${path.join(folder, 'own.key')}\n`,
    ],
    ...(shipped.includes('health_port')
      ? [[/health_port 9464/, `health_port ${String(operatorPort)}`] as const]
      : []),
  ])
}

function forNginx(shipped: string, { folder, pages, port, plainPort, upstreamPort }: Places): string {
  const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `    ${name}_temp_path ${path.join(folder, 'temp')};\n`)
    .join('')
  return withChanges(shipped, [
    [/^user .*;$/m, userInfo().uid === 0 ? `user ${userInfo().username};` : ''],
    [/^pid .*;$/m, `pid ${path.join(folder, 'nginx.pid')};`],
    [/^error_log .*;$/m, `error_log ${path.join(folder, 'nginx-own.log')} warn;`],
    // Where the file throws it away, this test reads it: the level is what is tried.
    [/error_log \/dev\/null /, `error_log ${path.join(folder, 'requests.log')} `],
    [/^http \{\n/m, `http {\n${temp}`],
    [/ {4}include \/etc\/nginx\/mime.types;/, '    types { text/html html; application/json json; }'],
    [/listen 80 default_server/g, `listen 127.0.0.1:${String(plainPort)} default_server`],
    [/listen 443 ssl/g, `listen 127.0.0.1:${String(port)} ssl`],
    [/ *listen \[::\]:.*\n/g, ''],
    // In earnest the port is 443, and stands in no address.
    [/(Host) \$host;/g, `$1 $host:${String(port)};`],
    [/seamark\.example/g, 'localhost'],
    [/\/etc\/nginx\/seamark\.(crt|key)/g, path.join(folder, 'own.$1')],
    [/server 127\.0\.0\.1:3000;/, `server 127.0.0.1:${String(upstreamPort)};`],
    [/\/opt\/seamark\/deploy\/proxy/g, pages],
  ])
}

/** @throws when one of them changes nothing: then the file is another than this test thinks */
function withChanges(shipped: string, changes: readonly (readonly [RegExp, string])[]): string {
  let text = shipped
  for (const [what, into] of changes) {
    const changed = text.replace(what, into)
    if (changed === text) throw new Error(`The shipped file has no ${String(what)}`)
    text = changed
  }
  return text
}

function takesConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => {
      resolve(false)
    })
  })
}

/** @returns the text of every file below the folder, with its name; `except` are what the test itself wrote */
async function allFilesOf(folder: string, except: ReadonlySet<string>): Promise<string> {
  const texts: string[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name)
    if (!entry.isFile() || except.has(file)) continue
    texts.push(`\n${entry.name}\n${await readFile(file, 'utf8').catch(() => '')}`)
  }
  return texts.join('')
}
