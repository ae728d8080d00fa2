/** A process that publishes a ledger again and again, until it is killed: `publish-forever.ts URL FOLDER`. */
import { openDatabase } from '../../src/platform/database/perform.ts'
import { publishLedger } from '../../src/platform/ledger/publish.ts'
import { createLog } from '../../src/platform/log.ts'
import { NODE_URL } from '../support/ledger.ts'

const [url = '', folder = ''] = process.argv.slice(2)
const database = openDatabase(url, 2, () => new Date())
const publish = publishLedger({ folder, publicUrl: NODE_URL })
const log = createLog('silent')
for (;;)
  await publish({ database, log }, {}).then(
    () => process.stdout.write('published\n'),
    (fault: unknown) => process.stdout.write(`${fault instanceof Error ? fault.message : String(fault)}\n`),
  )
