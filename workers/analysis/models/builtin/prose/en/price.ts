/** What the analyst says in English of the price and of values. */
import { formFor } from '../forms.ts'
import type { PriceWords } from '../price-words.ts'
import { lieLower, list, lower } from './words.ts'

export const PRICE: PriceWords = {
  title: 'The price',
  live: (price) =>
    formFor(
      price,
      `A share costs ${price.ref}, a live price of ${price.period}.`,
      `The live price of ${price.period} is ${price.ref} a share.`,
      `On ${price.period} a share trades at ${price.ref}, a live price.`,
    ),
  last_close: (price) =>
    `No live price is at hand; the last close, of ${price.period}, was ${price.ref} a share.`,
  converted: (own, rate) =>
    `In the currency of the statements that is ${own.ref}, at the rate of ${rate.ref}.`,
  multiples: (named) =>
    `At that price the multiples are ${list(named.map((n) => `${lower(n.label)} ${n.cite.ref}`))}.`,
  yields: (named) =>
    `Against that price the yields are ${list(named.map((n) => `${lower(n.label)} ${n.cite.ref}`))}.`,
  no_multiple: (why) => `No multiple of earnings is given, because ${why}.`,
  history: (median, low, high, standing) =>
    formFor(
      median,
      `Price to earnings, own median, is ${median.ref} over its month ends; four fifths of them lie between ${low.ref} and ${high.ref}${standing ? `, and ${lieLower(standing)} than now` : ''}.`,
      `At its own month ends the median price to earnings is ${median.ref}; four fifths of them lie between ${low.ref} and ${high.ref}${standing ? `, and ${lieLower(standing)} than now` : ''}.`,
      `Its own past is a measure: price to earnings has a median of ${median.ref} over its month ends, of which four fifths lie between ${low.ref} and ${high.ref}${standing ? `, and ${lieLower(standing)} than now` : ''}.`,
    ),
  value_title: 'What it is worth by several methods',
  cost: (rate, terminal) =>
    `Discounted at a cost of equity of ${rate.ref}, with growth without end of ${terminal.ref}, the methods give for a share:`,
  head: ['Method', 'Value of a share'],
  peers_multiple: (multiple, of) =>
    formFor(
      multiple,
      `Price to ${of}, peers’ median, is ${multiple.ref}: the value at that multiple is right only if they are priced rightly.`,
      `The value at that multiple takes price to ${of}, peers’ median, of ${multiple.ref}, whether or not that is what they are worth.`,
      `Price to ${of}, peers’ median, is ${multiple.ref}; the value at that multiple rests on what others cost.`,
    ),
  refused: (items) => `Not given: ${list(items.map((i) => `${lower(i.label)} (${i.why})`))}.`,
  range: (low, middle, high) =>
    formFor(
      middle,
      `The values that count run from ${low.ref} to ${high.ref}, with ${middle.ref} in the middle.`,
      `Between ${low.ref} and ${high.ref} lie the values that count; the middle one is ${middle.ref}.`,
      `In the middle of the values that count stands ${middle.ref}; they reach from ${low.ref} to ${high.ref}.`,
    ),
  single: (value) => `One method alone counts; it gives ${value.ref}, and no range.`,
  no_range: 'No method that counts gives a value, so none is named.',
  none_counts:
    'The methods that give a value see a part of the company alone, so no range is drawn from it.',
  against: {
    above: (ratio) =>
      `Price to value is ${ratio.ref}: ${formFor(ratio, 'more than these methods bear out', 'the buyer pays for something that they do not count', 'it takes more than the record to justify that')}.`,
    below: (ratio) =>
      `Price to value is ${ratio.ref}: ${formFor(ratio, 'less than these methods bear out', 'the market doubts that the record goes on', 'either the record ends or the price is low')}.`,
    near: (ratio) =>
      `Price to value is ${ratio.ref}: ${formFor(ratio, 'about what these methods bear out', 'neither a bargain nor a folly by these methods', 'the methods have no quarrel with the price')}.`,
  },
  implied: (implied, assumed, relation) =>
    `Growth that the price implies is ${implied.ref} a year at first; growth assumed from the past is ${assumed.ref}${
      {
        more: formFor(
          implied,
          ', so the buyer pays for an acceleration',
          ', so it has to do better than it did',
          ', and the difference is hope until it is filed',
        ),
        less: formFor(
          implied,
          ', so a slowdown is expected',
          ', so the price does not ask for the past again',
          ', and doing as well as before would surprise the market',
        ),
        same: formFor(implied, ', about the same', ', so more of the same is what is paid for'),
      }[relation]
    }.`,
  limits:
    'These values follow from the past and from stated rates; they are no forecast, and each method is blind to what it does not count.',
}
