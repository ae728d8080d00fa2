/** The mail server, where one is set: is it there, with TLS, and does it take the login? Nothing is sent. */
import type { MailSettings } from '../mail/mail-settings.ts'
import { tryMailServer } from '../mail/mailer.ts'
import { warns, type Finding } from './finding.ts'
import { certificateFault } from './tls-faults.ts'

/**
 * Tries the mail server.
 * @param mail - the operator's; null where no mail is sent
 * @param node - host name of this node
 * @returns what is wrong
 */
export async function checkMail(mail: MailSettings | null, node: string): Promise<Finding[]> {
  if (mail === null) return []
  const codes = await tryMailServer(mail, node)
  if (codes === null) return []
  const at = 'SMTP_URL'
  const certificate = certificateFault(codes)
  if (certificate !== null) return [warns(at, `${mail.host}: ${certificate.wrong}`, certificate.todo)]
  if (codes.includes('EAUTH'))
    return [
      warns(
        at,
        `${mail.host} does not take the name and password`,
        'Correct them; write other characters than letters and figures as %40 and the like.',
      ),
    ]
  if (codes.includes('ETLS'))
    return [
      warns(
        at,
        `${mail.host} offers no TLS, and without it no mail is sent`,
        'Turn it on there, or use smtps://.',
      ),
    ]
  return [
    warns(
      at,
      `no mail server answers at ${mail.host}:${String(mail.port)} (${codes.join(', ')})`,
      'Correct host and port, and look at the firewall. Until then mail waits and is tried again.',
    ),
  ]
}
