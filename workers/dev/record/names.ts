/** English names of A-share companies, from a recorded answer of Tushare. */
import { z } from 'zod'
import { jsonOf } from './shared-data.ts'

const listSchema = z.object({
  data: z.object({ fields: z.array(z.string()), items: z.array(z.array(z.string().nullable())) }),
})

/** English names by symbol. */
export const aShareNames = (): Map<string, string> => {
  const { fields, items } = listSchema.parse(
    jsonOf('tushare/responses/stock_basic_499rows.json'),
  ).data
  const at = (name: string): number => fields.indexOf(name)
  return new Map(
    items.flatMap((item) => {
      const [symbol, english] = [item[at('ts_code')], item[at('enname')]]
      return symbol && english ? [[symbol, english.normalize('NFKC').trim()] as const] : []
    }),
  )
}
