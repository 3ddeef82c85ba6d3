/** The statements that a company has filed. */
import type {
  CompanyQuery,
  ProviderContext,
  ProviderResult,
  StatementsAnswer,
} from '../../model/provider.ts'
import { failed } from './client.ts'
import { filedBy } from './filed.ts'
import { instrumentOf } from './instrument.ts'

/** The result is `empty` for a company without periodic reports in XBRL. */
export const statements = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<StatementsAnswer>> => {
  const filed = await filedBy(query, context)
  if (!filed.ok) return filed
  const { submissions, facts, sources } = filed.data
  if (facts.length === 0)
    return failed('empty', `no periodic report of ${query.symbol} carries XBRL figures`)
  return {
    ok: true,
    data: { instrument: instrumentOf(query.symbol, submissions), facts, sources, recorded: null },
  }
}
