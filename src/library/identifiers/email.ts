import { domainToASCII } from 'node:url'
import { isMessengerAddress } from './messenger-address.ts'
import type { Read } from './normalised.ts'

const ADDRESS = /^([^\s@<>()[\]\\,;:"]{1,64})@([^\s@<>()[\]\\,;:"/?#%]{1,253})$/
const PLAIN_DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,20}[a-z][a-z0-9-]{0,61}[a-z0-9]$/

/**
 * An e-mail address in lower case, its domain in ASCII (IDNA).
 *
 * Only Google's own domains are read as Google delivers them: `googlemail.com` is `gmail.com`, dots and
 * plus tags do not count. Elsewhere they may belong to somebody else.
 * @param text - readable text; `mailto:` and `Name <address>` are understood
 * @returns null without a domain that has a dot, and for a messenger's address (`…@s.whatsapp.net`)
 */
export function normaliseEmail(text: string): Read | null {
  const bracketed = /<([^<>]*)>$/.exec(text)?.[1] ?? text
  const address = bracketed
    .trim()
    .toLowerCase()
    .replace(/^mailto:\s*/, '')
    .replace(/\?.*$/, '')
  const [, local = '', domain = ''] = ADDRESS.exec(address) ?? []
  if (local === '' || !/[\p{L}\p{N}]/u.test(local) || isMessengerAddress(address)) return null
  const host = asciiDomain(domain.replace(/\.$/, ''))
  if (host === null) return null
  if (host !== 'gmail.com' && host !== 'googlemail.com') return exactly(`${local}@${host}`)
  const own = local.replace(/\+.*$/, '').replaceAll('.', '')
  return !/[\p{L}\p{N}]/u.test(own) ? null : exactly(`${own}@gmail.com`)
}

function exactly(key: string): Read {
  return { key, tier: 'valid', display: key }
}

function asciiDomain(domain: string): string | null {
  const ascii = PLAIN_DOMAIN.test(domain) && !domain.includes('xn--') ? domain : domainToASCII(domain)
  return PLAIN_DOMAIN.test(ascii) ? ascii : null
}
