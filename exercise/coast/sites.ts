/**
 * Ports, harbours, marinas and beaches of Sussex, positions to about half a kilometre and from general
 * knowledge. The places are real; every contact is invented. EXERCISE DATA.
 */
import type { NewSite } from '../../src/rooms/coast/index.ts'

type Row = readonly [
  name: string,
  kind: NewSite['kind'],
  lat: number,
  lon: number,
  contact: string,
  telephone: string,
]

// A site without a contact is meant to be found by the plan.
const rows: readonly Row[] = [
  ['Thornham Marina', 'marina', 50.837, -0.917, 'Marina office', '01632 960301'],
  ['Prinsted slipway', 'slipway', 50.84, -0.913, '', ''],
  ['Cobnor Point', 'landing', 50.811, -0.879, '', ''],
  ['Bosham Quay', 'quay', 50.829, -0.86, 'Quay master', '01632 960302'],
  ['Dell Quay', 'quay', 50.82, -0.817, 'Harbour conservancy', '01632 960303'],
  ['Chichester Marina', 'marina', 50.803, -0.823, 'Marina control', '01632 960304'],
  ['Birdham Pool', 'marina', 50.801, -0.834, 'Marina office', '01632 960305'],
  ['Itchenor jetty', 'quay', 50.807, -0.866, 'Harbour office', '01632 960306'],
  ['East Head', 'beach', 50.787, -0.915, 'Beach ranger', '01632 960307'],
  ['West Wittering beach', 'beach', 50.773, -0.898, 'Estate office', '01632 960308'],
  ['Bracklesham slipway', 'slipway', 50.763, -0.862, '', ''],
  ['Medmerry breach', 'inlet', 50.745, -0.834, '', ''],
  ['Selsey Bill', 'headland', 50.722, -0.79, '', ''],
  ['Selsey East Beach', 'landing', 50.734, -0.771, 'Fishermen’s association', '01632 960309'],
  ['Pagham Harbour entrance', 'inlet', 50.761, -0.75, 'Reserve warden', '01632 960310'],
  ['Bognor Regis Pier', 'pier', 50.78, -0.674, 'Seafront office', '01632 960311'],
  ['Felpham slipway', 'slipway', 50.786, -0.653, '', ''],
  ['Climping beach', 'beach', 50.797, -0.575, '', ''],
  ['Littlehampton Harbour', 'harbour', 50.803, -0.541, 'Harbour master', '01632 960312'],
  ['Littlehampton Marina', 'marina', 50.808, -0.55, 'Marina office', '01632 960313'],
  ['Goring Gap', 'beach', 50.807, -0.421, '', ''],
  ['Worthing Pier', 'pier', 50.81, -0.37, 'Pier manager', '01632 960314'],
  ['Lancing sailing club', 'slipway', 50.82, -0.316, 'Club secretary', '01632 960315'],
  ['Shoreham Port', 'port', 50.829, -0.238, 'Port control', '01632 960316'],
  ['Lady Bee Marina', 'marina', 50.831, -0.226, 'Marina office', '01632 960317'],
  ['Hove Lagoon', 'beach', 50.828, -0.198, '', ''],
  ['Brighton Palace Pier', 'pier', 50.818, -0.137, 'Pier security', '01632 960318'],
  ['Brighton Marina', 'marina', 50.811, -0.101, 'Berthing office', '01632 960319'],
  ['Ovingdean Gap', 'beach', 50.806, -0.076, '', ''],
  ['Saltdean beach', 'beach', 50.8, -0.039, 'Seafront office', '01632 960320'],
  ['Newhaven Harbour', 'port', 50.785, 0.055, 'Harbour master', '01632 960321'],
  ['Newhaven Marina', 'marina', 50.788, 0.05, 'Marina office', '01632 960322'],
  ['Tide Mills', 'beach', 50.781, 0.075, '', ''],
  ['Seaford beach', 'beach', 50.772, 0.098, 'Town council', '01632 960323'],
  ['Cuckmere Haven', 'inlet', 50.761, 0.149, 'Country park ranger', '01632 960324'],
  ['Birling Gap', 'landing', 50.742, 0.2, 'Visitor centre', '01632 960325'],
  ['Beachy Head', 'headland', 50.735, 0.247, '', ''],
  ['Eastbourne Pier', 'pier', 50.766, 0.294, 'Pier manager', '01632 960326'],
  ['Sovereign Harbour', 'marina', 50.79, 0.333, 'Lock control', '01632 960327'],
  ['Pevensey Bay', 'beach', 50.808, 0.354, 'Sailing club', '01632 960328'],
  ['Normans Bay', 'beach', 50.823, 0.386, '', ''],
  ['Cooden Beach', 'beach', 50.832, 0.425, '', ''],
  ['Bexhill slipway', 'slipway', 50.838, 0.471, 'Rowing club', '01632 960329'],
  ['Hastings Pier', 'pier', 50.852, 0.573, 'Pier manager', '01632 960330'],
  ['The Stade', 'landing', 50.855, 0.597, 'Fishermen’s protection society', '01632 960331'],
  ['Fairlight Cove', 'landing', 50.873, 0.661, '', ''],
  ['Pett Level', 'beach', 50.898, 0.708, '', ''],
  ['Winchelsea Beach', 'beach', 50.915, 0.737, 'Caravan park office', '01632 960332'],
  ['Rye Harbour', 'harbour', 50.938, 0.764, 'Harbour master', '01632 960333'],
  ['Strand Quay, Rye', 'quay', 50.949, 0.73, 'Harbour office', '01632 960334'],
  ['Camber Sands', 'beach', 50.93, 0.81, 'Beach patrol', '01632 960335'],
  ['Jury’s Gap', 'beach', 50.924, 0.852, '', ''],
]

export const exerciseSites: readonly NewSite[] = rows.map(([name, kind, lat, lon, contact, telephone]) => ({
  name,
  kind,
  position: { lat, lon },
  contact,
  telephone,
}))
