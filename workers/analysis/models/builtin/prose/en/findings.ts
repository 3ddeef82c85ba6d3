/** Findings in English. Numbers appear only as citations, and thresholds only as words. */
import type { Cite, FindingData, Phrases, Stretch } from '../../finding.ts'
import { THRESHOLDS } from '../../thresholds.ts'
import { formFor, type Wordings } from '../forms.ts'

/** `6m` is six months, `1y` one year: how far a figure looks back. */
const WINDOW = /^(\d+)([my])$/
export const windowOf = (label: string): string => {
  const found = WINDOW.exec(label)
  if (!found) return label
  const [, count, unit] = found
  const word = unit === 'm' ? 'month' : 'year'
  return count === '1' ? `one ${word}` : `${count} ${word}s`
}
export const period = (label: string): string => {
  if (label.startsWith('TTM')) return 'the last twelve months'
  if (WINDOW.test(label)) return windowOf(label)
  const part = /^(\d{4})(Q[1-4]|H[12]|-9M)$/.exec(label)
  if (!part) return label
  return part[2] === '-9M' ? `the first nine months of FY${part[1]}` : `${part[2]} of FY${part[1]}`
}
const DAY = /^\d{4}-\d{2}-\d{2}$/
/** For example "{{roe@FY2025}} in FY2025". */
export const dated = ({ ref, period: label }: Cite): string =>
  `${ref} ${DAY.test(label) ? 'on' : WINDOW.test(label) ? 'over' : 'in'} ${period(label)}`
const join = (parts: (string | null | false)[]): string =>
  parts.filter((p) => p !== null && p !== false && p !== '').join(' ')

const PACES: Record<FindingData['growth_record']['pace'], Wordings> = {
  fast: [
    'a pace few companies keep up for long',
    'growth of a kind that competition usually ends',
    'far more than a maturing business can repeat',
  ],
  strong: [
    'well ahead of the economy around it',
    'faster than most markets grow',
    'a rate at which size builds up quickly',
  ],
  moderate: [
    'steady rather than fast growth',
    'the pace of a settled business',
    'growth that asks for patience',
  ],
  slow: [
    'barely more than inflation would give',
    'next to nothing once prices are taken out',
    'hardly growth at all in real terms',
  ],
  shrinking: [
    'the business is getting smaller',
    'there is less business than there was',
    'sales have gone backwards over the period',
  ],
}
const LEVELS = {
  unproven: 'a level that has yet to prove itself',
  exceptional: 'a level that needs pricing power or a cost position rivals cannot copy',
  healthy: 'a comfortable level that leaves room for a bad year',
  ordinary: 'an ordinary level: costs and prices have to be managed closely',
  thin: 'so thin that a small slip in price or volume would erase it',
  negative: 'so operations lose money',
}
/** Other words for the same levels. */
const OTHER_LEVELS = {
  unproven: LEVELS.unproven,
  exceptional: 'more than most businesses ever keep of what they sell',
  healthy: 'enough to absorb a poor year without a loss',
  ordinary: 'neither a cushion nor a worry, as long as costs stay in hand',
  thin: 'little enough for one bad contract or one price cut to undo',
  negative: LEVELS.negative,
}

/** What a margin says where it has to pay for buildings or networks first. */
const TRADES = {
  rents:
    'which rents leave after running costs and depreciation; it has to pay for the debt on the buildings',
  tariffs:
    'out of which the networks and plants have to be financed; regulators look at what they return',
}

const RETURNS: Record<FindingData['equity_return']['level'], Wordings> = {
  high: ['', ', more than most companies ever reach', ', high by any standard'],
  good: ['', ', a return that rewards owners for the risk', ', above what owners could ask for'],
  ordinary: [
    ', roughly what capital costs',
    ', about what owners could ask for, and no more',
    ', which pays for the capital and leaves little over',
  ],
  low: [
    ', less than shareholders could expect elsewhere for the risk',
    ', short of what the risk of a share should pay',
    ', too little to make growth worth paying for',
  ],
  lost: [
    ': the loss took that part of what belongs to the owners',
    ': that much of the owners’ equity went with the loss',
    ': the loss used up that part of equity',
  ],
}

/** A margin below zero gets better or worse; it cannot widen. */
const MOVED = {
  above: { wider: 'widened', narrower: 'narrowed' },
  below: { wider: 'improved', narrower: 'worsened' },
}

/** `Receivables rose from A to B, much faster than revenue`; or fell less than revenue. */
const stretched = (name: string, { span, rose, revenue, repeated }: Stretch): string =>
  `${name} ${rose ? 'rose' : 'went'} from ${span.from.ref} to ${span.to.ref}, ${rose ? 'much faster than revenue' : 'while revenue shrank much more'}${revenue ? ` (growth of ${revenue.ref})` : ''}${repeated ? ', as in the year before' : ''}.`

export const FINDINGS: Phrases = {
  growth_record: ({ cagr, span, pace, bought }) =>
    join([
      formFor(
        span.from,
        `Revenue went from ${dated(span.from)} to ${dated(span.to)}${cagr ? `, ${cagr.ref} a year compounded` : ''}: ${formFor(span.to, ...PACES[pace])}.`,
        `Where revenue was ${dated(span.from)}, it was ${dated(span.to)}${cagr ? ` (${cagr.ref} a year compounded)` : ''}: ${formFor(span.to, ...PACES[pace])}.`,
        `Revenue stood at ${dated(span.from)} and came to ${dated(span.to)}${cagr ? `; compounded that is ${cagr.ref} a year` : ''}, ${formFor(span.to, ...PACES[pace])}.`,
      ),
      bought &&
        `Part of it was bought: over the same years goodwill went from ${bought.from.ref} to ${bought.to.ref}.`,
    ]),
  growth_year: ({ growth, revenue, direction, broken, fallen, issued }) =>
    join([
      {
        up: `Revenue grew by ${dated(growth)}${revenue ? `, to ${revenue.ref}` : ''}`,
        flat: `Revenue stood still in ${period(growth.period)} (${growth.ref})${revenue ? `, at ${revenue.ref}` : ''}`,
        down: `Revenue fell in ${period(growth.period)} (growth of ${growth.ref})${revenue ? `, to ${revenue.ref}` : ''}`,
      }[direction],
      broken
        ? '; earlier years stand on another basis and are not compared with it.'
        : '; the filed years are too few to call it a trend.',
      fallen &&
        `The year before had brought growth of ${fallen.ref}, so much of this only makes that good.`,
      issued &&
        `In the same year the share count grew by ${issued.ref}: growth that comes with so many new shares is mostly an acquisition or fresh capital, and for an owner only what each share earns counts.`,
    ]).replace(' ;', ';'),
  growth_pace: ({ recent, record, direction }) =>
    ({
      faster: formFor(
        recent,
        `The newest year grew faster than that record (${dated(recent)} against ${record.ref}), so either demand has turned up or the base year was weak.`,
        `Growth has picked up of late: ${dated(recent)} against ${record.ref} a year over the longer stretch. A weak year before it would explain that as well as a better market.`,
        `Lately it ran ahead of its own record, with ${dated(recent)} against ${record.ref} a year over the longer stretch; that is no new pace yet.`,
      ),
      slower: formFor(
        recent,
        `The pace has since dropped: ${dated(recent)} against ${record.ref} a year over the longer stretch. An extrapolation of the record would flatter the company.`,
        `The record is better than the present: ${dated(recent)} against ${record.ref} a year over the longer stretch, and the present is what a buyer gets.`,
        `Momentum has gone out of it, with ${dated(recent)} against ${record.ref} a year over the longer stretch; the average of the record says too much.`,
      ),
      turned_down: `Growth has since turned to decline: ${dated(recent)} against ${record.ref} a year over the longer stretch.`,
      deeper: `The decline is quickening: ${dated(recent)} against ${record.ref} a year over the longer stretch.`,
      milder: `The decline is easing: ${dated(recent)} against ${record.ref} a year over the longer stretch.`,
      recovering: `The decline has stopped for now: ${dated(recent)} against ${record.ref} a year over the longer stretch.`,
    })[direction],
  growth_falls: ({ count, of, worst, latest }) =>
    latest
      ? `Sales have fallen in each of the newest ${count} of the ${of} years on record, most of all in ${period(worst.period)} (${worst.ref}).`
      : `Sales fell in ${count} of the ${of} years on record; the low point was ${dated(worst)}.${count * 3 >= of ? ' That makes revenue cyclical, and any single year a poor guide to the next.' : ''}`,
  growth_steady: ({ of, slowest }) =>
    formFor(
      slowest,
      `Revenue did not fall in any of ${of} years; even the slowest, ${period(slowest.period)}, came in at ${slowest.ref}.`,
      `In none of ${of} years did revenue fall: even the slowest, ${period(slowest.period)}, came in at ${slowest.ref}.`,
      `Revenue has held or grown throughout the ${of} years on record; even the slowest, ${period(slowest.period)}, came in at ${slowest.ref}.`,
    ),
  turning_quarter: ({ quarter, year, direction }) =>
    direction === 'reversed'
      ? `The newest quarter points the other way: ${dated(quarter)} year on year, against ${dated(year)}. The annual figures do not show this turn yet.`
      : direction === 'fell_less' || direction === 'fell_more'
        ? `The newest quarter fell ${direction === 'fell_less' ? 'less' : 'more'} than the year: ${dated(quarter)} year on year against ${dated(year)}.`
        : `The newest quarter runs ${direction} than the year: ${dated(quarter)} year on year against ${dated(year)}.`,
  quarter_profit: ({ growth, net, fall }) =>
    fall === 'to_loss'
      ? `The newest quarter ended in a loss: net income was ${dated(net)}. The year before it does not show that.`
      : `Profit of the newest quarter ${fall === 'most' ? 'collapsed' : 'fell'}: net income was ${dated(net)}${growth ? `, a change of ${growth.ref} against the same quarter of the year before` : ''}.`,
  part_growth: ({ revenue, profit, direction }) =>
    join([
      direction === 'flat'
        ? `Against the same part of the year before revenue stood still in ${period(revenue.period)} (${revenue.ref})`
        : `Against the same part of the year before revenue ${direction === 'up' ? 'grew' : 'shrank'} in ${period(revenue.period)} (growth of ${revenue.ref})`,
      profit ? `and net income moved by ${profit.ref}.` : '.',
    ]).replace(' .', '.'),
  profit_growth: ({ revenue, profit, way, compound, financial }) => {
    const rates = compound
      ? `over five years (${profit.ref} a year for net income, ${revenue.ref} for revenue)`
      : `in ${period(profit.period)} (${profit.ref} for net income, ${revenue.ref} for revenue)`
    if (financial)
      return {
        ahead: `Profit outgrew income ${rates}.`,
        behind: `Profit did not keep up with income ${rates}: costs or losses took more of it.`,
        against: `Profit held up while income fell ${rates}.`,
        lagging: `Profit fell while income rose ${rates}: costs or losses took more of it.`,
        fell_less: `Profit fell less than income ${rates}.`,
        fell_more: `Profit fell more than income ${rates}.`,
        rose_alone: `Profit rose on income that stood still ${rates}: costs or losses took less of it.`,
        fell_alone: `Profit fell on income that stood still ${rates}: costs or losses took more of it.`,
      }[way]
    return {
      rose_alone: `Profit rose on sales that stood still ${rates}: it came from costs, mix or charges that did not recur, and not from more business.`,
      fell_alone: `Profit fell on sales that stood still ${rates}: costs rose, or charges took a part of it.`,
      ahead: `Profit outgrew sales ${rates}: ${formFor(
        profit,
        'costs are spread over more revenue, or the mix has improved',
        'each sale leaves more than it did',
        'it does not need more sales to earn more, which cannot go on for ever',
      )}.`,
      behind: `Profit did not keep up with sales ${rates}: ${formFor(
        profit,
        'growth is being bought with margin, or costs rose that could not be passed on',
        'more is sold, and less of it is kept',
        'owners see less of the growth than customers and suppliers do',
      )}.`,
      against: `Profit held up while sales fell ${rates}: costs were cut, or the mix has improved; that has an end.`,
      lagging: `Profit fell while sales rose ${rates}: growth is being bought with margin, or costs rose that could not be passed on.`,
      fell_less: `Profit fell less than sales ${rates}.`,
      fell_more: `Profit fell more than sales ${rates}: costs did not come down with revenue.`,
    }[way]
  },
  profit_below_peak: ({ peak, now, rising }) =>
    rising === false
      ? `Net income of ${dated(now)} is more than a fifth under its high of ${dated(peak)}, and was still falling in the newest year.`
      : `Net income of ${dated(now)} is still more than a fifth under its high of ${dated(peak)}${rising ? '; a recovery is not yet a record' : ''}.`,
  profit_only: ({ now, before, direction }) =>
    join([
      `Of the income statement only the bottom line is known: net income of ${dated(now)}`,
      before && `, ${direction === 'up' ? 'up from' : 'down from'} ${dated(before)}`,
      '. Without revenue there is no telling whether that came from sales, from costs or from items that will not recur.',
    ]).replace(/ ([,.])/g, '$1'),
  loss: ({ now, count, of, since }) =>
    join([
      of === 1
        ? `The company lost money: net income was ${dated(now)}.`
        : count === 1
          ? `The bottom line was ${dated(now)}, a loss, the only one in ${of} years.`
          : `The company lost money: net income was ${dated(now)}, and ${count} of ${of} years ended in a loss.`,
      since
        ? `The losses have gone on since: net income of ${dated(since)}.`
        : count === 1 && of > 1
          ? 'Whether it was a one-off decides the case.'
          : 'Losses are paid for with cash, debt or new shares.',
    ]),
  margin_level: ({ margin, kind, level, gross, net, losses, of, trade }) =>
    join([
      `The ${kind} margin was ${dated(margin)}, ${
        level === 'negative' && kind === 'net'
          ? 'a loss after all costs'
          : trade === 'sales' || level === 'negative' || level === 'thin'
            ? formFor(margin, LEVELS[level], OTHER_LEVELS[level])
            : TRADES[trade]
      }.`,
      losses > 0 &&
        level !== 'negative' &&
        `It was below zero in ${losses} of the ${of} newest years.`,
      gross &&
        formFor(
          gross,
          `The gross margin, before overheads, was ${gross.ref}${net ? `; the net margin, after interest and tax, ${net.ref}` : ''}.`,
          `Before overheads the gross margin was ${gross.ref}${net ? `, and after interest and tax the net margin was ${net.ref}` : ''}.`,
          `On the way down from a gross margin of ${gross.ref}, overheads come first${net ? `; interest and tax then leave a net margin of ${net.ref}` : ''}.`,
        ),
      !gross && net && `The net margin, after interest and tax, was ${net.ref}.`,
    ]),
  margin_trend: ({ span, kind, direction, gross, cause, between, sales_up, below_zero }) =>
    join([
      `Since ${period(span.from.period)} the ${kind} margin has ${MOVED[below_zero ? 'below' : 'above'][direction]} from ${span.from.ref} to ${span.to.ref}${between ? `, by way of ${dated(between)}` : ''}.`,
      cause === 'gross' &&
        gross &&
        formFor(
          gross.to,
          `The gross margin moved the same way (${gross.from.ref} to ${gross.to.ref}), so the change lies in prices, mix and input costs rather than in overheads.`,
          `The gross margin moved the same way (${gross.from.ref} to ${gross.to.ref}), so overheads are not what changed it.`,
          `The gross margin moved the same way (${gross.from.ref} to ${gross.to.ref}), which leaves prices, mix and input costs as the reason.`,
        ),
      cause === 'against' &&
        gross &&
        `The gross margin moved the other way (${gross.from.ref} to ${gross.to.ref}), so the change came from overheads, or from charges that one of the years took.`,
      cause === 'absorbed' &&
        gross &&
        `The gross margin moved further the same way (${gross.from.ref} to ${gross.to.ref}): overheads ${direction === 'wider' ? 'took back a part of what prices, mix and input costs had brought' : 'were held down and made up for a part of it'}.`,
      cause === 'overheads' &&
        gross &&
        (direction === 'wider'
          ? `The gross margin explains little of it (${gross.from.ref} to ${gross.to.ref}): ${sales_up ? 'overheads grew more slowly than sales, which lasts only while sales grow' : 'overheads take less out of sales'}.`
          : `The gross margin does not explain it (${gross.from.ref} to ${gross.to.ref}): ${sales_up ? 'overheads are growing faster than sales' : 'overheads take more out of sales'}.`),
    ]),
  outside_income: ({ net, operating }) =>
    `Net income (${dated(net)}) exceeds operating income (${operating.ref}), although interest and tax lie between the two: gains from outside the business, a disposal or a tax credit, made up the difference. Return on equity, earnings per share and everything built on them flatter the year.`,
  outside_quarter: ({ net, operating }) =>
    `In ${period(net.period)} net income (${net.ref}) exceeded operating income (${operating.ref}): a gain from outside the business is in the trailing twelve months, and in every multiple built on them.`,
  research: ({ share_of, revenue, heavy }) =>
    `Research and development took ${share_of.ref} out of ${revenue.ref} of revenue, all of it charged against profit${heavy ? '. More than a tenth of sales is being spent on products that do not sell yet, so part of the cost is investment' : ''}.`,
  equity_return: ({ roe, level, parts, lent, geared, flattered }) =>
    join([
      `Return on equity was ${dated(roe)}${flattered ? '' : formFor(roe, ...RETURNS[level])}.`,
      lent &&
        `It takes a return on assets of ${lent.assets.ref} on assets of ${lent.multiplier.ref} equity${lent.multiplier.value >= THRESHOLDS.lever ? ': a small loss on the assets is a large one for the owners' : ''}.`,
      parts &&
        formFor(
          parts.margin,
          `It comes from a net margin of ${parts.margin.ref}, assets turned over ${parts.turnover.ref} a year and assets of ${parts.multiplier.ref} equity.`,
          `Taken apart: a net margin of ${parts.margin.ref}, asset turnover of ${parts.turnover.ref} and assets of ${parts.multiplier.ref} equity.`,
          `Behind it stand a net margin of ${parts.margin.ref}, asset turnover of ${parts.turnover.ref} and an equity multiplier of ${parts.multiplier.ref}.`,
        ),
      geared &&
        parts &&
        'The last of the three does most of the work: equity is thin, so the ratio says more about financing than about the business.',
      flattered &&
        'The gain from outside the business is in it, so it says little about the business.',
      parts &&
        !geared &&
        !flattered &&
        level === 'high' &&
        'No part of it rests on unusual leverage.',
    ]),
  capital_return: ({ roic, level }) =>
    level === 'none'
      ? formFor(
          roic,
          `Return on invested capital was ${dated(roic)}: what was invested earned nothing.`,
          `With a return on invested capital of ${dated(roic)}, lenders and owners together earned nothing.`,
          `Return on invested capital was ${dated(roic)}; the capital in it was used up and not paid for.`,
        )
      : level === 'low'
        ? formFor(
            roic,
            `Return on invested capital was ${dated(roic)}, below what most capital costs: growth at this rate adds size, not value.`,
            `Return on invested capital was ${dated(roic)}, which does not pay for the capital; the more is invested so, the less it is worth.`,
            `Lenders and owners together got a return on invested capital of ${dated(roic)}, too little for what capital costs.`,
          )
        : `Counting debt and equity alike, invested capital earned ${dated(roic)}${
            level === 'high'
              ? formFor(
                  roic,
                  ', far above its cost, so every unit reinvested at that rate creates value',
                  ', well above what capital costs; the limit is where to put more of it',
                  ', a return that makes growth worth more than dividends while it lasts',
                )
              : formFor(
                  roic,
                  ', above the usual cost of capital',
                  ', which pays for its capital and adds to it',
                  ', enough for growth to be worth something',
                )
          }.`,
  cash_conversion: ({ now, weak, of, level, profit, cash, outside }) =>
    join([
      formFor(
        now,
        `Operating cash flow was ${now.ref} net income in ${period(now.period)}${profit && cash ? ` (${cash.ref} against ${profit.ref})` : ''}.`,
        `In ${period(now.period)} operating cash flow came to ${now.ref} net income${profit && cash ? ` (${cash.ref} against ${profit.ref})` : ''}.`,
        `Operating cash flow stood at ${now.ref} net income in ${period(now.period)}${profit && cash ? ` (${cash.ref} against ${profit.ref})` : ''}.`,
      ),
      level === 'chronic' &&
        `It stayed under four fifths in ${weak} of ${of} years: profit keeps being booked before it is collected, and that has to be explained before the earnings are trusted.`,
      level === 'weak' &&
        outside &&
        'Gains from outside the business swell net income without being operating cash, so the ratio says little about collection.',
      level === 'weak' &&
        !outside &&
        'One weak year can be timing of collections or stock building; a second would not be.',
      level === 'partial' &&
        formFor(
          now,
          'Most of the profit arrives as cash, not quite all.',
          'A part of the profit had not come in as cash.',
          'Not all of what was booked has been collected.',
        ),
      level === 'full' &&
        (weak === 0
          ? formFor(
              now,
              `Earnings are backed by money${of > 1 ? `, and were in every one of ${of} years` : ''}.`,
              `What is booked as profit comes in as cash${of > 1 ? `, as it did in every one of ${of} years` : ''}.`,
              `Cash bore the profit out${of > 1 ? `, in every one of ${of} years` : ''}.`,
            )
          : `Earnings are backed by money now, though not in every one of ${of} years.`),
    ]),
  accruals: ({ ratio }) =>
    `Accruals, the part of net income that operating cash flow did not bear out, came to ${ratio.ref} of average assets.`,
  free_cash: ({ now, margin, level, negative, of }) =>
    join([
      level === 'negative'
        ? formFor(
            now,
            `After capital expenditure free cash flow was ${dated(now)}, so the business has to be financed from outside or from its reserves.`,
            `Free cash flow was ${dated(now)}: somebody else, or what was saved before, pays for the business.`,
            `Investment took more than operations brought: free cash flow was ${dated(now)}, and the gap has to be financed.`,
          )
        : formFor(
            now,
            `After capital expenditure ${now.ref} was left${margin ? `, ${margin.ref} of revenue` : ''}${level === 'high' ? ', an unusually large share' : level === 'low' ? ', a modest share' : ''}.`,
            `Free cash flow, what is left after capital expenditure, was ${now.ref}${margin ? `, or ${margin.ref} of revenue` : ''}${level === 'high' ? ', which is a great deal' : level === 'low' ? ', which is not much' : ''}.`,
            `Owners could have been paid free cash flow of ${now.ref}${margin ? ` (${margin.ref} of revenue${level === 'high' ? ', unusually much' : level === 'low' ? ', rather little' : ''})` : ''} without touching the business.`,
          ),
      level !== 'negative' &&
        negative > 0 &&
        `It was below zero in ${negative} of ${of} years, so it cannot be counted on in every one.`,
      level === 'negative' && negative > 1 && `That has been so in ${negative} of ${of} years.`,
    ]),
  reinvestment: ({ capex, depreciation, direction }) =>
    `${formFor(
      capex,
      `Capital expenditure was ${capex.ref}, depreciation and amortization ${depreciation.ref}`,
      `Beside depreciation and amortization of ${depreciation.ref} stands capital expenditure of ${capex.ref}`,
      `It spent ${capex.ref} on capital expenditure and wrote off ${depreciation.ref} in depreciation and amortization`,
    )}: ${
      {
        building:
          'the asset base is being built up, and depreciation will follow into the income statement.',
        shrinking: 'less is replaced than wears out, which lifts free cash flow for now.',
        even: 'about what is worn out is replaced.',
        acquired:
          'part of the latter writes off intangibles that came with acquisitions, which capital expenditure does not replace.',
      }[direction]
    }`,
  stock_pay: ({ pay, revenue }) =>
    `Staff were paid ${pay.ref} in shares on revenue of ${revenue.ref}. Cash flow leaves this cost out; shareholders bear it through dilution.`,
  payout: ({ dividends, buybacks, free_cash, covered }) => {
    const paid = [
      dividends && `dividends of ${dividends.ref}`,
      buybacks && `buybacks of ${buybacks.ref}`,
    ]
      .filter(Boolean)
      .join(' and ')
    return covered
      ? formFor(
          free_cash,
          `Owners got ${paid}, against free cash flow of ${free_cash.ref}. The year’s own cash covered it.`,
          `Out of free cash flow of ${free_cash.ref} came ${paid}; what the year earned in cash was enough for it.`,
          `Free cash flow was ${free_cash.ref}; paid to owners were ${paid}. Nothing had to be borrowed for it.`,
        )
      : formFor(
          free_cash,
          `Owners got ${paid}, against free cash flow of ${free_cash.ref}. That is more than the year brought in; the rest came from reserves or borrowing and cannot go on indefinitely.`,
          `Paid to owners were ${paid}, more than the free cash flow of ${free_cash.ref}: reserves or lenders paid the rest, which has an end.`,
          `Free cash flow of ${free_cash.ref} was not enough for ${paid}; what was missing came from savings or from debt.`,
        )
  },
  cash_at_hand: ({ cash, before, flow, level }) =>
    join([
      `Cash was ${dated(cash)}${before ? `, against ${before.ref} in ${period(before.period)}` : ''}, and operating cash flow was ${flow.ref}:`,
      {
        fed: 'the loss has not yet become an outflow from operations.',
        lasting: 'what is at hand outlasts two such years.',
        short:
          'what is at hand does not outlast two such years, so new money has to come from somewhere.',
      }[level],
    ]),
  net_cash: ({ net, positive, lent }) =>
    positive
      ? formFor(
          net,
          `Cash and securities exceed borrowings by ${dated(net)}, so the debt could be repaid from what is at hand.`,
          `Net cash was ${dated(net)}: lenders have no claim that cash and securities would not cover.`,
          `With net cash of ${dated(net)} it could pay off all that it has borrowed.`,
        )
      : lent
        ? `Borrowings exceed cash and securities (net cash ${dated(net)}), and loans of ${lent.ref} stand against them: a part of the company borrows to lend, and its debt is as good as those who owe to it.`
        : `Borrowings exceed cash and securities (net cash ${dated(net)}); without earnings before interest, tax and depreciation there is no telling how heavy that is.`,
  debt_load: ({ ratio, level, debt }) =>
    `Net debt is ${ratio.ref} a year’s earnings before interest, tax and depreciation${debt ? ` (total debt ${debt.ref})` : ''}, ${
      {
        light: formFor(ratio, 'a light load.', 'little enough to be paid off soon.', 'no burden.'),
        middling: formFor(
          ratio,
          'a load that ordinary years carry and a bad one would strain.',
          'bearable as long as profit holds.',
          'which asks for years without surprises.',
        ),
        heavy: formFor(
          ratio,
          'a heavy load: refinancing terms matter as much as the business.',
          'so much that lenders decide with the owners.',
          'which leaves owners what creditors do not take.',
        ),
      }[level]
    }`,
  interest: ({ cover, level }) =>
    level === 'none'
      ? `Operations made no profit to pay interest from (cover ${cover.ref}).`
      : `Operating profit covers interest ${cover.ref}, ${
          {
            ample: formFor(
              cover,
              'so higher rates would hardly be felt.',
              'so interest is no question.',
              'more than lenders ask for.',
            ),
            adequate: formFor(
              cover,
              'enough for an ordinary downturn.',
              'which an ordinary recession would not exhaust.',
              'enough to come through a poor year.',
            ),
            tight: 'which leaves little for a downturn.',
            thin: 'which leaves next to nothing: a modest fall in profit would put the debt in question.',
          }[level]
        }`,
  liquidity: ({ ratio, level, cash_rich }) =>
    `Current assets are ${ratio.ref} current liabilities${
      level === 'short'
        ? cash_rich
          ? '. Under one sounds tight, but a business that collects cash as reliably as this one can run on its suppliers’ and customers’ money.'
          : ': what falls due within the year exceeds what is at hand, and cash flow does not make up for it.'
        : level === 'ample'
          ? formFor(
              ratio,
              ', so the coming year’s bills are covered with room to spare.',
              ', far more than falls due within the year.',
              ', and nothing that falls due soon would press it.',
            )
          : formFor(
              ratio,
              ', enough for the coming year as long as they can be turned into cash.',
              ', which covers what falls due, though not by much.',
              ', sufficient if customers pay and stock is sold.',
            )
    }`,
  bank_costs: ({ ratio, level }) =>
    `In ${period(ratio.period)} running the bank took ${ratio.ref} of its income before provisions, ${
      {
        lean: 'which is lean: most of what it earns is left to bear losses and to keep.',
        ordinary: 'an ordinary share for a bank.',
        heavy: 'a heavy share: little is left to bear losses on loans.',
      }[level]
    }`,
  bank_funding: ({ ratio, covered }) =>
    `Loans stand at ${ratio.ref} of deposits${covered ? ', so customers’ money pays for all of them.' : ', so a part of them is paid for in the money market, which asks a price and can close.'}`,
  credit_cost: ({ ratio, provision, level }) =>
    `In ${period(ratio.period)} provisions took ${ratio.ref} of average loans${provision ? ` (${provision.ref})` : ''}, ${
      {
        low: 'little; whether it is enough shows in the next downturn.',
        ordinary: 'an ordinary cost of lending.',
        high: 'a high cost: borrowers are failing, or are expected to.',
      }[level]
    }`,
  underwriting: ({ combined, loss, expense, profitable }) =>
    `The combined ratio was ${dated(combined)} (claims ${loss.ref}, expenses ${expense.ref} of premiums): ${profitable ? 'insuring earned money before any income from investments.' : 'insuring cost more than the premiums brought, and income from investments has to make up for it.'}`,
  medical_losses: ({ loss, level }) =>
    `In ${period(loss.period)} claims took ${loss.ref} of premiums, ${
      {
        low: 'a low share; rules on the least share that has to be paid out set a limit to it.',
        ordinary: 'an ordinary share for a health insurer.',
        high: 'a high share: prices have not kept up with the cost of care.',
      }[level]
    }`,
  trust_payout: ({ payout, funds, covered }) =>
    `In ${period(payout.period)} dividends took ${payout.ref} of funds from operations${funds ? ` (${funds.ref})` : ''}, ${covered ? 'so they are covered by what the buildings bring in.' : 'more than the buildings bring in: the rest came from sales, borrowing or new shares.'}`,
  negative_equity: ({ equity, by_buybacks }) =>
    `Equity is below zero (${dated(equity)}). ${by_buybacks ? 'Buybacks account for more than the shortfall, so this is a choice of financing rather than the trace of losses; it still leaves no cushion.' : 'Liabilities exceed assets: past losses have used up what owners put in.'}`,
  goodwill: ({ goodwill, assets }) =>
    `Goodwill makes up ${goodwill.ref} of ${assets.ref} of assets: the price of past acquisitions, which disappears at a stroke if they disappoint.`,
  liabilities: ({ ratio }) =>
    `Liabilities finance ${ratio.ref} of assets, which leaves owners a narrow cushion.`,
  receivables: (stretch) =>
    join([
      stretched('Receivables', stretch),
      stretch.days && `Customers now take ${stretch.days.ref} to pay.`,
      stretch.rose
        ? 'Sales may have been pulled forward on easier terms, or collection has slowed.'
        : 'What is owed did not come down with sales: collection has slowed.',
    ]),
  inventory: (stretch) =>
    join([
      stretched('Inventory', stretch),
      stretch.days && `Stock now covers ${stretch.days.ref} of sales at cost.`,
      stretch.rose
        ? 'Either supply is being built up for expected sales or goods are not moving; in the second case write-downs follow.'
        : 'Stock did not come down with sales; if it is not sold, write-downs follow.',
    ]),
  share_count: ({ change, direction, turned, since, years, eps, profit }) =>
    join([
      direction === 'fewer'
        ? `The share count is down over ${years} ${years === 1 ? 'year' : 'years'}, most of all by the change of ${dated(change)}${turned ? `; in the newest year it moved the other way (${turned.ref})` : formFor(change, ', so each remaining share owns more of the company', ', and what is earned is shared among fewer', ': fewer shares have a claim on what it earns')}.`
        : since
          ? `The share count has grown over ${years} years, most of all by ${dated(change)}; since then it has hardly moved (${dated(since)}).`
          : `The share count has grown over ${years} ${years === 1 ? 'year' : 'years'}, most of all by ${dated(change)}${direction === 'many_more' ? formFor(change, '; in all a heavy dilution', '; a holder who stood by owns far less of it') : formFor(change, ', which dilutes holders', ', so each share owns a little less', ', a cost that no statement of income shows')}${turned ? `; in the newest year it moved the other way (${turned.ref})` : ''}.`,
      eps &&
        profit &&
        `Over five years earnings per share compounded at ${eps.ref} a year and net income at ${profit.ref}; the difference is this effect.`,
    ]),
}
