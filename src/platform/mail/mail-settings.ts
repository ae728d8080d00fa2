/** How a node reaches the mail server of its operator. */
import { isIPv4 } from 'node:net'

export type MailSettings = {
  host: string
  port: number
  /** `none` only for a server on this machine */
  tls: 'from-the-start' | 'starttls' | 'none'
  login: { user: string; password: string } | null
  /** the address that mail comes from */
  from: string
}

const SUBMISSION = 587
const SUBMISSION_TLS = 465

/**
 * Reads SMTP_URL.
 * @param address - `smtps://HOST` (TLS from the start) or `smtp://HOST` (TLS by STARTTLS, and no mail without), with
 *   `USER:PASSWORD@` and `:PORT` where they are needed
 * @returns null for what is no such address
 */
export function readSmtpUrl(address: string): Omit<MailSettings, 'from'> | null {
  const url = URL.parse(address)
  if (url === null || !/^smtps?:$/.test(url.protocol) || url.hostname === '') return null
  if (!/^\/?$/.test(url.pathname) || url.search !== '' || url.hash !== '') return null
  if ((url.username === '') !== (url.password === '')) return null
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const fromTheStart = url.protocol === 'smtps:'
  const login = loginOf(url)
  if (login === undefined) return null
  return {
    ...{ host, login },
    port: url.port === '' ? (fromTheStart ? SUBMISSION_TLS : SUBMISSION) : Number(url.port),
    tls: fromTheStart ? 'from-the-start' : isThisMachine(host) ? 'none' : 'starttls',
  }
}

function loginOf(url: URL): MailSettings['login'] | undefined {
  if (url.username === '') return null
  try {
    return { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) }
  } catch {
    return undefined
  }
}

// What stays on this machine crosses no wire. A name other than localhost may be anybody's tomorrow.
const isThisMachine = (host: string) =>
  host.toLowerCase() === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'))
