/** What the analyst says in English of the rating, and of the two cases. */
import { DANGERS, UNRATED } from '#shared/rating/names.ts'
import type { CaseArgument, LabelledCite, RatingWords } from '../rating-words.ts'
import { dated, period } from './findings.ts'
import { withoutDoubles } from '../rating-words.ts'
import { list, lower } from './words.ts'

const GROUPS = {
  quality: 'the quality of the business',
  growth: 'growth',
  balance: 'the balance sheet',
  cash: 'what it does with its cash',
  valuation: 'the price',
} as const

const GRADES = {
  strong: 'Fundamentally strong',
  sound: 'Fundamentally sound, with reservations',
  mixed: 'A mixed picture',
  weak: 'Fundamentally weak',
  not_rated: 'No verdict',
} as const

/** `net income X in FY2025 and Y in FY2024; operating income Z in FY2025`: each label once. */
const figuresText = (figures: readonly LabelledCite[]): string =>
  [...Map.groupBy(figures, ({ label }) => label)]
    .map(([label, of]) => `${lower(label)} ${list(of.map(({ cite }) => dated(cite)))}`)
    .join('; ')

const argument = ({ claim, figures, before, why }: CaseArgument): string =>
  [
    `**${claim}**: ${figuresText(figures)}${before ? `, against ${before.ref} in ${period(before.period)}` : ''}.`,
    ...(why === null ? [] : [why]),
  ].join(' ')

export const RATING: RatingWords = {
  groups: GROUPS,
  verdict: (grade, sides) => {
    const head = GRADES[grade]
    if (sides === null || sides.best === sides.worst) return `${head}.`
    const [best, worst] = [GROUPS[sides.best], GROUPS[sides.worst]]
    if (grade === 'weak')
      return `${head}: ${worst} weighs most, and ${best} does not make up for it.`
    if (sides.fails) return `${head}: ${best} speaks for it, ${worst} against it.`
    return `${head}: ${best} is its strongest side; ${worst}, its weakest, still passes as a whole.`
  },
  unrated: (reasons) =>
    `No verdict, because ${list(withoutDoubles(reasons).map((reason) => UNRATED[reason].en))}. What is known stands above, and the rest is open.`,
  dangers: (items) =>
    `This outweighs the tests: ${items
      .map(
        ({ code, figures }) =>
          `${lower(DANGERS[code].en)}${figures.length > 0 ? ` (${figuresText(figures)})` : ''}`,
      )
      .join('; ')}.`,
  decided_title: 'What decided',
  made_title: 'The tests that could be made',
  head: ['Test', 'Figure', 'Result'],
  cell: (ref, of) => `${ref} (${period(of)})`,
  degree: (degree) =>
    degree >= 0.9
      ? 'passed in full'
      : degree >= 0.6
        ? 'passed well'
        : degree >= 0.5
          ? 'passed'
          : degree >= 0.4
            ? 'missed by little'
            : 'failed',
  price: (grade, split) =>
    split
      ? `The tests of the price speak against each other; taken together they call it ${grade}.`
      : {
          undemanding:
            'By its tests the price is undemanding: it asks for less than the record bears out.',
          fair: 'By its tests the price is fair: it asks for about what the record bears out.',
          demanding:
            'By its tests the price is demanding: it counts on more than the record bears out.',
        }[grade],
  untested: (reason, tests, more) => {
    const names = `${tests.map(lower).join('; ')}${more ? '; and others' : ''}`
    return {
      missing: `For want of figures these were not tested: ${names}.`,
      doubt: `Because their figures failed a check these were neither passed nor failed: ${names}.`,
      gain: `Because a gain from outside the business is in net income these were neither passed nor failed: ${names}.`,
      loss: `A loss leaves nothing to measure these by: ${names}.`,
    }[reason]
  },
  untestable: 'No test could be made on these figures, so neither case can be argued.',
  risks_title: 'The risks, the gravest first',
  risk: (name, figures, why) =>
    [
      `**${name}**${figures.length > 0 ? `: ${figuresText(figures)}` : ''}.`,
      ...(why === null ? [] : [why]),
    ].join(' '),
  stock_pay: 'Pay in shares takes a large part of revenue',
  no_risks: (tested) =>
    tested === 0
      ? 'No test could be made, so nothing can be said of risks; that is no clean bill.'
      : 'No test that could be made failed clearly. That speaks of these figures, not of what they do not show.',
  why: {
    loss: 'Losses are paid for with cash, debt or new shares, and time works against the owners.',
    negative_equity: 'Creditors come before owners, and there is nothing left between them.',
    interest_uncovered:
      'With so little to pay interest from, lenders have a say in what happens next.',
    cash_burn: 'The business lives on outside money, whose price it does not set.',
    profit_collapse: 'Whether it lasts decides what the figures of the year are worth.',
    one_off_gains: 'It need not come again, and every multiple of these earnings contains it.',
    figures_in_doubt: 'Until a filing clears them up nothing is concluded from them.',
    return_on_capital: 'Growth at such returns adds size, not value.',
    lasting_return: 'A good year would have to be explained before it is believed.',
    return_on_equity: 'Owners could earn as much elsewhere for the same risk.',
    lasting_return_on_equity: 'That is no weak year but the level of the business.',
    operating_margin: 'A slip in price or volume goes straight through to the result.',
    margin_steadiness: 'A multiple of any one year says little about the next.',
    cost_to_income: 'Little of the income is left to bear loan losses.',
    credit_cost: 'Borrowers are failing, or are expected to.',
    underwriting: 'Investments have to earn what underwriting loses.',
    medical_losses: 'Prices of policies follow the cost of care with a delay.',
    sales_growth: 'Without growth, profit can rise by cutting costs alone, and that has an end.',
    profit_growth: 'Owners have waited without being paid for it.',
    years_of_growth: 'Demand is cyclical, and one year is a poor guide to the next.',
    profit_near_peak: 'Whether it comes back decides what the company is worth.',
    sales_of_quarter: 'Whether the next quarter confirms it decides how the year is read.',
    profit_of_quarter: 'Whether the next quarter confirms it decides how the year is read.',
    net_debt: 'Terms of refinancing matter as much as the business.',
    interest_cover: 'Higher rates or a weak year reach the owners first.',
    liquidity: 'It rests on cash that keeps coming in, or on lenders who renew.',
    liabilities: 'A loss, or a write-down, takes a large part of what belongs to the owners.',
    goodwill: 'An acquisition that disappoints is written off against it.',
    equity_cushion: 'Losses reach the regulator’s line sooner.',
    loans_to_deposits: 'Market money has a price and can stop.',
    cash_conversion: 'Profit that is not collected has to be explained.',
    cash_of_years: 'Over years timing is no explanation.',
    free_cash_margin: 'What it earns it has to put back in.',
    years_of_free_cash: 'Payouts and debt depend on good years.',
    payout_covered:
      'The difference came from reserves or from borrowing, and cannot go on for ever.',
    dividend_covered: 'Little is kept to grow with, or to absorb losses.',
    trust_payout: 'The difference comes from sales, debt or new shares.',
    share_count: 'Each share owns less, whatever the total earns.',
    stock_pay: 'Cash flow leaves it out, and owners bear it all the same.',
    earnings_multiple_in_history:
      'A return to the usual multiple would cost more than a good year earns.',
    book_multiple_in_history:
      'A return to the usual multiple would cost more than a good year earns.',
    sales_multiple_in_history:
      'Margins have to rise before sales are worth more than they used to be.',
    earnings_multiple_against_peers: 'It has to be better than they are, and stay so.',
    book_multiple_against_peers: 'It has to earn more on its equity than they do, and stay so.',
    price_to_value: 'What is paid above the middle has to come from growth that they do not count.',
    implied_growth: 'A year of ordinary growth would disappoint.',
    free_cash_yield: 'The buyer waits long to be paid back in cash.',
  },
  why_below_nothing: {
    operating_margin: 'Prices or costs have to change before a sale earns anything.',
    free_cash_margin: 'The difference is paid from reserves or with outside money.',
    interest_cover: 'Interest is being paid from reserves or with new debt.',
    return_on_capital: 'What is put in shrinks with each such year.',
    return_on_equity: 'Each such year leaves less that belongs to the owners.',
    profit_near_peak: 'Until profit comes back there is little to value the company by.',
    free_cash_yield: 'Cash flows out of the company and not to its owners.',
  },
  bull: {
    title: 'The case for it, its best point first',
    argument,
    right_title: 'What has to go right',
    right: (figures, year) =>
      `The annual report for ${year} decides it, by ${list(figures.map(lower))}.`,
    objection: (risk) => `The strongest objection remains: ${lower(risk)}.`,
    nothing:
      'These figures give an advocate no test that is passed well, so no case is made from them.',
  },
  bear: {
    title: 'The case against it, its worst point first',
    argument,
    price_title: 'What the price counts on',
    wrong_title: 'What would prove this wrong',
    wrong: (watched) => list(watched),
    nothing:
      'No test that could be made failed clearly, so a case against it would have to come from outside these figures.',
  },
}
