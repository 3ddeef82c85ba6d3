/** What a program that uses the API writes, with the types made from /openapi.json. */
import createClient from 'openapi-fetch'
import type { paths } from './api.js'

const client = createClient<paths>({
  baseUrl: process.argv[2] ?? '',
  headers: { authorization: `Bearer ${process.argv[3]}` },
})

const fields = await client.GET('/api/screens/fields')
const company = await client.GET('/api/companies/{market}/{symbol}', {
  params: { path: { market: 'US', symbol: 'ZZZZZ' } },
})
const screen = await client.POST('/api/screens/run', {
  body: { text: 'roee >= 15%', markets: ['US'], as_of: '2010-06-30' },
})
const started = await client.POST('/api/reports', {
  body: { market: 'XX', symbol: 'AAPL' },
})

console.log(
  JSON.stringify({
    fields: fields.data?.fields.length,
    company: company.error?.reason,
    screen: screen.error?.text_faults?.map(({ near }) => near[0]),
    started: started.error?.reason,
  }),
)
