/** Home: what waits for a person, from every room. It knows none of them: each says at its door what waits there. */
import type { FastifyRequest } from 'fastify'
import type { MemberScope } from '../../platform/database/scope.ts'
import { looksAgain } from '../../platform/http/looks-again.ts'
import type { Frame } from '../../platform/http/types.ts'
import type { WhatWaits } from '../../platform/live/look.ts'
import { openMailer } from '../../platform/mail/mailer.ts'
import type { House } from '../../platform/rooms/fold-rooms.ts'
import type { Room } from '../../platform/rooms/room.ts'
import { mailSchedule, mailTasks } from './mail.ts'
import { navigationFor } from './navigation.ts'
import { operations } from './operations.ts'
import { pages } from './pages/home.page.ts'
import { besideOneAnother, whatIsNew } from './what-is-new.ts'

/**
 * What the live stream asks and compares: the numbers of the navigation, and a mark of the newest of all that
 * waits.
 * @param house - what the rooms say waits
 * @returns the schemas to ask, and how their answers become the numbers of one person
 */
export const whatWaits = ({ waiting }: Pick<House, 'waiting'>): WhatWaits => ({
  rooms: waiting.map(({ schema }) => schema),
  read: besideOneAnother,
})

/**
 * The navigation line with what is new in each room; asked once a page.
 * @param house - what the rooms say
 * @returns asks for one request: the entries with their numbers; empty for nobody signed in, and for a page that
 *   looks again by itself
 */
export const navigation =
  ({ navigation: entries, waiting }: Pick<House, 'navigation' | 'waiting'>) =>
  async (request: FastifyRequest): Promise<Frame['navigation']> => {
    const who = request.signedIn
    // A page that looks again by itself takes its regions from the answer; the numbers have come by the stream.
    if (!who || looksAgain(request)) return []
    const { counts } = await request.perform((scope: MemberScope) => whatIsNew(scope, waiting))
    const path = request.url.split('?')[0] ?? '/'
    return navigationFor(entries, who.roles, counts, path)
  }

export const room: Room = {
  name: 'home',
  operations,
  actors: { mail: 'The clock' },
  pages,
  tasks: ({ config, house }) =>
    mailTasks(
      config.mail && openMailer(config.mail, new URL(config.publicUrl).hostname),
      config.publicUrl,
      house.waiting,
    ),
  schedule: mailSchedule,
  navigation: [{ place: 10, text: 'Your work', href: '/', key: 'home', roles: 'all' }],
}
