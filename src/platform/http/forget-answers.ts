/** Answers kept for repeated submissions are forgotten: whoever repeats does it within minutes. */
import type { Task } from '../jobs/worker.ts'

const KEPT = '7 days'

/** Removes what was answered more than a week ago. */
export const forgetAnswers: Task = async ({ database }) => {
  await database.performAsService({ service: 'retention', operation: 'platform.answers.forget' }, ({ tx }) =>
    tx.run(`delete from platform.idempotent_answer where at < now() - $1::interval`, [KEPT]),
  )
}
