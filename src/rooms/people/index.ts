/** People: an agency's accounts, what they gain, and the agency's desk. */
import type { FastifyInstance } from 'fastify'
import { accountPages } from './pages/account.page.ts'
import { appointmentPages } from './pages/appointments.page.ts'
import { mailPages } from './pages/mail.page.ts'
import { peoplePages } from './pages/people.page.ts'

export { peopleTasks } from './appointments.ts'
export { claimMails, giveBackNow, noteDigest, recipientOf, type MailKind } from './mail-wishes.ts'
export { mayStandTogether, NOT_TOGETHER, roleNames, roleWords } from './roles.ts'

/** @param facts - sendsMail: the operator has named a mail server */
export const pages =
  (facts: { sendsMail: boolean }) =>
  async (app: FastifyInstance): Promise<void> => {
    await app.register((inner) => {
      peoplePages(inner)
      appointmentPages(inner)
      accountPages(inner)
      mailPages(inner, facts)
      return Promise.resolve()
    })
  }
