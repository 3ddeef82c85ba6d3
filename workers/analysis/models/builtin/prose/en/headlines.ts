/** Findings as bullet points: a few words and the figure that supports them. */
import type { Phrases } from '../../finding.ts'
import { dated, period } from './findings.ts'

const PACES = {
  faster: 'Growth picking up',
  slower: 'Growth fading',
  turned_down: 'Growth turned to decline',
  deeper: 'Decline quickening',
  milder: 'Decline easing',
  recovering: 'Decline stopped',
}

export const HEADLINES: Phrases = {
  growth_record: ({ cagr, pace }) =>
    `${{ fast: 'Very fast growth', strong: 'Strong growth', moderate: 'Steady growth', slow: 'Hardly any growth', shrinking: 'Shrinking revenue' }[pace]}${cagr ? `: ${cagr.ref} a year compounded` : ''}`,
  growth_year: ({ growth, direction }) =>
    `${{ up: 'Revenue growing', flat: 'Revenue standing still', down: 'Revenue falling' }[direction]}: ${dated(growth)}`,
  growth_pace: ({ recent, record, direction }) =>
    `${PACES[direction]}: ${dated(recent)} against ${record.ref} a year over the longer stretch`,
  growth_falls: ({ count, of, worst }) =>
    `Revenue fell in ${count} of ${of} years, at worst ${dated(worst)}`,
  growth_steady: ({ of }) => `No fall in revenue in ${of} years`,
  turning_quarter: ({ quarter, direction }) =>
    `Newest quarter ${{ reversed: 'against the year’s direction', faster: 'faster', slower: 'slower', fell_less: 'falling less', fell_more: 'falling more' }[direction]}: ${dated(quarter)}`,
  quarter_profit: ({ growth, net, fall }) =>
    fall === 'to_loss' || growth === null
      ? `A loss in the newest quarter: ${dated(net)}`
      : `Profit of the newest quarter ${fall === 'most' ? 'collapsed' : 'down'}: ${dated(growth)}`,
  part_growth: ({ revenue, direction }) =>
    `Revenue ${{ up: 'above', flat: 'level with', down: 'below' }[direction]} the same part of the year before: growth of ${dated(revenue)}`,
  bank_costs: ({ ratio, level }) =>
    `${{ lean: 'Lean', ordinary: 'Ordinary', heavy: 'Heavy' }[level]} costs for a bank: ${ratio.ref} of income`,
  bank_funding: ({ ratio, covered }) =>
    `Loans ${covered ? 'covered by' : 'above'} deposits: ${dated(ratio)}`,
  credit_cost: ({ ratio, level }) =>
    `${{ low: 'Low', ordinary: 'Ordinary', high: 'High' }[level]} provisions: ${ratio.ref} of average loans`,
  underwriting: ({ combined, profitable }) =>
    `Insuring ${profitable ? 'earns' : 'loses'} money: combined ratio ${dated(combined)}`,
  medical_losses: ({ loss, level }) =>
    `${{ low: 'Low', ordinary: 'Ordinary', high: 'High' }[level]} claims: ${loss.ref} of premiums`,
  trust_payout: ({ payout, covered }) =>
    `Dividends ${covered ? 'within' : 'above'} funds from operations: ${dated(payout)}`,
  profit_growth: ({ profit, revenue, way }) =>
    `${
      {
        ahead: 'Profit growing faster than revenue',
        behind: 'Profit growing more slowly than revenue',
        against: 'Profit holding up while revenue falls',
        lagging: 'Profit falling while revenue grows',
        fell_less: 'Profit falling less than revenue',
        fell_more: 'Profit falling more than revenue',
        rose_alone: 'Profit rising on flat revenue',
        fell_alone: 'Profit falling on flat revenue',
      }[way]
    }: ${profit.ref} against ${revenue.ref}`,
  profit_below_peak: ({ peak, now }) =>
    `Profit well under its high: ${dated(now)} against ${dated(peak)}`,
  profit_only: ({ now }) => `Net income of ${dated(now)}, the only result known`,
  loss: ({ now, count, of }) =>
    `${count === 1 ? 'Loss' : 'Losses'}: net income of ${dated(now)}${count > 1 ? `; ${count} of ${of} years in the red` : ''}`,
  margin_level: ({ margin, kind, level }) =>
    `${{ unproven: 'Unproven', exceptional: 'Exceptional', healthy: 'Healthy', ordinary: 'Ordinary', thin: 'Thin', negative: 'Negative' }[level]} ${kind} margin: ${dated(margin)}`,
  margin_trend: ({ span, kind, direction, below_zero }) =>
    `${direction === 'wider' ? (below_zero ? 'Improving' : 'Widening') : below_zero ? 'Worsening' : 'Narrowing'} ${kind} margin: ${span.from.ref} to ${span.to.ref} since ${period(span.from.period)}`,
  outside_income: ({ net, operating }) =>
    `Net income above operating income, so part of it came from outside the business: ${net.ref} against ${operating.ref}`,
  outside_quarter: ({ net, operating }) =>
    `Net income above operating income in a quarter of the trailing year: ${dated(net)} against ${operating.ref}`,
  research: ({ share_of, heavy }) =>
    `${heavy ? 'Heavy' : 'Notable'} research spending: ${share_of.ref}`,
  equity_return: ({ roe, level, geared }) =>
    `${{ high: 'High', good: 'Good', ordinary: 'Middling', low: 'Low', lost: 'Negative' }[level]} return on equity${geared ? ', driven by leverage' : ''}: ${dated(roe)}`,
  capital_return: ({ roic, level }) =>
    `${{ high: 'High return on invested capital', good: 'Return on invested capital above its usual cost', low: 'Return on invested capital under its usual cost', none: 'No return on invested capital' }[level]}: ${dated(roic)}`,
  cash_conversion: ({ now, level, weak, of }) =>
    ({
      full: `Profit backed by cash: operating cash flow ${now.ref} net income`,
      partial: `Profit mostly backed by cash: ${now.ref}`,
      weak: `Weak cash conversion in the newest year: ${now.ref}`,
      chronic: `Chronically weak cash conversion: ${weak} of ${of} years, now ${now.ref}`,
    })[level],
  accruals: ({ ratio }) => `High accruals: ${ratio.ref} of average assets`,
  free_cash: ({ now, margin, level }) =>
    level === 'negative'
      ? `Negative free cash flow: ${dated(now)}`
      : `Free cash flow of ${now.ref}${margin ? `, ${margin.ref} of revenue` : ''}`,
  reinvestment: ({ capex, depreciation }) =>
    `Capital expenditure ${capex.ref} against depreciation ${depreciation.ref}`,
  stock_pay: ({ pay }) => `Heavy pay in shares: ${pay.ref}`,
  payout: ({ free_cash, covered }) =>
    covered
      ? `Payouts covered by free cash flow of ${free_cash.ref}`
      : `Payouts above free cash flow of ${free_cash.ref}`,
  cash_at_hand: ({ cash, flow, level }) =>
    level === 'short'
      ? `Cash of ${cash.ref} against operating cash flow of ${flow.ref}`
      : `Cash at hand: ${dated(cash)}`,
  net_cash: ({ net, positive }) => `${positive ? 'Net cash' : 'Net debt'}: ${dated(net)}`,
  debt_load: ({ ratio, level }) =>
    `${{ light: 'Light', middling: 'Moderate', heavy: 'Heavy' }[level]} debt: ${ratio.ref} EBITDA`,
  interest: ({ cover, level }) =>
    `${{ ample: 'Ample', adequate: 'Adequate', tight: 'Tight', thin: 'Dangerously thin', none: 'No' }[level]} interest cover: ${cover.ref}`,
  liquidity: ({ ratio, level }) =>
    `${{ ample: 'Ample', adequate: 'Adequate', short: 'Short' }[level]} liquidity: current ratio ${ratio.ref}`,
  negative_equity: ({ equity, by_buybacks }) =>
    `Negative equity${by_buybacks ? ' after buybacks' : ''}: ${dated(equity)}`,
  goodwill: ({ goodwill, assets }) => `Much goodwill: ${goodwill.ref} of ${assets.ref} of assets`,
  liabilities: ({ ratio }) => `Narrow cushion: liabilities finance ${ratio.ref} of assets`,
  receivables: ({ span, rose, revenue }) =>
    `Receivables ${rose ? 'outgrowing revenue' : 'not coming down with revenue'}: ${span.from.ref} to ${span.to.ref}${revenue ? `, revenue growth ${revenue.ref}` : ''}`,
  inventory: ({ span, rose, revenue }) =>
    `Inventory ${rose ? 'outgrowing revenue' : 'not coming down with revenue'}: ${span.from.ref} to ${span.to.ref}${revenue ? `, revenue growth ${revenue.ref}` : ''}`,
  share_count: ({ change, direction }) =>
    `${{ fewer: 'Shrinking share count', more: 'Dilution', many_more: 'Heavy dilution' }[direction]}: ${dated(change)}`,
}
