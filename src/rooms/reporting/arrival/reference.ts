/** A public report's reference: what two officers say on the telephone. It opens nothing. */
import { newReference } from '../../../platform/identifiers.ts'

/**
 * Draws a reference: random, with a check, and told apart from an intelligence report's at a glance.
 * @returns like `PR-7K3M-Q9TX-2`
 */
export const newPublicReference = (): string => newReference().replace(/^SM-/, 'PR-')
