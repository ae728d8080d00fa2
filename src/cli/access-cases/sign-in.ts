/** Signs in as a browser does, by OpenID Connect, and keeps the session's cookies. */
export type Session = {
  /** `null` when signing in was refused */
  cookie: string | null
}

const MOST_HOPS = 10

/**
 * Follows the whole sign-in: our page, the provider, its list of people, and back.
 * @param url - where the node is
 * @param email - the account to choose at the demo's provider
 * @returns the session's cookie, as a header says it; null when the account may not sign in
 */
export async function signIn(url: string, email: string): Promise<Session> {
  const jar = new Map<string, string>()
  const visit = async (address: string, form?: Record<string, string>) => {
    const response = await fetch(new URL(address, url), {
      redirect: 'manual',
      headers: { cookie: [...jar].map((pair) => pair.join('=')).join('; ') },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (name === undefined || value === undefined) continue
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    }
    await response.arrayBuffer()
    return response
  }
  let response = await visit('/sign-in/start?return=/healthz')
  for (let hops = 0; hops < MOST_HOPS && response.status === 303; hops++) {
    const location = response.headers.get('location') ?? '/'
    if (location.includes('/choose/')) {
      await visit(location)
      response = await visit(location, { email })
    } else response = await visit(location)
  }
  const session = jar.get('seamark-session')
  return { cookie: session === undefined ? null : `seamark-session=${session}` }
}
