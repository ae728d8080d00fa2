/** Who is responsible for a point, and what places are called. */
export type { Force, Geography, LandRing, Place, Responsible, Source } from './geography.ts'
export { layersHere, loadLayers, loadedLayers, type LoadedLayer, type LoadReport } from './load-layers.ts'
export { attributions, geographyOf, openGeography, readPosition } from './open-geography.ts'
export { postcodeIn } from './postcodes.ts'
export { foldName } from './search-places.ts'
export { METRES_PER_DEGREE } from './shore-index.ts'
