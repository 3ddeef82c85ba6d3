/**
 * Names of A-share companies in Chinese and English, from the recorded list of Tushare. They make a
 * search without a network possible.
 */
import { z } from 'zod'
import { jsonOf } from './shared-data.ts'

const listSchema = z.object({
  data: z.object({ fields: z.array(z.string()), items: z.array(z.array(z.string().nullable())) }),
})

/** One line for each company: market, symbol, Chinese short name, English name. */
export const aShareNames = (): string[] => {
  const { fields, items } = listSchema.parse(
    jsonOf('tushare/responses/stock_basic_499rows.json'),
  ).data
  const at = (name: string): number => fields.indexOf(name)
  return items.flatMap((item) => {
    const [symbol, name, english] = [item[at('ts_code')], item[at('name')], item[at('enname')]]
    return symbol && name ? [`CN\t${symbol}\t${name.normalize('NFKC')}\t${english ?? ''}`] : []
  })
}
