/** Days as groups count them. */
import type { Scope } from '../../../platform/database/scope.ts'

/**
 * @param scope - when it acts
 * @returns YYYY-MM-DD, in London
 */
export const todayOf = ({ now }: Pick<Scope, 'now'>): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(now)

/**
 * @param scope - when it acts
 * @param days - how many from then
 * @returns YYYY-MM-DD, in London
 */
export const dayIn = ({ now }: Pick<Scope, 'now'>, days: number): string =>
  todayOf({ now: new Date(now.getTime() + days * 86_400_000) })
