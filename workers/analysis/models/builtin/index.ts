/**
 * `builtin` is an analyst that works by rules. It reads the figures, finds what they show, and
 * describes it in English or Chinese. It needs no key and no network, and writes the same text for
 * the same figures every time.
 */
import { fail } from '#shared/contracts/problem.ts'
import { type Model, type ModelRequest, NO_TOKENS } from '../model.ts'
import { evidenceOf } from './evidence.ts'
import { writeBearCase, writeBullCase } from './modules/cases.ts'
import type { ModuleWriter } from './modules/common.ts'
import { writeConclusion } from './modules/conclusion.ts'
import { writeFundamental } from './modules/fundamental.ts'
import { writeGeneric } from './modules/generic.ts'
import { writeMarket } from './modules/market.ts'
import { writeNews } from './modules/news.ts'
import { writeOwnership } from './modules/ownership.ts'
import { writePeers } from './modules/peers.ts'
import { writeProfile } from './modules/profile.ts'
import { writeRisks } from './modules/risks.ts'
import { writeValuation } from './modules/valuation.ts'
import { EN } from './prose/en/index.ts'
import { ZH } from './prose/zh/index.ts'
import { ratingOf, testsOf } from './rating.ts'
import { allFindings } from './rules/index.ts'

const WRITERS = new Map<string, ModuleWriter>([
  ['profile', writeProfile],
  ['fundamental_analysis', writeFundamental],
  ['valuation', writeValuation],
  ['market', writeMarket],
  ['peers', writePeers],
  ['news', writeNews],
  ['ownership', writeOwnership],
  ['risks', writeRisks],
  ['bull_case', writeBullCase],
  ['bear_case', writeBearCase],
  ['conclusion', writeConclusion],
])

type ModuleInput = NonNullable<ModelRequest['input']>

/** Writes the Markdown of a module as a list of blocks. */
export const writeModule = ({ module, language, context }: ModuleInput): string[] => {
  const evidence = evidenceOf(context.figures, context.reporting_currency, context.breaks)
  const rating = ratingOf(context)
  const tests = testsOf(rating)
  const write = WRITERS.get(module.id) ?? writeGeneric
  return write({
    evidence,
    findings: allFindings(evidence, tests),
    pack: language === 'zh' ? ZH : EN,
    language,
    context,
    module,
    needs: context.needs,
    rating,
    kind: tests.kind,
  })
}

export const builtinModel: Model = {
  kind: 'builtin',
  name: 'builtin',
  async *stream({ input }) {
    if (!input) {
      const outcome = fail('model_bad_request', 'The rule analyst writes modules of reports only.')
      return yield { type: 'end', outcome, tokens: NO_TOKENS }
    }
    for (const [i, block] of writeModule(input).entries())
      yield { type: 'delta', text: i === 0 ? block : `\n\n${block}` }
    yield { type: 'end', outcome: { ok: true, finish: 'stop' }, tokens: NO_TOKENS }
  },
}
