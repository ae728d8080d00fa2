/** Oversight: an inspection answered on time, and a chief constable held to account. */
import type { FastifyInstance } from 'fastify'
import { whoever } from '../../platform/identity/roles.ts'
import type { Room } from '../../platform/rooms/room.ts'
import type { RoomServices } from '../../platform/rooms/services.ts'
import { COUNT_FIGURES, countFiguresTask } from './figures/index.ts'
import { figureTables } from './figures/figure-tables.ts'
import { operations, packDetails } from './operations.ts'
import { dutyPages } from './pages/duty.page.ts'
import { evidenceFilePages } from './pages/evidence-file.page.ts'
import { figurePages } from './pages/figures.page.ts'
import { inspectionPages } from './pages/inspection.page.ts'
import { lessonPages } from './pages/lesson.page.ts'
import { letterPages } from './pages/letter.page.ts'
import { meetingPages } from './pages/meeting.page.ts'
import { overviewPages } from './pages/overview.page.ts'
import { packPages } from './pages/packs.page.ts'
import { publicPagePages } from './pages/public-page.page.ts'
import { questionPages } from './pages/question.page.ts'
import { responsePages } from './pages/response.page.ts'
import { trainingPages } from './pages/training.page.ts'
import { publicPages } from './public/index.ts'
import { waiting } from './waiting.ts'

export { countFigures } from './figures/index.ts'
export { findLesson, listLessons, listWaitingLessons } from './learning/lesson-store.ts'
export { acceptLesson, changeLesson, checkLesson, openLesson, showEvidence } from './learning/write-lesson.ts'
export { address as addressAgency, enterInspection } from './inspections/enter-inspection.ts'

export const room: Room = {
  name: 'oversight',
  operations,
  details: [packDetails],
  actors: {
    oversight: 'The program, when what a pack says is erased',
    figures: 'The clock, when figures are counted',
  },
  figureTables,
  tasks: ({ house, clock }) => ({
    [COUNT_FIGURES]: countFiguresTask([...house.figureTables.values()], clock),
  }),
  schedule: [{ task: COUNT_FIGURES, pattern: '35 * * * *' }],
  pages,
  publicPages,
  waiting,
  commands: {
    pack: {
      help: {
        usage: 'pack --as ADDRESS [--about AGENCY] [--inspection REFERENCE] [--marking MARKING] DIR',
        does: [
          'make the pack of the next meeting, the progress report and the public page of a body',
          'that holds an agency to account, each as an accessible page and as PDF/UA',
        ],
      },
      read: async (house) => (await import('./packs/command.ts')).pack(house),
    },
  },
  navigation: [
    {
      ...{ place: 72, text: 'Oversight', href: '/oversight', key: 'oversight' },
      roles: whoever.readsOversight,
      under: ['/oversight'],
      next: {
        text: 'See inspections and what is done about them',
        href: '/oversight',
        roles: whoever.readsOversight,
      },
    },
  ],
}

async function pages(app: FastifyInstance, services: RoomServices): Promise<void> {
  overviewPages(app)
  figurePages(app, services.house)
  lessonPages(app)
  trainingPages(app)
  dutyPages(app)
  meetingPages(app)
  questionPages(app)
  responsePages(app)
  letterPages(app, services)
  publicPagePages(app)
  packPages(app, services)
  await inspectionPages(app)
  await evidenceFilePages(app)
}
