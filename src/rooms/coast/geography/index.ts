/** Who is responsible for a point, and what places are called. */
export type { Force, Geography, Place, Responsible, Source } from './geography.ts'
export { attributions, geographyOf, openGeography } from './open-geography.ts'
