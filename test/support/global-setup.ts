/** Before all tests: one PostgreSQL for the whole run. After them: it stops, if it was started here. */
import { testCluster } from './database.ts'

let stop = (): Promise<void> => Promise.resolve()

export async function globalSetup(): Promise<void> {
  const server = await testCluster()
  if (server.started) stop = server.stop
}

export async function globalTeardown(): Promise<void> {
  await stop()
}
