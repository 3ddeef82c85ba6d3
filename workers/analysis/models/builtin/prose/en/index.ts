/** English: the text of the modules around the findings. */
import { MARKET } from './market.ts'
import { PRICE } from './price.ts'
import { RATING } from './rating.ts'
import type { Cite } from '../../finding.ts'
import type { Pack } from '../pack.ts'
import { dated, FINDINGS, period } from './findings.ts'
import { HEADLINES } from './headlines.ts'
import { SOURCES, WHAT, list, lower, reasonOf, times } from './words.ts'

export const EN: Pack = {
  findings: FINDINGS,
  headlines: HEADLINES,
  period,
  names: {
    operating_margin: 'operating margin',
    net_margin: 'net margin',
    gross_margin: 'gross margin',
    roe: 'return on equity',
    roic: 'return on invested capital',
    cash_conversion: 'cash conversion',
    free_cash_flow: 'free cash flow',
    net_cash: 'net cash',
    interest_cover: 'interest cover',
    current_ratio: 'current ratio',
    epv_per_share: 'Earnings power value per share',
    dcf_per_share: 'Discounted cash flow value per share',
    book_value_per_share: 'book value per share',
  },
  missing_title: 'What cannot be said',
  missing: (items) => {
    const groups = Map.groupBy(items, (i) => reasonOf(i.reason))
    return `${[...groups].map(([reason, group]) => `- ${list(group.map((g) => lower(g.label)))}: ${reason}`).join('\n')}`
  },
  breaks_title: 'Where the record breaks',
  broken: ({ from, to, reason }, names, more) =>
    `${list([...names.map((name, i) => (i === 0 ? name : lower(name))), ...(more ? ['other figures'] : [])])}: ${
      {
        restated: `${period(to)} was filed again with another value, ${period(from)} was not, so the two stand on different bases`,
        line: `${period(to)} is now filed under another line than ${period(from)}`,
        currency: `${period(from)} is in another currency than ${period(to)}`,
        standard: `${period(from)} follows another accounting standard than ${period(to)}`,
        consolidation: `only one of ${period(from)} and ${period(to)} is consolidated`,
      }[reason]
    }. No growth, average or rate is taken across.`,
  doubt_title: 'What is in doubt',
  doubts: (items, more) =>
    [
      ...items.map(
        (d) =>
          `- ${list(d.figures.map((name, i) => (i === 0 ? name : lower(name))))}${d.periods.length ? ` of ${list([...d.periods.map(period), ...(d.earlier ? ['earlier periods'] : [])])}` : ''} failed the check “${d.check}”, so nothing is concluded from ${d.figures.length > 1 ? 'them' : 'it'}${d.resting.length ? ` or from what rests on ${d.figures.length > 1 ? 'them' : 'it'}: ${list([...d.resting.map(lower), ...(d.more ? ['other figures'] : [])])}` : ''}.`,
      ),
      ...(more
        ? ['- Further figures failed a check as well; they are marked where they stand.']
        : []),
    ].join('\n'),
  check_named: (check) => `“${check}”`,
  doubts_told: 'The figures in doubt that are named above are not used here either.',
  doubted: (label) => `${label} is in doubt, so it is not used here.`,
  no_figures:
    'There are no annual results among the figures supplied, so there is nothing to analyse.',
  young: (basis, of) =>
    basis === 'twelve_months'
      ? 'No annual report is among the figures yet. What follows rests on the last twelve months, the sum of four quarters, and on the newest balance sheet; there is no year to compare them with.'
      : `No annual report is among the figures yet, nor are four quarters: what follows rests on ${of} alone. A part of a year may carry a season.`,
  sparse: (known) =>
    `${known[0] ? `Of ${period(known[0].cite.period)} only ${list(known.map((k) => `${lower(k.label)} (${k.cite.ref})`))} ${known.length === 1 ? 'is' : 'are'} known` : 'Next to nothing is known of the newest year'}: too little to judge growth, profitability, cash or the balance sheet by.`,
  item: 'Item',
  profile: {
    basis_title: 'What this rests on',
    basis: (b) =>
      `${b.company} (${b.id}) reports in ${b.currency}. ${b.first && b.last ? (b.first === b.last ? `The figures cover ${b.first} alone` : `The figures cover ${b.years} fiscal years, ${b.first} to ${b.last}`) : 'The figures cover no full fiscal year'}${b.gaps.length > 0 ? `, without ${list(b.gaps)}` : ''}${b.recorded ? '' : `, as known on ${b.as_of}`}. ${b.recorded ? `They come from data recorded earlier, not from a live reading${b.newest ? `; their newest period ends on ${b.newest}` : ''}.` : `They come from ${SOURCES[b.provider] ?? b.provider}.`}`,
    late: ({ years, after }) =>
      years.length > 0
        ? `Of ${list(years.map(period))} no annual report is among the figures, although later figures are; what is said of the newest year is said of ${period(after)}.`
        : `No annual report after ${period(after)} is among the figures, although one should have been published by now; what is said of the newest year is said of ${period(after)}.`,
    balances: ({ assets, equity, loans, deposits }) => {
      const known = [
        assets && `assets of ${assets.ref}`,
        equity && `equity of ${equity.ref}`,
        loans && `loans of ${loans.ref}`,
        deposits && `deposits of ${deposits.ref}`,
      ].filter((p) => p !== null)
      const of = assets ?? equity
      return of && known.length > 0
        ? [`Its balance sheet is known: ${list(known)} (${period(of.period)}).`]
        : []
    },
    scale_title: 'Scale and shape',
    scale: ({ revenue, profit, assets, equity, loss, isYear, isOfYear }) => {
      const parts = [
        revenue && `revenue of ${isYear ? revenue.ref : dated(revenue)}`,
        profit &&
          `${loss ? 'a net loss (net income of ' : 'net income of '}${profit.ref}${loss ? ')' : ''}`,
      ].filter((p) => p !== null)
      const balance = [
        assets && `assets of ${assets.ref}`,
        equity && `equity of ${equity.ref}`,
      ].filter((p) => p !== null)
      const of = (revenue ?? profit)?.period ?? null
      const first = parts.length
        ? `${isYear && of !== null ? period(of) : 'The period'} brought ${list(parts)}${isYear || of === null || revenue ? '' : ` in ${period(of)}`}.`
        : ''
      return `${first}${balance.length ? `${first ? ' ' : ''}The balance sheet${isOfYear || !(assets ?? equity) ? '' : `, of a later day (${(assets ?? equity)?.period}),`} shows ${list(balance)}.` : ''}`
    },
    traits: {
      bank: (p, w) =>
        `Loans are ${p.ref} of ${w.ref} of assets: in good part this is a lender, for which ratios built for industrial companies have to be read with care.`,
      plant: (p, w) =>
        `Plant and equipment make up ${p.ref} of ${w.ref} of assets: a capital-heavy business, in which volume decides whether fixed costs are earned.`,
      stock: (p, w) =>
        `Inventory ties up ${p.ref} of ${w.ref} of assets, so misjudged demand shows up as write-downs.`,
      credit: (p, w) =>
        `Customers owe ${p.ref}, a large part of ${w.ref} of assets: sales are made on credit, and who pays matters as much as who buys.`,
      cash: (p, w) =>
        `Cash is ${p.ref} of ${w.ref} of assets: what is done with it shapes the return as much as operations do.`,
      acquired: (p, w) =>
        `Goodwill of ${p.ref} in ${w.ref} of assets says that much of the company was bought rather than built.`,
      research: (p, w, loss) =>
        `Research takes ${p.ref} of ${w.ref} of revenue: the next products are being paid for ${loss ? 'before there is a profit to pay from' : "out of today's profit"}.`,
      software_like: (p, w, loss) =>
        `Gross profit is ${p.ref} on ${w.ref} of revenue: making one more unit costs little${loss ? ', but overheads take more than that leaves' : ', so growth falls through to profit'}.`,
      low_markup: (p, w) =>
        `Gross profit is only ${p.ref} on ${w.ref} of revenue: the business lives on volume rather than on markup.`,
    },
    some_costs: (revenue, known) =>
      `Of the costs against ${revenue.ref} of revenue these are known: ${list(known.map((l) => `${lower(l.label)} (${l.cite.ref})`))}.`,
    costs: (revenue, largest) =>
      `Of ${revenue.ref} of revenue the largest claims are ${list(largest.map((l) => `${lower(l.label)} (${l.cite.ref})`))}.`,
    record_title: 'The record',
    shares: (s) => `The count of shares was ${s.ref} (${period(s.period)}).`,
    weighted_shares: (s) =>
      `No count of shares is at hand; the weighted average, diluted, was ${s.ref} (${period(s.period)}).`,
    limits: (industry) =>
      `${industry ? `The industry is given as ${industry}. ` : ''}Products, segments, customers and management are not in the statements’ figures, so nothing is said about them here.`,
  },
  fundamental: {
    summary: {
      strength: (h) => `**Strongest point.** ${h}.`,
      concern: (h) => `**Main concern.** ${h}.`,
      neither:
        'The figures at hand show neither a clear strength nor a clear concern, mostly because there are few of them.',
    },
    topics: {
      growth: 'Growth',
      profitability: 'Profitability and returns',
      cash: 'Cash',
      balance: 'Balance sheet',
      owners: 'What owners get',
    },
    record_title: 'Ratios year by year',
    interim_title: 'Since then',
    interim: (p, items) =>
      `The newest figures are for ${p}, part of a year only: ${list(items.map((i) => `${lower(i.label)} of ${i.cite.ref}`))}.`,
    flags_title: 'Red flags',
    flags: (n) =>
      n === 1
        ? 'One point calls for an explanation before the rest is relied on:'
        : `${n} points call for an explanation before the rest is relied on:`,
    no_flags: (run) =>
      run.length
        ? `The tests that these figures allow found nothing to flag. They looked for ${list(run)}.`
        : 'No test for red flags could be run on these figures; that is no clean bill of health.',
    flags_unmade: (tests) => `Not tested: ${list(tests)}.`,
    flags_inapplicable: (tests) => `No tests for a company of this kind: ${list(tests)}.`,
    flag_tests: {
      outside_income: 'profit from outside the business',
      loss: 'losses',
      cash_conversion: 'profit without cash',
      free_cash: 'cash burn',
      receivables: 'receivables outrunning sales',
      inventory: 'stock outrunning sales',
      negative_equity: 'negative equity',
      debt_load: 'heavy net debt',
      interest: 'thin interest cover',
      goodwill: 'excess goodwill',
      share_count: 'heavy dilution',
    },
  },
  price: PRICE,
  market: MARKET,
  rating: RATING,
  valuation: {
    no_price: 'No live price is at hand; what a share is worth here rests on filed figures alone.',
    other_currency: (reporting, quoted) =>
      `These values are in ${reporting}, in which the company reports; its shares are quoted in ${quoted}. A price has to be translated at the rate of its day before it is held against them.`,
    basis_title: 'What a share earns',
    earnings: (eps) => `Earnings per share were ${dated(eps)}.`,
    with_gain:
      'A gain from outside the business is in them, and in every multiple of them; it will not recur by itself.',
    loss: (eps) =>
      `Earnings per share were ${dated(eps)}, a loss, so prices at multiples of earnings have no meaning.`,
    normal_margin: (normal, now, relation) =>
      `Over recent years the EBIT margin averaged ${normal.ref}${
        now && relation
          ? {
              above: `; at ${now.ref} the newest figure is well above that, and values built on it would assume the best of times`,
              below: `; at ${now.ref} the newest figure is well below that, so an average assumes a recovery`,
              near: `, close to the newest ${now.ref}, so an ordinary year is being valued`,
              loss: `, and the newest was ${now.ref}; there is no margin to value the company by`,
            }[relation]
          : ''
      }.`,
    nothing:
      'The figures hold neither earnings per share nor what a value per share needs, so none is given.',
    value_title: 'What it is worth on those figures',
    epv: (epv) =>
      `If today's earning power lasted for ever without growing, a share would be worth ${epv.ref}: average margin on current revenue, after tax, capitalised, with net cash added.`,
    no_normal_profit: (n) =>
      `An earnings power value cannot be given, because the average margin of recent years (${n.ref}) leaves no profit to capitalise.`,
    dcf: (dcf, growth) =>
      `Discounting free cash flow${growth ? ` that first grows at ${growth.ref} a year and then slows` : ''} gives ${dcf.ref}.`,
    gap: {
      close: (epv, dcf) =>
        `The two agree closely (${epv.ref} and ${dcf.ref}): the value rests on what is already earned, little of it on growth.`,
      cash: (epv, dcf) =>
        `Cash flow supports less (${dcf.ref}) than earnings do (${epv.ref}): profit is being tied up in investment or working capital, and the lower figure is the safer one.`,
    },
    growth_check: {
      bolder: (a, r) =>
        `The assumed ${a.ref} is more than revenue now manages (${dated(r)}); the result leans on an acceleration, on wider margins or on fewer shares.`,
      cautious: (a, r) =>
        `The assumed ${a.ref} is under what revenue now manages (${dated(r)}); a pace like that is not assumed to last.`,
      in_line: (a, r) =>
        `The assumed ${a.ref} is in line with what revenue now does (${dated(r)}).`,
    },
    capped: (s) =>
      `Out of retained profit alone the company could sustain growth of ${dated(s)}; more would need capital from elsewhere or rising returns.`,
    book: {
      franchise: (_, b) =>
        `Earning power is worth far more than the book value of ${b.ref} a share: the difference is a franchise the balance sheet does not show, and it has to be defended.`,
      near: (_, b) =>
        `Earning power is worth about what the assets cost (book value ${b.ref} a share): returns match the cost of capital, and growth adds little.`,
      thin: (_, b) =>
        `A book value of ${b.ref} a share is no measure of it: equity is thin, so what earning power is worth above it says little.`,
      below: (e, b) =>
        `Earning power (${e.ref}) falls short of the book value of ${b.ref} a share: the assets earn less than they should.`,
    },
    multiples_title: 'Prices at multiples of earnings',
    equity: (book, roe) =>
      `A company of this kind is worth what its equity earns: book value a share was ${dated(book)}${roe ? `, on a return on equity of ${dated(roe)}` : ''}. Paying more than book value is for returns above the cost of equity.`,
    other_measures: {
      financial:
        'Earnings power and discounted free cash flow are no measures of a lender or an insurer, whose cash flows are its stock in trade.',
      trust:
        'Earnings power is no measure of a property trust, whose depreciation is not paid in cash; funds from operations take its place.',
      other: 'Earnings power and discounted free cash flow are no measures of this company.',
    },
    multiples: (of) =>
      `For orientation, what a share would cost at round multiples of earnings (${of}):`,
    multiple: times,
    place: (what, { above, below }) =>
      `${WHAT[what]} ${above === null && below !== null ? `lies under the price at ${times(below)}` : above !== null && below === null ? `lies over the price at ${times(above)}` : above !== null && below !== null ? `lies between the prices at ${times(above)} and ${times(below)}` : 'cannot be placed among them'}.`,
    reading_title: 'Holding a price against it',
    reading: {
      both: (low, high) =>
        `Under ${low?.ref} a price asks for no more than the figures already support, and a margin of safety begins there. Between that and ${high?.ref} it depends on the assumptions. Above ${high?.ref} the price counts on growth or returns beyond those assumed.`,
      epv: (low) =>
        `Only the value without growth could be had. A price under ${low?.ref} asks for nothing beyond present earnings; the part above it has to be justified by growth these figures cannot confirm.`,
      dcf: (low) =>
        `Only the cash flow value could be had, and it hangs on its growth assumption: a price near ${low?.ref} leaves no room for a shortfall.`,
      equity: () =>
        'A price is held against that book value: how many times of it the return on equity bears out.',
    },
    leftover: (label, value) =>
      `${label} comes to ${value.ref}, next to nothing: debt takes nearly all of what the business is worth by that method, so it is no measure of a share.`,
    absent: (label, reason) => `${label} cannot be given: ${reasonOf(reason)}.`,
  },
  conclusion: {
    verdict_title: 'Verdict',
    too_early: 'A verdict waits for the first annual report.',
    watch_doubt:
      'What clears up the figures in doubt comes first: the filing itself, or the next one that states them again.',
    watch_missing:
      'A verdict needs a full set of statements: without a balance sheet and a cash flow statement beside the result, neither the quality of profit nor the ability to pay can be judged.',
    value_title: 'Value',
    value: (low: Cite, high: Cite | null) =>
      high
        ? `The figures support between ${low.ref} and ${high.ref} a share; without a live price, whether that is cheap or dear stays open.`
        : `The figures support about ${low.ref} a share; without a live price, whether that is cheap or dear stays open.`,
    no_value: 'No value per share could be had from these figures, and no live price is at hand.',
    watch_title: 'What would change this view',
    watch: {
      outside_income: 'earnings without gains from outside the business',
      outside_quarter: 'a trailing year without gains from outside the business',
      growth_record: 'revenue growing again',
      cash_at_hand: 'where the next cash comes from',
      growth_year: 'revenue rising again, and for more than one quarter',
      growth_pace: 'whether the change of pace lasts',
      turning_quarter: 'whether the next quarter confirms the turn',
      quarter_profit: 'the profit of the next quarter',
      profit_growth: 'profit growing at least as fast as revenue again',
      profit_below_peak: 'profit back at its former high',
      loss: 'a return to profit without one-off gains',
      margin_level: 'a margin that withstands a weak year',
      margin_trend: 'the margin holding at its present level',
      equity_return: 'a return on equity that does not rest on leverage',
      capital_return: 'returns on new investment above those on the old',
      cash_conversion: 'operating cash flow catching up with profit over a full year',
      accruals: 'accruals unwinding into cash',
      free_cash: 'free cash flow turning positive after investment',
      stock_pay: 'pay in shares growing more slowly than revenue',
      payout: 'payouts brought back within free cash flow',
      part_growth: 'the growth of a whole year',
      bank_costs: 'costs growing more slowly than income',
      bank_funding: 'deposits growing faster than loans',
      credit_cost: 'provisions back at an ordinary level',
      underwriting: 'a combined ratio below its break-even',
      medical_losses: 'premiums catching up with claims',
      trust_payout: 'dividends within funds from operations',
      debt_load: 'net debt falling through cash flow rather than asset sales',
      interest: 'interest cover rising well clear of its present level',
      liquidity: 'short-term obligations refinanced on longer terms',
      negative_equity: 'equity rebuilt from retained profit',
      goodwill: 'the outcome of the next impairment test',
      liabilities: 'a thicker cushion of equity',
      receivables: 'receivables growing no faster than revenue again',
      inventory: 'inventory sold through without write-downs',
      share_count: 'an end to the growth of the share count',
      growth_falls: 'revenue without further falls',
    },
    watch_told:
      'The points that are named in the case against it, as the next filings settle them.',
    watch_operating_loss: 'operations earning money again',
    watch_default:
      'With no concern of weight in the figures, the next filing’s growth, margin and cash conversion are the points to check first.',
    needs_missing: (titles) => `This conclusion was reached without: ${list(titles)}.`,
    disclaimer: 'This is an analysis of filed figures by stated rules, not advice to buy or sell.',
  },
  generic: {
    intro: (title, count) =>
      `${title}: what ${count} reported or derived ${count === 1 ? 'figure shows' : 'figures show'}.`,
    newest_title: (p) => `Largest movements in ${p}`,
    rose: (label, now, before) => `${label} rose from ${before.ref} to ${now.ref}`,
    fell: (label, now, before) => `${label} fell from ${before.ref} to ${now.ref}`,
  },
}
