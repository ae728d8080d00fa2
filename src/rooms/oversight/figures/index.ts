/** Figures of an agency that betray nobody: what other parts of oversight may ask for. */
export { COUNT_FIGURES, countFigures, countFiguresTask } from './count-figures.ts'
export { financialYearOf, yearOf, type Period } from './quarters.ts'
export { agencyFigures, type Figures } from './read-figures.ts'
