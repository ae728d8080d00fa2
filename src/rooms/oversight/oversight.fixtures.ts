/** What the tests that walk the whole program need of this room. */
import { newId } from '../../platform/identifiers.ts'
import { idOf } from '../../../exercise/acts/act.ts'
import { idOfDuty } from '../../../exercise/oversight/ids.ts'
import { idOfCourse, idOfLesson } from '../../../exercise/oversight/learning.ts'
import { loadOversight } from '../../../exercise/oversight/load-oversight.ts'
import { filledIn, formOf } from '../../../test/support/form.ts'
import { LONG_WORD } from '../../../test/support/long-word.ts'
import type { Desk, TestNode } from '../../../test/support/node.ts'
import type { Ids, Planting, RoomFixtures } from '../../../test/support/room-fixtures.ts'
import { rooms } from '../../app.ts'
import { countPairs } from '../matches/index.ts'
import { londonDay } from '../../platform/london-day.ts'
import { countFigures } from './figures/index.ts'
import { idsToInsert, tables } from './fixtures/tables.ts'
import { addFile } from './progress/add-file.ts'
import { enterCoverage } from './learning/training.ts'
import { identifyLesson, showEvidence } from './learning/write-lesson.ts'
import { addAction, addEvidence, enterProgress } from './progress/enter-progress.ts'

/** The exercise's oversight, the same in both worlds. */
const COMMISSIONER = 'overseer@sussex-pcc.example'

/** Every table of figures of the program. */
const figureTables = () => rooms.flatMap(({ figureTables = [] }) => figureTables)

async function settle(world: TestNode, _secrets: unknown, ids: Ids): Promise<void> {
  await loadOversight(world.database)
  await countFigures(world.database, figureTables(), londonDay(new Date()))
  const first = async (name: string, sql: string) => {
    const [row] = await world.admin<{ id: string }>(sql)
    ids[name] = row?.id ?? ''
  }
  await first('own inspection', `select id from oversight.inspection where reference = 'EXERCISE 1'`)
  await first(
    'own recommendation',
    `select id from oversight.recommendation where text is not null order by number limit 1`,
  )
  ids['own duty'] = idOfDuty(2, 'sussex-police')
  // That the NCA is addressed is known to whoever oversees; what the NCA does about it is not.
  ids['known duty'] = idOfDuty(6, 'nca')
  ids['own action'] = idOf(`action ${idOfDuty(2, 'sussex-police')} 0`)
  ids['own meeting'] = idOf('meeting of last week')
  ids['own question'] = idOf('question 0')
  ids['own promise'] = idOf('promise 0')
  ids['own response'] = idOf('response of sussex-pcc')
  ids['own lesson'] = idOfLesson('handover')
  ids['known course'] = idOfCourse('first response')
}

/** What the NCA does about its recommendation, and has not signed. */
async function plant({ world, ids, say, as }: Planting): Promise<void> {
  const duty = idOfDuty(6, 'nca')
  const coordinator = 'coordinator@nca.example'
  await as(coordinator, async (scope) => {
    await enterProgress(scope, duty, { stage: 'being-progressed', statement: `Done ${say('progress')}` })
    await addAction(scope, duty, {
      text: `Do ${say('action')}`,
      ownerPost: say('action’s post'),
      dueOn: '2027-01-01',
    })
    await addEvidence(scope, duty, {
      kind: 'statement',
      title: say('evidence'),
      text: `Seen ${say('evidence’s text')}`,
    })
    await addFile(
      scope,
      duty,
      { title: say('file'), text: `Shows ${say('file’s text')}` },
      { name: `${say('file’s name')}.csv`, bytes: Buffer.from(`${say('file’s bytes')},1\n`) },
    )
  })
  await as(coordinator, async (scope) => {
    ids['lesson'] = await identifyLesson(scope, {
      ...{
        title: say('lesson'),
        happened: say('what happened'),
        verdict: 'change',
        follows: say('what changes'),
      },
      ...{ ownerPost: say('lesson’s post'), dueOn: '2027-01-01' },
    })
    const asked = await scope.tx.one<{ id: number }>(
      `select id from identity.agency where slug = 'border-force'`,
    )
    await showEvidence(scope, ids['lesson'], {
      version: 1,
      evidence: say('lesson’s evidence'),
      askedAgencyId: asked.id,
    })
    // Once a quarter, however often the secret is planted.
    const counted = await scope.tx.maybe(
      'select from oversight.coverage where course_id = $1 and agency_id = $2 limit 1',
      [idOfCourse('grading'), scope.actor.agencyId],
    )
    if (!counted) await enterCoverage(scope, idOfCourse('grading'), { counts: '1 of 3\n2 of 4' })
  })
  const action = await as(coordinator, ({ tx }) =>
    tx.one<{ id: string }>(
      'select id from oversight.action where duty_id = $1 order by changed_at desc, id desc limit 1',
      [duty],
    ),
  )
  ids['action'] = action.id
  const [file] = await world.admin<{ id: string }>(
    'select evidence_id as id from oversight.evidence_file where duty_id = $1',
    [duty],
  )
  ids['evidence file'] = file?.id ?? ''
}

const day = (name: string) => ({ [`${name}-day`]: '3', [`${name}-month`]: '12', [`${name}-year`]: '2031' })

/** The exercise, with the longest and oddest text that may stand in what a person types. */
async function records(node: TestNode): Promise<Ids> {
  await loadOversight(node.database)
  await countFigures(node.database, figureTables(), londonDay(new Date()))
  await countPairs(node.database)
  const send = async (desk: Desk, address: string, field: string, typed: Record<string, string>) =>
    await desk.post(address, filledIn(formOf((await desk.get(address)).text, field), typed))
  const coordinator = await node.signIn('coordinator@sussex-police.example')
  const duty = `/oversight/duties/${idOfDuty(2, 'sussex-police')}`
  await send(coordinator, `${duty}/owner`, 'ownerPost', { ownerPost: LONG_WORD.slice(0, 150) })
  await send(coordinator, `${duty}/evidence/new`, 'title', {
    ...{ kind: 'document', title: LONG_WORD.slice(0, 200), text: `قارب <b>${LONG_WORD}`.slice(0, 5_000) },
  })
  const commissioner = await node.signIn('overseer@sussex-pcc.example')
  const meeting = `/oversight/meetings/${idOf('meeting of this week')}`
  await send(commissioner, `${meeting}/questions/new`, 'question', { question: LONG_WORD.slice(0, 2_000) })
  const [inspection] = await node.admin<{ id: string }>(
    `select id from oversight.inspection where reference = 'EXERCISE 1'`,
  )
  // Only one that is signed can be published; the exercise's own is still being written.
  const signed = newId()
  await node.admin(
    `set session_replication_role = 'replica';
     insert into oversight.response (id, inspection_id, body_id, agency_id, signed_by, signed_at, facts)
     select '${signed}', i.id, r.body_id, r.agency_id, '${node.person(COMMISSIONER).id}', now(), '{}'
     from oversight.response r join oversight.inspection i on i.id <> r.inspection_id
     where r.id = '${idOf('response of sussex-pcc')}' limit 1;
     set session_replication_role = 'origin'`,
  )
  await send(commissioner, '/oversight/packs/new', 'marking', {
    inspectionId: inspection?.id ?? '',
    marking: 'OFFICIAL-SENSITIVE',
  })
  const [pack] = await node.admin<{ id: string }>(
    `select id from oversight.pack where kind = 'meeting' limit 1`,
  )
  return {
    ':subject': idOfDuty(1, 'sussex-police'),
    '/oversight/inspections/:id': inspection?.id ?? '',
    '/oversight/recommendations/:id': idOf('recommendation 2'),
    '/oversight/duties/:id': idOfDuty(2, 'sussex-police'),
    '/oversight/actions/:id': idOf(`action ${idOfDuty(2, 'sussex-police')} 0`),
    '/oversight/meetings/:id': idOf('meeting of this week'),
    '/oversight/questions/:id': idOf('question 0'),
    '/oversight/promises/:id': idOf('promise 0'),
    '/oversight/responses/:id': idOf('response of sussex-pcc'),
    '/oversight/responses/:id/publish': signed,
    '/oversight/comments/:id': idOf('response of sussex-pcc'),
    '/oversight/packs/:id': pack?.id ?? '',
    '/oversight/lessons/:id': idOfLesson('handover'),
    '/oversight/lessons/:id/check': idOfLesson('interpreters'),
    '/oversight/training/:id': idOfCourse('first response'),
    '/oversight/figures/:agency': 'sussex-police',
  }
}

export const fixtures: RoomFixtures = {
  tables,
  idsToInsert,
  leak: {
    settle,
    plant,
    ownIds: [
      ...[
        'own inspection',
        'own recommendation',
        'own duty',
        'known duty',
        'own action',
        'own meeting',
        'own question',
      ],
      ...['own promise', 'own response', 'own lesson', 'known course'],
    ],
    idsOfPaths: [
      [/^\/oversight\/inspections\//, (name) => /own inspection$|silent report/.test(name)],
      [/^\/oversight\/recommendations\//, (name) => /own recommendation$|silent report/.test(name)],
      [/^\/oversight\/duties\//, (name) => /^(own|known) duty$|silent report/.test(name)],
      [/^\/oversight\/actions\//, (name) => /^(own )?action$|silent report/.test(name)],
      [/^\/oversight\/meetings\//, (name) => /own meeting$|silent report/.test(name)],
      [/^\/oversight\/questions\//, (name) => /own question$|silent report/.test(name)],
      [/^\/oversight\/evidence\//, (name) => /^evidence file$|silent report$/.test(name)],
      [/^\/oversight\/packs\//, (name) => /silent report$/.test(name)],
      [/^\/oversight\/promises\//, (name) => /own promise$|silent report/.test(name)],
      [/^\/oversight\/lessons\//, (name) => /^(own )?lesson$|silent report/.test(name)],
      [/^\/oversight\/training\//, (name) => /known course$|silent report/.test(name)],
      [/^\/oversight\/(responses|comments)\//, (name) => /own response$|silent report/.test(name)],
    ],
    parameters: {
      agency: () => ['sussex-police', 'nca'],
      subject: () => [idOfDuty(1, 'sussex-police')],
      form: () => ['pdf'],
      holder: () => ['sussex-pcc'],
      inspection: () => ['EXERCISE%201'],
    },
    forms: {
      'oversight.inspection.enter': () => [
        { reference: 'Walk 1', title: 'Invented', publisher: 'Nobody', recommendations: '1', areas: 'One', 'publishedOn-day': '1', 'publishedOn-month': '2', 'publishedOn-year': '2026' },
        {},
      ],
      'oversight.areas.set': () => [{ areas: 'One: 1' }],
      'oversight.recommendation.change': () => [{ version: '1', text: 'Invented: a text', addressedTo: 'Somebody' }],
      'oversight.recommendations.paste': () => [{ csv: 'number,due\n9,1/1/2030\n' }, {}],
      'oversight.recommendations.import': () => [{ file: new File(['number,due\n8,1/1/2030\n'], 'r.csv') }, {}],
      'oversight.progress.enter': () => [{ stage: 'being-progressed', statement: 'Invented: walked' }],
      'oversight.progress.sign': (canary) => [{ read: 'yes', progressId: canary.ids['silent report'] ?? '' }],
      'oversight.duty.owner': () => [{ version: '1', ownerPost: 'A post' }],
      'oversight.duty.decide': () => [{ outcome: 'more-needed', reason: 'Invented: look again' }],
      'oversight.duty.end': () => [{ version: '0', because: 'Invented' }],
      'oversight.action.add': () => [{ text: 'Invented: act', ownerPost: 'A post', ...day('dueOn') }],
      'oversight.action.change': () => [{ version: '1', text: 'Invented: act', ownerPost: 'A post', done: 'yes', ...day('dueOn') }],
      'oversight.evidence.add': () => [{ kind: 'statement', title: 'Invented', text: 'Invented: seen' }],
      'oversight.evidence.send': () => [{ title: 'Invented', text: 'Invented: shown', file: new File(['a,b\n1,2\n'], 'e.csv') }, {}],
      'oversight.meeting.plan': () => [{ agencyId: '1', inspectionId: '', ...day('onDay') }],
      'oversight.meeting.move': () => [{ version: '1', why: 'Invented', ...day('onDay') }],
      'oversight.meeting.cancel': () => [{ version: '0', why: 'Invented' }],
      'oversight.meeting.hold': () => [{ version: '1' }],
      'oversight.meeting.minutes': () => [{ version: '1', minutes: 'Invented', publish: 'no' }],
      'oversight.question.ask': () => [{ question: 'Invented?', publish: 'no' }],
      'oversight.question.answer': () => [{ version: '1', question: 'Invented?', answer: 'Yes', publish: 'no' }],
      'oversight.promise.note': () => [{ text: 'Invented', byPost: 'A post', publish: 'no', ...day('dueOn') }],
      'oversight.promise.keep': () => [{ version: '1', kept: 'no', publish: 'no' }],
      'oversight.response.begin': () => [{ agencyId: '1', ...day('until') }],
      'oversight.response.invitation': () => [{ version: '1', ...day('until') }],
      'oversight.response.words': () => [{ version: '1', opening: 'Invented', closing: '' }],
      'oversight.response.paragraph': () => [{ version: '1', words: 'Invented' }],
      'oversight.response.sign': () => [{ version: '0', read: 'yes' }],
      'oversight.response.publish': () => [{ version: '0', publish: 'no' }],
      'oversight.response.comment': () => [{ words: 'Invented: a comment' }],
      'oversight.pack.make': () => [{ agencyId: '1', inspectionId: '', marking: 'OFFICIAL' }],
      'oversight.lesson.identify': () => [{ title: 'Invented', happened: 'Invented', verdict: 'keep', follows: 'Invented', ownerPost: 'A post', ...day('dueOn') }, {}],
      'oversight.lesson.change': () => [{ version: '0', title: 'Invented', happened: 'Invented', verdict: 'keep', follows: 'Invented', ownerPost: 'A post', ...day('dueOn') }],
      'oversight.lesson.accept': () => [{}],
      'oversight.lesson.evidence': () => [{ version: '0', evidence: 'Invented', askedAgencyId: '2' }],
      'oversight.lesson.check': () => [{ outcome: 'not-yet', words: 'Invented: not yet' }],
      'oversight.course.enter': () => [{ title: 'Invented', teaches: 'Invented', posts: 'A post' }, {}],
      'oversight.course.coverage': () => [{ counts: '1 of 2' }],
      'oversight.public-page.switch': () => [{ agencyId: '1', inspectionId: '', on: 'no' }],
    }, // prettier-ignore
    leftEmpty: {
      'oversight.pack': 'a pack is read by the body that made it, and by nobody of the walk: packs.test.ts',
      'oversight.public_page': 'the commissioner has not switched the page on; it is read in its own test',
    },
  },
  pages: {
    // The public's pages have a frame of their own, and a walk of their own: oversight.journey.test.ts.
    noPage: [
      ...['', '/cy'].flatMap((language) =>
        [
          '',
          '/:holder/:inspection',
          '/:holder/:inspection/response',
          '/:holder/:inspection/response.pdf',
        ].map((rest) => `${language}/accountability${rest}`),
      ),
      '/oversight/evidence/:id/file',
      '/oversight/packs/:id/file/:form',
      '/oversight/responses/:id/letter/:form',
      '/oversight/packs/:id/proof',
    ],
    opensAs: {
      '/oversight/meetings/:id': COMMISSIONER,
      '/oversight/questions/:id': COMMISSIONER,
      '/oversight/promises/:id': COMMISSIONER,
      '/oversight/responses/:id': COMMISSIONER,
      '/oversight/packs': COMMISSIONER,
      '/oversight/inspections/:id/responses/new': COMMISSIONER,
      '/oversight/inspections/:id/import': 'overseer@hmicfrs.example',
      '/oversight/recommendations/:id/change': 'overseer@hmicfrs.example',
      '/oversight/duties/:id/end': 'overseer@hmicfrs.example',
      '/oversight/national': 'coordinator@taskforce.example',
      '/oversight/lessons/:id/check': 'coordinator@kent-police.example',
    },
    records,
  },
  addresses: async (node) => {
    await loadOversight(node.database)
    const [inspection] = await node.admin<{ id: string }>(
      `select id from oversight.inspection where reference = 'EXERCISE 1'`,
    )
    const is = (id: string) => () => Promise.resolve(id)
    return {
      '/oversight/inspections/:id': is(inspection?.id ?? ''),
      '/oversight/recommendations/:id': is(idOf('recommendation 1')),
      '/oversight/duties/:id': is(idOfDuty(2, 'sussex-police')),
      '/oversight/actions/:id': is(idOf(`action ${idOfDuty(2, 'sussex-police')} 0`)),
      '/oversight/comments/:id': is(idOf('response of sussex-pcc')),
      '/oversight/lessons/:id': is(idOfLesson('handover')),
      '/oversight/training/:id': is(idOfCourse('first response')),
    }
  },
}
