/** Unlocking the keys, the passphrase, and who holds which key. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { asSeamarkError } from '../../../../platform/errors.ts'
import { bodyOf, typedValues } from '../../../../platform/http/input.ts'
import type { Purpose } from '../../arrival/desks.ts'
import { giveKeyTo, keyHolders } from '../../keys/give-key.ts'
import { lock, officerKeyState, setPassphrase, unlock } from '../../keys/officer-key.ts'
import { config, EXERCISE_PASSPHRASE, FOLDER, ownReturn, sessionOf, type TriageServices } from './desk.ts'

const purposeWords: Record<Purpose, string> = {
  desk: 'the reports',
  source: 'how to reach reporters',
  evidence: 'original photographs',
}
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
const purposes = Object.keys(purposeWords) as [Purpose, ...Purpose[]]

const unlockBody = z.object({ passphrase: z.string().max(1_000).default(''), return: z.string().optional() })
const passphraseBody = z.object({
  passphrase: z.string().max(1_000).default(''),
  again: z.string().max(1_000).default(''),
})
const giveBody = z.object({
  person: z.uuid('Choose a colleague'),
  purposes: z.preprocess(
    (value) => (value === undefined ? [] : [value].flat()),
    z.array(z.enum(purposes, { error: 'Choose keys from the list' })).min(1, 'Choose at least one key'),
  ),
})

const WRONG: Record<'wrong' | 'no-key', string> = {
  wrong: 'This is not your passphrase. Try again',
  'no-key': 'You have not set a passphrase yet',
}

/**
 * Registers those pages.
 * @returns what registers them on the desk's pages
 */
export function keyPages(services: TriageServices) {
  return (app: FastifyInstance): void => {
    app.get('/triage/unlock', config('unlock.show'), (request, reply) =>
      showUnlock(services, request, reply, ownReturn((request.query as { return?: unknown }).return)),
    )

    app.post('/triage/unlock', config('unlock'), async (request, reply) => {
      const input = bodyOf(request, unlockBody)
      const returnTo = ownReturn(input.return)
      const outcome = await unlock(request.perform, sessionOf(request), input.passphrase)
      if (outcome !== 'unlocked')
        return await showUnlock(services, request, reply, returnTo, { passphrase: WRONG[outcome] })
      return await reply.done(returnTo, 'Your keys are unlocked for this session.')
    })

    app.post('/triage/lock', config('lock', undefined, 'tiny'), (request, reply) => {
      lock(sessionOf(request))
      return reply.done('/triage', 'Your keys are locked.')
    })

    app.get('/triage/keys', config('keys.list'), (request, reply) => showKeys(request, reply))

    app.post('/triage/keys/passphrase', config('keys.passphrase'), async (request, reply) => {
      const input = bodyOf(request, passphraseBody)
      if (input.passphrase !== input.again)
        return await showKeys(request, reply, {
          again: 'The passphrases do not match. Type the same passphrase twice',
        })
      try {
        await setPassphrase(request.perform, sessionOf(request), input.passphrase)
      } catch (thrown) {
        return await showKeys(request, reply, faultsOf(thrown))
      }
      return await reply.done('/triage/keys', 'Your passphrase is set.')
    })

    app.post('/triage/keys/give', config('keys.give'), async (request, reply) => {
      try {
        const input = bodyOf(request, giveBody)
        await request.perform((scope) => giveKeyTo(scope, sessionOf(request), input.person, input.purposes))
      } catch (thrown) {
        return await showKeys(request, reply, faultsOf(thrown), typedValues(request))
      }
      return await reply.done('/triage/keys', 'The key is given. Your colleague has it from now on.')
    })
  }
}

function faultsOf(thrown: unknown): Record<string, string> {
  const error = asSeamarkError(thrown)
  if (error.kind === 'invalid') return error.fields ?? { form: error.message }
  if (error.kind === 'conflict') return { form: error.message }
  throw thrown
}

async function showUnlock(
  services: TriageServices,
  request: FastifyRequest,
  reply: FastifyReply,
  returnTo: string,
  errors: Record<string, string> = {},
): Promise<FastifyReply> {
  const keys = await request.perform((scope) => officerKeyState(scope, sessionOf(request)))
  return await reply.page(`${FOLDER}/unlock.njk`, {
    title: 'Unlock the desk’s key',
    back: { text: 'Back to public reports', href: '/triage' },
    keys,
    holds: keys.holds.map((purpose) => purposeWords[purpose]),
    returnTo,
    errors,
    passphrase: services.demo ? EXERCISE_PASSPHRASE : null,
  })
}

async function showKeys(
  request: FastifyRequest,
  reply: FastifyReply,
  errors: Record<string, string> = {},
  values: Record<string, unknown> = {},
): Promise<FastifyReply> {
  const found = await request.perform(async (scope) => ({
    keys: await officerKeyState(scope, sessionOf(request)),
    holders: await keyHolders(scope),
  }))
  const mine = new Set(found.keys.holds)
  return await reply.page(`${FOLDER}/keys.njk`, {
    title: 'Keys of the desk',
    back: { text: 'Back to public reports', href: '/triage' },
    keys: found.keys,
    holders: found.holders.map((one) => [
      one.name,
      capital(one.purposes.map((purpose) => purposeWords[purpose]).join(', ') || 'nothing yet'),
      one.since === null ? '' : { time: one.since },
      one.hasPassphrase ? 'Set' : 'Not set',
    ]),
    // Sealed to a colleague's own key: without a passphrase they have none.
    colleagues: found.holders
      .filter(
        (one) => one.hasPassphrase && found.keys.holds.some((purpose) => !one.purposes.includes(purpose)),
      )
      .map((one) => ({ value: one.personId, text: one.name })),
    purposes: purposes
      .filter((purpose) => mine.has(purpose))
      .map((value) => ({ value, text: `The key to ${purposeWords[value]}` })),
    errors,
    values,
  })
}
