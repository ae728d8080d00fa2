/** A whole node for a test: its own database, listening on a free port, with people who can sign in. */
import { createServer } from 'node:net'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createNode, type Node } from '../../src/app.ts'
import { buildAssets } from '../../src/design/build-assets.ts'
import { demoPeople } from '../../src/main.ts'
import { readConfig } from '../../src/platform/config.ts'
import { DEMO_PATH, demoKey, demoToken } from '../../src/platform/identity/demo-provider.ts'
import { createLog } from '../../src/platform/log.ts'
import { ROOT, testDatabase, type TestDatabase } from './database.ts'

export type TestNode = TestDatabase & {
  node: Node
  base: string
  /** An API call as an exercise person; `body` is sent as JSON. */
  api: (
    email: string,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<Answer>
  /** A signed-in browser without a browser: keeps cookies, follows the real sign-in. */
  signIn: (email: string) => Promise<Desk>
  token: (email: string) => Promise<string>
}

export type Answer = { status: number; headers: Headers; text: string; json: <T = unknown>() => T }

export type Desk = {
  get: (path: string, headers?: Record<string, string>) => Promise<Answer>
  /** Sends a form; the token is taken from the last page that was read. */
  post: (
    path: string,
    fields: Record<string, string | string[]>,
    headers?: Record<string, string>,
  ) => Promise<Answer>
  cookies: Map<string, string>
  csrf: () => string
}

/** Starts a node. Close it when done. */
export async function testNode(
  options: { jobs?: boolean; clock?: () => Date; env?: NodeJS.ProcessEnv; logLevel?: string } = {},
): Promise<TestNode> {
  const base = await testDatabase({})
  const port = await freePort()
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'seamark-test-'))
  const config = {
    ...readConfig(
      {
        NODE_ENV: 'test',
        PORT: String(port),
        DATA_DIR: dataFolder,
        LOG_LEVEL: options.logLevel ?? 'silent',
        ...options.env,
      },
      { demo: true },
    ),
    root: ROOT,
  }
  await buildAssets(path.join(ROOT, 'build', 'assets'))
  const node = await createNode({
    config,
    log: createLog(config.logLevel),
    databaseUrl: base.url,
    demoPeople: demoPeople(),
    jobs: options.jobs ?? false,
    ...(options.clock ? { clock: options.clock } : {}),
  })
  await node.app.listen({ host: '127.0.0.1', port })
  const url = config.publicUrl

  const token = async (email: string) =>
    await demoToken({
      key: await demoKey(dataFolder),
      issuer: url + DEMO_PATH,
      audience: config.apiAudience,
      email,
      hours: 1,
    })
  return {
    ...base,
    node,
    base: url,
    token,
    api: async (email, method, apiPath, body, headers = {}) =>
      answer(
        await fetch(`${url}/api/v1${apiPath}`, {
          method,
          redirect: 'manual',
          headers: {
            authorization: `Bearer ${await token(email)}`,
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            ...headers,
          },
          ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        }),
      ),
    signIn: (email) => signIn(url, email),
    close: async () => {
      await node.close()
      await base.close()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

async function answer(response: Response): Promise<Answer> {
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, json: <T>() => JSON.parse(text) as T }
}

/** A browser's memory and nothing else: cookies, and the token of the last form it saw. */
export function desk(url: string): Desk {
  const cookies = new Map<string, string>()
  let csrf = ''
  const send = async (address: string, init: RequestInit): Promise<Answer> => {
    const response = await fetch(new URL(address, url), {
      ...init,
      redirect: 'manual',
      headers: {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(init.headers as object),
      },
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (name === undefined || value === undefined) continue
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    const done = await answer(response)
    csrf = /name="_csrf" value="([^"]+)"/.exec(done.text)?.[1] ?? csrf
    return done
  }
  return {
    cookies,
    csrf: () => csrf,
    get: (address, headers = {}) => send(address, { headers }),
    post: (address, fields, headers = {}) => {
      const form = new URLSearchParams({ _csrf: csrf })
      for (const [name, value] of Object.entries(fields))
        for (const one of [value].flat()) form.append(name, one)
      return send(address, {
        method: 'POST',
        body: form.toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      })
    },
  }
}

async function signIn(url: string, email: string): Promise<Desk> {
  const browser = desk(url)
  let next = await browser.get('/sign-in/start?return=/')
  for (let hops = 0; hops < 8 && next.status === 303; hops++) {
    const location = next.headers.get('location') ?? ''
    if (location.includes('/choose/')) {
      await browser.get(location)
      next = await browser.post(location, { email })
    } else next = await browser.get(location)
  }
  if (next.status !== 200) throw new Error(`signing in ended with ${String(next.status)}`)
  return browser
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}
