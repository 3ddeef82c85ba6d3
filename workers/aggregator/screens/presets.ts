/** The shipped screens, one file each in `config/screens`. */
import { z } from 'zod'
import { type Preset, presetSchema } from '#shared/contracts/screens.ts'
import cashRichSmallCaps from '../../../config/screens/cash-rich-small-caps.json' with {
  type: 'json',
}
import deepValueWithFScore from '../../../config/screens/deep-value-with-f-score.json' with {
  type: 'json',
}
import distress from '../../../config/screens/distress.json' with { type: 'json' }
import dividendGrowers from '../../../config/screens/dividend-growers.json' with { type: 'json' }
import grahamDefensive from '../../../config/screens/graham-defensive.json' with { type: 'json' }
import grossProfitability from '../../../config/screens/gross-profitability.json' with {
  type: 'json',
}
import growthAtAReasonablePrice from '../../../config/screens/growth-at-a-reasonable-price.json' with {
  type: 'json',
}
import lowAccruals from '../../../config/screens/low-accruals.json' with { type: 'json' }
import magicFormula from '../../../config/screens/magic-formula.json' with { type: 'json' }
import netNets from '../../../config/screens/net-nets.json' with { type: 'json' }
import piotroski from '../../../config/screens/piotroski.json' with { type: 'json' }
import quality from '../../../config/screens/quality.json' with { type: 'json' }
import redFlags from '../../../config/screens/red-flags.json' with { type: 'json' }
import shareholderYield from '../../../config/screens/shareholder-yield.json' with { type: 'json' }
import turnarounds from '../../../config/screens/turnarounds.json' with { type: 'json' }

/** In the order in which they are offered. */
export const PRESETS: readonly Preset[] = z
  .array(presetSchema)
  .parse([
    piotroski,
    magicFormula,
    grahamDefensive,
    quality,
    growthAtAReasonablePrice,
    dividendGrowers,
    netNets,
    deepValueWithFScore,
    lowAccruals,
    turnarounds,
    cashRichSmallCaps,
    redFlags,
    grossProfitability,
    shareholderYield,
    distress,
  ])
