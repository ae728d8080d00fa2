/** The identity provider: is it there, does it know this node, are its clock and certificate right? */
import type { Config } from '../config.ts'
import { MAIN, type ProviderSettings } from '../identity/provider-settings.ts'
import { tryProvider } from '../identity/try-provider.ts'
import { warns, type Finding } from './finding.ts'

/**
 * Tries the providers. A node starts without them, because one may be down for an hour: who is signed in works on.
 * @param providers - of the node; none in the exercise, which brings its own
 * @returns what is wrong, provider by provider
 */
export async function checkProviders(providers: Config['providers']): Promise<Finding[]> {
  const found = await Promise.all(providers.map(checkOne))
  return found.flat()
}

async function checkOne(provider: ProviderSettings): Promise<Finding[]> {
  const found = await tryProvider(provider)
  // Of several, each has settings with its name in them.
  const settingOf = (setting: string) =>
    provider.name === MAIN ? setting : setting.replaceAll('OIDC_', `OIDC_${provider.name.toUpperCase()}_`)
  return found.map(({ setting, line, whatToDo }) =>
    warns(settingOf(setting), line.replace(/\.$/, ''), whatToDo),
  )
}
