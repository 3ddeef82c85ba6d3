/** The live price of a company. Its code is fetched when it is first shown. */
import type { LivePriceProps } from '../live/price/LivePrice.tsx'
import { lazily } from '../ui/lazily.tsx'

export const LivePrice = lazily<LivePriceProps>(
  () => import('../live/price/LivePrice.tsx').then((m) => m.LivePrice),
  <div class="live-price live-price-coming" key="live" />,
)
