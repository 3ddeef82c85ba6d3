/** Writes who owns the company, what insiders traded, and what was paid out or split. */
import type { Figure } from '#shared/contracts/analysis.ts'
import { cite } from '../finding.ts'
import type { Named } from '../prose/price-words.ts'
import { type Briefing, heading, type ModuleWriter, paragraph } from './common.ts'

const HOLDERS = [
  'top_holders_fraction',
  'institutions_fraction',
  'insiders_fraction',
  'pledged_fraction',
]
const INSIDERS = ['insider_net_value', 'insider_net_shares']
const ACTIONS = ['dividend', 'split']
const MOST_ACTIONS = 4

const named = (briefing: Briefing, figures: readonly Figure[]): Named[] =>
  figures.flatMap((figure) => {
    const point = figure.doubts?.length ? null : briefing.evidence.shown(figure.name, figure.period)
    return point ? [{ label: figure.label[briefing.language], cite: cite(point) }] : []
  })

export const writeOwnership: ModuleWriter = (briefing) => {
  const { context, pack, language } = briefing
  const words = pack.market
  const of = (names: readonly string[]) =>
    named(
      briefing,
      context.figures
        .filter(({ name }) => names.includes(name))
        .toSorted((a, b) => names.indexOf(a.name) - names.indexOf(b.name)),
    )
  const [first] = INSIDERS.map((name) => of([name])).filter((found) => found.length > 0)
  const [holders, insiders] = [of(HOLDERS), first ?? []]
  const actions = of(ACTIONS)
    .toSorted((a, b) => b.cite.period.localeCompare(a.cite.period))
    .slice(0, MOST_ACTIONS)
  const blocks = [
    ...(holders.length > 0 ? [heading(words.holders_title), words.holders(holders)] : []),
    ...(insiders.length > 0
      ? [
          heading(words.insiders_title),
          paragraph(language, [words.insiders(insiders), words.insiders_note]),
        ]
      : []),
    ...(actions.length > 0 ? [heading(words.actions_title), words.actions(actions)] : []),
  ]
  return blocks.length > 0 ? blocks : [pack.no_figures]
}
