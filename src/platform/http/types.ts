/** What the platform adds to every request and reply. */
import type { SignedIn } from '../identity/session.ts'
import type { MemberScope, Role } from '../database/scope.ts'
import type { BodySize } from './body-limits.ts'

/** Who may use a route. Every route says so; there is no default. */
export type Access = 'public' | 'signed-in' | readonly Role[]

/** The facts a route declares: `{ config: { operation, access } }`. */
export type RouteFacts = {
  /** `room.thing.verb`; it names the transaction and every event of it */
  operation: string
  access: Access
  /** how much it takes: `small` unless it says otherwise */
  body?: BodySize
}

export type Frame = {
  person: { name: string; agency: string; role: string }
  purpose: string | null
  /** has the search field on every page */
  searches: boolean
  /** `urgent`: how many of a room stand in the page's title */
  navigation: {
    text: string
    href: string
    active: boolean
    count: number | null
    key: string
    urgent?: number
  }[]
  /** what everybody must know now, above the page */
  notices: readonly { text: string; link: { text: string; href: string } }[]
  /** the one thing that can be begun on every page; null where no room has one for this person */
  action: { text: string; href: string } | null
  csrf: string
  exercise: boolean
}

export type View = {
  title: string
  classification?: 'OFFICIAL' | 'OFFICIAL-SENSITIVE'
  /** field path to message; fills the error summary */
  errors?: Record<string, string>
  /** what was typed, for forms that come back */
  values?: Record<string, unknown>
  [more: string]: unknown
}

declare module 'fastify' {
  interface FastifyContextConfig {
    operation?: string
    access?: Access
    /** how large a body this route takes: `small` where nothing is said, see body-limits.ts */
    body?: BodySize
    /** no line in the log, no figure before the hour is over: the moment would say when somebody reported */
    unlogged?: boolean
    /** the page sends it by itself while somebody types: after the session it is not kept for them to send again */
    sentByThePage?: boolean
    /** the answer itself sees to what happens when its session ends (see open-answers.ts) */
    endsItself?: boolean
  }
  interface FastifyRequest {
    /** Who is signed in; throws where the route is public and nobody is. */
    signedIn: SignedIn | null
    /** Runs a use case as the signed-in person, in one transaction named by the route's operation. */
    perform: <T>(work: (scope: MemberScope) => Promise<T>) => Promise<T>
    cspNonce: string
  }
  interface FastifyReply {
    /** Renders a page in the desk's frame; status 200 unless `errors` are given (422) or set before. */
    page: (template: string, view: View) => Promise<FastifyReply>
    /**
     * Post, redirect, get: goes to `url` and says `message` there once. The message holds no content.
     * `tone`: important when it was not done as asked.
     */
    done: (url: string, message: string, tone?: 'success' | 'important') => FastifyReply
  }
}
