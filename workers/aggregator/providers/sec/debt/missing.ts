/**
 * Whether a part of debt is missing from what is filed under standard tags. The filed liabilities
 * say how much room there is for it; what was borrowed and paid back, and which lines the balance
 * sheet has, say whether the room holds debt. Pure.
 */
import type { Room } from './room.ts'

/** Room of less than this part of the known debt is not looked into. */
const MATERIAL = 0.1
/** Where one kind of debt alone may be all of it, the room must be as large as the line. */
const LARGE = 1
/** Where liabilities are not told apart by when they are due, other lines take room too. */
const UNDATED = 0.3
/** What was borrowed, as a part of the known debt. */
const MATERIAL_FLOW = 0.01
/** What was paid back, as a part of the known debt: then some of it was due within a year. */
const MATERIAL_REPAID = 0.1
/** A kind of debt that is filed but not counted, as a part of the known debt. */
const MATERIAL_KIND = 0.01

/** The lines of one balance sheet that are filed. */
export interface DebtLines {
  /** All debt on one line. */
  all: boolean
  /** The line of long-term debt, or all of it: more than kinds of debt alone. */
  longTerm: boolean
  /** Kinds of debt on several lines, as a list that may lack one. */
  severalKinds: boolean
  /** What is borrowed for less than a year or due within one: here, or in reports near by. */
  shortTerm: boolean
  /** What is due of long-term debt: here, or in reports near by. */
  portion: boolean
  /** The same, and no line of what is due later. */
  portionAlone: boolean
  /** Of what is borrowed for less than a year no more than a kind, such as commercial paper. */
  shortTermKindsAlone: boolean
}

export interface DebtEvidence {
  lines: DebtLines
  room: Room
  /** The known debt, and what notes say that there must be of it at least. */
  known: number
  atLeast: number
  /** Kinds of debt that are filed and not counted, as they may be inside the lines. */
  uncounted: number
  /** What was borrowed for less than a year over the period, less what was paid back. */
  shortTermFlow: number
  /** What was paid back of long-term debt over the period. */
  repaid: number
  /** Debt has moved, and no flow of debt is filed under any standard tag. */
  movedUnseen: boolean
}

/** What is due within a year, what is due later, or no one knows which. */
export type MissingPart = 'short' | 'long' | 'any'

/** The part that is missing; null where nothing says that one is. */
export const missingPart = (evidence: DebtEvidence): MissingPart | null => {
  const { lines, room, known, atLeast, uncounted, shortTermFlow, repaid, movedUnseen } = evidence
  if (atLeast > known) return 'any'
  if (lines.all || known <= 0) return null
  const isAbove = (left: number | null, share: number): boolean =>
    left !== null && left > share * known
  if (room.current === null) {
    // Without a line between what is due soon and later, room may hold debt of any kind.
    if (uncounted > MATERIAL_KIND * known && room.other !== null && room.other >= uncounted)
      return 'any'
    if (lines.longTerm && lines.shortTerm && !lines.shortTermKindsAlone) return null
    const isListOfKinds = !lines.longTerm && lines.severalKinds
    return isAbove(room.other, isListOfKinds ? MATERIAL : UNDATED) ? 'any' : null
  }
  const isOneOfMore = lines.severalKinds || lines.portionAlone
  if (!lines.longTerm && isAbove(room.other, isOneOfMore ? MATERIAL : LARGE)) return 'long'
  if (lines.shortTerm || !isAbove(room.current, MATERIAL)) return null
  if (shortTermFlow > MATERIAL_FLOW * known || movedUnseen) return 'short'
  // What was paid back may be nil now, but not where no line at all is due within a year.
  const isPaidBack = shortTermFlow < -MATERIAL_FLOW * known || repaid > MATERIAL_REPAID * known
  return isPaidBack && !lines.portion ? 'short' : null
}
