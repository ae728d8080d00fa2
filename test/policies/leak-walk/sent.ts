/** Requests by which the secret is planted. */
import type { TestNode } from '../../support/node.ts'

/**
 * Sends a request to the API as an account.
 * @throws Error when it is refused
 */
export async function sent(
  world: TestNode,
  email: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<void> {
  const done = await world.api(email, method, path, body, headers)
  if (done.status >= 300) throw new Error(`${method} ${path} answered ${String(done.status)} ${done.text}`)
}
