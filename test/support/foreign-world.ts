/** A node with a provider of somebody else's in front of it: who comes, where they end, and what the log and the ledger say. */
import assert from 'node:assert/strict'
import { createLog } from '../../src/platform/log.ts'
import { beginSession } from '../../src/platform/identity/session.ts'
import type { PersonId } from '../../src/wire/ids.ts'
import {
  FOREIGN_CLIENT,
  foreignProvider,
  type ForeignAccount,
  type ForeignBehaviour,
  type ForeignProvider,
} from './foreign-provider.ts'
import { textOf } from './form.ts'
import { desk, freePort, testNode, type Answer, type TestNode } from './node.ts'

type Line = Record<string, unknown>
export type World = {
  node: TestNode
  provider: ForeignProvider
  lines: Line[]
  /** signs somebody in and follows to the page at which it ends */
  come: (account: string, browser?: ReturnType<typeof desk>) => Promise<Answer>
  reasons: () => Promise<unknown[]>
  close: () => Promise<void>
}

/** Starts both. Close them when done. */
export async function worldOf(
  behaviour: Partial<ForeignBehaviour>,
  accounts: Record<string, ForeignAccount>,
  env: Record<string, string> = {},
  spelled: (issuer: string) => string = (issuer) => issuer,
  listens?: number,
): Promise<World> {
  const [port, own] = [await freePort(), listens ?? (await freePort())]
  const publicUrl = `http://127.0.0.1:${String(own)}`
  const provider = await foreignProvider(
    port,
    {
      redirectUris: [`${publicUrl}/sign-in/callback`],
      signedOutUris: [`${publicUrl}/signed-out`],
      ...behaviour,
    },
    accounts,
  )
  const lines: Line[] = []
  const log = createLog('info', { write: (line: string) => void lines.push(JSON.parse(line) as Line) })
  const node = await testNode({
    log,
    port: own,
    env: {
      PUBLIC_URL: publicUrl,
      OIDC_ISSUER: spelled(provider.issuer),
      OIDC_CLIENT_ID: FOREIGN_CLIENT.id,
      OIDC_CLIENT_SECRET: FOREIGN_CLIENT.secret,
      ...env,
    },
  }).catch(async (fault: unknown) => {
    await provider.stop()
    throw fault
  })
  return {
    ...{ node, provider, lines },
    come: async (account, browser = desk(node.base)) => {
      provider.signsIn(account)
      return await follow(browser, node.base)
    },
    reasons: async () =>
      (
        await node.admin<{ reason: unknown }>(
          `select detail ->> 'reason' as reason from ledger.event where kind = 'refusal' order by id`,
        )
      ).map(({ reason }) => reason),
    close: async () => {
      await node.close()
      await provider.stop()
    },
  }
}

/** From one host to the other and back, as a browser goes. */
export async function follow(browser: ReturnType<typeof desk>, base: string, more = ''): Promise<Answer> {
  let at = `${base}/sign-in/start?return=/${more}`
  let next = await browser.get(at)
  for (let hops = 0; hops < 12 && [302, 303].includes(next.status); hops++) {
    at = new URL(next.headers.get('location') ?? '', at).href
    next = await browser.get(at)
  }
  return next
}

/** Asserts that somebody has signed in. */
export const isIn = (page: Answer) => {
  const words = textOf(page.text)
  assert.ok(page.status === 200 && words.includes('What are you working on?'), words.slice(0, 600))
}

/** A session of somebody who is not of the provider in this test. */
export async function sessionOf(node: TestNode, email: string): Promise<ReturnType<typeof desk>> {
  const browser = desk(node.base)
  const [row] = await node.admin<{ id: PersonId }>('select id from identity.person where email = $1', [email])
  assert.ok(row)
  browser.cookies.set('seamark-session', await beginSession(node.database, row.id, null))
  await browser.get('/')
  return browser
}
