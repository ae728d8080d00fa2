/** People: an agency's accounts, what they gain, their ranks, and the agency's desk. */
import { whoever } from '../../platform/identity/roles.ts'
import type { FastifyInstance } from 'fastify'
import type { Room } from '../../platform/rooms/room.ts'
import type { RoomServices } from '../../platform/rooms/services.ts'
import { operations } from './operations.ts'
import { accountPages } from './pages/account.page.ts'
import { appointmentPages } from './pages/appointments.page.ts'
import { identityPages } from './pages/identity.page.ts'
import { mailPages } from './pages/mail.page.ts'
import { peoplePages } from './pages/people.page.ts'
import { ranksApi } from './ranks/api/ranks.ts'
import { rankPages } from './ranks/pages/rank.page.ts'
import { ranksPages } from './ranks/pages/ranks.page.ts'
import { details } from './sentences.ts'
import { waiting } from './waiting.ts'

export { claimMails, giveBackNow, noteDigest, recipientOf, type MailKind } from './mail-wishes.ts'
export { attestRank, endAttestation } from './ranks/attest-rank.ts'
export { holdsRank, ranksHeld, type HeldRank } from './ranks/holds-rank.ts'
export type { AttestationId, GradeId } from './ranks/ids.ts'
export { parseAttestation, rankTold } from './ranks/rank.ts'
export { mayStandTogether, NOT_TOGETHER, roleNames } from './roles.ts'

export const room: Room = {
  name: 'people',
  operations,
  details,
  pages,
  api: (app) => {
    ranksApi(app)
  },
  waiting,
  navigation: [
    {
      ...{ place: 90, text: 'People', href: '/people', key: 'people' },
      roles: whoever.administers,
      under: ['/people'],
      next: { text: 'See your agency’s people', href: '/people', roles: whoever.administers },
    },
    {
      ...{ place: 110, text: 'Desks', href: '/desks', key: 'desks' },
      roles: 'all',
      under: ['/desks'],
      next: { text: 'See the partners’ desks', href: '/desks', roles: 'all' },
    },
  ],
}

function pages(app: FastifyInstance, { config }: RoomServices): void {
  peoplePages(app)
  identityPages(app)
  appointmentPages(app)
  accountPages(app)
  mailPages(app, { sendsMail: config.mail !== null })
  ranksPages(app)
  rankPages(app)
}
