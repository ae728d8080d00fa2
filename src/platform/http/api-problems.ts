/** What the API answers when it does not do what was asked (RFC 9457), and which of it each operation can answer. */
import { z } from 'zod'
import type { ProblemAnswer } from './openapi-schemas.ts'

/** RFC 9457, with a code that programs may rely on. */
export const problemDocument = z.object({
  type: z.string(),
  title: z.string().describe('for people: what to do next'),
  status: z.int(),
  code: z.string().describe('for programs: stable'),
  fields: z.record(z.string(), z.string()).optional().describe('each wrong field and what to do about it'),
})

const problem = (status: number, code: string, title: string, more: object = {}) => ({
  ...{ type: 'about:blank', title, status, code },
  ...more,
})

const usual = {
  400: {
    name: 'Invalid',
    description: '`invalid`: a field is wrong, `fields` says which. `malformed`: it could not be read at all',
    example: problem(400, 'invalid', 'Some fields need attention.', { fields: { reason: 'Say why' } }),
  },
  401: {
    name: 'NotSignedIn',
    description: '`not-signed-in`: no bearer token, or one that is not taken',
    example: problem(401, 'not-signed-in', 'You are not signed in. Sign in, then try again.'),
  },
  403: {
    name: 'Forbidden',
    description: 'You may not do this: `code` says why',
    example: problem(403, 'wrong-role', 'Your account has no role for this. Ask your administrator.'),
  },
  404: {
    name: 'NotFound',
    description: '`not-found`: it is not there, or you may not know of it. Both are one answer',
    example: problem(
      404,
      'not-found',
      'There is nothing here that you can see. Check the address, or search for it.',
    ),
  },
  413: {
    name: 'TooLarge',
    description: '`too-large`: more than this operation takes',
    example: problem(413, 'too-large', 'This is too large to be taken. Send less at once.'),
  },
  415: {
    name: 'WrongKind',
    description: '`wrong-encoding` or `malformed`: JSON in UTF-8 is taken, and nothing else',
    example: problem(415, 'wrong-encoding', 'Send UTF-8.'),
  },
  503: {
    name: 'Unavailable',
    description:
      '`unavailable`, `identity-unavailable`: a part does not answer. Try again after `Retry-After` seconds; with an `Idempotency-Key` nothing is done twice',
    example: problem(
      503,
      'unavailable',
      'Seamark cannot reach its database at the moment. What you sent before and saw acknowledged is kept. Try again in a minute.',
    ),
  },
} as const

/**
 * Says which problems an operation can answer.
 * @param of - `roles`: not everybody who is signed in may; `path`: something is looked for; `input`: something is
 *   read; `body`: a body is; `more`: what is this operation's own
 * @returns the answers, by their status
 */
export function problemAnswers(of: {
  roles: boolean
  path: boolean
  input: boolean
  body: boolean
  more: Readonly<Record<number, string>>
}): ProblemAnswer[] {
  const statuses = [
    ...(of.input ? [400 as const] : []),
    401 as const,
    ...(of.roles ? [403 as const] : []),
    ...(of.path ? [404 as const] : []),
    ...(of.body ? [413 as const, 415 as const] : []),
    503 as const,
  ].filter((status) => !(status in of.more))
  const own = Object.entries(of.more).map(([status, description]) => ({
    ...{ status: Number(status), name: null, description },
    example: problem(Number(status), codeIn(description), 'What to do next stands here.'),
  }))
  return [...statuses.map((status) => ({ status, ...usual[status] })), ...own].sort(
    (left, right) => left.status - right.status,
  )
}

/** The first code that the words name. */
const codeIn = (description: string): string => /`([a-z-]+)`/.exec(description)?.[1] ?? 'invalid'
