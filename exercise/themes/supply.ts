/** What a crossing needs: boats, stores, money, customers. */
import type { Theme } from './theme.ts'

export const engines: Theme = {
  titles: [
    'Several outboards wanted at once',
    'Cash purchase of a {engine} outboard',
    'Lifejackets ordered in quantity',
    'Engines collected from {store}',
    'Enquiry for the largest inflatable in stock',
  ],
  open: [
    'A seller of used outboards was asked on {day} for {count} engines of the same make, with no interest in their age.',
    '{who} paid {cash} in cash for a {engine} outboard and would not take a receipt.',
    'A chandler reports a telephone order for {count} adult lifejackets and two {boat}s, to be collected {time}.',
    'Two {engine} engines offered on a local sales page were collected from {store} by a driver who did not know how to lift them.',
    'A trade customer opened an account for boat parts on {day} and within an hour asked for the largest {boat} in stock.',
  ],
  middle: [
    'The buyer asked only whether the boat would carry a deck of plywood.',
    'The caller used a number ending {tail} and rang back three times to change the time of collection.',
    'The serial number plates had been drilled out and the cowling painted black.',
    'Payment was split over four cards, two of which were declined.',
    'The goods were loaded into a {van}; the second person stayed in the cab with the hood up.',
    '{surname} gave the name of a diving club that does not exist.',
    'Delivery was first wanted to a car park and then to {store}.',
    'No trailer, oars or anchor were wanted.',
    'The invoice address is a mail-forwarding shop.',
    'A second buyer with the same story had called at another dealer that morning.',
  ],
  close: [
    'The seller has kept the notes and will make a statement.',
    'Stock of that model along the coast is said to be low.',
    'The buyer said there would be another order after the weekend.',
    'CCTV is held for thirty days.',
  ],
}

export const lockup: Theme = {
  titles: [
    'Unit rented for cash at {store}',
    'Smell of fuel at {store}',
    'Inflatables stored at {store}',
    'Padlock changed at {store}',
    'Lease taken over at {store}',
  ],
  open: [
    'A unit at {store} was let on {day} for three months, paid in advance with {cash} in notes.',
    'Neighbours at {store} complain of a strong smell of petrol and of vans arriving {time}.',
    'The manager of {store} saw {count} rolled-up inflatables through an open shutter.',
    'A padlock was changed without notice on a unit at {store}; the tenant has not been seen since the first week.',
    '{who} took over the lease of a workshop at {store} and covered the windows the same evening.',
  ],
  middle: [
    'Inside were plywood boards cut to the same length, sacks of foot pumps and a compressor.',
    'The tenancy form carries a mobile ending {tail} and no bank details.',
    'A {van} calls on most nights, reverses in and leaves within a quarter of an hour.',
    'The electricity meter has hardly moved, but a generator runs at night.',
    '{surname} holds the only key and asks for callers to telephone first.',
    'A mattress, a camping stove and several children’s coats were seen at the back.',
    'The camera on the gate was turned to the wall some time before {day}.',
    'Boxes marked as garden furniture were the right size for engines.',
    'A second unit across the yard was let in another name with the same handwriting.',
  ],
  close: [
    'The owner is willing to let officers look from the next unit.',
    'The rent is paid until the end of the month.',
    'Fire safety were told of the fuel.',
    'No approach has been made to the tenant.',
  ],
}

export const money: Theme = {
  titles: [
    'Money held by a third person',
    'Cash handed over at {road}',
    'Deposits below the limit',
    'Rucksack of cash and a list of names',
    'Second half of the price demanded',
  ],
  open: [
    'Payment for {count} places is said to have been left with a shopkeeper until word came of arrival.',
    '{who} handed a padded envelope to a driver at {road} {time} on {day}.',
    'Deposits of just under {cash} were made at five branches in one afternoon.',
    'A rucksack found in a left-luggage room held {cash} in used notes and a list of first names.',
    'A family overseas was told by telephone to pay the second half within a day.',
  ],
  middle: [
    'The account ending {account} received eleven payments of the same amount and was emptied each evening.',
    'Half of the price is kept back and released by a code that is read out over the telephone.',
    'Instructions came from a number ending {tail}, always by voice message.',
    '{surname} is said to settle up with the drivers once a week.',
    'Notes were banded in thousands with a supermarket’s till roll.',
    'The person who held the money keeps a tenth.',
    'Those who could not pay were told that they would steer.',
    'A prepaid card was topped up at kiosks near {road} and {coast}.',
    'The amounts fit the price that others have given for a place in a small boat.',
  ],
  close: [
    'No bank has yet been asked.',
    'The list of names has been copied and kept.',
    'It is not known whether the shopkeeper understood what the money was for.',
    'A further payment is expected before {day}.',
  ],
}

export const online: Theme = {
  titles: [
    'Channel offering crossings',
    'Post seeking drivers',
    'Videos posted as proof of service',
    'Boat parts seller now offering travel',
    'Advertisement posted on four pages',
  ],
  open: [
    'A messaging channel with about {count} hundred followers offered “good weather this week, new boat, no crowd”.',
    'A post of {day} looked for drivers with a clean licence for one night’s work at {cash}.',
    'Videos of an arrival were posted as proof of service and taken down {time}.',
    'An account that sold second-hand boat parts now offers “full packages” by private message.',
    'The same advertisement, with one word changed, appeared on four local sales pages.',
  ],
  middle: [
    'The contact given ends in {tail}; it answers only to messages that name a friend.',
    'Prices fall with the wind: half is taken off when more than six knots is forecast.',
    'One picture shows a harbour wall that is thought to be near {coast}.',
    'Voice notes in the channel tell people to bring a power bank and a bin liner.',
    'Followers were told to leave documents behind.',
    '{surname} is named in the comments as the one who gives refunds.',
    'Children under six travel free, the advertisement says.',
    'A poll asked followers which beach the police never visit.',
  ],
  close: [
    'Screenshots were kept with their addresses and the time.',
    'A request to preserve the account was not made at the time of writing.',
    'The channel has since changed its name twice.',
    'The platform’s own report form was used by a member of the public.',
  ],
}
