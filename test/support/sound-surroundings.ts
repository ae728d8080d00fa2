/**
 * What a node in production stands among, for real and on this machine: a provider and a proxy that speak TLS with
 * certificates of an authority of the test's own.
 */
import { writeFile } from 'node:fs/promises'
import { request, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { exportJWK, generateKeyPair } from 'jose'
import Provider from 'oidc-provider'
import { ownAuthority, type Authority, type Certificate } from './certificates.ts'

export const CLIENT = { id: 'seamark-node', secret: 'k3Jq9vWm2Xr8Tz5Lp7Nc4Hd6' }

export type Surroundings = {
  authority: Authority
  /** the authority's file, for NODE_EXTRA_CA_CERTS */
  authorityFile: string
  /** a provider's address; each has its own */
  provider: (certificate?: Certificate) => Promise<string>
  /** an address that browsers use, behind which a node listens at a port */
  proxy: (port: number, certificate?: Certificate, forwards?: Forwards) => Promise<string>
  close: () => Promise<void>
}

/** What a proxy makes of `X-Forwarded-For`. */
export type Forwards = 'anew' | 'appends' | 'as-it-came'

/**
 * Makes them.
 * @param folder - for the authority's file
 */
export async function surroundings(folder: string): Promise<Surroundings> {
  const authority = ownAuthority()
  const authorityFile = path.join(folder, 'authority.pem')
  await writeFile(authorityFile, authority.certificate)
  const servers: Server[] = []
  const listen = async (
    answer: (request: IncomingMessage, reply: ServerResponse) => void,
    { certificate, key }: Certificate = authority.issue('localhost'),
  ): Promise<string> => {
    const server = createServer({ cert: certificate, key }, answer)
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return `https://localhost:${String((server.address() as AddressInfo).port)}`
  }
  return {
    authority,
    authorityFile,
    provider: async (certificate) => {
      let answer: ReturnType<Provider['callback']> | null = null
      const address = await listen((asked, reply) => void answer?.(asked, reply), certificate)
      const { privateKey } = await generateKeyPair('ES256', { extractable: true })
      const provider = new Provider(address, {
        jwks: { keys: [{ ...(await exportJWK(privateKey)), kid: 'test', alg: 'ES256', use: 'sig' }] },
        cookies: { keys: ['only-for-tests'] },
        clients: [
          {
            ...{ client_id: CLIENT.id, client_secret: CLIENT.secret },
            ...{ redirect_uris: ['https://seamark.invalid/sign-in/callback'], response_types: ['code'] },
            ...{ grant_types: ['authorization_code'], id_token_signed_response_alg: 'ES256' },
          },
        ],
      })
      answer = provider.callback()
      return address
    },
    proxy: (port, certificate, forwards = 'anew') =>
      listen((asked, reply) => {
        const before = asked.headers['x-forwarded-for']
        const sender = asked.socket.remoteAddress
        const written = {
          ...{
            anew: sender,
            appends: before === undefined ? sender : `${String(before)}, ${String(sender)}`,
          },
          'as-it-came': before,
        }[forwards]
        const onward = request(
          {
            ...{ host: '127.0.0.1', port, method: asked.method, path: asked.url },
            headers: { ...asked.headers, ...(written === undefined ? {} : { 'x-forwarded-for': written }) },
          },
          (answer) => {
            reply.writeHead(answer.statusCode ?? 502, answer.headers)
            answer.pipe(reply)
          },
        )
        onward.on('error', () => reply.writeHead(502).end())
        asked.pipe(onward)
      }, certificate),
    close: async () => {
      for (const server of servers) {
        server.closeAllConnections()
        await new Promise((resolve) => server.close(resolve))
      }
    },
  }
}
