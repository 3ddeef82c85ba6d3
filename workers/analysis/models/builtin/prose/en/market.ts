/** What the analyst says in English of the market, the peers and the owners. */
import { formFor } from '../forms.ts'
import type { MarketWords } from '../market-words.ts'
import { windowOf } from './findings.ts'
import { lieLower, list, lower } from './words.ts'

export const MARKET: MarketWords = {
  place_title: 'Where the price stands',
  place: {
    high: (low, high) =>
      formFor(
        high,
        `It stands near its 52-week high of ${high.ref}; the 52-week low was ${low.ref}.`,
        `Little is missing to its 52-week high of ${high.ref}; the 52-week low was ${low.ref}.`,
        `From a 52-week low of ${low.ref} it has come close to its 52-week high of ${high.ref}.`,
      ),
    upper: (low, high) =>
      `It stands in the upper half between its 52-week low of ${low.ref} and its 52-week high of ${high.ref}.`,
    lower: (low, high) =>
      `It stands in the lower half between its 52-week low of ${low.ref} and its 52-week high of ${high.ref}.`,
    low: (low, high) =>
      formFor(
        low,
        `It stands near its 52-week low of ${low.ref}; the 52-week high was ${high.ref}.`,
        `Little separates it from its 52-week low of ${low.ref}; the 52-week high was ${high.ref}.`,
        `Far from its 52-week high of ${high.ref}, it is close to its 52-week low of ${low.ref}.`,
      ),
  },
  returns_title: 'What holders had of it',
  returns: (windows) =>
    `The price return was ${list(windows.map(({ ref, period }) => `${ref} over ${windowOf(period)}`))}.`,
  with_dividends: (windows) =>
    `With dividends the total return was ${list(windows.map(({ ref, period }) => `${ref} over ${windowOf(period)}`))}.`,
  ride_title: 'How rough the ride was',
  volatility: (value, level) =>
    `Volatility is ${value.ref} a year, ${
      {
        calm: formFor(
          value,
          'calm for a single share.',
          'less than most single shares swing.',
          'so a holder is seldom shaken.',
        ),
        ordinary: formFor(
          value,
          'ordinary for a single share.',
          'as single shares usually swing.',
          'what one has to expect of a single share.',
        ),
        rough: formFor(
          value,
          'rough: a holder has to bear wide swings without selling.',
          'so a holder needs patience.',
          'more than many holders can sit through.',
        ),
      }[level]
    }`,
  drawdown: (falls) =>
    `The deepest fall was ${list(falls.map(({ ref, period }) => `${ref} within ${windowOf(period)}`))}.`,
  beta: (value, level) =>
    `Beta is ${value.ref}: the share moves ${{ less: 'less than', same: 'about with', more: 'more than' }[level]} its market.`,
  history_title: 'Its multiples in their own history',
  history: ({ label, cite }, median, standing, level) =>
    `${label} is ${cite.ref}, against an own median of ${median.ref} over its month ends: ${lieLower(standing)}, ${
      {
        low: formFor(
          cite,
          'so it is cheap by its own past.',
          'which is little by its own past.',
          'so its past would call it cheap.',
        ),
        middle: formFor(
          cite,
          'so it is neither cheap nor dear by its own past.',
          'which is nothing unusual for it.',
          'so its past has no objection.',
        ),
        high: formFor(
          cite,
          'so it is dear by its own past.',
          'which is much by its own past.',
          'so its past would call it dear.',
        ),
      }[level]
    }`,
  missing: (items) =>
    `Not given: ${list(items.map((item) => `${lower(item.label)} (${item.why})`))}.`,
  nothing: 'No price and no series of prices is at hand, so nothing is said of the market.',
  peers_title: 'Against its peers',
  peer: (label, own, median, side) =>
    `${label}: ${own.ref}, against the peers’ median of ${median.ref}${{ above: ', clearly higher', below: ', clearly lower', same: ', about the same' }[side]}`,
  peers_uncompared: 'No figure is known of both the company and its peers, so nothing is compared.',
  news_title: 'What was published',
  filings_title: 'What the company filed',
  passages: (days) =>
    `Newest first: ${list(days.map(({ day, marks }) => `${day} ${marks.join(' ')}`))}.`,
  passages_note:
    'The rule analyst lists what others wrote and takes no figure and no judgement from it.',
  expected_title: 'What analysts expect',
  expected: (named) =>
    `Expectations, not results: ${list(named.map(({ label, cite }) => `${lower(label)} ${cite.ref} for ${cite.period}`))}.`,
  holders_title: 'Who holds it',
  holders: (named) => `${list(named.map(({ label, cite }) => `${lower(label)} ${cite.ref}`))}.`,
  insiders_title: 'What insiders did',
  insiders: (windows) =>
    `${list(windows.map(({ label, cite }) => `${lower(label)} ${cite.ref} over ${windowOf(cite.period)}`))}.`,
  insiders_note: 'Sales have many reasons; purchases in the market have few.',
  actions_title: 'Dividends and splits',
  actions: (named) =>
    `${list(named.map(({ label, cite }) => `${lower(label)} ${cite.ref} (${cite.period})`))}.`,
}
