/**
 * Whether there is a network: one short check of a few hosts in different countries. Any HTTP
 * answer counts.
 */
import type { Provider, ProviderContext } from '../model/provider.ts'

const HOSTS = [
  'https://data.sec.gov/',
  'https://query1.finance.yahoo.com/',
  'https://qt.gtimg.cn/',
  'https://www.cninfo.com.cn/',
]
/**
 * The longest time of the check in milliseconds, so that the answer comes within a second whatever
 * the network does.
 */
const LOOK_MS = 800

interface OnlineDeps {
  providers: readonly Provider[]
  contextOf(provider: Provider): ProviderContext
}

export const isOnline = async ({ providers, contextOf }: OnlineDeps): Promise<boolean> => {
  const [provider] = providers
  if (!provider) return false
  const { fetch } = contextOf(provider)
  const signal = AbortSignal.timeout(LOOK_MS)
  const looks = HOSTS.map(async (host) => {
    const response = await fetch(host, { method: 'HEAD', signal })
    await response.body?.cancel()
  })
  return Promise.any(looks).then(
    () => true,
    () => false,
  )
}
