/** `seamark serve`: runs a node until it is asked to stop. */
import { startNode } from '../main.ts'
import { inOneLine } from '../platform/check/finding.ts'
import { checkProviders } from '../platform/check/provider.ts'
import { readConfig, WrongSetting } from '../platform/config.ts'
import type { Command } from './command.ts'
import { untilAskedToStop } from './stop-signal.ts'

/** Runs a node until it is asked to stop. */
export const serve: Command = async (_args, { env, say }) => {
  const config = readConfig(env, { demo: false })
  if (config.providers.length === 0)
    throw new WrongSetting(
      'OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET: a node needs an OpenID provider; "seamark demo" brings one',
    )
  const node = await startNode(config, say)
  say(`Seamark answers at ${node.url}`)
  say(`For its operator: ${node.operatorUrl}/healthz, /readyz and /metrics`)
  // A provider that is away is no reason to answer nobody: who is signed in works on.
  const provider = await checkProviders(config.providers).catch(() => [])
  for (const one of provider) say(inOneLine(one))
  await untilAskedToStop()
  say('Stopping …')
  await node.stop()
  return 0
}
