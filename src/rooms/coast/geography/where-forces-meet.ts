/**
 * Where neighbouring forces meet the sea, and shores on which the nearest town lies across the water in
 * another force's area. Typed from general knowledge of the coast, to about half a kilometre: enough to
 * choose a desk when no official layer has been loaded, and no authority on anything.
 */
import type { Position } from '../positions/index.ts'

export type ShorePost = Position & { force: string }

const KENT = 'E23000032'
const SUSSEX = 'E23000033'
const HAMPSHIRE = 'E23000030'
const DORSET = 'E23000039'
const DEVON = 'E23000035'
const SOMERSET = 'E23000036'
const GLOUCESTERSHIRE = 'E23000037'
const GWENT = 'W15000002'
const SOUTH_WALES = 'W15000003'
const DYFED = 'W15000004'
const NORTH_WALES = 'W15000001'
const CHESHIRE = 'E23000006'
const MERSEYSIDE = 'E23000004'
const LANCASHIRE = 'E23000003'
const CUMBRIA = 'E23000002'
const SCOTLAND = 'S23000009'
const NORTHUMBRIA = 'E23000007'
const DURHAM = 'E23000008'
const CLEVELAND = 'E23000013'
const NORTH_YORKSHIRE = 'E23000009'
const HUMBERSIDE = 'E23000012'
const LINCOLNSHIRE = 'E23000020'
const NORFOLK = 'E23000024'
const SUFFOLK = 'E23000025'
const ESSEX = 'E23000028'
const METROPOLITAN = 'E23000001'

/** Round the coast with the sun: the force before, the force after, where, and how the shore runs on (° true). */
const meetings: readonly (readonly [
  before: string,
  after: string,
  lat: number,
  lon: number,
  bearing: number,
])[] = [
  [KENT, SUSSEX, 50.924, 0.855, 280],
  [SUSSEX, HAMPSHIRE, 50.846, -0.933, 270],
  [HAMPSHIRE, DORSET, 50.737, -1.693, 265],
  [DORSET, DEVON, 50.718, -2.948, 260],
  [DEVON, SOMERSET, 51.233, -3.721, 90],
  [SOMERSET, GLOUCESTERSHIRE, 51.677, -2.535, 30],
  [GWENT, SOUTH_WALES, 51.502, -3.083, 225],
  [MERSEYSIDE, LANCASHIRE, 53.695, -2.953, 60],
  [LANCASHIRE, CUMBRIA, 54.178, -2.868, 350],
  [SCOTLAND, NORTHUMBRIA, 55.811, -2.034, 160],
  [NORTHUMBRIA, DURHAM, 54.861, -1.347, 170],
  [DURHAM, CLEVELAND, 54.722, -1.243, 140],
  [CLEVELAND, NORTH_YORKSHIRE, 54.558, -0.794, 110],
  [NORTH_YORKSHIRE, HUMBERSIDE, 54.158, -0.213, 120],
  [HUMBERSIDE, LINCOLNSHIRE, 53.525, 0.017, 125],
  [LINCOLNSHIRE, NORFOLK, 52.816, 0.269, 110],
  [NORFOLK, SUFFOLK, 52.532, 1.74, 175],
  [ESSEX, METROPOLITAN, 51.49, 0.211, 300],
  [METROPOLITAN, KENT, 51.458, 0.203, 100],
]

const posts: readonly (readonly [force: string, ...places: (readonly [lat: number, lon: number])[]])[] = [
  // Chichester and Langstone harbours
  [SUSSEX, [50.815, -0.925], [50.786, -0.911], [50.838, -0.92], [50.83, -0.86]],
  [HAMPSHIRE, [50.8, -0.965], [50.784, -0.943], [50.835, -0.96]],
  // the mouths of Severn and Wye, and the islands outside
  [GLOUCESTERSHIRE, [51.612, -2.645], [51.66, -2.6], [51.71, -2.49]],
  [GWENT, [51.63, -2.685], [51.585, -2.72], [51.57, -2.8]],
  [SOMERSET, [51.605, -2.62], [51.55, -2.67], [51.34, -3.11]],
  [SOUTH_WALES, [51.377, -3.122]],
  // Loughor estuary
  [SOUTH_WALES, [51.642, -4.1], [51.635, -4.25], [51.665, -4.07]],
  [DYFED, [51.673, -4.16], [51.68, -4.25], [51.71, -4.075]],
  // Dyfi
  [NORTH_WALES, [52.544, -4.045], [52.56, -3.95]],
  [DYFED, [52.525, -4.055], [52.54, -3.95]],
  // Dee and Mersey
  [NORTH_WALES, [53.253, -3.13], [53.267, -3.165], [53.325, -3.265], [53.22, -3.06], [53.35, -3.32]],
  [CHESHIRE, [53.298, -3.083], [53.275, -3.06], [53.285, -2.9], [53.325, -2.8], [53.34, -2.735]],
  [MERSEYSIDE, [53.318, -3.115], [53.345, -3.16], [53.375, -3.19], [53.325, -2.955], [53.337, -2.87]],
  // Morecambe Bay
  [LANCASHIRE, [54.168, -2.84], [54.075, -2.87], [54.02, -2.91]],
  [CUMBRIA, [54.2, -2.84], [54.19, -2.91], [54.155, -2.93], [54.105, -3.262]],
  // Solway
  [CUMBRIA, [54.952, -3.213], [54.945, -3.06], [54.87, -3.39]],
  [SCOTLAND, [54.993, -3.07], [54.975, -3.27], [54.97, -3.33], [54.873, -3.593]],
  // the Wash
  [LINCOLNSHIRE, [52.84, 0.165], [52.81, 0.2]],
  [NORFOLK, [52.8, 0.3], [52.795, 0.365]],
  // Stour and Orwell
  [ESSEX, [51.946, 1.288], [51.93, 1.28], [51.948, 1.245], [51.945, 1.08], [51.942, 1.17]],
  [SUFFOLK, [51.953, 1.305], [51.938, 1.319], [51.958, 1.275], [51.965, 1.2], [51.965, 1.07]],
  // Thames
  [
    ESSEX,
    [51.455, 0.36],
    [51.48, 0.24],
    [51.465, 0.29],
    [51.508, 0.5],
    [51.512, 0.58],
    [51.525, 0.8],
    [51.6, 0.93],
  ],
  [KENT, [51.445, 0.37], [51.452, 0.28], [51.472, 0.225], [51.485, 0.48], [51.48, 0.645], [51.443, 0.75]],
  [METROPOLITAN, [51.484, 0.18], [51.5, 0.18]],
  // islands that stand alone
  [DEVON, [51.18, -4.67], [49.96, -6.35], [49.915, -6.3]],
  [NORTHUMBRIA, [55.63, -1.62], [55.68, -1.8]],
]

/** Distances along the shore at which a meeting is marked on both sides, in metres. */
const STEPS = [150, 400, 900, 1_800, 3_500]
const METRES_PER_DEGREE = 111_320

/** @returns posts on the shore, each in the area of one force */
export function shorePosts(): ShorePost[] {
  const alone = posts.flatMap(([force, ...places]) => places.map(([lat, lon]) => ({ lat, lon, force })))
  const pairs = meetings.flatMap(([before, after, lat, lon, bearing]) =>
    STEPS.flatMap((metres) => [
      { ...moved(lat, lon, bearing, -metres), force: before },
      { ...moved(lat, lon, bearing, metres), force: after },
    ]),
  )
  return [...alone, ...pairs]
}

function moved(lat: number, lon: number, bearing: number, metres: number): Position {
  const angle = (bearing * Math.PI) / 180
  return {
    lat: lat + (Math.cos(angle) * metres) / METRES_PER_DEGREE,
    lon: lon + (Math.sin(angle) * metres) / (METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180)),
  }
}
