/** The door of this library: what our own people plan, where and when two plans meet, and what each side learns of it. */
export { asLooked, middleOfCell } from './cells.ts'
export { areNear, everyConflict, isConflict, type Planned } from './conflicts.ts'
export { boxAround, boxesMeet, distanceBetween, type Box } from './distance.ts'
export {
  groupsMatter,
  LEAST_BUFFER,
  marginHours,
  MOST_BUFFER,
  plannedKind,
  usualBuffer,
  type Ground,
  type PlannedDisclosure,
  type PlannedGroup,
  type PlannedKind,
} from './kinds.ts'
export { brokerSees, whatSideLearns, type Learned, type Side } from './learns.ts'
export { MOST_POINTS, readPlace, type Place, type PlaceFault } from './place.ts'
export { EARTH, type Point } from './sphere.ts'
export { thinned } from './thinned.ts'
export {
  clockChanges,
  faultOfSpan,
  plannedZones,
  readLocalTime,
  sharedHours,
  spansMeet,
  widened,
  type PlannedZone,
  type Span,
  type TimeFault,
} from './times.ts'
