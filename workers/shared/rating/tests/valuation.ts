/** Tests of the price: against the company's own history, its peers and its value. Pure data. */
import type { RatedFigures } from '../figures.ts'
import {
  type TestMeasure,
  measured,
  ofNow,
  ofTrailingBusiness,
  type RatingTest,
  untested,
} from '../measure.ts'
import { anyKind, isFinancial, isTrading } from './kinds.ts'
import type { IndustryKind } from '../../industry.ts'

const isPriced = (figures: RatedFigures): boolean =>
  figures.newest('price') !== null || figures.newest('last_close') !== null

/** Without a price everything that rests on one is missing for that reason. */
const ofPrice =
  (measure: (figures: RatedFigures) => TestMeasure) =>
  (figures: RatedFigures): TestMeasure =>
    isPriced(figures) ? measure(figures) : untested('no_price')

/** The multiple of the company over the middle of its peers. */
const againstPeers = (name: string) =>
  ofPrice((figures) => {
    const [own, peers] = [figures.newest(name), figures.at(`${name}@peers_median`)]
    if (!peers) return untested('no_peers')
    if (!own) return untested(figures.missing(name), [peers])
    const inputs = [own, peers]
    return peers.value <= 0
      ? untested('refused', inputs)
      : measured(own.value / peers.value, own, inputs)
  })

const isNoFinancial = (kind: IndustryKind): boolean => !isFinancial(kind)

export const VALUATION_TESTS: readonly RatingTest[] = [
  {
    id: 'earnings_multiple_in_history',
    group: 'valuation',
    names: { en: 'Price to earnings, place in its own history', zh: '市盈率所处历史分位' },
    strength: {
      en: 'Cheaper on earnings than in most of its own past',
      zh: '市盈率低于自身多数时期',
    },
    weakness: {
      en: 'Dearer on earnings than in most of its own past',
      zh: '市盈率高于自身多数时期',
    },
    unit: 'ratio',
    fits: isNoFinancial,
    scale: () => ({ zero: 0.95, pass: 0.6, full: 0.1 }),
    measure: ofPrice(ofTrailingBusiness(ofNow('pe_ttm_standing'))),
  },
  {
    id: 'book_multiple_in_history',
    group: 'valuation',
    names: { en: 'Price to book, place in its own history', zh: '市净率所处历史分位' },
    strength: {
      en: 'Cheaper on book value than in most of its own past',
      zh: '市净率低于自身多数时期',
    },
    weakness: {
      en: 'Dearer on book value than in most of its own past',
      zh: '市净率高于自身多数时期',
    },
    unit: 'ratio',
    fits: isFinancial,
    scale: () => ({ zero: 0.95, pass: 0.6, full: 0.1 }),
    measure: ofPrice(ofNow('pb_standing')),
  },
  {
    id: 'sales_multiple_in_history',
    group: 'valuation',
    names: { en: 'Price to sales, place in its own history', zh: '市销率所处历史分位' },
    strength: { en: 'Cheaper on sales than in most of its own past', zh: '市销率低于自身多数时期' },
    weakness: { en: 'Dearer on sales than in most of its own past', zh: '市销率高于自身多数时期' },
    unit: 'ratio',
    fits: isTrading,
    scale: () => ({ zero: 0.95, pass: 0.6, full: 0.1 }),
    measure: ofPrice(ofNow('ps_ttm_standing')),
  },
  {
    id: 'earnings_multiple_against_peers',
    group: 'valuation',
    names: { en: 'Price to earnings against its peers', zh: '市盈率与同业之比' },
    strength: { en: 'Cheaper on earnings than its peers', zh: '市盈率低于同业' },
    weakness: { en: 'Dearer on earnings than its peers', zh: '市盈率高于同业' },
    unit: 'x',
    fits: isNoFinancial,
    scale: () => ({ zero: 1.8, pass: 1.1, full: 0.6 }),
    measure: ofTrailingBusiness(againstPeers('pe_ttm')),
  },
  {
    id: 'book_multiple_against_peers',
    group: 'valuation',
    names: { en: 'Price to book against its peers', zh: '市净率与同业之比' },
    strength: { en: 'Cheaper on book value than its peers', zh: '市净率低于同业' },
    weakness: { en: 'Dearer on book value than its peers', zh: '市净率高于同业' },
    unit: 'x',
    fits: isFinancial,
    scale: () => ({ zero: 1.8, pass: 1.1, full: 0.6 }),
    measure: againstPeers('pb'),
  },
  {
    id: 'price_to_value',
    group: 'valuation',
    names: { en: 'Price to the middle of the values', zh: '股价与估值中值之比' },
    strength: {
      en: 'The price is below what the methods bear out',
      zh: '股价低于各方法所支撑的水平',
    },
    weakness: {
      en: 'The price is above what the methods bear out',
      zh: '股价高于各方法所支撑的水平',
    },
    unit: 'x',
    fits: anyKind,
    scale: () => ({ zero: 1.7, pass: 1.05, full: 0.65 }),
    measure: ofPrice(ofNow('price_to_value')),
  },
  {
    id: 'implied_growth',
    group: 'valuation',
    names: {
      en: 'Growth that the price implies, over that of the past',
      zh: '股价隐含增长率与过去之差',
    },
    strength: {
      en: 'The price asks for less growth than the past bore',
      zh: '股价要求的增长低于过去',
    },
    weakness: {
      en: 'The price asks for more growth than the past bore',
      zh: '股价要求的增长高于过去',
    },
    unit: 'ratio',
    fits: isNoFinancial,
    scale: () => ({ zero: 0.12, pass: 0.02, full: -0.06 }),
    measure: ofPrice((figures) => {
      const [implied, assumed] = [
        figures.newest('implied_growth'),
        figures.newest('assumed_growth'),
      ]
      return implied && assumed
        ? measured(implied.value - assumed.value, implied, [implied, assumed])
        : untested(figures.missing('implied_growth'))
    }),
  },
  {
    id: 'free_cash_yield',
    group: 'valuation',
    names: { en: 'Free cash flow yield', zh: '自由现金流收益率' },
    strength: {
      en: 'The price is well covered by free cash flow',
      zh: '股价有充足的自由现金流支撑',
    },
    weakness: {
      en: 'The price has little free cash flow behind it',
      zh: '股价背后的自由现金流不多',
    },
    below_nothing: {
      en: 'The price has no free cash flow behind it',
      zh: '股价背后没有自由现金流',
    },
    unit: 'ratio',
    fits: isTrading,
    scale: () => ({ zero: 0.005, pass: 0.04, full: 0.09 }),
    measure: ofPrice(ofNow('fcf_yield')),
  },
]
