/** `seamark check`: would a node start here, and could people sign in to it? Says nothing but "Sound" where all is well. */
import { parseArgs } from 'node:util'
import { checkNode } from '../platform/check/check-node.ts'
import { inOneLine, refusedOf, stops, type Finding } from '../platform/check/finding.ts'
import { readConfig, WrongSetting } from '../platform/config.ts'
import { WrongUse, type Command } from './command.ts'

const USE = 'seamark check [--json]'

/** Tries settings, database, schema, roles, provider, proxy, certificates, keys, disk and mail. Changes nothing. */
export const check: Command = async (args, terminal) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  })
  if (positionals.length > 0) throw new WrongUse(USE)
  const { env } = terminal
  const production = env['NODE_ENV'] === 'production'
  const findings = await findingsOf(env, production)
  for (const one of findings) terminal.out(values.json ? JSON.stringify(one) : inOneLine(one))
  if (findings.length === 0)
    terminal.say(production ? 'Sound.' : 'Sound, outside production: with NODE_ENV=production more is asked.')
  return refusedOf(findings, production).length > 0 ? 1 : 0
}

async function findingsOf(env: NodeJS.ProcessEnv, production: boolean): Promise<Finding[]> {
  try {
    return await checkNode(readConfig(env, { demo: !production }), env)
  } catch (fault) {
    if (!(fault instanceof WrongSetting)) throw fault
    const [, at = 'settings', wrong = fault.message] = /^([^:]+): (.*)$/s.exec(fault.message) ?? []
    return [stops(at, wrong, 'Correct it: docs/operators/configure.md')]
  }
}
