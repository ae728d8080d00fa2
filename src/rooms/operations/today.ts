/** Days as operations count them. */
import type { Scope } from '../../platform/database/scope.ts'

/**
 * @param scope - when it acts
 * @returns YYYY-MM-DD, in London
 */
export const todayOf = ({ now }: Pick<Scope, 'now'>): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(now)
