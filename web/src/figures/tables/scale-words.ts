/** The scale of a table's money in words. */
import type { TableScale } from '../../ui/numbers.ts'
import { type FiguresKey, t } from '../strings/index.ts'

const SCALE_KEYS: Record<TableScale, FiguresKey> = {
  1: 'table.scale_1',
  1000: 'table.scale_1000',
  10000: 'table.scale_10000',
  1000000: 'table.scale_1000000',
  100000000: 'table.scale_100000000',
}

/** `USD million`, `亿 CNY`. */
export const scaleWords = (scale: TableScale, currency: string): string =>
  t(SCALE_KEYS[scale], { currency })
