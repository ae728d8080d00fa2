import type { Normalised } from './normalised.ts'
import { normalisePhone } from './phone.ts'

/** What people call a platform, and its one name here. */
const PLATFORMS: Record<string, string> = {
  telegram: 'telegram',
  tg: 'telegram',
  facebook: 'facebook',
  fb: 'facebook',
  messenger: 'facebook',
  instagram: 'instagram',
  insta: 'instagram',
  ig: 'instagram',
  tiktok: 'tiktok',
  'tik tok': 'tiktok',
  tt: 'tiktok',
  twitter: 'x',
  x: 'x',
  snapchat: 'snapchat',
  snap: 'snapchat',
  whatsapp: 'whatsapp',
  wa: 'whatsapp',
  signal: 'signal',
  youtube: 'youtube',
  yt: 'youtube',
  vk: 'vk',
  threads: 'threads',
}

const HOSTS: Record<string, string> = {
  't.me': 'telegram',
  'telegram.me': 'telegram',
  'telegram.dog': 'telegram',
  'facebook.com': 'facebook',
  'fb.com': 'facebook',
  'm.me': 'facebook',
  'instagram.com': 'instagram',
  'tiktok.com': 'tiktok',
  'twitter.com': 'x',
  'x.com': 'x',
  'snapchat.com': 'snapchat',
  'wa.me': 'whatsapp',
  'whatsapp.com': 'whatsapp',
  'youtube.com': 'youtube',
  'vk.com': 'vk',
  'threads.net': 'threads',
}

/** The names of the platforms whose links are understood. */
export const knownPlatforms: readonly string[] = [...new Set(Object.values(PLATFORMS))]

// A link to a post, a search or a help page names no account.
const NO_ACCOUNT =
  /^(?:p|reel|reels|watch|share|sharer|sharer\.php|hashtag|explore|home|search|status|i|intent|video|shorts|tag|login|about|help|photo|photo\.php|events|s)$/
// The account's name is the next part of the path.
const BEFORE_THE_NAME = /^(?:add|s|stories|user|c|u|people)$/
// Without the word before it the part that follows could be mistaken for a person's own name.
const KEPT_BEFORE_THE_NAME = /^(?:groups|pages|channel|joinchat)$/

const LINK =
  /^(?:https?:\/\/)?(?:(?:www|m|mobile|web|api|chat|[a-z]{2}-[a-z]{2})\.)?([a-z0-9-]+\.[a-z]{2,6})\/([^\s]+)$/i
const LABELLED = /^([\p{L}][\p{L}\p{N} .]{0,30}?)\s*(?::\s*@?|\s@)(\S+)$/u
const REMARKED = /^@?(\S+)\s*\(([\p{L} ]{1,20})\)$/u
const NAME = /^\+?[\p{L}\p{N}_](?:[\p{L}\p{N}._/+-]{0,98}[\p{L}\p{N}_-])?$/u

/**
 * An account on an online platform, keyed `platform:name` in lower case without its `@`.
 * @param text readable text: `@name`, `telegram: name`, `@name (Instagram)` or a link
 * @returns tier `valid` on a platform that is known; a bare name, keyed `?:name`, is `possible`, since
 *   two platforms give one name to different people. Null for a name of several words.
 */
export function normaliseHandle(text: string): Normalised | null {
  const link = LINK.exec(text)
  const host = link?.[1]?.toLowerCase() ?? ''
  if (link !== null && Object.hasOwn(HOSTS, host)) return fromLink(HOSTS[host] ?? '', link[2] ?? '')
  const remarked = REMARKED.exec(text)
  if (remarked) return onPlatform(remarked[2] ?? '', remarked[1] ?? '')
  if (text.startsWith('?:')) return bare(text.slice(2))
  const spoken = /^(whatsapp|wa|signal)\s*:?\s*(\+?[\d\s()-]+)$/i.exec(text)
  if (spoken) return onPlatform(spoken[1] ?? '', spoken[2] ?? '')
  const labelled = LABELLED.exec(text)
  return labelled ? onPlatform(labelled[1] ?? '', labelled[2] ?? '') : bare(text)
}

function bare(text: string): Normalised | null {
  const name = text.toLowerCase().replace(/^@/, '')
  if (!NAME.test(name) || !/\p{L}/u.test(name) || /[/+]/.test(name)) return null
  return { key: `?:${name}`, tier: 'possible', display: `@${name}` }
}

function onPlatform(label: string, written: string): Normalised | null {
  const called = label.trim().toLowerCase()
  const known = Object.hasOwn(PLATFORMS, called)
  const platform = (known ? PLATFORMS[called] : called) ?? called
  if (platform === 'http' || platform === 'https' || platform.includes(' ')) return null
  const phone = platform === 'whatsapp' || platform === 'signal' ? normalisePhone(written) : null
  const name = phone?.key ?? written.toLowerCase().replace(/^@/, '')
  if (!NAME.test(name)) return null
  const key = `${platform}:${name}`
  return { key, tier: known ? 'valid' : 'possible', display: key }
}

function fromLink(platform: string, address: string): Normalised | null {
  const [path = '', query = ''] = address.split('#', 1).join('').split('?')
  const asked = /(?:^|&)(?:id|phone)=\+?(\d{5,20})(?:&|$)/.exec(query)?.[1]
  if (asked !== undefined) return onPlatform(platform, platform === 'whatsapp' ? `+${asked}` : asked)
  const [first = '', second = '', third = ''] = path.split('/').map(decoded)
  const word = first.toLowerCase()
  if (platform === 'whatsapp')
    return onPlatform(platform, /^\+?\d+$/.test(first) ? `+${first.replace('+', '')}` : `chat/${first}`)
  if (word === 'people') return onPlatform(platform, third || second)
  if (word === 'joinchat') return onPlatform(platform, `+${second}`)
  if (KEPT_BEFORE_THE_NAME.test(word) || (platform === 'telegram' && word === 'c'))
    return onPlatform(platform, `${word}/${second}`)
  if (BEFORE_THE_NAME.test(word) && second !== '') return onPlatform(platform, second)
  return NO_ACCOUNT.test(word) ? null : onPlatform(platform, first)
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part // a stray per cent sign: the name's shape decides
  }
}
