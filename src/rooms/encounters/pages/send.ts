/** How pages for a telephone are sent: the public's styles inside, the desk's session and tokens around. */
import type { FastifyReply } from 'fastify'
import { readPublicAssets } from '../../../design/assets.ts'
import { allowsStyle } from '../../../platform/http/inline-style.ts'
import type { View } from '../../../platform/http/types.ts'

/** Sends a page of this room. */
export type Send = (reply: FastifyReply, template: string, view: View) => Promise<FastifyReply>

/** What the public's styles have no words for. */
const OWN = [
  `.seamark-classification{margin:0;padding:4px 15px;background:#12284c;color:#fff;font-weight:700;font-size:1rem;text-align:center}`,
  `.todo{padding:0;list-style:none}`,
  `.todo li{display:flex;gap:10px;justify-content:space-between;padding:8px 0;border-bottom:1px solid #b1b4b6;font-size:1.1875rem}`,
  `.todo a{color:inherit}`,
  `.counts{margin:0 0 20px;padding:15px;border-left:6px solid #b1b4b6;font-size:1.1875rem}`,
  `.seamark-line{display:block}`,
].join('')

/**
 * @param assetsFolder - with the built assets
 * @returns how a page is sent
 */
export function telephonePages(assetsFolder: string): Send {
  const css = readPublicAssets(assetsFolder).css + OWN
  const allow = allowsStyle(css)
  return async (reply, template, view) => {
    allow(reply)
    return await reply.page(`rooms/encounters/pages/${template}.njk`, { ...view, css })
  }
}
