/** `seamark settings list|set`: what the operator sets for all agencies of the node. */
import { parseArgs } from 'node:util'
import type { Database } from '../platform/database/perform.ts'
import { SeamarkError } from '../platform/errors.ts'
import {
  changeSettings,
  isSettingName as isOfMatching,
  nodeSettings,
  readSettings,
  type SettingName as MatchingName,
} from '../rooms/matches/index.ts'
import {
  changeDisruptionSettings,
  disruptionSettingsOfNode,
  readDisruptionSettings,
  type DisruptionSettingName,
} from '../rooms/disruptions/index.ts'
import {
  changeEncounterSettings,
  encounterSettingsOfNode,
  readEncounterSettings,
  type EncounterSettingName,
} from '../rooms/encounters/index.ts'
import {
  changeGroupSettings,
  groupSettingsOfNode,
  readGroupSettings,
  type GroupSettingName,
} from '../rooms/networks/index.ts'
import {
  changeOperationSettings,
  operationSettingsOfNode,
  readOperationSettings,
  type OperationSettingName,
} from '../rooms/operations/index.ts'
import {
  changeReviewSettings,
  readReviewSettings,
  reviewSettings,
  type ReviewSettingName,
} from '../rooms/records/index.ts'
import {
  changeRequestSettings,
  readRequestSettings,
  requestSettingsOfNode,
  type RequestSettingName,
} from '../rooms/system-requests/index.ts'
import { WrongUse, type Command } from './command.ts'
import { withDatabase } from './with-database.ts'

type SettingName =
  | MatchingName
  | ReviewSettingName
  | GroupSettingName
  | OperationSettingName
  | EncounterSettingName
  | RequestSettingName
  | DisruptionSettingName
type SettingChange = { name: SettingName; from: number; to: number }

const settingsOfNode = {
  ...nodeSettings,
  ...reviewSettings,
  ...groupSettingsOfNode,
  ...operationSettingsOfNode,
  ...encounterSettingsOfNode,
  ...requestSettingsOfNode,
  ...disruptionSettingsOfNode,
}
const names = Object.keys(settingsOfNode) as SettingName[]
const isSettingName = (name: string): name is SettingName => Object.hasOwn(settingsOfNode, name)
const number = (value: number) => value.toLocaleString('en-GB')

const USE = `seamark settings [list] [--json]
seamark settings set NAME VALUE [NAME VALUE …] [--json]
${names
  .map((name) => {
    const { least, most, what } = settingsOfNode[name]
    return `  ${name.padEnd(22)}${what} (${number(least)} to ${number(most)})`
  })
  .join('\n')}`

/** The command. @throws WrongUse for what is no setting, or no value of one */
export const settings: Command = async (args, terminal) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  })
  const [act = 'list', ...rest] = positionals
  if (act === 'list' && rest.length === 0) {
    for (const { name, value, since } of await withDatabase(terminal.env, listSettings)) {
      const { least, most, what } = settingsOfNode[name]
      terminal.out(
        values.json
          ? JSON.stringify({ name, value, since: since?.toISOString() ?? null, least, most, what })
          : [name, String(value), since?.toISOString() ?? 'as delivered', what].join('\t'),
      )
    }
    return 0
  }
  if (act !== 'set' || rest.length === 0 || rest.length % 2 !== 0) throw new WrongUse(USE)
  const wanted = readWanted(rest)
  const changes = await withDatabase(terminal.env, (database) => setSettings(database, wanted)).catch(
    (fault: unknown) => {
      const field = fault instanceof SeamarkError ? Object.entries(fault.fields ?? {})[0] : undefined
      throw field ? new WrongUse(`${field[0]}: ${field[1]}. Nothing was changed.`) : fault
    },
  )
  for (const { name, from, to } of changes) {
    if (values.json) terminal.out(JSON.stringify({ name, from, to }))
    terminal.say(`${name} is ${number(to)} now; it was ${number(from)}.`)
  }
  terminal.say(
    changes.length === 0
      ? 'The settings have these values already. Nothing was changed.'
      : 'The change is in the ledger of every agency. Matches follow within minutes; review dates that stand are kept.',
  )
  return 0
}

/** `NAME VALUE` by pairs; hyphens are as good as underscores. */
function readWanted(words: readonly string[]): Partial<Record<SettingName, number>> {
  const wanted: Partial<Record<SettingName, number>> = {}
  for (let place = 0; place < words.length; place += 2) {
    const [said = '', value = ''] = words.slice(place, place + 2)
    const name = said.replaceAll('-', '_')
    if (!isSettingName(name)) throw new WrongUse(`There is no setting "${said}".\n${USE}`)
    if (wanted[name] !== undefined) throw new WrongUse(`${said}: name it once.`)
    if (!/^\d{1,9}$/.test(value)) throw new WrongUse(`${said}: a whole number, without signs or points.`)
    wanted[name] = Number(value)
  }
  return wanted
}

const listSettings = async (database: Database) => [
  ...(await database.performAsService(
    { service: 'operator', operation: 'deconfliction.setting.list' },
    readSettings,
  )),
  ...(await database.performAsService(
    { service: 'operator', operation: 'records.setting.list' },
    readReviewSettings,
  )),
  ...(await database.performAsService(
    { service: 'operator', operation: 'networks.setting.list' },
    readGroupSettings,
  )),
  ...(await database.performAsService(
    { service: 'operator', operation: 'operations.setting.list' },
    readOperationSettings,
  )),
  ...(await database.performAsService(
    { service: 'operator', operation: 'encounters.setting.list' },
    readEncounterSettings,
  )),
  ...(await database.performAsService(
    { service: 'operator', operation: 'system-requests.setting.list' },
    readRequestSettings,
  )),
  ...(await database.performAsService(
    { service: 'operator', operation: 'disruptions.setting.list' },
    readDisruptionSettings,
  )),
]

/** Changes settings as the node's operator. @throws SeamarkError `invalid`; nothing is changed then */
const setSettings = (
  database: Database,
  wanted: Partial<Record<SettingName, number>>,
): Promise<SettingChange[]> => {
  const entries = Object.entries(wanted)
  const ofMatching = Object.fromEntries(entries.filter(([name]) => isOfMatching(name)))
  const ofReviews = Object.fromEntries(entries.filter(([name]) => Object.hasOwn(reviewSettings, name)))
  const ofGroups = Object.fromEntries(entries.filter(([name]) => Object.hasOwn(groupSettingsOfNode, name)))
  const ofOperations = Object.fromEntries(
    entries.filter(([name]) => Object.hasOwn(operationSettingsOfNode, name)),
  )
  const ofEncounters = Object.fromEntries(
    entries.filter(([name]) => Object.hasOwn(encounterSettingsOfNode, name)),
  )
  const ofRequests = Object.fromEntries(
    entries.filter(([name]) => Object.hasOwn(requestSettingsOfNode, name)),
  )
  const ofDisruptions = Object.fromEntries(
    entries.filter(([name]) => Object.hasOwn(disruptionSettingsOfNode, name)),
  )
  const operation =
    Object.keys(ofMatching).length > 0
      ? 'deconfliction.setting.change'
      : Object.keys(ofReviews).length > 0
        ? 'records.setting.change'
        : Object.keys(ofGroups).length > 0
          ? 'networks.setting.change'
          : Object.keys(ofOperations).length > 0
            ? 'operations.setting.change'
            : Object.keys(ofEncounters).length > 0
              ? 'encounters.setting.change'
              : Object.keys(ofRequests).length > 0
                ? 'system-requests.setting.change'
                : 'disruptions.setting.change'
  return database.performAsService({ service: 'operator', operation }, async (scope) => [
    ...(Object.keys(ofMatching).length > 0 ? await changeSettings(scope, ofMatching) : []),
    ...(Object.keys(ofReviews).length > 0 ? await changeReviewSettings(scope, ofReviews) : []),
    ...(Object.keys(ofGroups).length > 0 ? await changeGroupSettings(scope, ofGroups) : []),
    ...(Object.keys(ofOperations).length > 0 ? await changeOperationSettings(scope, ofOperations) : []),
    ...(Object.keys(ofEncounters).length > 0 ? await changeEncounterSettings(scope, ofEncounters) : []),
    ...(Object.keys(ofRequests).length > 0 ? await changeRequestSettings(scope, ofRequests) : []),
    ...(Object.keys(ofDisruptions).length > 0 ? await changeDisruptionSettings(scope, ofDisruptions) : []),
  ])
}
