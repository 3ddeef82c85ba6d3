/**
 * POST /api/v1/screens/translate: a sentence as the text of a screen. The rules come first; what
 * they leave open is asked of the configured model. Nothing is run.
 */
import type { AggregatorContract } from '#shared/contracts/aggregator.ts'
import { analysisContract } from '#shared/contracts/analysis.ts'
import { ok, type Result } from '#shared/contracts/problem.ts'
import type { HandlerInput, ResponseOf } from '#shared/contracts/route.ts'
import type { Handled } from '#shared/http/app.ts'
import { createClient } from '#shared/http/client.ts'
import { translate } from '#shared/screen/translate.ts'
import type { Env } from '../env.ts'
import { fieldsToRead } from '../screens/run/fields.ts'
import { industriesKnown } from '../screens/run/industries.ts'
import { withScreens } from './screen-run.ts'

type TranslatedScreen = ResponseOf<AggregatorContract['translateScreen']>

export const translateScreen = async (
  input: HandlerInput<AggregatorContract['translateScreen']>,
  env: Env,
): Promise<Handled<AggregatorContract['translateScreen']>> => {
  const { sentence, language } = input.body
  const fields = fieldsToRead()
  const known = await withScreens(env, input, async ({ db, config }) =>
    ok({
      industries: await industriesKnown(db),
      models: config.system.models,
      caps: config.system.cost,
    }),
  )
  if (!known.ok) return known
  const { industries, models, caps } = known.data
  const rules = translate(sentence, fields, { industries })
  if (rules.text !== '' && rules.not_understood.length === 0)
    return ok({ ...rules, by: 'rules' as const })
  const written = await createClient(analysisContract, env.ANALYSIS, {
    requestId: input.requestId,
    service: 'analysis-service',
  }).call('draftScreen', {
    body: {
      sentence,
      language,
      models,
      caps,
      fields: fields.map((field) => ({ ...field, aliases: [...field.aliases] })),
    },
  })
  if (written.ok) {
    const { text, understood, not_understood } = written.data
    return ok({ text, by: 'model' as const, understood, not_understood })
  }
  // What the rules found is better than nothing, as long as it is said what they did not find.
  const answer: Result<TranslatedScreen> =
    rules.text === '' ? written : ok({ ...rules, by: 'rules' })
  return answer
}
