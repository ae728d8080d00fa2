/** The door of this room: what the public reports, sealed, and what the desk makes of it. */
import type { Clockwork, Task } from '../../platform/jobs/worker.ts'
import { arrivalClockwork, arrivalTasks } from './arrival/tasks.ts'

export { answersSchema, contactSchema, publicKind, type Answers, type Contact, type Kind } from './body.ts'
export { newCookie } from './arrival/drafts.ts'
export type { PublicServices } from './arrival/services.ts'
export { submitReport, type Acknowledged, type Submission } from './arrival/submit.ts'
export { answerThread, readThread, withdraw, type Thread } from './arrival/way-back.ts'
export { publicPrefixes, publicReporting, type PublicSiteServices } from './public/index.ts'
export * from './triage/index.ts'
export { askReporter, decideQuestion } from './arrival/messages.ts'
export { destroyReport } from './arrival/destroy-report.ts'
export { createDesk, exerciseDesks, recoverDeskKeys, rotateDeskKeys } from './keys/desk-keys.ts'
export { shareFlood } from './flood/shared.ts'
export { ownFlood } from './flood/state.ts'
export { refuseExerciseKeys } from './keys/production.ts'
export { setPassphrase, unlock } from './keys/officer-key.ts'
export { lockWithPassphrase } from './keys/passphrase.ts'
export { giveKeyTo } from './keys/give-key.ts'
export { unlockedIdentities } from './keys/keyring.ts'
export { newKeyPair } from './sealing/identities.ts'
export { keysOfReceipt } from './receipts/keys-of-receipt.ts'
export { readReceipt, type Receipt } from './receipts/receipt.ts'

export const tasks: Record<string, Task> = { ...arrivalTasks }
export const clockwork: Clockwork[] = [...arrivalClockwork]
