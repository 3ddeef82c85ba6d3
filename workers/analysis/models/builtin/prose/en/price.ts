/** What the analyst says in English of the price and of values. */
import type { PriceWords } from '../price-words.ts'
import { lieLower, list, lower } from './words.ts'

export const PRICE: PriceWords = {
  title: 'The price',
  live: (price) => `A share costs ${price.ref}, a live price of ${price.period}.`,
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
    `Price to earnings, own median, is ${median.ref} over its month ends; four fifths of them lie between ${low.ref} and ${high.ref}${standing ? `, and ${lieLower(standing)} than now` : ''}.`,
  value_title: 'What it is worth by several methods',
  cost: (rate, terminal) =>
    `Discounted at a cost of equity of ${rate.ref}, with growth without end of ${terminal.ref}, the methods give for a share:`,
  head: ['Method', 'Value of a share'],
  refused: (items) => `Not given: ${list(items.map((i) => `${lower(i.label)} (${i.why})`))}.`,
  range: (low, middle, high) =>
    `The values that count run from ${low.ref} to ${high.ref}, with ${middle.ref} in the middle.`,
  single: (value) => `One method alone counts; it gives ${value.ref}, and no range.`,
  no_range: 'No method that counts gives a value, so none is named.',
  none_counts:
    'The methods that give a value see a part of the company alone, so no range is drawn from it.',
  against: {
    above: (ratio) => `Price to value is ${ratio.ref}: more than these methods bear out.`,
    below: (ratio) => `Price to value is ${ratio.ref}: less than these methods bear out.`,
    near: (ratio) => `Price to value is ${ratio.ref}: about what these methods bear out.`,
  },
  implied: (implied, assumed, relation) =>
    `Growth that the price implies is ${implied.ref} a year at first; growth assumed from the past is ${assumed.ref}${
      {
        more: ', so the buyer pays for an acceleration',
        less: ', so a slowdown is expected',
        same: ', about the same',
      }[relation]
    }.`,
  limits:
    'These values follow from the past and from stated rates; they are no forecast, and each method is blind to what it does not count.',
}
