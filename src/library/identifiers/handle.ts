import { accountOfAddress } from './messenger-address.ts'
import type { Read } from './normalised.ts'
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
  kik: 'kik',
  discord: 'discord',
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
  'threads.com': 'threads',
  'signal.group': 'signal',
  'discord.gg': 'discord',
  'discord.com': 'discord',
}

/** The names of the platforms whose links are understood. */
export const knownPlatforms: readonly string[] = [...new Set(Object.values(PLATFORMS))]

// A link to a post, a search or a help page names no account.
const NO_ACCOUNT =
  /^(?:p|reel|reels|watch|share|sharer|sharer\.php|hashtag|explore|home|search|status|i|intent|video|shorts|tag|login|about|help|photo|photo\.php|events|s)$/
// The account's name is the next part of the path.
const BEFORE_THE_NAME = /^(?:add|s|stories|user|c|u|people)$/
// Without the word before it the part that follows could be mistaken for a person's own name.
const KEPT_BEFORE_THE_NAME = /^(?:groups|pages|channel|invite|addlist|j)$/
// What stands for a group, a channel or a message, not for a name: two that differ in case are two.
const KEEPS_ITS_CASE = /^(?:\+(?!\d{7,15}$)|(?:chat|channel|message|qr|invite|addlist|j|group)\/)/i
const INVITATIONS = new Set(['telegram', 'whatsapp', 'youtube', 'signal', 'discord', 'facebook', 'instagram'])
const WHATSAPP_PATHS = /^(?:channel|message|qr)$/

const LINK =
  /^(?:https?:\/\/)?(?:(?:www|m|mobile|web|api|chat|[a-z]{2}-[a-z]{2})\.)?([a-z0-9-]+\.[a-z]{2,6})\/([^\s]+)$/i
const LABELLED = /^([\p{L}][\p{L}\p{N} .]{0,30}?)\s*(?::\s*@?|\s@)(\S+)$/u
const REMARKED = /^@?(\S+)\s*\(([\p{L} ]{1,20})\)$/u
const NAME = /^\+?[\p{L}\p{N}_](?:[\p{L}\p{N}._/+-]{0,98}[\p{L}\p{N}_-])?$/u

/**
 * An account on an online platform, keyed `platform:name` in lower case without its `@`.
 * @param text - readable text: `@name`, `telegram: name`, `@name (Instagram)` or a link
 * @returns tier `valid` on a platform that is known; a bare name, keyed `?:name`, is `possible`, since
 *   two platforms give one name to different people. Null for a name of several words.
 */
export function normaliseHandle(text: string): Read | null {
  const address = accountOfAddress(text)
  if (address !== null) return onPlatform(address.platform, address.name)
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

function bare(text: string): Read | null {
  const name = text.toLowerCase().replace(/^@/, '')
  if (!NAME.test(name) || !/\p{L}/u.test(name) || /[/+]/.test(name)) return null
  return { key: `?:${name}`, tier: 'possible', display: `@${name}` }
}

function onPlatform(label: string, written: string): Read | null {
  const called = label.trim().toLowerCase()
  const known = Object.hasOwn(PLATFORMS, called)
  const platform = (known ? PLATFORMS[called] : called) ?? called
  if (platform === 'http' || platform === 'https' || platform.includes(' ')) return null
  const phone = platform === 'whatsapp' || platform === 'signal' ? normalisePhone(written) : null
  const name = phone?.key ?? cased(platform, written.replace(/^@/, ''))
  if (!NAME.test(name) || name.includes('@')) return null
  const key = `${platform}:${name}`
  return { key, tier: known ? 'valid' : 'possible', display: key }
}

/** Names are written in either case; the code of an invitation is not. */
function cased(platform: string, name: string): string {
  if (!INVITATIONS.has(platform) || !KEEPS_ITS_CASE.test(name)) return name.toLowerCase()
  const at = name.indexOf('/') + 1
  return name.slice(0, at).toLowerCase() + name.slice(at)
}

function fromLink(platform: string, address: string): Read | null {
  const [place = '', fragment = ''] = address.split('#')
  const [path = '', query = ''] = place.split('?')
  const asked = /(?:^|&)(?:id|phone)=\+?(\d{5,20})(?:&|$)/.exec(query)?.[1]
  if (asked !== undefined) return onPlatform(platform, platform === 'whatsapp' ? `+${asked}` : asked)
  const [first = '', second = '', third = ''] = path.split('/').map(decoded)
  const word = first.toLowerCase()
  if (platform === 'whatsapp') return fromWhatsapp(first, second)
  if (platform === 'signal') return fragment === '' ? null : onPlatform(platform, `group/${fragment}`)
  if (platform === 'discord') return onPlatform(platform, `invite/${word === 'invite' ? second : first}`)
  if (word === 'people') return onPlatform(platform, third || second)
  if (word === 'joinchat') return onPlatform(platform, `+${second}`)
  if (KEPT_BEFORE_THE_NAME.test(word) || (platform === 'telegram' && word === 'c'))
    return onPlatform(platform, `${word}/${second}`)
  if (BEFORE_THE_NAME.test(word) && second !== '') return onPlatform(platform, second)
  return NO_ACCOUNT.test(word) ? null : onPlatform(platform, first)
}

/** A number, or the code of a group (with `invite/` before it or not), a channel, a business's message. */
function fromWhatsapp(first: string, second: string): Read | null {
  if (/^\+?\d+$/.test(first)) return onPlatform('whatsapp', `+${first.replace('+', '')}`)
  const word = first.toLowerCase()
  if (/^[cp]$/.test(word) && /^\d{7,15}$/.test(second)) return onPlatform('whatsapp', `+${second}`)
  if (WHATSAPP_PATHS.test(word)) return second === '' ? null : onPlatform('whatsapp', `${word}/${second}`)
  const code = word === 'invite' ? second : first
  return code === '' ? null : onPlatform('whatsapp', `chat/${code}`)
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part // a stray per cent sign: the name's shape decides
  }
}
