/** `seamark token --as EMAIL`: a bearer token for the API, signed by the demo's identity provider. */
import { mkdir } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { exercisePeople } from '../../exercise/people.ts'
import { readConfig } from '../platform/config.ts'
import { DEMO_PATH, demoKey, demoToken } from '../platform/identity/demo-provider.ts'
import { WrongUse, type Command } from './command.ts'

const HOURS = 12

/** Prints a bearer token for somebody of the exercise. */
export const token: Command = async (args, { env, out }) => {
  const { values } = parseArgs({
    args,
    options: { as: { type: 'string' }, hours: { type: 'string' }, json: { type: 'boolean' } },
  })
  if (!values.as) throw new WrongUse('For whom? seamark token --as analyst@kent-police.example')
  const hours = values.hours === undefined ? HOURS : Number(values.hours)
  if (!(hours > 0 && hours <= 24 * 365)) throw new WrongUse('--hours: a number of hours, like 12')
  const config = readConfig(env, { demo: true })
  const email = values.as.trim().toLowerCase()
  if (!exercisePeople().some((person) => person.email === email))
    throw new WrongUse('Nobody in the exercise has this address. Accounts are ROLE@AGENCY.example.')
  await mkdir(config.dataFolder, { recursive: true })
  const bearer = await demoToken({
    key: await demoKey(config.dataFolder),
    issuer: config.publicUrl + DEMO_PATH,
    audience: config.apiAudience,
    email,
    hours,
  })
  out(values.json ? JSON.stringify({ token: bearer }) : bearer)
  return 0
}
