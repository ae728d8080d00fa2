/** Values that so many hold that a token of them says nothing, and only shows the index which one is frequent. */

/** Records of one file that may hold a value; a value of more is not sealed. */
export const MOST_RECORDS = 25

/** Mailboxes that answer for an office and not for a person. */
const OFFICES =
  /^(?:info|admin|office|contact|enquir(?:y|ies)|mail|post|hello|help|support|sales|accounts?|billing|no-?reply|do-?not-?reply|webmaster|postmaster|reception|booking|test|user|unknown|none|noemail)@/

/** British numbers that anybody may dial: freephone, shared cost, premium and short codes. */
const SERVICES = /^\+44(?:80|84|87|9)|^\+?\d{1,6}$/

const NAMELESS_HANDLE = /:(?:admin|user|test|unknown|none|anonymous|support|info|me|null)$/

/**
 * Is this value one that is common everywhere, or that stands for "unknown"?
 * @param kind - of the identifier
 * @param key - as `normaliseIdentifier` gives it
 * @returns true for shared mailboxes, service numbers, and figures that stand for "unknown"
 */
export function isCommonEverywhere(kind: string, key: string): boolean {
  if (kind === 'email') return OFFICES.test(key)
  if (kind === 'phone') return SERVICES.test(key) || isFiller(key.replace(/^\+\d{2}/, ''))
  if (kind === 'handle') return NAMELESS_HANDLE.test(key) || isFiller(key.split(':').at(-1) ?? '')
  return isFiller(key.split(':').at(-1) ?? '')
}

/** One character again and again, or figures that only count up or down. */
function isFiller(text: string): boolean {
  const characters = text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '')
  if (characters.length < 4) return true
  if (new Set(characters).size === 1) return true
  return '01234567890123456789'.includes(characters) || '98765432109876543210'.includes(characters)
}
