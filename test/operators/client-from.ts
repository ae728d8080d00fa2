/** A client with an address of its own on this machine, so that the address can be looked for in what was written. */
import { request } from 'node:https'
import { Readable } from 'node:stream'

export type Fetch = (address: URL | string, init?: RequestInit) => Promise<Response>

/**
 * Makes what takes the place of `fetch`.
 * @param from - an address of this machine, like `127.0.0.77`
 * @param certificate - the one that is trusted
 * @param always - headers of every request
 * @returns asks as `fetch` does, without following anything
 */
export function fetchFrom(from: string, certificate: string, always: Record<string, string>): Fetch {
  return async (address, init = {}) => {
    // Makes a form's body and its type.
    const made = new Request('http://form.invalid/', {
      ...(init.body === undefined || init.body === null ? {} : { body: init.body }),
      method: init.method ?? 'GET',
    })
    const body = made.body === null ? null : Buffer.from(await made.arrayBuffer())
    const type = made.headers.get('content-type')
    return await new Promise<Response>((resolve, reject) => {
      const asked = request(
        new URL(address),
        {
          ...{ method: made.method, ca: certificate, localAddress: from, family: 4, agent: false },
          headers: {
            ...(type === null ? {} : { 'content-type': type }),
            ...(body === null ? {} : { 'content-length': String(body.length) }),
            ...always,
            ...(init.headers as Record<string, string> | undefined),
          },
        },
        (answer) => {
          const headers = new Headers()
          for (const [name, values] of Object.entries(answer.headersDistinct))
            for (const value of values ?? []) headers.append(name, value)
          const status = answer.statusCode ?? 500
          const empty = status === 204 || status === 304
          resolve(
            new Response(empty ? null : (Readable.toWeb(answer) as ReadableStream), { status, headers }),
          )
        },
      )
      asked.on('error', reject)
      asked.end(body ?? undefined)
    })
  }
}
