/** The program asks other machines through one door. Whoever opens another one says why. */
import assert from 'node:assert/strict'
import { glob, readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, test } from 'node:test'
import { ROOT } from '../support/database.ts'

/** What opens a connection to another machine, or gives the means to. */
const OPENS: readonly RegExp[] = [
  /\bfetch\s*\(/,
  /\bglobalThis\s*(\.|\[['"])\s*fetch\b/,
  /=\s*fetch\b/,
  /\bfetch\s*[,;)\]}]/,
  /\bfrom\s+['"](node:)?(http|https|http2|net|tls|dgram)['"]/,
  /\b(import|require)\s*\(\s*['"](node:)?(http|https|http2|net|tls|dgram)['"]/,
  /['"](undici|axios|got|node-fetch|needle|superagent|ky|request)['"]/,
  /\bnew\s+(WebSocket|EventSource|XMLHttpRequest)\b/,
  /\b(createRemoteJWKSet|openid-client)\b/,
  /['"]nodemailer['"]/,
]

/** File, or folder with a stroke behind it, to its reason. */
const reasons: Readonly<Record<string, string>> = {
  'src/platform/http/fetch-outside.ts': 'the door',
  'src/platform/http/outside-addresses.ts': 'tells kinds of addresses; connects to nothing',
  'src/platform/http/operator.ts': 'listens on the operator’s own port; asks nobody',
  'src/platform/identity/openid.ts':
    'the OpenID provider, whose https address is the operator’s setting, through the libraries made for it',
  'src/platform/identity/try-provider.ts':
    'as openid.ts: what that provider says of itself, and whether it takes our secret',
  'src/platform/check/proxy.ts':
    'asks this node’s own address, which is the operator’s setting, as a browser would: certificate and proxy',
  'src/platform/mail/mailer.ts':
    'the mail server, whose address is the operator’s setting, through the library made for it',
  'src/platform/mail/mail-settings.ts': 'tells kinds of addresses; connects to nothing',
  'src/platform/database/embedded.ts': 'looks for a free port of this machine for the embedded database',
  'src/cli/free-port.ts': 'looks for a free port of this machine',
  'src/cli/access-cases.ts': 'looks for a free port of this machine for its scratch node',
  'src/cli/access-cases/observe.ts': 'reads the scratch node that it started itself',
  'src/cli/access-cases/sign-in.ts': 'signs in at the scratch node that it started itself',
  'src/platform/http/slow-bodies.ts':
    'names the types of a request that is on its way in; connects to nothing',
  'src/platform/live/stream.ts': 'names the type of an answer that stays open; connects to nothing',
  'src/rooms/reporting/flood/networks.ts': 'tells kinds of addresses; connects to nothing',
  'src/design/client/': 'runs in a browser, and asks the site that it came from',
  'src/design/public/client/': 'runs in a browser, and asks the site that it came from',
  'src/rooms/encounters/client/': 'runs in a browser, and asks the site that it came from',
}

const reasonFor = (file: string) =>
  Object.keys(reasons).find((one) => (one.endsWith('/') ? file.startsWith(one) : file === one))

async function opening(): Promise<string[]> {
  const found: string[] = []
  for await (const file of glob('{src,bin}/**/*.{ts,js}', { cwd: ROOT })) {
    if (/\.test(-support)?\.ts$/.test(file)) continue
    if (opens(await readFile(path.join(ROOT, file), 'utf8'))) found.push(file.split(path.sep).join('/'))
  }
  return found
}

/** Comments say what they like. */
const opens = (text: string) => {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, '')
  return OPENS.some((one) => one.test(code))
}

void describe('what the program asks of other machines', () => {
  void test('goes through one door, but for a list with reasons', async () => {
    const files = await opening()
    assert.ok(files.includes('src/platform/http/fetch-outside.ts'), 'there is something to look at')
    assert.deepEqual(
      files.filter((file) => reasonFor(file) === undefined),
      [],
      'ask through platform/http/fetch-outside.ts: it follows no redirect and reaches no private address',
    )
  })

  void test('and the list holds nothing that needs no reason', async () => {
    const files = await opening()
    const used = new Set(files.map(reasonFor))
    assert.deepEqual(
      Object.keys(reasons).filter((one) => !used.has(one)),
      [],
    )
  })

  void test('a second door would be noticed', () => {
    for (const planted of [
      `const answer = await fetch(url)`,
      `const ask = globalThis.fetch`,
      `const ask = fetch\nawait ask(url)`,
      `use({ fetch })`,
      `import { request } from 'node:https'`,
      `import https from "https"`,
      `const net = await import('node:net')`,
      `import { Agent } from 'undici'`,
      `new WebSocket(url)`,
    ])
      assert.ok(opens(planted), planted)
    assert.ok(!opens('/** asks with fetch(url) */ const fetched = prefetch.of // fetch(x)'))
  })
})
