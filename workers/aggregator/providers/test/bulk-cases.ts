/** The cases of whole markets of every provider. Tests only. */
import { eastmoneyBulk } from '../eastmoney/bulk/cases.fixture.ts'
import { jquantsBulk } from '../jquants/bulk/cases.fixture.ts'
import { nasdaqBulk } from '../nasdaq/cases.fixture.ts'
import { secBulk } from '../sec/bulk/cases.fixture.ts'
import { tencentBulk } from '../tencent/bulk-cases.fixture.ts'
import { tushareBulk } from '../tushare/bulk/cases.fixture.ts'
import type { BulkCase } from './bulk-case.ts'

export const BULK_CASES: readonly BulkCase[] = [
  ...secBulk,
  ...nasdaqBulk,
  ...eastmoneyBulk,
  ...tencentBulk,
  ...tushareBulk,
  ...jquantsBulk,
]
