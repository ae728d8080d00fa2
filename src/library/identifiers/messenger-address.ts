/** Addresses of messengers as reports of telephone extractions print them. Pure. */

/** A WhatsApp account: its number, perhaps the device, at a server. Groups and channels have a server of their own. */
const ACCOUNT = /^(?:whatsapp:)?\+?(\d{7,15})(?:[.:_]\d{1,4}){0,2}@(?:s\.whatsapp\.net|c\.us)$/i
const GROUP = /^(?:whatsapp:)?(\d{5,20}(?:-\d{5,15})?)@g\.us$/i
const CHANNEL = /^(?:whatsapp:)?(\d{5,20})@(newsletter|broadcast|lid)$/i
const NUMBER_LINK =
  /^(?:https?:\/\/)?(?:wa\.me\/|t\.me\/\+|api\.whatsapp\.com\/send\/?\?phone=)\+?(\d{7,15})(?:[/?&#]\S*)?$/i
/** `p:` and `e:` stand before the numbers and addresses of iMessage. */
const OTHER_NUMBER = /^(?:sip|sips|imessage|p|viber|signal|im):\/{0,2}(\+?\d{7,15})(?:@[a-z0-9.-]{1,100})?$/i

/** Domains that no mail is delivered to: what stands before them is a number or an account of a messenger. */
const NO_MAIL =
  /@(?:s\.whatsapp\.net|c\.us|g\.us|lid|newsletter|broadcast|talk\.kik\.com|chat\.facebook\.com)$/i

/**
 * Reads the telephone number out of a messenger's address, such as `447700900123@s.whatsapp.net`.
 * @param text - readable text
 * @returns the number of an account, as it would be dialled abroad; null for anything else
 */
export function phoneOfAddress(text: string): string | null {
  const account = (ACCOUNT.exec(text) ?? NUMBER_LINK.exec(text))?.[1]
  if (account !== undefined) return `+${account}`
  return OTHER_NUMBER.exec(text)?.[1] ?? null
}

/**
 * Reads platform and name out of a messenger's address.
 * @param text - readable text
 * @returns platform and name of a messenger's address; null for anything else
 */
export function accountOfAddress(text: string): { platform: string; name: string } | null {
  const account = ACCOUNT.exec(text)?.[1]
  if (account !== undefined) return { platform: 'whatsapp', name: `+${account}` }
  const group = GROUP.exec(text)?.[1]
  if (group !== undefined) return { platform: 'whatsapp', name: `group/${group}` }
  const [, number = '', server = ''] = CHANNEL.exec(text) ?? []
  if (number !== '') return { platform: 'whatsapp', name: `${server.toLowerCase()}/${number}` }
  const kik = /^([a-z0-9._]{2,40}?)(?:_[a-z0-9]{3})?@talk\.kik\.com$/i.exec(text)?.[1]
  return kik === undefined ? null : { platform: 'kik', name: kik }
}

/**
 * Does this look like an address of e-mail and is a messenger's?
 * @param text - readable text
 * @returns true for `…@s.whatsapp.net` and the like
 */
export const isMessengerAddress = (text: string): boolean => NO_MAIL.test(text)
