/** On the water and beside it. */
import type { Theme } from './theme.ts'

export const beach: Theme = {
  titles: [
    'Night-time launch, {coast}',
    'Lifejackets laid out at {coast}',
    'Lights on the beach at {coast}',
    'Pump heard at {coast}',
    'Drag marks on the foreshore at {coast}',
  ],
  open: [
    '{time} on {day} a group of {count} carried a grey inflatable across the shingle at {coast}.',
    'A dog walker at {coast} came upon {count} lifejackets laid out in rows behind the groynes {time}.',
    'On {day}, {time}, torches were seen being used in short bursts from the beach at {coast} towards an unlit craft.',
    'An electric pump was heard running for about twenty minutes at {coast} {time}; no fishing boats were out.',
    'A patrol of the foreshore at {coast} on {day} found drag marks from the car park to the water and fresh tyre tracks.',
  ],
  middle: [
    'Two people in dry suits held the boat while the engine was fitted.',
    'The {van} reversed to the top of the slip with its lights off and left empty within ten minutes.',
    'Four empty fuel cans, a foot pump and a roll of duct tape were left above the tide line.',
    'One man stayed by the road throughout and spoke on a hand-held radio.',
    'The craft went out without lights and turned east once clear of the moorings.',
    'There was a swell of about a metre and the boat came back twice before it got away.',
    'Bags of warm clothing were handed round, and phones were collected in a bucket.',
    '{surname} was seen counting people on to the sand.',
    'Wrapping from a new foil blanket multipack was found in the nearest bin.',
  ],
  close: [
    'Coastguard were told at the time and tasked a lifeboat; nothing was found.',
    'The same spot was used in poor weather about a fortnight earlier.',
    'Low water was within the hour.',
    'Photographs of the tracks have been kept.',
  ],
}

export const marina: Theme = {
  titles: [
    'Cabin cruiser sold at {coast}',
    'Boat asked for on loan, {coast}',
    'Unusual fuel purchase at {coast}',
    'Tender used without leave at {coast}',
    'Trawler made ready at {coast}',
  ],
  open: [
    'A cabin cruiser changed hands at {coast} on {day} for {cash}, below its worth and without a survey.',
    'The berth-holder at {coast} was asked to lend a rigid inflatable “for a night’s fishing” by {who}.',
    'A motor yacht took on {count} hundred litres at {coast} {time} and sailed without telling the office.',
    'Staff at {coast} found the tender of a moored boat wet inside after a night on which nobody was signed out.',
    'A small trawler that has not landed a catch since spring was made ready at {coast}.',
  ],
  middle: [
    'Its transponder was silent from midnight until five.',
    'The new owner asked how far the boat would go at full speed and how many it would hold.',
    'A ladder was welded to the side, and the guard rail cut away.',
    'The harbour dues were paid by telephone from a number ending {tail}.',
    '{surname} was on the pontoon both before and after.',
    'Three heavy holdalls went aboard and did not come back.',
    'The deck locker held {count} adult lifejackets for a boat that is certified for six.',
    'A {van} waited on the hard with its tailgate down.',
    'The name on the stern has been painted over and shows through.',
  ],
  close: [
    'The harbour master will ring if it moves.',
    'The boat is laid up until the next spring tide.',
    'The insurance document that was shown is for another vessel.',
    'Coastguard have its description.',
  ],
}

export const found: Theme = {
  titles: [
    'Deflated craft recovered, {coast}',
    'Burnt-out van near {road}',
    'Property brought up off {coast}',
    'Dry bag found at {coast}',
    'Engine recovered from the water at {coast}',
  ],
  open: [
    'A deflated {boat} with a slashed chamber was recovered from {coast} on {day}.',
    'A {van} was found burnt out near {road} {time}.',
    'An engine cowling and a bag of {count} mobile telephones came up in a net off {coast}.',
    'Walkers handed in a dry bag found at {coast}, which held a hand-held satellite navigator.',
    'A {engine} outboard, nearly new, was dragged from the water at {coast} at low tide.',
  ],
  middle: [
    'Its transom was reinforced with chipboard and drywall screws, like two others found this year.',
    'The chassis number survives in part and the plate read {partial}.',
    'A number ending {tail} was written in marker inside the bag.',
    'The track stored in the navigator begins near {coast} and stops in mid-Channel.',
    'The floor was sheets of painted board with handholds cut by hand.',
    'A till receipt from a garage near {road} was dry enough to read.',
    'The valves are of a make that is not sold in this country.',
    'There was no sign that anyone had been hurt.',
    'Someone had tried to sink it with stones.',
  ],
  close: [
    'The items are kept for examination.',
    'The recovery was logged by the Coastguard.',
    'The find is a mile west of the last one.',
    'It had been in the water for less than two days.',
  ],
}

export const port: Theme = {
  titles: [
    'Repeat day trips with different passengers',
    'Roof box altered to hold a person',
    'Foot passengers met at {coast}',
    'Booking changed twice and paid by another',
    'Empty removals van examined',
  ],
  open: [
    'A car with two occupants made {count} day trips in a month, each with a different passenger on the way back.',
    'A roof box on a car examined on {day} was lined with foam and had a hole for air.',
    'Foot passengers were met at {coast} by {who}, who held up no sign and asked for no name.',
    'A booking was made {time} for the first sailing, changed twice and paid by a card in another name.',
    'A {van} that declared house removals carried one wardrobe and {count} folded blankets.',
  ],
  middle: [
    'The booking desk’s own telephone number and address were given as the contact.',
    'The driver could not say which street he had loaded in.',
    'A number ending {tail} rang repeatedly while the vehicle was being searched.',
    '{surname} made the booking and did not travel.',
    'The tickets were bought an hour before the check-in closed.',
    'The space behind the seats was shorter by half a metre than in the same model.',
    'The passenger carried nothing but a telephone and the driver’s wife’s birthday, learnt by heart.',
    'Mud on the sills did not match the route that was given.',
  ],
  close: [
    'Nothing was found on this occasion.',
    'The vehicle left by the coast road, not by the motorway.',
    'A further booking exists for {day}.',
    'The examination took forty minutes and was recorded.',
  ],
}
