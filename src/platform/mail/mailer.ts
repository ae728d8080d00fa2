/**
 * Sends a mail by the operator's mail server. What that server says never becomes part of a fault: it repeats addresses.
 */
import { createTransport } from 'nodemailer'
import { codesOf } from '../fault-codes.ts'
import type { MailSettings } from './mail-settings.ts'

export type Mail = {
  to: string
  subject: string
  /** plain text */
  text: string
  /** random; the same for every try to send the same mail, so that a mail server can tell that it has it already */
  id: string
}

/** Hands one mail to the mail server. @throws MailFault when the server did not take it */
export type Mailer = (mail: Mail) => Promise<void>

/** `for-good`: the server knows this address and refuses it, or it is nobody's; trying again changes nothing. */
export class MailFault extends Error {
  readonly code: string
  readonly forGood: boolean
  constructor(code: string, forGood: boolean) {
    super('The mail server did not take a mail.')
    this.code = code
    this.forGood = forGood
  }
}

/** Milliseconds for each of: connection, greeting, answer. */
const PATIENCE = 10_000

/**
 * Makes what sends mail. It connects for each mail.
 * @param settings - the operator's mail server
 * @param node - host name of this node, with which it greets the server and ends the IDs of its mails
 * @returns sends one mail; it rejects with MailFault, whose text holds no address
 */
export function openMailer(settings: MailSettings, node: string): Mailer {
  const { from } = settings
  const transport = transportTo(settings, node)
  return async ({ to, subject, text, id }) => {
    try {
      await transport.sendMail({
        ...{ from: { name: 'Seamark', address: from }, to, subject, text },
        messageId: `<${id}@${node}>`,
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      })
    } catch (fault) {
      throw asMailFault(fault)
    }
  }
}

/**
 * Connects, asks for TLS and signs in as for a mail, and sends none.
 * @param settings - the operator's mail server
 * @param node - host name of this node
 * @returns null when it would take mail; else codes of what was wrong, none of the server's words
 */
export async function tryMailServer(settings: MailSettings, node: string): Promise<string[] | null> {
  try {
    await transportTo(settings, node).verify()
    return null
  } catch (fault) {
    // The library puts its own word over the system's, and keeps that beside it.
    const { originalCode } = fault as { originalCode?: unknown }
    return [...codesOf({ code: originalCode }), ...codesOf(fault)]
  }
}

function transportTo({ host, port, tls, login }: MailSettings, node: string) {
  return createTransport({
    ...{ host, port, name: node },
    secure: tls === 'from-the-start',
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'none',
    tls: { minVersion: 'TLSv1.2' },
    ...(login === null ? {} : { auth: { user: login.user, pass: login.password } }),
    ...{
      connectionTimeout: PATIENCE,
      greetingTimeout: PATIENCE,
      socketTimeout: PATIENCE,
      dnsTimeout: PATIENCE,
    },
    // A mail is what the program wrote: nothing in it is read from a file or fetched from an address.
    ...{ disableFileAccess: true, disableUrlAccess: true },
  })
}

function asMailFault(fault: unknown): MailFault {
  const { code, responseCode } = fault as { code?: unknown; responseCode?: unknown }
  const known = typeof code === 'string' && /^E[A-Z]{2,20}$/.test(code) ? code : 'mail-not-taken'
  return new MailFault(known, known === 'EENVELOPE' && Number(responseCode) >= 500)
}
