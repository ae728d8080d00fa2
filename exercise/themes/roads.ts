/** On the roads, and where they lead. */
import type { Theme } from './theme.ts'

export const vans: Theme = {
  titles: [
    'Van movements, {store} to {coast}',
    'Hire van returned with sand in it',
    'Two vehicles in convoy on the coast road',
    'Driver unable to say where he was going, {road}',
    'Vehicle waiting at {coast} on three nights',
  ],
  open: [
    'A {van} left {store} {time} on {day} and was parked without lights above {coast} an hour later.',
    'A hire firm reports a {van} returned with sand in the load bay and a cut seat belt.',
    'A {van} low on its springs was followed on to the coast road by a second vehicle that kept the same distance.',
    'The driver of a {van} stopped for a defective light near {road} could not say where he was delivering.',
    'A {van} has been seen at {coast} on three nights, each time facing the way out.',
  ],
  middle: [
    'Part of the index was {partial}; the rear plate was covered with mud on an otherwise clean vehicle.',
    'There were wet ropes, a length of hose and {count} pairs of new trainers in the back.',
    'The load was under a builder’s sheet with nothing of a builder’s about it.',
    'The driver gave a number ending {tail} for the owner, and it was not answered.',
    'Both front seats and the floor behind them were taken; one window was blocked with cardboard.',
    '{surname} was in the passenger seat and did the talking.',
    'Fuel was bought in cans at two garages ten minutes apart.',
    'Tolls for the crossing were paid in the name of a firm that was struck off last year.',
    'The dash camera had been taken out, leaving its lead.',
  ],
  close: [
    'The vehicle was allowed to go; nothing was found that gave a power to keep it.',
    'It has not been seen at its registered address.',
    'The hire is due to end on {day}.',
    'A check of the yard found it empty the next morning.',
  ],
}

export const freight: Theme = {
  titles: [
    'Driver offered money at {road}',
    'Seal of a trailer cut and glued, {road}',
    'Voices from a trailer at {road}',
    'Trailer warmer than ordered',
    'Unaccompanied trailer booked again and again',
  ],
  open: [
    'A driver resting at {road} was offered {cash} to leave his doors unlocked until morning.',
    'The seal of a curtain-sided trailer parked at {road} had been cut and glued.',
    'Knocking was heard from a trailer {time}; {count} people were let out, all of them cold and one unwell.',
    'A refrigerated trailer was logged at two degrees warmer than ordered for the whole of its crossing.',
    'A haulier new to the route booked {count} crossings in one week with the same unaccompanied trailer.',
  ],
  middle: [
    'A {van} had been parked nose to tail with the trailer for part of the night.',
    'The person who made the offer left a number ending {tail} on a cigarette packet.',
    'The roof had a slit a metre long, closed from inside with tape.',
    'The load was pallets of empty crates, which cost more to carry than they are worth.',
    '{surname} is named on the booking as the contact for the yard.',
    'A mobile telephone was found between the pallets, set to share its position.',
    'The driver’s hours did not agree with the tachograph.',
    'Water bottles and a child’s shoe were left behind.',
  ],
  close: [
    'The people found were given blankets and seen by a paramedic.',
    'The driver was not under suspicion and was helpful.',
    'The trailer was held for examination.',
    'The yard has no lighting on its far side.',
  ],
}

export const housing: Theme = {
  titles: [
    'Frequent arrivals at {home}',
    'Concern for people kept at {home}',
    'Tenants who change every few days, {home}',
    'Person escaped from {home}',
    'Letting agent turned away from {home}',
  ],
  open: [
    'Minibuses bring {count} people at a time to {home} and take others away {time}.',
    'A cleaner at {home} found {count} mattresses in two rooms and the handles taken off the inside of the doors.',
    'The tenants of {home} change every few days, but the man who lets them in is always the same.',
    'A person who got away from {home} on {day} walked to a petrol station and asked for help.',
    'A letting agent visited {home} and was kept on the doorstep by {who}.',
  ],
  middle: [
    'Food is brought once a day by a {van}.',
    'Telephones are handed in at the door and kept in a labelled bag.',
    'Those inside are told that they owe {cash} and will work it off.',
    'A number ending {tail} is written on the inside of a cupboard.',
    '{surname} collects what is owed on Fridays.',
    'Two of those seen looked to be under age.',
    'The curtains are never opened on the side of the street.',
    'People leave before dawn in work clothes and come back after dark.',
    'One of the rooms had a camera above the door.',
  ],
  close: [
    'The address was passed to the safeguarding desk the same day.',
    'A welfare visit is to be made before anything else is done.',
    'The person who came forward is safe and has been offered support.',
    'No name of a child is given in this report.',
  ],
}

export const meeting: Theme = {
  titles: [
    'Meeting at {road}',
    'Maps studied in a café near {coast}',
    'Exchange in a car park, {coast}',
    'Gathering at {road}',
    'Beach walked and timed, {coast}',
  ],
  open: [
    '{who} met the driver of a {van} at {road} {time} on {day}.',
    'Three people sat over maps in a café near {coast} for most of the morning of {day}.',
    'A holdall was moved from one boot to another in the car park by {coast} {time}.',
    '{count} people met at {road}; telephones were left in the cars.',
    'A subject of interest came to {coast} on foot, walked the beach from end to end and timed it.',
  ],
  middle: [
    'One of them drew a line in the wet sand and rubbed it out with a foot.',
    'The talk that was overheard was of wind, fuel and “the new driver”.',
    'A call was made to a number ending {tail} before they parted.',
    '{surname} arrived last and left first.',
    'A sheet of paper with times of high water was left on the table.',
    'They used the name “the farm” for a place that is thought to be {home}.',
    'Both vehicles took a long way round, and one turned back on itself twice.',
    'Nothing was handed over that could be seen.',
    'The older of the two did not speak and was deferred to.',
  ],
  close: [
    'It is assessed that a launch is planned, but not where.',
    'The meeting lasted less than a quarter of an hour.',
    'The staff remember them because they paid for another table as well.',
    'There is no picture of the third person.',
  ],
}
