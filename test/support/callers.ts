/** Those who call a node in tests: programs with a bearer token, and browsers without a browser. */
import { DEMO_PATH, demoKey, demoToken } from '../../src/platform/identity/demo-provider.ts'

export type Answer = {
  status: number
  headers: Headers
  text: string
  /** The body; whoever reads it says what shape it has. */
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
  json: <T = unknown>() => T
}

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

export type Callers = {
  /** An API call as an exercise person; `body` is sent as JSON, a string as it is. */
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

/** To press a page and to unfold it again, some ten thousand times, says nothing of either. */
export const PLAIN = { 'accept-encoding': 'identity' }

/**
 * Callers of one node.
 * @param url - where it answers
 * @param dataFolder - its data folder, which holds the demo provider's key
 * @param audience - the audience that its API tokens must name
 */
export function callersOf(url: string, dataFolder: string, audience: string): Callers {
  const token = async (email: string) =>
    await demoToken({
      key: await demoKey(dataFolder),
      issuer: url + DEMO_PATH,
      audience,
      email,
      hours: 1,
    })
  return {
    token,
    api: async (email, method, apiPath, body, headers = {}) =>
      answerOf(
        await fetch(`${url}/api/v1${apiPath}`, {
          method,
          redirect: 'manual',
          headers: {
            ...PLAIN,
            authorization: `Bearer ${await token(email)}`,
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            ...headers,
          },
          ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        }),
      ),
    signIn: (email) => signIn(url, email),
  }
}

/** Reads an answer to its end. */
export async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text()
  const { status, headers } = response
  return { status, headers, text, json: (() => JSON.parse(text) as unknown) as Answer['json'] }
}

/**
 * A browser's memory and nothing else: cookies, and the token of the last form it saw.
 * @param ask - what takes the place of `fetch`
 */
export function desk(url: string, ask: (address: URL, init: RequestInit) => Promise<Response> = fetch): Desk {
  const cookies = new Map<string, string>()
  let csrf = ''
  const send = async (address: string, init: RequestInit): Promise<Answer> => {
    const response = await ask(new URL(address, url), {
      ...init,
      redirect: 'manual',
      headers: {
        ...PLAIN,
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
    const done = await answerOf(response)
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

/**
 * Follows the real sign-in to its end.
 * @param browser - whose cookies are used; a new one when left out
 * @returns the browser
 * @throws when it does not end at a page
 */
export async function signIn(url: string, email: string, browser: Desk = desk(url)): Promise<Desk> {
  const last = await followSignIn(browser, email)
  if (last.status !== 200) throw new Error(`signing in ended with ${String(last.status)}`)
  return browser
}

/** The same, for those who want to see the page at which it ends. */
export async function followSignIn(
  browser: Desk,
  email: string,
  address = '/sign-in/start?return=/',
): Promise<Answer> {
  let next = await browser.get(address)
  for (let hops = 0; hops < 8 && next.status === 303; hops++) {
    const location = next.headers.get('location') ?? ''
    if (location.includes('/choose/')) {
      await browser.get(location)
      next = await browser.post(location, { email })
    } else next = await browser.get(location)
  }
  return next
}
