/** The door of this room: one search over every kind of record, and the words by which a record is found. */
import type { Room } from '../../platform/rooms/room.ts'
import { searchApi } from './api/search.ts'
import { operations } from './operations.ts'
import { subjectRights } from './of-subjects.ts'
import { searchPages } from './pages/search.page.ts'

export { keepEntries } from './keep-entries.ts'
export { exportSearch } from './export-search.ts'
export { subjectQuery, type SubjectQuery } from './of-subjects.ts'
export { expanded } from './search-spellings.ts'
export { foldForSearch, identifierLexeme, plainWords, searchText, type SearchEntry } from './search-words.ts'

export const room: Room = {
  name: 'search',
  operations,
  subjectRights,
  pages: (app, { house }) => {
    searchPages(app, [...house.records.values()], house.subjectPages)
  },
  api: (app, { house }) => {
    searchApi(app, [...house.records.values()])
  },
}
